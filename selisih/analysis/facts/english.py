"""What the rules know of English."""

from __future__ import annotations

from typing import Final

from selisih.analysis.facts.lexicon import Lexicon, words_to
from selisih.analysis.facts.tokens import Phrases

_UNITS: Final = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS: Final = {
    word: number * 10
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_MULTIPLIERS: Final = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "quintillion": 10**18,
    "dozen": 12,
    "lakh": 10**5,
    "crore": 10**7,
}
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ],
        1,
    )
} | {
    **{tens[:-1] + "ieth": number for tens, number in _TENS.items()},
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}
_MONTHS: Final = words_to(
    {
        1: "january jan",
        2: "february feb",
        3: "march mar",
        4: "april apr",
        5: "may",
        6: "june jun",
        7: "july jul",
        8: "august aug",
        9: "september sept sep",
        10: "october oct",
        11: "november nov",
        12: "december dec",
    }
)
_WEEKDAYS: Final = words_to(
    {
        1: "monday mon mondays",
        2: "tuesday tue tues tuesdays",
        3: "wednesday wed wednesdays",
        4: "thursday thu thur thurs thursdays",
        5: "friday fri fridays",
        6: "saturday saturdays",
        7: "sunday sundays",
    }
)
_UNIT_NAMES: Final = {
    "mm": "millimetre | millimetres | millimeter | millimeters",
    "cm": "centimetre | centimetres | centimeter | centimeters",
    "m": "metre | metres | meter | meters",
    "km": "kilometre | kilometres | kilometer | kilometers | kms",
    "m2": "square metre | square metres | square meter | square meters | sq m",
    "km2": "square kilometre | square kilometres | square kilometer | square kilometers",
    "mi2": "square mile | square miles",
    "ft2": "square foot | square feet | sq ft",
    "m3": "cubic metre | cubic metres | cubic meter | cubic meters",
    "kg": "kilogram | kilograms | kilogramme | kilogrammes | kilo | kilos",
    "g": "gram | grams | gramme | grammes",
    "mg": "milligram | milligrams",
    "t": "ton | tons | tonne | tonnes | metric ton | metric tons | metric tonnes",
    "l": "litre | litres | liter | liters",
    "ml": "millilitre | millilitres | milliliter | milliliters",
    "gal": "gallon | gallons",
    "bbl": "barrel | barrels",
    "ha": "hectare | hectares",
    "acre": "acre | acres",
    "mi": "mile | miles",
    "nmi": "nautical mile | nautical miles",
    "ft": "foot | feet",
    "in": "inch | inches",
    "yd": "yard | yards",
    "lb": "pound of | pounds of",
    "knot": "knot | knots",
    "km/h": "kilometres per hour | kilometers per hour | kilometres an hour | kilometers an hour | km per hour | km an hour",
    "mph": "miles per hour | miles an hour",
    "°": "degree | degrees",
    "°C": "degrees celsius | degree celsius | celsius | ° celsius",
    "°F": "degrees fahrenheit | fahrenheit",
    "%": "percent | per cent | pct | pc | percents",
    "pp": "percentage point | percentage points",
    "s": "seconds | secs",
    "min": "minute | minutes | mins | min",
    "h": "hour | hours | hrs | hr",
    "day": "day | days",
    "week": "week | weeks",
    "fortnight": "fortnight | fortnights",
    "month": "month | months",
    "year": "year | years | year old | years old | year olds | yr | yrs",
    "decade": "decade | decades",
    "century": "century | centuries",
    "MW": "megawatt | megawatts",
    "GW": "gigawatt | gigawatts",
    "kW": "kilowatt | kilowatts",
    "V": "volt | volts",
    "W": "watt | watts",
    "person": "people | person | persons",
    "bps": "basis points | basis point",
    "×": "times | time",
}
_CURRENCIES: Final = {
    "USD": "dollar | dollars | us dollar | us dollars | u . s . dollars | usd | bucks | american dollars",
    "AUD": "australian dollars | australian dollar",
    "SGD": "singapore dollars | singapore dollar",
    "CAD": "canadian dollars | canadian dollar",
    "HKD": "hong kong dollars",
    "EUR": "euro | euros | eur",
    "GBP": "pound | pounds | pounds sterling | gbp",
    "¢": "cents | cent | us cents",
    "p": "pence",
    "JPY": "yen | jpy",
    "CNY": "yuan | renminbi",
    "IDR": "rupiah | rupiahs | idr",
    "INR": "rupee | rupees",
    "MYR": "ringgit",
    "THB": "baht",
    "KRW": "won",
    "RUB": "rouble | roubles | ruble | rubles",
    "UAH": "hryvnia | hryvnias",
    "CHF": "swiss francs | francs",
    "PHP": "pesos | peso",
}
_BEFORE: Final = {
    "about": "about | around | approximately | roughly | some | circa | an estimated | estimated | almost exactly | in the region of",
    "nearly": "nearly | almost | close to | just under | just short of | approaching",
    "more": "more than | over | above | in excess of | upwards of | upward of | greater than | exceeding | just over | well over | higher than",
    "less": "less than | fewer than | under | below | lower than | well under",
    "least": "at least | no fewer than | no less than | not less than | not fewer than | a minimum of | minimum",
    "most": "at most | up to | no more than | not more than | as many as | as much as | a maximum of | maximum",
}
_AFTER: Final = {
    "least": "or more | or above | or over | and above | plus | +",
    "about": "or so | odd | or thereabouts | give or take",
    "most": "or less | or fewer | or under",
}
_CERTAINTY: Final = {
    "possible": "may | might | could | possibly | perhaps | maybe | potentially | possible | potential",
    "probable": "probably | likely | presumably | apparently | seemingly | appears to | appear to | appeared to | seems to | seemed to | probable",
    "unlikely": "unlikely",
    "certain": "certainly | definitely | undoubtedly | clearly | surely | confirmed | confirms | confirm | proven",
    "reported": "reportedly | is reported to | are reported to | was reported to | were reported to | purportedly | is said to | are said to | was said to | were said to",
    "alleged": "alleged | allegedly | accused | claimed | claims | claim | so called | suspected | suspects",
    "estimated": "estimate | estimates | estimated | estimating | assesses | assess | assessed",
    "expected": "expected | expects | expect | predicts | predicted | forecast | projected",
    "believed": "believed | believes | believe | thought to | suspect",
    "unconfirmed": "unconfirmed | unverified | not confirmed | not verified",
}
_NEGATIONS: Final = (
    "not no never nor neither none cannot without nobody nothing nowhere can't couldn't isn't aren't wasn't "
    "weren't don't doesn't didn't won't wouldn't shouldn't hasn't haven't hadn't mustn't needn't ain't"
)
_FUNCTION_WORDS: Final = (
    "the a an this that these those it its he she they we i you his her their our my your him them us me who "
    "which what when where why how there here and or but so yet if then than because although though while "
    "whereas as at by for from in into of off on onto out over to under up with within without about above "
    "across after against along amid among around before behind below beneath beside between beyond down during "
    "except inside like near outside past since through throughout till toward towards until upon via is are was "
    "were be been being am do does did done have has had having will would shall should can could may might must "
    "not no nor neither cannot either both all any some each every few many more most other another such own same only "
    "also just very too even still already now once again ever never however meanwhile moreover further "
    "furthermore therefore thus instead besides nevertheless nonetheless later earlier one two three four five "
    "six seven eight nine ten according despite following given unlike per officials police people authorities "
    "experts residents witnesses critics it's there's that's he's she's they're we're i'm i've we've let's "
    "yes well oh several nearly almost roughly approximately last next today yesterday tomorrow speaking asked "
    "first second third whose whom anyone someone everyone nobody nothing none much less least"
)
_TITLES: Final = (
    "mr mrs ms miss dr prof professor president minister sir lady lord general colonel captain lieutenant "
    "sergeant major admiral judge justice senator governor mayor king queen prince princess pope bishop "
    "ambassador secretary chancellor chairman chairwoman director chief rev reverend inspector superintendent"
)

