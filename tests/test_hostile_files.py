"""Files that somebody broke, or means to break the site with, are told of and never followed."""

import os
from pathlib import Path

import pytest

from tests.helpers import FERRY, LEDGER, STORY, make_site, report, rules_broken, run


def ledger() -> str:
    return (FERRY / LEDGER).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "data", "rule"),
    [
        (LEDGER, b"", "key-missing"),
        (LEDGER, b"# nothing\n", "key-missing"),
        (LEDGER, b"just words\n", "value-invalid"),
        (LEDGER, b"- a\n- b\n", "value-invalid"),
        (LEDGER, "title: T\n".encode("utf-16"), "file-encoding"),
        (LEDGER, b"title: \xed\xa0\x80\n", "file-encoding"),
        (LEDGER, b"title: a\0b\n", "control-character"),
        (LEDGER, b"title: \xef\xbf\xbf\n", "control-character"),
        ("site.yaml", b"", "key-missing"),
        ("site.yaml", b"title: \xff\n", "file-encoding"),
        (
            "site.yaml",
            b"title: T\nbase_url: https://example.org/\ntimezone: ../../etc/passwd\n",
            "value-invalid",
        ),
        (
            "site.yaml",
            b"title: T\nbase_url: https://example.org/\nlanguages: [../x]\n",
            "value-invalid",
        ),
        (
            "site.yaml",
            b"title: T\nbase_url: https://example.org/\nlanguages: []\n",
            "value-invalid",
        ),
        ("content/outlets.yaml", b"herald: {}\n", "key-missing"),
        (
            "content/outlets.yaml",
            b"../x:\n  name: X\nherald:\n  name: Herald\ntribune:\n  name: Tribune\n",
            "id-invalid",
        ),
        (f"{STORY}/herald.md", b"", "front-matter"),
        (f"{STORY}/herald.md", b"---\n", "front-matter"),
        (f"{STORY}/herald.md", b"---\n---\nbody\n", "front-matter"),
        (f"{STORY}/Herald.md", b"---\n", "id-invalid"),
        (f"{STORY}/all.md", b"---\n", "id-reserved"),
        (f"{STORY}/a b.md", b"---\n", "id-invalid"),
        (f"{STORY}/..md", b"---\n", None),
        (f"{STORY}/.hidden", b"x", None),
        ("content/stories/.DS_Store", b"x", None),
        ("content/pages/.about.en.md.swp", b"x", None),
        ("content/pages/about.xx.md", b"---\ntitle: T\n---\n", "file-unknown"),
        ("content/stories/lost.md", b"---\n", "file-unknown"),
    ],
)
def test_a_broken_file_is_one_problem(
    path: str, data: bytes, rule: str | None, tmp_path: Path
) -> None:
    broken = rules_broken(make_site(tmp_path, {path: data}))
    assert broken == ([rule] if rule else [])


@pytest.mark.parametrize(
    "slug",
    [
        "outlets",
        "search",
        "en",
        "id",
        "zh-hant",
        "page",
        "assets",
        "pagefind",
        "data",
        "Ferry",
        "a_b",
        "-a",
        "é",
        "x" * 81,
    ],
)
def test_a_story_takes_no_address_that_is_needed(slug: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / STORY).rename(site / "content/stories" / slug)
    broken = rules_broken(site)
    assert broken in (["id-reserved"], ["id-invalid"])


