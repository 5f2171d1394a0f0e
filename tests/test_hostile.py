"""Hostile input: each gets a clear error at its place or is neutralised; never a traceback, a hang or a damaged site."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from selisih.model.addresses import refusal
from tests.helpers import LEDGER, NOW, REPOSITORY, STORY, build, make_site, report, run, tree

HERALD = f"{STORY}/herald.md"
TRIBUNE = f"{STORY}/tribune.md"
LOCK = f"{STORY}/ledger.lock"
OUTLETS = "content/outlets.yaml"
SECONDS = 20
"""What any of these may take at the most; nearly all take a few hundredths."""


class _Hung(BaseException):
    """A test took too long. No `OSError`, as `TimeoutError` is, so that nothing takes it for a file that cannot be read."""


@pytest.fixture(autouse=True)
def _no_hang() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _Hung(f"this took more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def text_of(path: str, site: Path | None = None) -> str:
    root = site or REPOSITORY / "tests/sites/ferry"
    return (root / path).read_text(encoding="utf-8")


def errors(site: Path, *arguments: str | Path) -> list[tuple[str, str, int]]:
    """Return what `check` says is wrong: (rule, path, line)."""
    result = run("check", "--format", "json", "--root", site, *arguments)
    found = json.loads(result.out)["problems"]
    assert result.status == (1 if any(p["severity"] == "error" for p in found) else 0)
    return [(p["rule"], p["path"], p["line"]) for p in found if p["severity"] == "error"]


def rules(site: Path) -> set[str]:
    return {rule for rule, _, _ in errors(site)}


def attack(
    root: Path, files: Mapping[str, str | bytes | None], *expected: str
) -> list[tuple[str, str, int]]:
    """Make a good site, build it, put hostile files into it, and insist on these rules and on the good site's bytes."""
    site = make_site(root)
    build(site)
    before = tree(site / "_site")
    for path, content in files.items():
        target = site / path
        if content is None:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(
            content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        )
    found = errors(site)
    assert {rule for rule, _, _ in found} == set(expected), found
    text = run("check", "--root", site)  # the other forms say it too
    for form in ("github", "sarif"):
        run("check", "--format", form, "--root", site)
    assert "Traceback" not in text.out
    result = run("build", "--root", site)
    assert result.status == (1 if expected else 0)
    if expected:
        assert tree(site / "_site") == before
    return found


# ---------------------------------------------------------------- YAML


DEEP = 10_000
NESTED = {
    "lists": "[" * DEEP + "]" * DEEP,
    "maps": "{a: " * DEEP + "x" + "}" * DEEP,
    "open lists": "[" * DEEP,
    "open maps": "{" * DEEP,
    "dashes": "\n  " + "- " * DEEP + "x",
    "keys": "\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 1000)),
    "question marks": "\n  " + "? " * DEEP + "x",
}
BOMBS = {
    "a tab": ("title: x\nclaims:\n\ta: b\n", "yaml-tab", 3),
    "a tab after a dash": ("title: x\ntags:\n- a\n\t- b\n", "yaml-tab", 4),
    "the same key": ("title: x\ntitle: y\n", "yaml-duplicate-key", 2),
    "the same key in other quotes": ('title: x\n"title": y\n', "yaml-duplicate-key", 2),
    "the same key by an escape": ('title: x\n"t\\x69tle": y\n', "yaml-duplicate-key", 2),
    "an anchor": ("title: &a x\n", "yaml-alias", 1),
    "an alias": ("title: x\nsummary: *a\n", "yaml-alias", 2),
    "a merge": ("title: x\n<<: {title: y}\n", "key-unknown", 2),
    "a merge of an alias": ("title: x\n<<: *y\n", "yaml-alias", 2),
    "a recursive alias": ("title: x\nclaims: &a\n  b: *a\n", "yaml-alias", 2),
    "a Python object": ("title: !!python/object/apply:os.system [id]\n", "yaml-alias", 1),
    "a Python name": ("title: !!python/name:os.system x\n", "yaml-alias", 1),
    "a tag": ("title: !secret x\n", "yaml-alias", 1),
    "a standard tag": ("title: !!str x\n", "yaml-alias", 1),
    "a binary": ("title: !!binary aGk=\n", "yaml-alias", 1),
    "a directive": ("%TAG ! tag:x,2000:\n---\ntitle: !x y\n", "yaml-alias", 3),
    "an unknown directive": ("%YAML 9.9\n---\ntitle: x\n", "yaml-syntax", 1),
    "a second document": ("title: x\n---\ntitle: y\n", "yaml-documents", 2),
    "a key that is a list": ("title: x\n? [a]\n: b\n", "value-invalid", 2),
    "a key that is a map": ("title: x\n{a: b}: c\n", "value-invalid", 2),
    "an escaped surrogate": ('title: "\\ud800"\n', "yaml-syntax", 1),
    "an escaped pair of surrogates": ('title: "\\ud83d\\ude00"\n', "yaml-syntax", 1),
    "an escape beyond Unicode": ('title: "\\U00110000"\n', "yaml-syntax", 1),
    "an escaped NUL": ('title: "a\\0b"\n', "control-character", 1),
    "an escaped bell": ('title: "a\\ab"\n', "control-character", 1),
    "an escaped delete": ('title: "a\\x7fb"\n', "control-character", 1),
    "a NUL": ("title: a\x00b\n", "control-character", 1),
    "an escape sequence of terminals": ("title: \x1b[2J\n", "control-character", 1),
    "an unclosed bracket": ("title: [x\nclaims: {}\n", "yaml-syntax", 1),
    "an unclosed quotation mark": ('title: "x\n\n\n', "yaml-syntax", 1),
    "a stray percent sign": ("title: x\n%\n", "yaml-syntax", 2),
    "a stray at sign": ("title: @x\n", "yaml-syntax", 1),
    "a list in place of everything": ("- title\n", "value-invalid", 1),
    "a text in place of everything": ("title\n", "value-invalid", 1),
    "a number in place of everything": ("1e999\n", "value-invalid", 1),
    "dunder keys": ("title: x\n__class__: y\n__init__: z\n", "key-unknown", 2),
    "pydantic's own names": ("title: x\nmodel_config: {}\nmodel_fields: {}\n", "key-unknown", 2),
    "an empty key": ("title: x\n'': y\n", "key-unknown", 2),
    "a null key": ("title: x\n~: y\n", "key-unknown", 2),
    "a very long key": (f"title: x\n? {'k' * 200_000}\n: y\n", "key-unknown", 2),
    "a direction override in a key": ("title: x\n\u202eelit: y\n", "key-unknown", 2),
    "a number that is no count": ("title: x\nclaims: 1e999\n", "value-invalid", 2),
}  # fmt: skip


