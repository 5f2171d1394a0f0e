"""Leaf types: how a scalar, always a string in the file, becomes what its key asks for."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Final

from selisih.model.addresses import SCHEMES, refusal
from selisih.model.records import Moment
from selisih.reading.schema import patterns
from selisih.reading.schema.notation import Leaf, Wrong
from selisih.reading.schema.plain import scalar_value, whole_number
from selisih.reading.yaml_nodes import Scalar

ID_PATTERN: Final = patterns.ID
ID_LENGTH: Final = 80
LANGUAGE_PATTERN: Final = patterns.LANGUAGE


def _text(scalar: Scalar) -> Scalar:
    if not scalar.value.strip():
        raise Wrong("the text is empty", "write a text, or leave the key out")
    return scalar


def _identifier(scalar: Scalar) -> Scalar:
    check_identifier(scalar.value)
    if not isinstance(scalar_value(scalar), str):
        raise Wrong(
            f"`{scalar.value}` is an id only in quotation marks: without them, editors read it as another sort of value",
            f'"{scalar.value}"',
            rule="id-invalid",
        )
    return scalar


def check_identifier(value: str) -> None:
    """Raise where a value cannot be an id."""
    if not re.fullmatch(ID_PATTERN, value):
        raise Wrong(
            f"`{value}` is no id: lower-case letters and digits, words joined by hyphens",
            rule="id-invalid",
        )
    if len(value) > ID_LENGTH:
        raise Wrong(
            f"the id is {len(value)} characters long, {ID_LENGTH} are allowed", rule="id-invalid"
        )


def _flag(scalar: Scalar) -> bool:
    value = scalar_value(scalar)
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise Wrong(f"`{scalar.value}` is neither true nor false")


def _count(scalar: Scalar) -> int:
    number = whole_number(scalar)
    if scalar.style and re.fullmatch(patterns.COUNT, scalar.value):
        number = int(scalar.value)
    if number is None or not 1 <= number <= _LARGEST:
        raise Wrong(f"`{scalar.value}` is no whole number from 1")
    return number


def _number(scalar: Scalar) -> float:
    value = scalar_value(scalar)
    if scalar.style and re.fullmatch(patterns.NUMBER, scalar.value):
        value = float(scalar.value)
    if isinstance(value, float) and -_BOUND < value < _BOUND:
        return value
    raise Wrong(f"`{scalar.value}` is no number")


_LARGEST: Final = 999_999_999
_BOUND: Final = 10**12
_UNITS: Final = {"": 1, "B": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3}


def _size(scalar: Scalar) -> int:
    number = whole_number(scalar)
    if number is not None and 0 <= number <= _LARGEST:
        return number
    found = re.fullmatch(patterns.SIZE, scalar.value)
    if found and number is None:
        return int(found[1]) * _UNITS[found[2].upper()]
    raise Wrong(f"`{scalar.value}` is no size", "write it like 5MB")


def version(number: int, meaning: str) -> Leaf:
    """Return a leaf that takes one whole number, written as a number or in quotation marks."""

    def convert(scalar: Scalar) -> str:
        if whole_number(scalar) == number or (scalar.style and scalar.value == str(number)):
            return str(number)
        raise Wrong(f"`{scalar.value}` is not {number}")

    return Leaf(convert, enum=[number, str(number)], enumDescriptions=[meaning, meaning])


_EDGES: Final = ("0001", "9999")
"""The first and the last year of the calendar, of which another time zone may fall outside."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)


def _moment(scalar: Scalar) -> Moment:
    value = scalar.value.strip()
    try:
        if value.startswith(_EDGES) and (_DAY.fullmatch(value) or _TIME.fullmatch(value)):
            raise Wrong(f"`{value}` cannot be told in every time zone")
        if _DAY.fullmatch(value):
            return Moment(date.fromisoformat(value))
        if _TIME.fullmatch(value):
            time = datetime.fromisoformat(value.upper().replace(" ", "T"))
            return Moment(time.date(), time)
    except ValueError as error:
        raise Wrong(f"`{value}` is no date: {error}") from None
    raise Wrong(
        f"`{value}` is no date", "write 2024-12-23, or 2024-12-23T09:30:00+07:00 for a time"
    )


def _address(scalar: Scalar, schemes: frozenset[str] = SCHEMES) -> str:
    value = scalar.value.strip()
    reason = refusal(value, schemes=schemes)
    if reason:
        raise Wrong(f"the address cannot be published: {reason}", rule="address-refused")
    return value


def _web_address(scalar: Scalar) -> str:
    return _address(scalar, SCHEMES - {"mailto"})


def _language(scalar: Scalar) -> str:
    check_language(scalar.value)
    return scalar.value


