"""What the rules know of Indonesian."""

from __future__ import annotations

from typing import Final

from selisih.analysis.facts.lexicon import Lexicon, words_to
from selisih.analysis.facts.tokens import Phrases

_DIGITS: Final = {
    word: number
    for number, word in enumerate(
        ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"], 1
    )
}
_POWERS: Final = {
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
    "kuadriliun": 10**15,
    "lusin": 12,
    "kodi": 20,
}
_MULTIPLIERS: Final = {"ratus": 100, **_POWERS}
_UNITS: Final = {
    "nol": 0,
    "kosong": 0,
    **_DIGITS,
    "sepuluh": 10,
    "sebelas": 11,
    **{f"{digit}belas": number + 10 for digit, number in _DIGITS.items()},
}
_ORDINALS: Final = {
    "pertama": 1,
    **{f"ke{digit}": number for digit, number in _DIGITS.items()},
    "kesepuluh": 10,
    "kesebelas": 11,
    "keseratus": 100,
    "keseribu": 1000,
    "kesejuta": 10**6,
    **{f"ke{digit}belas": number + 10 for digit, number in _DIGITS.items()},
    **{f"ke{digit}puluh": number * 10 for digit, number in _DIGITS.items()},
}
_MONTHS: Final = words_to(
    {
        1: "januari jan",
        2: "februari pebruari feb",
        3: "maret mar",
        4: "april apr",
        5: "mei",
        6: "juni jun",
        7: "juli jul",
        8: "agustus agu agt ags",
        9: "september sept sep",
        10: "oktober okt",
        11: "november nopember nov",
        12: "desember des",
    }
)
_WEEKDAYS: Final = words_to(
    {
        1: "senin",
        2: "selasa",
        3: "rabu",
        4: "kamis",
        5: "jumat jum'at",
        6: "sabtu",
        7: "minggu ahad",
    }
)
_UNIT_NAMES: Final = {
    "mm": "milimeter",
    "cm": "sentimeter | centimeter | senti",
    "m": "meter",
    "km": "kilometer | kilo meter",
    "m2": "meter persegi",
    "km2": "kilometer persegi | km persegi",
    "m3": "meter kubik",
    "kg": "kilogram | kilo",
    "g": "gram",
    "mg": "miligram",
    "ons": "ons",
    "kuintal": "kuintal",
    "t": "ton",
    "l": "liter",
    "ml": "mililiter",
    "gal": "galon",
    "bbl": "barel",
    "ha": "hektare | hektar",
    "mi": "mil",
    "nmi": "mil laut",
    "ft": "kaki",
    "in": "inci | inchi",
    "knot": "knot",
    "km/h": "kilometer per jam | km per jam | km/jam | km / jam",
    "mph": "mil per jam",
    "°": "derajat",
    "°C": "derajat celsius | celsius | ° celsius | derajat celcius | celcius",
    "%": "persen | prosen | per sen",
    "‰": "permil",
    "pp": "poin persentase",
    "s": "detik",
    "min": "menit",
    "h": "jam",
    "day": "hari",
    "week": "minggu | pekan",
    "month": "bulan",
    "year": "tahun",
    "decade": "dekade | dasawarsa",
    "century": "abad",
    "MW": "megawatt",
    "GW": "gigawatt",
    "kW": "kilowatt",
    "V": "volt",
    "W": "watt",
    "person": "orang | jiwa",
    "bps": "basis poin",
    "×": "kali | kali lipat",
}
_CURRENCIES: Final = {
    "USD": "dolar | dollar | dolar as | dollar as | dolar amerika | dolar amerika serikat | usd | us dollar",
    "AUD": "dolar australia",
    "SGD": "dolar singapura",
    "EUR": "euro | eur",
    "GBP": "poundsterling | pound sterling | pound | pounds",
    "JPY": "yen",
    "CNY": "yuan | renminbi",
    "IDR": "rupiah",
    "INR": "rupee | rupe",
    "MYR": "ringgit",
    "THB": "baht",
    "KRW": "won",
    "RUB": "rubel",
    "SAR": "riyal | real saudi",
    "¢": "sen",
}
_BEFORE: Final = {
    "about": "sekitar | kira kira | kurang lebih | lebih kurang | sekira | diperkirakan | kisaran | di kisaran | rata rata | ± | +/-",
    "nearly": "hampir | nyaris | mendekati",
    "more": "lebih dari | di atas | melebihi | melampaui | lebih daripada | lebih besar dari | lebih banyak dari | diatas",
    "less": "kurang dari | di bawah | kurang daripada | dibawah | tidak sampai | tak sampai",
    "least": "sedikitnya | setidaknya | paling sedikit | paling tidak | minimal | minimum | sekurang kurangnya | "
    "setidak tidaknya | sekurangnya | sedikit dikitnya | tidak kurang dari | tak kurang dari | paling kurang",
    "most": "maksimal | maksimum | paling banyak | paling lama | hingga | sampai | tidak lebih dari | tak lebih dari | paling lambat",
}
_AFTER: Final = {
    "more": "lebih",
    "least": "atau lebih | ke atas | +",
    "about": "an",
    "most": "atau kurang | ke bawah",
}
_CERTAINTY: Final = {
    "possible": "mungkin | kemungkinan | bisa jadi | barangkali | boleh jadi | berpotensi | dapat jadi | potensi",
    "probable": "tampaknya | sepertinya | agaknya | rupanya | kelihatannya | terindikasi | kemungkinan besar | besar kemungkinan",
    "certain": "pasti | memastikan | dipastikan | tentu | terbukti | mengonfirmasi | dikonfirmasi | mengkonfirmasi | terkonfirmasi | jelas",
    "reported": "dilaporkan | dikabarkan | kabarnya | konon | disebut sebut | katanya | diberitakan | disebutkan",
    "alleged": "diduga | dugaan | menduga | dituduh | menuduh | dituding | menuding | terduga | mengklaim | diklaim | klaim | disinyalir | "
    "ditengarai | tuduhan | disangka",
    "estimated": "memperkirakan | diperkirakan | perkiraan | ditaksir | menaksir | menilai | dinilai | estimasi | taksiran",
    "expected": "diprediksi | memprediksi | diproyeksikan | diharapkan | berharap | direncanakan | berencana | prediksi",
    "believed": "diyakini | meyakini | dianggap | menganggap | dipercaya | mempercayai | yakin",
    "unconfirmed": "belum dikonfirmasi | belum terkonfirmasi | belum dapat diverifikasi | belum dipastikan | belum pasti",
}
_NEGATIONS: Final = "tidak tak bukan belum jangan tanpa tiada tidaklah bukanlah bukannya takkan janganlah enggak nggak gak ndak non"
_FUNCTION_WORDS: Final = (
    "yang dan di ke dari pada dalam untuk dengan oleh ini itu tersebut adalah ialah merupakan akan telah sudah "
    "sedang masih lagi juga pun saja hanya bahwa karena sebab jika kalau bila apabila maka agar supaya sehingga "
    "namun tetapi tapi atau serta maupun baik sementara ketika saat selama sejak hingga sampai setelah sesudah "
    "sebelum antara atas bawah para sang si kami kita saya aku ia dia beliau mereka kamu anda nya lah kah tidak "
    "tak bukan belum jangan tanpa ada adanya terdapat bisa dapat harus perlu boleh mau ingin lebih kurang sangat "
    "amat paling terlalu sekali semua seluruh setiap tiap beberapa banyak sedikit sebuah seorang suatu seekor "
    "sebagai seperti bagai menurut kepada terhadap tentang mengenai bagi guna demi melalui lewat per secara yaitu "
    "yakni selain meski meskipun walau walaupun padahal bahkan apalagi lalu kemudian selanjutnya akhirnya "
    "sebelumnya sekarang kini nanti tadi kemarin besok begitu demikian dengan kata ujar tambah imbuh adapun "
    "sedangkan berdasarkan akibat usai pihak pihaknya salah satu dua tiga empat lima enam tujuh delapan sembilan "
    "sepuluh hal sejumlah sekitar pasalnya diketahui apa siapa kapan mana bagaimana mengapa kenapa berapa warga "
    "polisi petugas pemerintah korban pelaku hari tanggal bulan tahun minggu pekan saat sebab oleh selama pernah"
)
_TITLES: Final = (
    "pak bapak bu ibu sdr saudara dr drs ir prof profesor kh h hj haji ustaz ustadz kiai presiden menteri "
    "gubernur bupati wali walikota jenderal letjen mayjen brigjen kolonel letkol mayor kapten kapolri kapolda "
    "kapolres irjen brigjen kombes akbp kompol akp iptu ipda raja ratu pangeran sultan paus hakim jaksa ketua "
    "wakil direktur kepala juru camat lurah"
)