ENGLISH: Final = Lexicon(
    tag="en",
    decimal=".",
    month_first=True,
    units={**_UNITS, "nil": 0, "nought": 0, "naught": 0},
    tens=_TENS,
    multipliers=_MULTIPLIERS,
    point="point",
    joint="and",
    short_multipliers={
        "k": 1000,
        "m": 10**6,
        "mn": 10**6,
        "mln": 10**6,
        "b": 10**9,
        "bn": 10**9,
        "tn": 10**12,
        "trn": 10**12,
    },
    attached_multipliers={
        "k": 1000,
        "mn": 10**6,
        "mln": 10**6,
        "bn": 10**9,
        "bln": 10**9,
        "tn": 10**12,
        "trn": 10**12,
    },
    abbreviated_multipliers={"bn": 10**9, "mn": 10**6, "mln": 10**6, "tn": 10**12, "trn": 10**12},
    ago=Phrases({"-": "ago"}),
    below_zero=Phrases({"-": "below zero"}),
    single={"twice": (2, "×"), "thrice": (3, "×")},
    vague={
        "tens": 10,
        "dozens": 12,
        "scores": 20,
        "hundreds": 100,
        "thousands": 1000,
        "millions": 10**6,
        "billions": 10**9,
        "trillions": 10**12,
    },
    fractions={
        "half": 2,
        "halves": 2,
        "third": 3,
        "thirds": 3,
        "quarter": 4,
        "quarters": 4,
        "fourth": 4,
        "fourths": 4,
        "fifth": 5,
        "fifths": 5,
        "sixth": 6,
        "sixths": 6,
        "seventh": 7,
        "sevenths": 7,
        "eighth": 8,
        "eighths": 8,
        "ninth": 9,
        "ninths": 9,
        "tenth": 10,
        "tenths": 10,
        "hundredth": 100,
        "hundredths": 100,
        "thousandths": 1000,
    },
    ordinals=_ORDINALS,
    ordinal_idioms=frozenset({"hand", "lady", "of all", "thought", "aid"}),
    number_idioms=Phrases(
        {"-": "one of | one another | no one | one day | one by one | one's | any one | every one"}
    ),
    before=Phrases(_BEFORE),
    after=Phrases(_AFTER),
    until=Phrases({"..": "to | through | till | until | up to"}),
    between={"between": "and", "from": "to"},
    unit_names=Phrases(_UNIT_NAMES),
    currencies=Phrases(_CURRENCIES),
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    day_parts={
        "morning": "morning",
        "noon": "noon",
        "midday": "noon",
        "afternoon": "afternoon",
        "evening": "evening",
        "night": "night",
        "midnight": "midnight",
        "dawn": "dawn",
        "dusk": "dusk",
    },
    certainty=Phrases(_CERTAINTY),
    negations=frozenset(_NEGATIONS.split()),
    function_words=frozenset(_FUNCTION_WORDS.split()),
    titles=frozenset(_TITLES.split()),
)
"""English, as American and British papers write it."""