def check_language(value: str) -> None:
    """Raise where a value cannot be a language tag."""
    if not re.fullmatch(LANGUAGE_PATTERN, value):
        raise Wrong(f"`{value}` is no language tag", "write a tag such as id, en or zh-Hant")


def _path(scalar: Scalar) -> Scalar:
    value = scalar.value
    parts = value.split("/")
    if (
        value.startswith("/")
        or "\\" in value
        or ":" in parts[0]
        or any(p in ("", ".", "..") for p in parts)
    ):
        raise Wrong(
            "the path must lead from the site's root to a file below it",
            "write it like seeds/article.txt",
        )
    return scalar


def choice(**meanings: str) -> Leaf:
    """Return a leaf that takes one of some words, given with what each means."""
    names = tuple(meanings)

    def convert(scalar: Scalar) -> str:
        if scalar.value in names:
            return scalar.value
        raise Wrong(
            f"`{scalar.value}` is not one of {', '.join(names)}", nearest_hint(scalar.value, names)
        )

    described = list(meanings.values())
    return Leaf(convert, enum=list(names), enumDescriptions=described)


def nearest_hint(word: str, known: tuple[str, ...]) -> str:
    """Return a hint that names the most similar known word, or the empty string; capitals may be wrong, too."""
    import difflib

    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    found = found or difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.8)
    return f"did you mean `{found[0]}`?" if found else ""


# A language server reads `1.000` as a number and `true` as a truth value; to us they are the text
# that stands there. So the schemas allow those types wherever the build does (docs/decisions/0020).
Text = Annotated[
    Scalar,
    Leaf(
        _text,
        errorMessage="A text belongs here.",
        type=["string", "number", "boolean"],
        minLength=1,
        pattern=patterns.TEXT,
    ),
]
Identifier = Annotated[
    Scalar,
    Leaf(
        _identifier,
        errorMessage="An id belongs here: lower-case letters and digits, words joined by hyphens. What reads as a number goes in quotation marks.",
        type="string",
        pattern=patterns.whole(patterns.ID),
        maxLength=ID_LENGTH,
        examples=["peluncur-170mm"],
    ),
]
Flag = Annotated[
    bool,
    Leaf(
        _flag,
        errorMessage="true or false belongs here.",
        type=["boolean", "string"],
        pattern="^(?:true|false)$",
    ),
]
Count = Annotated[
    int,
    Leaf(
        _count,
        errorMessage="A whole number from 1 belongs here.",
        type=["integer", "string"],
        minimum=1,
        maximum=_LARGEST,
        pattern=patterns.whole(patterns.COUNT),
    ),
]
Number = Annotated[
    float,
    Leaf(
        _number,
        errorMessage="A number belongs here.",
        type=["number", "string"],
        pattern=patterns.whole(patterns.NUMBER),
        exclusiveMinimum=-_BOUND,
        # A `maximum` would let `.nan` pass, which is neither below nor above anything.
        **{"not": {"type": "number", "minimum": _BOUND}},
    ),
]
Size = Annotated[
    int,
    Leaf(
        _size,
        errorMessage="A size such as 5MB belongs here.",
        type=["string", "integer"],
        minimum=0,
        maximum=_LARGEST,
        pattern=patterns.whole(patterns.SIZE),
        examples=["5MB"],
    ),
]
Day = Annotated[
    Moment,
    Leaf(
        _moment,
        errorMessage="A date such as 2024-12-23, or a time such as 2024-12-23T09:30:00+07:00, belongs here.",
        type="string",
        pattern=patterns.whole(patterns.MOMENT),
        examples=["2024-12-23", "2024-12-23T09:30:00+07:00"],
    ),
]
Address = Annotated[
    str,
    Leaf(
        _address,
        errorMessage="An address that begins with https:, http: or mailto: belongs here.",
        type="string",
        pattern=patterns.whole(patterns.ADDRESS),
    ),
]
WebAddress = Annotated[
    str,
    Leaf(
        _web_address,
        errorMessage="An address that begins with https: or http: belongs here.",
        type="string",
        pattern=patterns.whole(patterns.WEB_ADDRESS),
    ),
]
Language = Annotated[
    str,
    Leaf(
        _language,
        errorMessage="A language tag such as id, en or zh-Hant belongs here.",
        type="string",
        pattern=patterns.whole(patterns.LANGUAGE),
        examples=["id", "en"],
    ),
]
FilePath = Annotated[
    Scalar,
    Leaf(
        _path,
        errorMessage="A path from the site's root, such as seeds/article.txt, belongs here.",
        type=["string", "number", "boolean"],
        pattern=patterns.whole(patterns.PATH),
        examples=["seeds/article.txt"],
    ),
]