@pytest.mark.parametrize("what", BOMBS)
def test_a_ledger_that_yaml_or_the_format_refuses(what: str, tmp_path: Path) -> None:
    text, rule, line = BOMBS[what]
    found = attack(tmp_path, {LEDGER: text}, rule)
    assert (found[0][1], found[0][2]) == (LEDGER, line)


@pytest.mark.parametrize("path", [LEDGER, "site.yaml", OUTLETS, HERALD])
@pytest.mark.parametrize("what", NESTED)
def test_nesting_ends_with_an_error(what: str, path: str, tmp_path: Path) -> None:
    bomb = f"title: {NESTED[what]}\n"
    text = f"---\n{bomb}---\nbody\n" if path == HERALD else bomb
    site = make_site(tmp_path, {path: text})
    found = errors(site)
    assert {rule for rule, _, _ in found} <= {"yaml-depth", "yaml-syntax", "value-invalid"}
    assert {where for _, where, _ in found} == {path}


def test_a_billion_laughs_end_at_the_first(tmp_path: Path) -> None:
    lines = ["a: &a [lol, lol]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)]
    attack(tmp_path, {LEDGER: "\n".join(lines)}, "yaml-alias")


def test_a_limit_of_depth_cannot_be_raised_beyond_what_can_be_read(tmp_path: Path) -> None:
    settings = text_of("site.yaml") + "limits: {depth: 999999999}\n"
    for bomb in ("title: " + "[" * 3000 + "]" * 3000, "title: " + "{a: " * 3000 + "x" + "}" * 3000):
        site = make_site(tmp_path, {"site.yaml": settings, LEDGER: bomb})
        assert errors(site)
    markdown = {
        "quotes": "> " * 3000 + "x",
        "lists": "".join(f"{'  ' * n}- x\n" for n in range(600)),
        "emphasis": "*a " * 3000 + "a*" * 3000,
        "links": "[" * 3000 + "x" + "](y)" * 3000,
    }
    for text in markdown.values():
        site = make_site(
            tmp_path,
            {"site.yaml": settings, LEDGER: text_of(LEDGER), HERALD: report(text, form="markdown")},
        )
        assert errors(site)


# ---------------------------------------------------------------- bytes


BYTES = {
    "Latin-1": (b"\xe9", "file-encoding"),
    "a truncated character": (b"\xe2\x82", "file-encoding"),
    "an overlong slash": (b"\xc0\xaf", "file-encoding"),
    "a surrogate": (b"\xed\xa0\x80", "file-encoding"),
    "beyond Unicode": (b"\xf4\x90\x80\x80", "file-encoding"),
    "a NUL": (b"\x00", "control-character"),
    "a noncharacter": ("\ufffe".encode(), "control-character"),
    "a C1 control": ("\x9b".encode(), "control-character"),
}


@pytest.mark.parametrize(
    "path", ["site.yaml", OUTLETS, LEDGER, HERALD, "content/pages/about.en.md"]
)
@pytest.mark.parametrize("what", BYTES)
def test_bytes_that_are_no_text(what: str, path: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/pages/about.en.md": "---\ntitle: About\n---\nx\n"})
    data, rule = BYTES[what]
    text = (site / path).read_bytes()
    (site / path).write_bytes(text + b"\n\n" + data + b"\n")
    line = text.count(b"\n") + 3
    assert errors(site) == [(rule, path, line)]


@pytest.mark.parametrize("path", ["site.yaml", OUTLETS, LEDGER, HERALD])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-7"])
def test_other_encodings(encoding: str, path: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, {path: (text_of(path) + "# é\n").encode(encoding)})
    found = errors(site)
    if encoding == "utf-7":  # is ASCII, and so a text like any other
        return
    assert found[0][0] in ("file-encoding", "control-character")
    assert {where for _, where, _ in found} == {path}


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for path in ("site.yaml", OUTLETS, LEDGER, HERALD):
        (site / path).write_bytes(b"\xef\xbb\xbf" + (site / path).read_bytes())
    assert errors(site) == []
    build(site)
    assert b"\xef\xbb\xbf" not in (site / "_site/ferry/index.html").read_bytes()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends(end: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for path in ("site.yaml", OUTLETS, LEDGER, HERALD, TRIBUNE):
        (site / path).write_bytes((site / path).read_bytes().replace(b"\n", end.encode()))
    found = errors(site)
    if end == "\r\n":
        assert found == []
        build(site)
    else:
        assert {rule for rule, _, _ in found} <= {"front-matter"}


def test_a_report_whose_body_has_bare_carriage_returns(tmp_path: Path) -> None:
    body = "The Herald writes.\rAt least four people died, police said.\rThe captain was not on board.\r"
    site = make_site(tmp_path, {HERALD: report(body)})
    assert errors(site) == []
    build(site)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"---\n",
        b"---\n---\n",
        b"---\n---",
        b"---",
        b"\xef\xbb\xbf",
        b"# x\n",
        b"--- \n...\n---\n",
        b" ",
    ],
)
@pytest.mark.parametrize(
    "path", ["site.yaml", OUTLETS, LEDGER, HERALD, LOCK, "content/pages/about.en.md"]
)
def test_empty_files(path: str, content: bytes, tmp_path: Path) -> None:
    site = make_site(tmp_path, {path: content})
    found = errors(site)
    assert found, "an empty file is told of"
    assert run("build", "--root", site).status == 1


def test_an_empty_story_folder_and_an_empty_site(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / "content/stories/empty").mkdir()
    assert errors(site) == []
    shutil.rmtree(site / "content/stories")
    assert errors(site) == []
    build(site)


# ---------------------------------------------------------------- size


def command(
    site: Path, *arguments: str, seconds: int = SECONDS
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, REPOSITORY / "build.py", *arguments, "--root", site],
        capture_output=True, text=True, timeout=seconds, check=False,
    )  # fmt: skip


def test_an_article_of_50_mb_is_refused(tmp_path: Path) -> None:
    body = "x" * 79 + "\n"
    site = make_site(tmp_path, {HERALD: report(body * 625_000)})
    assert errors(site) == [("file-too-large", HERALD, 1)]
    seeds = make_site(
        tmp_path,
        {HERALD: report(body, extra="received: seeds/a.txt\n"), "seeds/a.txt": body * 625_000},
    )
    assert [rule for rule, _, _ in errors(seeds)] == ["file-too-large"]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_line_of_a_megabyte(form: str, tmp_path: Path) -> None:
    body = (
        "The Herald writes. At least four people died. The captain was not on board. "
        + "word " * 200_000
    )
    site = make_site(tmp_path, {HERALD: report(body, form=form)})
    result = command(site, "check")
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]


