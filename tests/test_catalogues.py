"""Every word of the interface is translated, and nothing is translated that nobody says."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.localedata import locale_identifiers
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from selisih.output import locales
from selisih.output.catalogues import load_interface
from tests.helpers import REPOSITORY, build, make_site, run, tree

LOCALES = REPOSITORY / "templates" / "locales"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s|%s")

Message = tuple[str, ...]


def said() -> Iterator[tuple[Message, str]]:
    """Yield what templates and pages ask the catalogue for, with the place."""
    for folder, methods in (
        (REPOSITORY / "templates", [("**.html", "jinja2")]),
        (REPOSITORY / "selisih", [("**.py", "python")]),
    ):
        options = {"**.html": {"trimmed": "false", "silent": "false"}}
        for name, line, message, _, _ in extract_from_dir(
            folder, methods, options, keywords=KEYWORDS, strip_comment_tags=True
        ):
            key = (message,) if isinstance(message, str) else tuple(message)
            yield key, f"{folder.name}/{name}:{line}"


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, abort_invalid=True)


def translated(path: Path) -> dict[Message, tuple[str, ...]]:
    found = {}
    for message in catalogue(path):
        if message.id:
            key = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            strings = (
                (message.string,) if isinstance(message.string, str) else tuple(message.string)
            )
            found[key] = strings
    return found


CATALOGUES = sorted(LOCALES.glob("*.po"))


def test_there_is_something_to_say() -> None:
    messages = {message for message, _ in said()}
    assert len(messages) > 60
    assert ("Only in {outlet}",) in messages, "from the pages"
    assert ("Skip to the content",) in messages, "from the templates"
    assert [path.name for path in CATALOGUES] == ["id.po"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_word_is_translated_and_every_translation_used(path: Path) -> None:
    wanted = dict(said())
    have = translated(path)
    assert {message: place for message, place in wanted.items() if message not in have} == {}
    assert set(have) - set(wanted) == set(), "these translations are not used"
    assert not [message for message, strings in have.items() if not all(strings)], "these are empty"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_translation_is_doubtful_or_left_over(path: Path) -> None:
    found = catalogue(path)
    assert not [message.id for message in found if message.id and message.fuzzy]
    assert not found.obsolete


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_fills_in_what_the_message_fills_in(path: Path) -> None:
    for message, strings in translated(path).items():
        wanted = {frozenset(_PLACEHOLDER.findall(form)) for form in message}
        for string in strings:
            assert frozenset(_PLACEHOLDER.findall(string)) in wanted, (message, string)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_words_that_accuse_are_not_used(path: Path) -> None:
    for strings in translated(path).values():
        for string in strings:
            assert not re.search(r"\b(sikap|diam|menghilangkan|vonis)\b", string, re.IGNORECASE), (
                string
            )


def test_english_pages_are_in_english_and_indonesian_ones_are_not(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, {"site.yaml": "title: F\nbase_url: https://example.org/\nlanguages: [id, en]\n"}
    )
    build(site)
    pages = tree(site / "_site")
    assert b"Says this" in pages["en/ferry/index.html"]
    assert b"Says this" not in pages["ferry/index.html"]
    assert b"Memuat" in pages["ferry/index.html"]
    assert b"Memuat" not in pages["en/ferry/index.html"]


def test_a_site_overrides_single_words(tmp_path: Path) -> None:
    own = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Says this"\nmsgstr "Ditulis"\n'
    site = make_site(
        tmp_path,
        {
            "site.yaml": "title: F\nbase_url: https://example.org/\nlanguages: [id]\n",
            "templates/locales/id.po": own,
        },
    )
    build(site)
    page = tree(site / "_site")["ferry/index.html"].decode()
    assert "Ditulis" in page
    assert "Tidak ada dalam teks ini" in page


def test_a_broken_catalogue_is_told_of_with_its_line(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"templates/locales/en.po": 'msgid "a"\nmsgstr "b\nnonsense\n'})
    result = run("build", "--root", site)
    assert result.status == 1
    assert "template-broken  templates/locales/en.po:" in result.err
    assert not (site / "_site").exists()


@given(number=st.integers(0, 10**9))
@settings(deadline=None, max_examples=50)
def test_numbers_are_written_as_the_language_writes_them(number: int) -> None:
    folders = [REPOSITORY / "templates"]
    assert load_interface("id", "UTC", folders).number(number) == f"{number:,}".replace(",", ".")
    assert load_interface("en", "UTC", folders).number(number) == f"{number:,}"


@pytest.mark.parametrize("language", locale_identifiers()[::20])
def test_what_is_kept_of_a_language_is_what_babel_says(language: str) -> None:
    """In languages of all sorts: those that write otherwise than can be kept are asked of Babel each time."""
    tag = language.replace("_", "-")
    habits = locales.habits_of(tag)
    for day in (date(2024, 12, 23), date(2024, 2, 29), date(1, 5, 1), date(9999, 12, 31)):
        assert habits.day(day) in (None, locales.day_in_full(day, tag))
    for number in (0, 7, 1000, 1999, 10_000, 123_456, 99_999_999, 10**15):
        assert habits.number(number) in (None, locales.in_figures(number, tag))
    assert habits.languages["id"] == locales.language_name("id", tag)


@pytest.mark.parametrize("language", ["id", "en", "ms", "de", "fr", "zh-Hant"])
def test_most_of_a_language_is_kept(language: str) -> None:
    habits = locales.habits_of(language)
    assert habits.day(date(2024, 12, 23))
    assert habits.number(1100)


def test_an_unknown_language_falls_back_to_english() -> None:
    interface = load_interface("xx", "UTC", [REPOSITORY / "templates"])
    assert interface.gettext("Says this") == "Says this"
    assert interface.direction == "ltr"
    assert load_interface("ar", "UTC", [REPOSITORY / "templates"]).direction == "rtl"


def test_plural_forms_follow_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/pl.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "dzień"\nmsgstr[1] "dni"\nmsgstr[2] "dni (wiele)"\n',
        encoding="utf-8",
    )
    ngettext = load_interface("pl", "UTC", [tmp_path]).ngettext
    assert [ngettext("{n} day", "{n} days", number) for number in (1, 3, 5, 12, 22)] == [
        "dzień",
        "dni",
        "dni (wiele)",
        "dni (wiele)",
        "dni",
    ]
    assert ngettext("{n} night", "{n} nights", 1) == "{n} night"