def test_two_folders_of_one_name_are_one_too_many(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for folder in ("2024", "2025"):
        for name in ("ledger.yaml", "herald.md", "tribune.md"):
            target = site / f"content/stories/{folder}/ferry/{name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((FERRY / STORY / name).read_bytes())
    assert rules_broken(site) == ["id-duplicate", "id-duplicate"]


@pytest.mark.parametrize(
    "path", ["content/outlets.yaml", "site.yaml", f"{STORY}/tribune.md", LEDGER]
)
@pytest.mark.parametrize("how", ["folder", "fifo", "link", "link to itself"])
def test_what_is_no_file_is_not_opened(path: str, how: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / path).rename(tmp_path / "moved")
    match how:
        case "folder":
            (site / path).mkdir()
        case "fifo":
            os.mkfifo(site / path)
        case "link":
            (site / path).symlink_to(tmp_path / "moved")
        case _:
            (site / path).symlink_to((site / path).name)
    (tmp_path / "moved").rename(tmp_path / "moved.txt") if how != "link" else None
    result = run("check", "--root", site)
    if path == "site.yaml" and how == "link to itself":
        assert result.status == 2, "there is no site"
        return
    broken = rules_broken(site)
    if path == f"{STORY}/tribune.md" and how != "fifo":
        assert broken, "the folder or the link is no report, so there is one too few"
    elif path == LEDGER and how == "folder":
        assert broken == ["file-unreadable"], "the story does not vanish with a warning"
    elif path == LEDGER and how != "fifo":
        assert "file-link" in broken
    else:
        assert broken == ["file-link" if "link" in how else "file-unreadable"]


@pytest.mark.parametrize("folder", ["content", "content/stories", "content/pages", STORY, "static"])
def test_a_linked_folder_is_not_entered(folder: str, tmp_path: Path) -> None:
    site = make_site(
        tmp_path / "site",
        {"content/pages/about.en.md": "---\ntitle: A\n---\nWords.\n", "static/x": "x"},
    )
    (site / folder).rename(tmp_path / "elsewhere")
    (site / folder).symlink_to(tmp_path / "elsewhere")
    result = run("build", "--root", site)
    assert result.status == 1
    assert set(_rules(result.err)) == {"file-link"}
    assert not (site / "_site").exists()


def _rules(text: str) -> list[str]:
    return [line.split()[1] for line in text.splitlines() if line.startswith("error ")]


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / "content/stories/round").symlink_to(site / "content")
    assert rules_broken(site) == ["file-link"]


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "/etc/hostname", "seeds/../../secret.txt", "C:/x", "a\\\\b", "seeds//x", "."],
)
def test_a_received_file_lies_below_the_root(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    text = report("The Herald\n", extra=f'received: "{path}"\n')
    assert "value-invalid" in rules_broken(
        make_site(tmp_path / "site", {f"{STORY}/herald.md": text})
    )


def test_no_text_becomes_markup_or_a_template(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>{{ 7*7 }}\"'&"
    quoted = bad.replace("'", "''")
    files: dict[str, str | bytes | None] = {
        "site.yaml": f"title: '{quoted}'\ntagline: '{quoted}'\nbase_url: https://example.org/\nlanguages: [en, id]\nlicense: '{quoted}'\n"
        f"publisher: {{name: '{quoted}'}}\nkinds: {{odd: '{quoted}'}}\ntags: {{odd: '{quoted}'}}\nratings: [{{id: 'x', value: 1, name: '{quoted}'}}]\n",
        "content/outlets.yaml": f"herald:\n  name: '{quoted}'\ntribune:\n  name: Tribune\n",
        "content/pages/about.en.md": f"---\ntitle: '{quoted}'\n---\n{bad}\n\n[a](javascript:alert(1)) ![{bad}](javascript:x)\n",
        f"{STORY}/herald.md": report(
            f"{bad} four\n",
            extra=f"title: '{quoted}'\nstandfirst: '{quoted}'\nauthors: ['{quoted}']\ncredits: ['{quoted}']\nrights: '{quoted}'\n",
        ),
        LEDGER: f"title: '{quoted}'\nsummary: '{quoted}'\ncurators: ['{quoted}']\ntags: [odd]\nclaims:\n  one:\n    statement: '{quoted}'\n"
        f"    kind: odd\n    note: '{quoted}'\n    says:\n      herald: {{quote: '{quoted}', gloss: {{id: '{quoted}'}}, note: '{quoted}'}}\n"
        f"      tribune: {{stance: omits, reason: '{quoted}'}}\n"
        f"    verdict: {{rating: x, explanation: '{quoted}', claimant: {{name: '{quoted}'}}}}\n    evidence: [{{url: https://example.org/, title: '{quoted}', quote: '{quoted}'}}]\n"
        f"set_aside: [{{says: {{herald: four}}, reason: '{quoted}'}}]\n"
        f"responses: [{{outlet: herald, text: '{quoted}'}}]\ncorrections: [{{date: 2026-01-01, claim: one, was: '{quoted}', now: '{quoted}', text: '{quoted}'}}]\n",
    }
    site = make_site(tmp_path, files)
    result = run("build", "--root", site)
    assert result.status == 0, result.err
    pages = list((site / "_site").rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text, page
        assert "javascript:" not in text.replace("](javascript:", ""), page
        assert "49" not in text.replace("{{ 7*7 }}", ""), page
        assert "style=" not in text, page


def test_a_large_site_is_read_in_a_moment(tmp_path: Path) -> None:
    claims = "".join(
        f"  claim-{number}:\n    statement: S\n    says:\n      herald: four people number {number} died\n      tribune: {{stance: omits}}\n"
        for number in range(1, 501)
    )
    body = "\n".join(
        f"At least four people number {number} died, police said." for number in range(1, 501)
    )
    site = make_site(
        tmp_path, {LEDGER: f"title: T\nclaims:\n{claims}", f"{STORY}/herald.md": report(body)}
    )
    assert rules_broken(site) == []