@pytest.mark.parametrize(
    "character",
    [
        "a",
        "[",
        "*",
        "`",
        "<",
        "&",
        "\\",
        "_ ",
        "> ",
        "- ",
        "![",
        "](",
        "#",
        "\t",
        '"',
        "1.",
        "\u0301",
        "\u200b",
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_one_character_a_hundred_thousand_times(character: str, form: str, tmp_path: Path) -> None:
    body = f"The Herald writes.\n\n{character * 20_000}\n\nAt least four people died.\n\nThe captain was not on board.\n"
    site = make_site(tmp_path, {HERALD: report(body, form=form)})
    assert rules(site) <= {"markdown-depth"}


def test_ten_thousand_claims(tmp_path: Path) -> None:
    one = "  c{n}:\n    statement: Claim {n}\n    says:\n      herald: At least four people died\n      tribune: At least five people died\n"
    ledger = "title: Many\nclaims:\n" + "".join(one.replace("{n}", str(n)) for n in range(10_000))
    site = make_site(tmp_path, {LEDGER: ledger})
    assert errors(site) == [("limit-exceeded", LEDGER, 2)]
    (site / "site.yaml").write_text(text_of("site.yaml") + "limits: {claims: 20000}\n")
    result = command(site, "check", "--quiet", seconds=120)
    assert result.returncode == 0, result.stdout[-2000:]


test_ten_thousand_claims = pytest.mark.slow(test_ten_thousand_claims)


# ---------------------------------------------------------------- names


NAMES = {
    "..": None, "a..b": "id-invalid", "-a": "id-invalid", "a-": "id-invalid", "a--b": "id-invalid",
    "A": "id-invalid", "Ferry": "id-invalid", "a b": "id-invalid", "a_b": "id-invalid", "a.b": "id-invalid",
    "é": "id-invalid", "e\u0301": "id-invalid", "\u0430bc": "id-invalid", "a\u200bb": "id-invalid",
    "a\u202eb": "id-invalid", "<script>": "id-invalid", "a'b": "id-invalid", 'a"b': "id-invalid",
    "a&b": "id-invalid", "a%2fb": "id-invalid", "a\\b": "id-invalid", "a:b": "id-invalid", "~": "id-invalid",
    "١٢": "id-invalid", "ａ": "id-invalid", "a\nb": "id-invalid", "x" * 81: "id-invalid",
    "con": "id-invalid", "nul": "id-invalid", "aux": "id-invalid", "prn": "id-invalid",
    "com1": "id-invalid", "lpt9": "id-invalid",
}  # fmt: skip
ROOT_NAMES = ("assets", "page", "pagefind", "search", "data", "outlets", "kinds", "tags", "corrections", "methodology", "about", "en", "id", "pt-br", "zh-hant", "sr-latn-rs")  # fmt: skip


@pytest.mark.parametrize("name", [name for name in NAMES if name != ".."], ids=ascii)
def test_names_of_stories_reports_and_claims(name: str, tmp_path: Path) -> None:
    site = make_site(tmp_path / "a")
    (site / STORY).rename(site / "content/stories" / name)
    assert rules(site) == {NAMES[name]}
    site = make_site(tmp_path / "b")
    (site / STORY / f"{name}.md").write_text(report("The Herald.\n"), encoding="utf-8")
    assert NAMES[name] in rules(site)
    quoted = json.dumps(name)
    site = make_site(
        tmp_path / "c", {LEDGER: text_of(LEDGER).replace("  captain:", f"  {quoted}:")}
    )
    assert rules(site) == {NAMES[name]}
    for key in ("aliases", "tags"):
        site = make_site(tmp_path / "d", {LEDGER: text_of(LEDGER) + f"{key}: [{quoted}]\n"})
        assert rules(site) & {"id-invalid", "id-reserved", "id-duplicate"}
    site = make_site(tmp_path / "e", {OUTLETS: text_of(OUTLETS) + f"{quoted}: {{name: X}}\n"})
    assert rules(site) == {NAMES[name]}
    for key in ("tags", "kinds"):
        site = make_site(
            tmp_path / "f", {"site.yaml": text_of("site.yaml") + f"{key}: {{{quoted}: X}}\n"}
        )
        assert rules(site) == {NAMES[name]}


@pytest.mark.parametrize("name", ROOT_NAMES)
def test_names_that_the_site_needs(name: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / STORY).rename(site / "content/stories" / name)
    assert rules(site) == {"id-reserved"}


@pytest.mark.parametrize(
    "path",
    [
        ".hidden/ledger.yaml",
        ".git/config",
        f"{STORY}/.draft.md",
        f"{STORY}/.hidden/x.md",
        ".DS_Store",
    ],
)
def test_hidden_names_are_passed_over(path: str, tmp_path: Path) -> None:
    where = path if path.startswith("content") else f"content/stories/{path}"
    site = make_site(tmp_path, {where: "\x00\x00"})
    assert errors(site) == []
    build(site)
    assert not [name for name in tree(site / "_site") if "hidden" in name]


def test_names_that_collide_where_case_or_composition_is_ignored(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for name in ("Herald.md", "HERALD.md"):
        (site / STORY / name).write_text(report("The Herald.\n"), encoding="utf-8")
    assert rules(site) == {"id-invalid"}
    site = make_site(
        tmp_path / "static",
        {"static/a/É.txt": "1", f"static/a/{unicodedata.normalize('NFD', 'É')}.txt": "2"},
    )
    assert run("check", "--root", site).status in (0, 1)
    assert run("build", "--root", site).status == 1
    site = make_site(tmp_path / "case", {"static/Ferry/x.txt": "1"})
    assert run("build", "--root", site).status == 1, (
        "/Ferry/ and /ferry/ are one folder on many disks"
    )


def test_a_slug_in_two_folders(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    shutil.copytree(site / STORY, site / "content/stories/2024/ferry")
    assert rules(site) == {"id-duplicate"}


@pytest.mark.parametrize(
    "path",
    [
        "../outside.txt",
        "/etc/passwd",
        "seeds/../../x",
        "seeds//x",
        "./x",
        "seeds\\x",
        "C:/x",
        "file:///etc/passwd",
        "~/x",
        "seeds/\u202etxt",
        "x" * 5000,
        "seeds/a/b/../../../../x",
        "\\\\host\\x",
    ],
)
@pytest.mark.parametrize("key", ["received", "original"])
def test_paths_that_leave_the_site(key: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("secret")
    site = make_site(
        tmp_path / "site", {HERALD: report("The Herald.\n", extra=f"{key}: {json.dumps(path)}\n")}
    )
    found = errors(site)
    assert {rule for rule, _, _ in found} <= {"value-invalid", "file-missing", "file-unreadable"}
    assert [(where, line) for _, where, line in found] == [(HERALD, 6)]


# ---------------------------------------------------------------- files that are none


def test_links_out_of_the_site_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/about.en.md").write_text("---\ntitle: x\n---\nsecret\n")
    links = {
        HERALD: "secret.txt", LEDGER: "secret.txt", OUTLETS: "secret.txt", "content/pages": "secret",
        "content/stories/more": "secret", "static/x.txt": "secret.txt", "static": "secret",
        "seeds": "secret", STORY: "secret", "content/stories": "secret", "content": "secret",
    }  # fmt: skip
    for number, (path, target) in enumerate(links.items()):
        site = make_site(tmp_path / str(number))
        here = site / path
        if here.is_dir():
            shutil.rmtree(here)
        here.unlink(missing_ok=True)
        here.parent.mkdir(exist_ok=True)
        here.symlink_to(tmp_path / target)
        result = run("build", "--root", site)
        assert "Traceback" not in result.err
        assert b"secret" not in b"".join(tree(site / "_site").values()), path
        if path != "seeds":
            assert "file-link" in result.err, path


def test_links_in_a_circle(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / "content/stories/round").symlink_to("..")
    (site / STORY / "loop.md").symlink_to("loop.md")
    (site / "content/pages").symlink_to(".")
    assert rules(site) == {"file-link"}
    (site / "site.yaml").unlink()
    (site / "site.yaml").symlink_to("site.yaml")
    assert run("check", "--root", site).status in (1, 2)


def test_the_templates_of_a_site_are_no_link_out_of_it(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_text("secret")
    (site / "templates").symlink_to(tmp_path / "elsewhere")
    result = run("build", "--root", site)
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "path",
    [
        "site.yaml",
        OUTLETS,
        LEDGER,
        HERALD,
        LOCK,
        "content/pages/about.en.md",
        "seeds/a.txt",
        "static/x",
    ],
)
@pytest.mark.parametrize("what", ["fifo", "folder", "unreadable"])
def test_what_stands_in_a_file_s_place(
    what: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(
        tmp_path,
        {
            HERALD: text_of(HERALD).replace("outlet:", "received: seeds/a.txt\noutlet:"),
            "seeds/a.txt": text_of(HERALD).split("---\n")[2],
        },
    )
    (site / path).parent.mkdir(exist_ok=True)
    if what == "unreadable":
        (site / path).touch()

        def refused(way: Callable[..., Any]) -> Callable[..., Any]:
            """Return a way of opening a file that this one file refuses."""

            def opened(name: Any, *arguments: Any, **named: Any) -> Any:
                if Path(name) == site / path:
                    raise PermissionError(13, "Permission denied", str(name))
                return way(name, *arguments, **named)

            return opened

        monkeypatch.setattr(Path, "read_bytes", refused(Path.read_bytes))
        monkeypatch.setattr("selisih.reading.files.open", refused(open), raising=False)
    else:
        (site / path).unlink(missing_ok=True)
        (os.mkfifo if what == "fifo" else os.mkdir)(site / path)
    result = run("build", "--root", site)
    assert "Traceback" not in result.err
    if (what, path) in (
        ("folder", LOCK),
        ("folder", "content/pages/about.en.md"),
        ("folder", "static/x"),
    ):
        return  # an empty folder, which holds nothing
    if (what, path) == ("folder", LEDGER):
        assert "file-unreadable" in result.err
    assert result.status in (1, 2)
    assert not (site / "_site").exists()


@pytest.mark.parametrize(
    "path",
    [
        "content",
        "content/stories",
        STORY,
        "content/pages",
        "static",
        "seeds",
        "templates",
        ".selisih",
        "_site",
        "templates/locales",
        "templates/assets",
        "templates/base.html",
    ],
)
@pytest.mark.parametrize("what", ["file", "fifo", "folder"])
def test_what_stands_in_a_folder_s_place(what: str, path: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    here = site / path
    if here.is_dir():
        shutil.rmtree(here)
    here.parent.mkdir(exist_ok=True)
    if what == "file":
        here.write_text("x")
    else:
        (os.mkfifo if what == "fifo" else os.mkdir)(here)
    for arguments in (["check"], ["build"]):
        result = run(*arguments, "--root", site)
        assert result.status in (0, 1, 2)
        if result.status:
            assert (result.out + result.err).strip()
    if path.startswith("content") and what != "folder":
        assert result.status == 1 or "file-unknown" in result.err


# ---------------------------------------------------------------- templates, catalogues, output


TEMPLATES = {
    "a syntax error": ("<p>\n{% if %}\n", 2),
    "an unclosed block": ("<p>\n{% for x in y %}\n", 2),
    "an unknown tag": ("\n\n{% nonsense %}\n", 3),
    "an unknown filter": ("\n{{ page|nonsense }}\n", 2),
    "an undefined variable": ("\n\n{{ nonsense }}\n", 3),
    "an undefined attribute": ("\n{{ page.nonsense }}\n", 2),
    "a division by zero": ("\n{{ 1 // 0 }}\n", 2),
    "a call of nothing": ("\n{{ page.title() }}\n", 2),
    "a missing parent": ('\n{% extends "nonsense.html" %}\n', 2),
    "itself": ('{% include "index.html" %}\n', 1),
    "a parent outside": ('{% extends "../../../etc/passwd" %}\n', 1),
}  # fmt: skip


@pytest.mark.parametrize("what", TEMPLATES)
def test_a_template_that_does_not_work_is_named_with_its_line(what: str, tmp_path: Path) -> None:
    text, line = TEMPLATES[what]
    site = make_site(tmp_path)
    build(site)
    before = tree(site / "_site")
    (site / "templates").mkdir()
    (site / "templates/index.html").write_text(text)
    result = run("build", "--root", site)
    assert result.status == 1
    assert "template-broken" in result.err
    assert (
        f"templates/index.html:{line}:" in result.err or "passwd" in text or "nonsense.html" in text
    )
    assert tree(site / "_site") == before


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\x00", "\ud800".encode("utf-8", "surrogatepass")])
@pytest.mark.parametrize(
    "path", ["templates/index.html", "templates/locales/en.po", "templates/base.html"]
)
def test_a_template_that_is_no_text(path: str, data: bytes, tmp_path: Path) -> None:
    site = make_site(tmp_path, {path: b"\n" + data})
    result = run("build", "--root", site)
    assert result.status in (0, 1)
    if result.status:
        assert "template-broken" in result.err


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a',
        'msgid "a"\nmsgstr b\n',
        "nonsense\n",
        'msgid ""\nmsgstr "Plural-Forms: nplurals=99999; plural=n/0;\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=nonsense\\n"\n',
        "\x00",
    ],
)
def test_a_broken_catalogue(text: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, {"templates/locales/en.po": text})
    result = run("build", "--root", site)
    assert result.status in (0, 1)
    if result.status:
        assert "template-broken" in result.err
        assert "templates/locales/en.po" in result.err


@pytest.mark.parametrize(
    "out",
    [
        "content",
        "content/out",
        "content/stories/ferry/out",
        "site.yaml",
        "templates/x",
        "static",
        "seeds/x",
        "",
        "..",
        "../..",
        "/",
        ".git",
        "site.yaml/x",
        "x/../content/y",
    ],
)
def test_an_output_that_lies_where_it_may_not(out: str, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"static/a.txt": "a", "templates/assets/b.css": "b"})
    before = tree(tmp_path)
    result = run("build", "--root", site, "--out", os.path.join(site, out))  # noqa: PTH118
    assert result.status == 2
    assert "Traceback" not in result.err
    assert tree(tmp_path) == before


MANIFESTS = [
    "", "x", "[]", "null", "{}", '{"format": 1}', '{"format": 1, "files": []}', '{"format": 1, "files": null}',
    '{"format": "x", "files": {"a": 1}}', '{"format": 1, "files": {"../../precious.txt": "0"}}',
    '{"format": 1, "files": {"..": "0", ".": "0", "": "0", "/": "0", "a//b": "0", "a/../../precious.txt": "0"}}',
    '{"format": 1, "files": {"precious/": "0", "precious\\\\x": "0", "\\u0000": "0", "a\\u0000b": "0"}}',
    '{"format": 1, "files": {"index.html": {"a": 1}, "ferry": "0", "ferry/index.html/x": "0"}}',
    '{"format": 1, "files": {"\\ud800": "0", "x\\ud800": "\\ud800"}}',
    '{"format": 1, "files": {"' + "x" * 5000 + '": "0"}}',
    "[" * 100_000, '{"a":' * 100_000, "1" * 100_000, "\x00", '{"format": 1, "files": ' + "9" * 10_000 + "}",
    b"\xff\xfe", json.dumps({"format": 1, "files": {f"f{n}": "0" * 64 for n in range(100_000)}}),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(MANIFESTS)))
def test_a_forged_manifest_harms_nothing(number: int, tmp_path: Path) -> None:
    site = make_site(tmp_path / "a/b/site")
    build(site)
    (site / "_site/precious").mkdir()
    for path in (
        site / "_site/precious/x",
        tmp_path / "precious.txt",
        site / "precious.txt",
        site.parent / "precious.txt",
    ):
        path.write_text("mine")
    content = MANIFESTS[number]
    (site / "_site/manifest.json").write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )
    result = run("build", "--root", site)
    assert result.status in (0, 2)
    for path in (
        site / "_site/precious/x",
        tmp_path / "precious.txt",
        site / "precious.txt",
        site.parent / "precious.txt",
    ):
        assert path.read_text() == "mine"
    if result.status == 2:
        assert (site / "_site/manifest.json").exists()


def damaged(data: bytes, others: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a file with some of its bytes changed, missing or too many, what is no such file, and whole other files."""
    yield from (b"", b"\n", data[:-1], data + b"\0", data[: len(data) // 2], data[::-1])
    yield from others
    for place in range(0, len(data), max(1, len(data) // 12)):
        yield data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]


def test_a_damaged_memory_costs_time_and_nothing_else(tmp_path: Path) -> None:
    signal.alarm(0)
    site = make_site(tmp_path, {LEDGER: text_of(LEDGER) + "published: 2026-01-01\ntags: [sea]\n"})
    build(site)
    good = tree(site / "_site")
    parts = {path: path.read_bytes() for path in (site / ".selisih").iterdir() if path.is_file()}
    assert len(parts) == 3, "the site, a shard, and problems"
    for path, data in parts.items():
        for number, spoilt in enumerate(damaged(data, parts.values())):
            for other, whole in parts.items():
                other.write_bytes(whole)
            path.write_bytes(spoilt)
            build(site)
            assert tree(site / "_site") == good, (path.name, number)


test_a_damaged_memory_costs_time_and_nothing_else = pytest.mark.slow(
    test_a_damaged_memory_costs_time_and_nothing_else
)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"\x00", b"[" * 100_000, b"null", b"9" * 10_000, b'{"format": 1, "stories": 9}'],
)
def test_a_memory_that_is_none(content: bytes, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    build(site)
    good = tree(site / "_site")
    (site / ".selisih/site").write_bytes(content)
    build(site)
    assert tree(site / "_site") == good


# ---------------------------------------------------------------- words that are markup


EVIL = """<script>alert(1)</script><img src=x onerror=alert(1)>"'><svg/onload=alert(1)></title></style></textarea>--><!--]]>&lt;b&gt;{{7+7}}{%raw%}${7}\\u003cb\\u003e"""
TAME = "a word"
EVERYWHERE = {
    "site.yaml": """title: {Q}
tagline: {Q}
base_url: https://example.org/ferry/
languages: [en, id]
timezone: UTC
license: {Q}
publisher: {{name: {Q}, url: "https://example.org/"}}
contact: https://example.org/?a=%22&b=%3c
ratings: [{{id: right, value: 1, name: {Q}}}]
kinds: {{own: {Q}}}
tags: {{sea: {Q}}}
editor: {Q}
""",
    OUTLETS: "herald: {{name: {Q}, country: {Q}, language: en}}\ntribune: {{name: {Q}}}\n",
    HERALD: """---
outlet: herald
provenance: {Q}
title: {Q}
standfirst: {Q}
language: en
authors: [{Q}]
credits: [{Q}]
rights: {Q}
boilerplate: [{Q}]
redactions: [{{text: secret, reason: {Q}}}]
---
{P}

At least four people died, police said {P}.
The captain was not on board. secret
""",
    TRIBUNE: """---
outlet: tribune
provenance: {Q}
language: en
format: markdown
---
At least five people died, police said {P}.

```{P}
{P}
```

    {P}

[{P}](<https://example.org/{P}> "{P}") ![{P}](x.png)

<div onclick=alert(1)>{P}</div>
""",
    LEDGER: """title: {Q}
summary: {Q}
curators: [{Q}]
tags: [sea]
claims:
  dead:
    statement: {Q}
    kind: [number, own]
    says:
      herald: {{quote: At least four people died, gloss: {Q}, note: {Q}}}
      tribune: {{quote: At least five people died, gloss: {Q}, note: {Q}}}
    note: {Q}
    evidence: [{{url: "https://example.org/", title: {Q}, quote: {Q}}}]
    verdict:
      rating: right
      explanation: {Q}
      claimant: {{name: {Q}}}
      evidence: [{{url: "https://example.org/", title: {Q}, quote: {Q}}}]
  said:
    statement: {Q}
    says:
      herald: {Q2}
      tribune: {{stance: unknown, reason: {Q}}}
  captain:
    statement: {Q}
    says:
      herald: The captain was not on board
      tribune: {{absent: captain, note: {Q}}}
set_aside:
  - says: {{herald: people died, tribune: people died}}
    reason: {Q}
responses:
  - {{outlet: herald, text: {Q}}}
corrections:
  - {{date: 2026-01-01, claim: dead, was: {Q}, now: {Q}, text: {Q}}}
""",
    "content/pages/about.en.md": "---\ntitle: {Q}\n---\n# {P}\n\n{P}\n\n[{P}](javascript:alert(1))\n",
    "content/pages/methodology.en.md": "---\ntitle: {Q}\n---\n- {P}\n",
}


def everywhere(root: Path, words: str) -> Path:
    """Return a site that has some words in every field that takes any."""
    fill = {"Q": json.dumps(words), "Q2": json.dumps(f"police said {words}"), "P": words}
    # JSON's strings are YAML's, but for the escapes that YAML would read in other ways.
    return make_site(root, {path: text.format_map(fill) for path, text in EVERYWHERE.items()})


_ADDRESS = re.compile(r"(?:https?://|mailto:|#|\.{0,2}/|[a-z0-9-]+(?:[./]|$)|$)", re.IGNORECASE)


def assert_neutral(html: str, where: str) -> set[tuple[str, ...]]:
    """Insist that a page runs nothing, and return its elements with the names of their attributes."""
    page = HTMLParser(html)
    found = set()
    for node in page.css("*"):
        names = tuple(sorted(node.attributes))
        found.add((node.tag or "", *names))
        assert not [name for name in names if name.startswith("on") or name == "style"], (
            where,
            node.html,
        )
        assert node.tag not in (
            "iframe",
            "object",
            "embed",
            "base",
            "style",
            "math",
            "frame",
        ), (where, node.html)
        if node.tag == "script":
            assert (
                node.attributes.get("src") or node.attributes.get("type") == "application/ld+json"
            ), (where, node.html)
        for name in ("href", "src", "action", "formaction", "data", "srcset", "poster"):
            value = node.attributes.get(name)
            assert value is None or _ADDRESS.match(value), (where, node.html)
            assert "javascript:" not in (value or ""), (where, node.html)
    return found


def test_markup_in_every_field_is_words(tmp_path: Path) -> None:
    good, bad = everywhere(tmp_path / "good", TAME), everywhere(tmp_path / "bad", EVIL)
    build(good)
    result = run("build", "--root", bad)
    assert result.status == 0, result.err
    tame, evil = tree(good / "_site"), tree(bad / "_site")
    assert [re.sub(r"\.[0-9a-f]{10}\.", ".", name) for name in evil] == [
        re.sub(r"\.[0-9a-f]{10}\.", ".", name) for name in tame
    ]
    for name in evil:
        if name.endswith(".html"):
            html = evil[name].decode()
            found = assert_neutral(html, name)
            extra = found - assert_neutral(tame[name].decode(), name)
            assert not extra, f"{name} has elements that the words brought: {extra}"
            assert "{{7+7}}" in html or "alert" not in html
            assert "14" not in (HTMLParser(html).css_first("h1") or HTMLParser(html).body).text()
        elif name.endswith((".xml",)):
            import xml.etree.ElementTree as ET  # noqa: PLC0415

            ET.fromstring(evil[name])  # noqa: S314
        elif name.endswith(".json"):
            json.loads(evil[name])


def test_the_words_are_still_to_be_read(tmp_path: Path) -> None:
    site = everywhere(tmp_path, EVIL)
    build(site)
    page = HTMLParser((site / "_site/ferry/index.html").read_text(encoding="utf-8"))
    assert EVIL in (page.css_first("h1").text() or "")
    article = page.css_first('[data-report="herald"]')
    assert article is None or EVIL in page.body.text()


# ---------------------------------------------------------------- addresses


REFUSED = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:x",
    "javascript&colon;alert(1)", "javascript://example.org/%0aalert(1)", "data:text/html,<script>alert(1)</script>",
    "data:,x", "vbscript:msgbox(1)", "feed:javascript:alert(1)", "view-source:https://example.org/",
    "blob:https://example.org/x", "filesystem:https://example.org/x", "file:///etc/passwd", "ftp://example.org/",
    "about:blank", "ws://example.org/", "tel:+1", "//example.org/x", "///example.org", "\\\\example.org\\x",
    "https:\\\\example.org", "https:\\/\\/example.org", "https:/example.org", "https:example.org", "https://", "https:///x",
    "https://?x", "https://#x", "https://@example.org/", "https://user@example.org/", "https://user:pw@example.org/",
    "https://example.org@evil.example/", "https://example.org\\@evil.example/", "https://example.org:99999/",
    "https://example.org:x/", "https://example.org:-1/", "https://example.org:0/", "https://[::1", "https://[x]/", "https://::1/",
    "https://exam ple.org/", "https://example.org/a b", "https://example.org/\u202egpj.exe", "https://example.org/\u200b",
    "https://example.org/\x00", "https://example.org/\x7f", 'https://example.org/"onclick="x', "https://example.org/<x>",
    "https://example.org/`", "https://example.org/\u2028x", "https://\u0430pple.com/", "https://apple\u3002com/",
    "https://\uff41pple.com/", "https://exa%6dple.org/", "https://ex\u00adample.org/", "https://m\u00fcnchen.example/",
    "https://.example.org/", "https://example..org/", "https://example.org,evil.example/",
    "page.html", "/page.html", "#x", "?x", ".", "..", "example.org", "\u00a0", "h\u0442tps://example.org/", "http s://example.org/",
]  # fmt: skip
PASSED = [
    "https://example.org", "http://example.org/", "HTTPS://EXAMPLE.ORG/", "https://example.org:8443/a?b=c&d#e",
    "https://xn--mnchen-3ya.example/", "https://192.0.2.1/", "https://[2001:db8::1]/x", "https://example.org/%0a%22%3c",
    "https://example.org/a@b", "https://example.org/caf\u00e9", "https://sub_domain.example.org/", "https://example.org./",
    "https://example.org/javascript:alert(1)", "https://localhost/",
]  # fmt: skip
FIELDS = {
    HERALD: report(text_of(HERALD).split("---\n")[2], extra="url: {A}\narchive_url: {A}\n"),
    OUTLETS: "herald: {name: The Herald, url: {A}}\ntribune: {name: The Tribune}\n",
    LEDGER: """title: x
claims:
  dead:
    statement: x
    says: {herald: At least four people died, tribune: At least five people died}
    evidence:
      - url: {A}
    verdict:
      rating: right
      claimant: {name: x, url: {A}}
      evidence:
        - url: {A}
responses:
  - outlet: herald
    url: {A}
""",
    "site.yaml": text_of("site.yaml") + "ratings: [{id: right, value: 1, name: x}]\n",
}  # fmt: skip


@pytest.mark.parametrize("address", REFUSED, ids=ascii)
def test_a_disguised_address_is_refused_in_every_field(address: str, tmp_path: Path) -> None:
    quoted = json.dumps(address)
    site = make_site(
        tmp_path / "a", {path: text.replace("{A}", quoted) for path, text in FIELDS.items()}
    )
    found = errors(site)
    allowed = {"address-refused", "control-character"} | (
        {"value-invalid"} if not address.strip() else set()
    )
    assert {rule for rule, _, _ in found} <= allowed
    lines = {
        (path, n)
        for path, text in FIELDS.items()
        for n, line in enumerate(text.split("\n"), 1)
        if "{A}" in line
    }
    assert {(path, line) for _, path, line in found} == lines
    settings = (
        f"title: x\nbase_url: {quoted}\ncontact: {quoted}\npublisher: {{name: x, url: {quoted}}}\n"
    )
    site = make_site(tmp_path / "b", {"site.yaml": settings})
    assert [line for _, path, line in errors(site) if path == "site.yaml"] == [2, 3, 4]
    if "\x00" not in address and address != "\u00a0":
        assert (
            run("build", "--root", site, "--base-url", address).status == 2 or not address.strip()
        )


@pytest.mark.parametrize("address", PASSED, ids=ascii)
def test_a_plain_address_passes(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize(
    "address",
    ["mailto:", "mailto:x", "mailto:@x", "mailto:x@", "mailto:x@y\r\nbcc:z@y", "mailto:<x@y>"],
)
def test_a_mailbox_has_two_halves(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize("address", REFUSED, ids=ascii)
def test_a_disguised_address_in_markdown_is_no_link(address: str, tmp_path: Path) -> None:
    if any(c in address for c in "\x00\x01\x7f"):
        return
    forms = f"[a]({address}) [b](<{address}>) ![c]({address}) ![d](<{address}>) <{address}> [e][x] ![f][x] [x]\n\n[x]: <{address}>\n"
    site = make_site(
        tmp_path,
        {
            HERALD: report(
                f"{text_of(HERALD).split('---' + chr(10))[2]}\n{forms}", form="markdown"
            ),
            "content/pages/about.en.md": f"---\ntitle: x\n---\n{forms}",
            LEDGER: text_of(LEDGER).replace(
                "    kind: number\n", f"    kind: number\n    note: {json.dumps(forms)}\n"
            ),
        },
    )
    result = run("build", "--root", site)
    assert result.status == 0, result.err
    plain = make_site(tmp_path / "plain", {"content/pages/about.en.md": "---\ntitle: x\n---\nx\n"})
    build(plain)
    for name, data in tree(site / "_site").items():
        if not name.endswith(".html"):
            continue
        assert_neutral(data.decode(), name)
        for link in HTMLParser(data.decode()).css("[data-report] a, [data-claim] a, main a"):
            target = link.attributes.get("href") or ""
            if target.startswith(("http:", "https:", "mailto:")):
                assert refusal(target) is None, (name, target)
            else:
                assert not re.match(r"[a-z-]+:|//|\\", target, re.IGNORECASE), (name, target)


# ---------------------------------------------------------------- letters


@pytest.mark.parametrize(
    ("quote", "rule"),
    [
        ("At least \u202efour\u202c people died", "quote-missing"),
        ("At least \u2066four\u2069 people died", "quote-missing"),
        ("At le\u0430st four people died", "quote-missing"),
        ("At least four\u200b people died", "character-invisible"),
        ("At least fo\u00adur people died", "character-invisible"),
        ("At least \ufefffour people died", "character-invisible"),
        ("At least four people\U000e0041 died", "quote-missing"),
    ],
    ids=ascii,
)
def test_a_quote_that_reads_otherwise_than_it_is(quote: str, rule: str, tmp_path: Path) -> None:
    site = make_site(
        tmp_path, {LEDGER: text_of(LEDGER).replace("At least four people died", f'"{quote}"')}
    )
    found = json.loads(run("check", "--format", "json", "--root", site).out)["problems"]
    assert rule in {p["rule"] for p in found}
    assert {p["line"] for p in found if p["rule"] == rule} == {7}


def test_direction_overrides_do_not_reach_the_reader_unsaid(tmp_path: Path) -> None:
    body = text_of(HERALD).split("---\n")[2] + "It was \u202egnorw\u202c.\n"
    site = make_site(tmp_path, {HERALD: report(body)})
    found = json.loads(run("check", "--format", "json", "--root", site).out)["problems"]
    assert "character-invisible" in {p["rule"] for p in found}


# ---------------------------------------------------------------- values


VALUES = {
    "published: 9999-12-31": {"value-invalid"}, "published: 0001-01-01": {"value-invalid"}, "published: 0000-01-01": {"value-invalid"},
    "published: 10000-01-01": {"value-invalid"}, "published: 2024-02-30": {"value-invalid"},
    "published: 9999-12-31T23:59:59-23:59": {"value-invalid"}, "published: 0001-01-01T00:00:00+23:59": {"value-invalid"},
    "published: 2024-12-23T24:00:00Z": {"value-invalid"}, "published: 2024-12-23T09:30:00+99:99": {"value-invalid"},
    "published: 2024-12-23T09:30:60Z": {"value-invalid"}, "published: -1": {"value-invalid"}, "published: 1e999": {"value-invalid"},
    "published: ２０２４-12-23": {"value-invalid"}, "event_date: 0002-01-01": set(), "event_date: 9998-12-31": set(),
    "event_date: 0002-01-01T00:00:00+14:00": set(), "published: 9998-12-31T23:59:59-23:59": set(),
    "corrections: [{date: 0001-01-01T00:00:00+14:00, text: x}]": {"value-invalid"},
    "status: Published": {"value-invalid"}, "status: [published]": {"value-invalid"}, "columns: herald": {"value-invalid"},
    "columns: [herald, herald]": {"columns-incomplete"}, "columns: []": {"columns-incomplete"},
    "lead: __class__": {"lead-unknown"}, "tags: [[sea]]": {"value-invalid"}, "curators: {a: b}": {"value-invalid"},
    "aliases: [ferry]": {"id-duplicate"}, "aliases: [../x]": {"id-invalid"},
}  # fmt: skip


@pytest.mark.parametrize("line", VALUES)
def test_values_at_the_edge(line: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, {LEDGER: f"{line}\n{text_of(LEDGER)}"})
    found = errors(site)
    assert {rule for rule, _, _ in found} == VALUES[line]
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        (site / "site.yaml").write_text(text_of("site.yaml") + f"timezone: {zone}\n")
        result = run("build", "--root", site, "--drafts")
        assert result.status == (1 if found else 0), result.err
        run("build", "--root", site, "--now", "0001-01-01T00:00:00+00:00")
        run("build", "--root", site, "--now", "9999-12-31T23:59:59+00:00")


@pytest.mark.parametrize("key", ["published", "retrieved"])
@pytest.mark.parametrize(
    "value", ["0002-01-01", "9998-12-31", "9998-12-31T23:59:59-14:00", "0002-01-01T00:00:00+14:00"]
)
def test_dates_of_reports_at_the_edge(key: str, value: str, tmp_path: Path) -> None:
    body = text_of(HERALD).split("---\n")[2]
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        site = make_site(
            tmp_path,
            {
                HERALD: report(body, extra=f"{key}: {value}\n"),
                "site.yaml": text_of("site.yaml") + f"timezone: {zone}\n",
            },
        )
        build(site)


SETTINGS = {
    **dict.fromkeys(["timezone: ../../etc/passwd", "timezone: /etc/passwd", "timezone: Asia", "timezone: Nowhere/City", "timezone: '.'", 'timezone: "a\\u202eb"', "timezone: UTC/../../x", f"timezone: {'x' * 5000}", "timezone: asia/jakarta ", "timezone: localtime/", "timezone: tzdata.zi", "timezone: zone.tab"], "value-invalid"),
    **dict.fromkeys(["languages: [id/../..]", "languages: ['..']", "languages: [en, EN]", "languages: [e]", "languages: ['']", "languages: en", "languages: {en: x}", "languages: [en_US]", "languages: [en-]", "languages: []"], "value-invalid"),
    **dict.fromkeys(["page_size: 0", "page_size: -1", "page_size: 1.5", "page_size: 1e9", "page_size: ١", "page_size: 99999999999999999999", "page_size: 1_000"], "value-invalid"),
    **dict.fromkeys(["limits: {file: 1e999MB}", "limits: {file: -1}", "limits: {file: 5PB}", "limits: {claims: 0}", "limits: {depth: many}", "limits: 5", "ratings: [{id: a, value: 1e999, name: x}]", "ratings: [{id: a, value: nan, name: x}]", "ratings: {a: b}"], "value-invalid"),
    **dict.fromkeys(["features: {cards: yes}", "features: {search: 1}", "features: [search]", "format: 2", "format: '1.0'"], "value-invalid"),
    **dict.fromkeys(["features: {__class__: true}", "limits: {__dict__: 1}", "__proto__: x"], "key-unknown"),
    **dict.fromkeys(["kinds: {number: x}", "ratings: [{id: a, value: 1, name: x}, {id: a, value: 2, name: y}]", "languages: [en, en]"], "id-duplicate"),
}  # fmt: skip


@pytest.mark.parametrize("line", SETTINGS)
def test_settings_that_are_refused(line: str, tmp_path: Path) -> None:
    key = line.partition(":")[0]
    text = "".join(
        kept
        for kept in text_of("site.yaml").splitlines(keepends=True)
        if not kept.startswith(f"{key}:")
    )
    site = make_site(tmp_path, {"site.yaml": f"{line}\n{text}"})
    found = errors(site)
    assert SETTINGS[line] in {rule for rule, _, _ in found}, found
    assert {(where, n) for _, where, n in found} == {("site.yaml", 1)}


@pytest.mark.parametrize(
    "line",
    [
        "page_size: 999999999",
        "limits: {file: 999999999GB}",
        "limits: {quote: 999999999}",
        "languages: [en, zh-Hant, sr-Latn-RS, xx, qaa-Qaaa-QM-x-southern]",
        "timezone: Etc/GMT+12",
        "limits: {file: 0MB}",
        "limits: {depth: 1}",
        "limits: {depth: 2}",
    ],
)
def test_settings_that_are_odd(line: str, tmp_path: Path) -> None:
    key = line.partition(":")[0]
    text = "".join(
        kept
        for kept in text_of("site.yaml").splitlines(keepends=True)
        if not kept.startswith(f"{key}:")
    )
    site = make_site(tmp_path, {"site.yaml": f"{line}\n{text}"})
    result = run("build", "--root", site)
    assert result.status in (0, 1), result.err


@pytest.mark.parametrize(
    ("address", "works"),
    [
        ("https://example.org", True), ("https://example.org/a/b", True), ("https://example.org/a/b/", True),
        ("https://example.org/a?b", False), ("https://example.org/a#b", False), ("https://example.org/?", False),
        ("https://example.org/a/../b/", False), ("https://example.org//a/", False), ("https://example.org/./a", False),
        ("https://example.org/caf\u00e9/", True), ("https://example.org/%2e%2e/", False), ("mailto:a@b", False),
        ("https://example.org/a;b=1/", True), ("https://example.org:443/", True),
    ],
)  # fmt: skip
def test_base_addresses(address: str, *, works: bool, tmp_path: Path) -> None:
    site = make_site(
        tmp_path, {"site.yaml": f"title: x\nbase_url: {json.dumps(address)}\nlanguages: [en]\n"}
    )
    assert errors(site) == ([] if works else [("address-refused", "site.yaml", 2)])
    given = run("build", "--root", make_site(tmp_path / "b"), "--base-url", address)
    assert given.status == (0 if works else 2)
    if works:
        build(site)
        page = HTMLParser((site / "_site/ferry/index.html").read_text(encoding="utf-8"))
        canonical = page.css_first("link[rel=canonical]").attributes["href"] or ""
        assert canonical.startswith(address.rstrip("/") + "/")
        assert canonical.endswith("/ferry/")


def test_the_moment_of_these_tests_is_fixed() -> None:
    assert NOW.startswith("2026")
