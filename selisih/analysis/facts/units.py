"""Units of measurement and currencies that are written alike in many languages."""

from __future__ import annotations

from typing import Final

from selisih.analysis.facts.tokens import Phrases

SYMBOLS: Final = Phrases(
    {
        "mm": "mm",
        "cm": "cm",
        "m": "m",
        "km": "km",
        "m2": "m2 | m²",
        "km2": "km2 | km² | sq km",
        "kg": "kg",
        "g": "g | gr",
        "mg": "mg",
        "t": "t",
        "l": "l",
        "ml": "ml",
        "ha": "ha",
        "km/h": "km/h | kph | kmh | kmph",
        "mph": "mph",
        "knot": "kt",
        "°C": "°c | ° c | c",
        "°F": "°f | ° f | f",
        "°": "°",
        "kW": "kw",
        "MW": "mw",
        "GW": "gw",
        "kWh": "kwh",
        "V": "v",
        "W": "w",
        "Hz": "hz",
        "kB": "kb",
        "MB": "mb",
        "GB": "gb",
        "TB": "tb",
        "ft": "ft",
        "lb": "lb | lbs",
        "oz": "oz",
        "mi": "mi",
        "in": "in",
        "mpg": "mpg",
        "GT": "gt",
        "bps": "bps",
        "cc": "cc",
        "ppm": "ppm",
        "%": "% | ٪",
    }
)
"""Signs and abbreviations of units, as tokens."""

CURRENCY_SIGNS: Final = Phrases(
    {
        "IDR": "rp | rp . | idr",
        "USD": "us $ | usd | $ | u . s . $",
        "EUR": "€ | eur",
        "GBP": "£ | gbp",
        "JPY": "¥ | jpy",
        "CNY": "cny | rmb",
        "SGD": "s $ | sgd",
        "AUD": "a $ | aud | au $",
        "CAD": "c $ | cad",
        "HKD": "hk $ | hkd",
        "NZD": "nz $ | nzd",
        "MYR": "rm | myr",
        "INR": "₹ | inr",
        "KRW": "₩ | krw",
        "THB": "฿ | thb",
        "PHP": "₱ | php",
        "RUB": "₽ | rub",
        "UAH": "₴ | uah",
        "CHF": "chf",
        "SAR": "sar",
    }
)
"""What stands before an amount of money, as tokens."""