INDONESIAN: Final = Lexicon(
    tag="id",
    decimal=",",
    units=_UNITS,
    multipliers=_MULTIPLIERS,
    compounds={f"se{power}": ("satu", power) for power in _MULTIPLIERS}
    | {
        f"{digit}{power}": (digit, power)
        for digit in _DIGITS
        for power in ("puluh", "ratus", "ribu", "juta")
    }
    | {"sepertiga": ("satu", "pertiga"), "seperempat": ("satu", "perempat")}
    | {f"seper{word}": ("satu", f"per{word}") for word in ("lima", "enam", "delapan", "sepuluh")},
    teen="belas",
    ten="puluh",
    point="koma",
    short_multipliers={"rb": 10**3, "jt": 10**6, "m": 10**9, "t": 10**12, "mil": 10**9},
    abbreviated_multipliers={"rb": 10**3, "jt": 10**6},
    ago=Phrases({"-": "lalu | yang lalu | silam | yang silam", "+": "lagi"}),
    below_zero=Phrases({"-": "di bawah nol"}),
    single={
        f"se{word}": (1, unit)
        for word, unit in {
            "hari": "day",
            "minggu": "week",
            "pekan": "week",
            "bulan": "month",
            "tahun": "year",
            "dekade": "decade",
            "dasawarsa": "decade",
            "abad": "century",
            "jam": "h",
            "menit": "min",
            "meter": "m",
            "kilometer": "km",
        }.items()
    },
    vague={
        "sepuluhan": 10,
        "seratusan": 100,
        "seribuan": 1000,
        "sejutaan": 10**6,
        "belasan": 11,
        "puluhan": 10,
        "ratusan": 100,
        "ribuan": 1000,
        "jutaan": 10**6,
        "miliaran": 10**9,
        "milyaran": 10**9,
        "triliunan": 10**12,
    },
    fractions={
        "setengah": 2,
        "separuh": 2,
        "separo": 2,
        "pertiga": 3,
        "perempat": 4,
        "perlima": 5,
        "perenam": 6,
        "pertujuh": 7,
        "perdelapan": 8,
        "persembilan": 9,
        "persepuluh": 10,
        "perseratus": 100,
        "perseribu": 1000,
    },
    ordinals=_ORDINALS,
    number_idioms=Phrases(
        {"-": "salah satu | satu satunya | satu sama lain | satu per satu | satu pun"}
    ),
    before=Phrases(_BEFORE),
    after=Phrases(_AFTER),
    until=Phrases(
        {"..": "hingga | sampai | sampai dengan | sampai ke | sd | s / d | s . d | s . d . | ke"}
    ),
    between={"antara": "dan", "dari": "sampai"},
    unit_names=Phrases(_UNIT_NAMES),
    currencies=Phrases(_CURRENCIES),
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    day_parts={
        "pagi": "pagi",
        "siang": "siang",
        "sore": "sore",
        "petang": "petang",
        "malam": "malam",
        "subuh": "subuh",
        "dini": "dini",
        "dini hari": "dini",
        "tengah malam": "midnight",
        "tengah hari": "noon",
    },
    certainty=Phrases(_CERTAINTY),
    negations=frozenset(_NEGATIONS.split()),
    function_words=frozenset(_FUNCTION_WORDS.split()),
    titles=frozenset(_TITLES.split()),
)
"""Indonesian, as its papers write it."""
