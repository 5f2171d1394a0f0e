"""What a build does not do again, what it notices all the same, and that it says why it does the rest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from selisih.commands.asking import read_options
from selisih.door import plain_build
from selisih.flow.keys import engine_fingerprint
from selisih.flow.unchanged import Looked
from selisih.output import folders, swap
from selisih.preview.session import Session
from tests.helpers import (
    LEDGER,
    NOW,
    REPOSITORY,
    STORY,
    Result,
    build,
    let_a_tick_pass,
    make_site,
    run,
    tree,
)

HEAVY = (
    "babel",
    "click",
    "dataclasses",
    "jinja2",
    "livereload",
    "markdown_it",
    "pathlib",
    "pydantic",
    "rapidfuzz",
    "re",
    "tornado",
    "typing",
    "yaml",
)
"""What a build in which nothing changed has no time for."""

SELDOM = (
    "babel",
    "click",
    "ctypes",
    "difflib",
    "email",
    "livereload",
    "logging",
    "markdown_it",
    "multiprocessing",
    "pydantic",
    "pydantic_core",
    "socket",
    "tornado",
)
"""What a build has no time for in which one ledger changed and is right."""

SLUGS = ("ferry", "bridge", "harbour", "island", "jetty")


def five_stories(root: Path) -> Path:
    """Return a site of five stories, two on a page of a list."""
    site = make_site(
        root,
        {
            "site.yaml": "title: Ferry\nbase_url: https://example.org/ferry/\nlanguages: [en]\npage_size: 2\n",
            "content/pages/about.en.md": "---\ntitle: About\n---\nWords about this site.\n",
            "static/CNAME": "example.org\n",
            "templates/locales/id.po": 'msgid ""\nmsgstr ""\n\nmsgid "Events"\nmsgstr "Peristiwa"\n',
        },
    )
    for day, slug in enumerate(SLUGS[1:], start=2):
        shutil.copytree(site / STORY, site / "content/stories" / slug)
        edit(site / "content/stories" / slug / "ledger.yaml", "", f"published: 2026-11-0{day}\n")
    edit(site / LEDGER, "", "published: 2026-11-01\n")
    return site


def edit(path: Path, old: str, new: str) -> None:
    """Replace words in a file; nothing stands for its beginning."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def quietly(path: Path, old: bytes, new: bytes) -> None:
    """Replace bytes of a file by as many others, and put its times back as they were."""
    before = path.stat()
    data = path.read_bytes()
    assert old in data
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def explained(site: Path, *arguments: str) -> dict[str, str]:
    """Build, and return why what was made anew was made anew: address to reason."""
    lines = build(site, "--explain", *arguments).err.splitlines()
    return dict(line[1:].split(": ", 1) for line in lines if line.startswith("/"))


def written(result: Result) -> int:
    """Return how many files a build says that it wrote."""
    return int(result.err.split(" files written")[0].rpartition(" ")[2])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of five stories that was built, to be copied by `copied`."""
    site = five_stories(tmp_path_factory.mktemp("built"))
    let_a_tick_pass(site)
    build(site)
    return site


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """A copy of the built site that the next build finds unchanged."""
    site = tmp_path / "site"
    shutil.copytree(built, site, ignore=shutil.ignore_patterns("_site", ".selisih"))
    let_a_tick_pass(site)
    build(site)
    assert written(build(site)) == 0
    return site


def clean_tree(site: Path, tmp_path: Path) -> dict[str, bytes]:
    """Return what a first build of the same content gives."""
    clean = tmp_path / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(site, clean, ignore=shutil.ignore_patterns("_site", ".selisih"))
    build(clean)
    return tree(clean / "_site")


def imported_by_a_build(site: Path, told: str) -> set[str]:
    """Return the modules that a build imports after its door, whose closing line must say what is `told`."""
    command = [sys.executable, "-X", "importtime", str(REPOSITORY / "build.py")]
    done = subprocess.run(
        [*command, "--root", str(site)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert told in done.stderr
    ours = done.stderr[done.stderr.index("selisih.door") - 4000 :]
    return {line.rpartition("|")[2].strip() for line in ours.splitlines() if "|" in line}


def test_a_build_in_which_nothing_changed_imports_nothing_to_speak_of(built: Path) -> None:
    names = imported_by_a_build(built, ": 0 files written, ")
    assert "selisih.flow.unchanged" in names
    loaded = {name.partition(".")[0] for name in names}
    assert loaded & set(HEAVY) <= site_packages_load()
    assert "selisih.pipeline" not in names


def test_a_build_of_one_right_edit_imports_only_what_it_needs(built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site, ignore=shutil.ignore_patterns("_site", ".selisih"))
    (site / "content/pages/about.en.md").unlink()  # it is Markdown
    build(site)
    edit(site / LEDGER, "Four dead, or five", "Five dead, or four")
    names = imported_by_a_build(site, " written, ")
    assert "selisih.pipeline" in names
    loaded = {name.partition(".")[0] for name in names}
    assert loaded & set(SELDOM) <= site_packages_load()


def site_packages_load() -> set[str]:
    """Return what the interpreter itself has loaded at its start, such as by `.pth` files."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


NOTICED: dict[str, Callable[[Path], object]] = {
    "a ledger of the same size and time": lambda site: quietly(
        site / LEDGER, b"Four dead, or five", b"Five dead, or four"
    ),
    "a report that is new": lambda site: shutil.copy(
        site / STORY / "herald.md", site / "content/stories/extra.md"
    ),
    "a story that is new": lambda site: shutil.copytree(
        site / STORY, site / "content/stories/deep/er/kiosk"
    ),
    "a story that is gone": lambda site: shutil.rmtree(site / "content/stories/jetty"),
    "a story that was renamed": lambda site: (site / "content/stories/jetty").rename(
        site / "content/stories/quay"
    ),
    "a story that was moved": lambda site: shutil.move(
        site / "content/stories/jetty", site / "content/stories/2026/jetty"
    ),
    "an outlet": lambda site: edit(
        site / "content/outlets.yaml", "name: Herald", "name: The Herald"
    ),
    "a setting": lambda site: edit(site / "site.yaml", "page_size: 2", "page_size: 3"),
    "a title": lambda site: edit(site / "site.yaml", "title: Ferry", "title: Ferries"),
    "a page": lambda site: edit(site / "content/pages/about.en.md", "Words", "Some words"),
    "a page that is new": lambda site: shutil.copy(
        site / "content/pages/about.en.md", site / "content/pages/method.en.md"
    ),
    "a copied file": lambda site: quietly(site / "static/CNAME", b"example", b"elpmaxe"),
    "a copied file that is new": lambda site: (site / "static/x").write_text("x"),
    "a copied file that is gone": lambda site: (site / "static/CNAME").unlink(),
    "a template": lambda site: (site / "templates/not_found.html").write_text("<p>nothing"),
    "a style sheet": lambda site: (
        (site / "templates/assets").mkdir(),
        (site / "templates/assets/selisih.css").write_text("p{}"),
    ),
    "an output of the same size and time": lambda site: quietly(
        site / "_site/ferry/index.html", b"</html>", b"</lmth>"
    ),
    "an output that is gone": lambda site: (site / "_site/ferry/dead/index.html").unlink(),
    "a folder of the output that is gone": lambda site: shutil.rmtree(site / "_site/ferry"),
    "a list of the output": lambda site: (site / "_site/page/2/index.html").write_text("mine"),
    "a style sheet of the output": lambda site: [
        path.unlink() for path in (site / "_site/assets").glob("*.css")
    ],
    "the manifest": lambda site: (site / "_site/manifest.json").unlink(),
    "the whole output": lambda site: shutil.rmtree(site / "_site"),
    "the memory": lambda site: shutil.rmtree(site / ".selisih"),
}
"""What happens to a site between two builds."""


@pytest.mark.parametrize("change", NOTICED)
def test_every_change_is_noticed(change: str, copied: Path, tmp_path: Path) -> None:
    NOTICED[change](copied)
    build(copied)
    assert tree(copied / "_site") == clean_tree(copied, tmp_path)
    assert written(build(copied)) == 0


def test_an_edit_right_after_a_build_is_noticed(copied: Path, tmp_path: Path) -> None:
    words = [b"Four dead, or five", b"Five dead, or four"]
    for turn in range(6):
        ledger = copied / LEDGER
        ledger.write_bytes(ledger.read_bytes().replace(words[turn % 2], words[1 - turn % 2]))
        build(copied)
        page = (copied / "_site/ferry/index.html").read_bytes()
        assert words[1 - turn % 2] in page, f"turn {turn}"
    assert tree(copied / "_site") == clean_tree(copied, tmp_path)


def test_files_with_new_times_and_the_same_bytes_are_not_made_again(copied: Path) -> None:
    for path in (copied / "content").rglob("*"):
        os.utime(path)
    assert explained(copied) == {}
    assert (copied / ".selisih").is_dir()


def test_one_edit_makes_only_the_lists_that_show_it(copied: Path) -> None:
    edit(copied / "content/stories/island/ledger.yaml", "Four dead, or five", "Four dead")
    reasons = explained(copied)
    assert reasons.pop("island/") == "ledger.yaml was edited"
    # Newest first, two on a page: jetty and island; harbour and bridge; ferry.
    assert set(reasons) == {
        "feed.json",
        "feed.xml",
        "index.html",
        "outlets/herald/index.html",
        "outlets/tribune/index.html",
        *(path for path in reasons if path.startswith("kinds/") and "page" not in path),
    }
    assert set(reasons.values()) == {"what it shows changed"}
    edit(copied / "content/stories/island/herald.md", "Monday", "Sunday")
    assert explained(copied) == {"island/": "herald.md was edited"}


def test_what_changes_invalidates_what_depends_on_it_and_nothing_else(copied: Path) -> None:
    own = copied / "templates"
    shutil.copy(REPOSITORY / "templates/shelf.html", own / "shelf.html")
    assert explained(copied) == {}, "the same bytes"
    edit(own / "shelf.html", "<h1", "<h1 data-x")
    assert set(explained(copied)) <= {
        path.relative_to(copied / "_site").as_posix()
        for path in (copied / "_site").rglob("*/*/index.html")
    } - {f"{slug}/" for slug in SLUGS}
    edit(own / "locales/id.po", "Peristiwa", "Kejadian")
    assert explained(copied) == {}, "no page is in this language"
    edit(copied / "site.yaml", "page_size: 2", "page_size: 3  # three")
    assert not set(explained(copied)) & {f"{slug}/" for slug in SLUGS}
    shutil.copy(REPOSITORY / "templates/claim.html", own / "claim.html")
    edit(own / "claim.html", "{% block main %}", "{% block main %}<!-- x -->")
    reasons = explained(copied)
    assert reasons == {f"{slug}/": "the template claim.html changed" for slug in SLUGS}
    edit(copied / "site.yaml", "title: Ferry", "title: Ferries")
    assert explained(copied)["ferry/"] == "site.yaml changed"


@pytest.mark.parametrize(
    "module", ["model/records.py", "analysis/align.py", "pages/claims.py", "flow/keys.py"]
)
def test_every_part_of_the_engine_is_in_its_fingerprint(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Path(folders.ENGINE)
    here = engine_fingerprint.__wrapped__()
    shutil.copytree(engine, tmp_path / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(folders, "ENGINE", str(tmp_path / "engine"))
    assert engine_fingerprint.__wrapped__() == here
    with (tmp_path / "engine" / module).open("a") as file:
        file.write("# changed\n")
    assert engine_fingerprint.__wrapped__() != here


def test_the_reasons(copied: Path) -> None:
    assert explained(copied, "--clean")["ferry/"] == "--clean"
    (copied / "_site/bridge/index.html").write_text("mine")
    assert explained(copied) == {"bridge/": "/bridge/index.html was edited by hand"}
    (copied / "_site/bridge/index.html").unlink()
    assert explained(copied) == {"bridge/": "/bridge/index.html is not in the output"}
    (copied / "_site/index.html").unlink()
    assert explained(copied) == {"index.html": "it was missing or edited by hand"}
    shutil.copytree(copied / STORY, copied / "content/stories/kiosk")
    assert explained(copied)["kiosk/"] == "it is new"
    shutil.rmtree(copied / ".selisih")
    assert explained(copied)["ferry/"] == "nothing is remembered of it"
    assert "Nothing was made anew." in build(copied, "--explain").err


def test_what_was_found_is_told_again_though_nothing_changed(copied: Path) -> None:
    (copied / STORY / "notes.txt").write_text("x")

    def told() -> list[str]:
        return [line for line in build(copied).err.splitlines() if " stories: " not in line]

    first = told()
    assert any("file-unknown" in line for line in first)
    assert told() == first
    result = run("build", "--root", copied, "--strict")
    assert result.status == 1
    assert "Nothing was written" in result.err
    assert written(build(copied)) == 0


def test_the_revision_stands_in_the_manifest_and_nowhere_else(copied: Path) -> None:
    before = tree(copied / "_site")
    build(copied, "--revision", "7ce452d")
    after = tree(copied / "_site")
    assert b'"revision": "7ce452d"' in after.pop("manifest.json")
    del before["manifest.json"]
    assert after == before
    build(copied)
    assert b"revision" not in (copied / "_site/manifest.json").read_bytes()
    assert run("build", "--root", copied, "--revision", "a\nb").status == 2


@pytest.mark.parametrize("together", [True, False])
def test_swap_replaces_the_whole_output_at_one_moment(
    together: bool, copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not together:
        monkeypatch.setattr(swap, "_renamed", lambda *_: False)
    out = copied / "_site"
    (out / "notes.txt").write_text("mine")
    shutil.rmtree(copied / "content/stories/jetty")
    edit(copied / LEDGER, "Four dead, or five", "Four dead")
    before = out.stat().st_ino
    kept = (out / "bridge/index.html").stat().st_ino
    build(copied, "--swap")
    assert out.stat().st_ino != before
    assert (out / "bridge/index.html").stat().st_ino == kept, "the same bytes, not a copy"
    after = tree(out)
    assert after.pop("notes.txt") == b"mine"
    assert after == clean_tree(copied, tmp_path)
    assert sorted(path.name for path in copied.iterdir() if "spool" in path.name) == []
    assert written(build(copied)) == 0


def test_profile_tells_where_the_time_went(copied: Path) -> None:
    told = build(copied, "--profile", "--clean").err
    for stage in ("look", "read", "analyse", "pages", "render", "write", "site pages", "publish"):
        assert f" s  {stage}\n" in told


LOOK = """
import os
import sys
from selisih.flow import unchanged
unchanged._ENOUGH = 1
root, out, aside = sys.argv[1:]
real, first = unchanged._damaged, os.getpid()

def damaged(out, rows):
    if os.getpid() == first:
        return real(out, rows)
    rows = iter(rows)
    if aside == "alone":
        return real(out, rows)
    taken = [next(rows)]
    if aside == "dies":
        os._exit(1)
    return real(out, taken)

unchanged._damaged = damaged
if aside == "alone":
    held = unchanged._look_at_pages
    unchanged._look_at_pages = lambda *given: (os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT), held(*given))
ask = unchanged.Ask(root=root, out=out, base_url=None, drafts=False, revision="", now=2e9)
found = unchanged.look(ask)
print(*sorted(found.damaged), sorted(found.worn), found.same)
"""


@pytest.mark.parametrize("aside", ["alone", "takes one", "dies"])
def test_a_second_process_sees_what_one_alone_would(copied: Path, aside: str) -> None:
    def looked() -> str:
        command = [sys.executable, "-c", LOOK, str(copied), str(copied / "_site"), aside]
        env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        return done.stdout.strip()

    assert looked() == "[] True"
    quietly(copied / "_site/bridge/index.html", b"</html>", b"</lmth>")
    (copied / "_site/ferry/dead/index.html").unlink()
    assert looked() == "content/stories/bridge content/stories/ferry [] False"


def test_a_session_looks_only_at_what_was_saved(copied: Path, tmp_path: Path) -> None:
    session = Session(lambda: read_options(copied, NOW))
    assert session.build().published
    looks: list[Looked | None] = []
    real = session._look
    session._look = lambda options, last: looks.append(real(options, last)) or looks[-1]  # type: ignore[method-assign, assignment]
    ledger, report = copied / LEDGER, copied / "content/stories/island/herald.md"
    good = ledger.read_bytes()

    def save(path: Path, data: bytes | None) -> bool:
        path.unlink() if data is None else path.write_bytes(data)
        return session.build({str(path)}).published

    assert save(ledger, good.replace(b"Four dead", b"Five dead"))
    assert save(report, report.read_bytes().replace(b"Monday", b"Sunday"))
    assert save(ledger, good)
    assert all(looked and len(looked.changed) <= 2 for looked in looks)
    assert tree(copied / "_site") == clean_tree(copied, tmp_path)
    assert not save(ledger, good.replace(b"four people", b"six people"))
    assert save(ledger, good)
    assert looks[-1], "a build that was refused left everything as it was"
    assert save(copied / "static/CNAME", b"elsewhere")
    assert looks[-1] is None, "it lies in no story"
    assert save(copied / "content/stories/island/notes.txt", b"x")
    assert save(copied / "content/stories/island/notes.txt", None)
    assert tree(copied / "_site") == clean_tree(copied, tmp_path)
    (copied / "content/stories/jetty").rename(copied / "content/stories/quay")
    assert session.build({str(copied / "content/stories/jetty/ledger.yaml")}).published
    assert tree(copied / "_site") == clean_tree(copied, tmp_path)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], {}),
        (["build"], {}),
        (["--root", "x", "--out=y"], {"root": "x", "out": "y"}),
        (["build", "--drafts", "--jobs", "2"], {"drafts": True, "jobs": 2}),
        (["build", "--strict", "--quiet", "--base-url", "u"], {"strict": True, "base_url": "u"}),
        (["check"], None),
        (["--help"], None),
        (["-h"], None),
        (["--version"], None),
        (["build", "x"], None),
        (["build", "--nonsense"], None),
        (["build", "--jobs", "0"], None),
        (["build", "--jobs", "many"], None),
        (["build", "--root"], None),
        (["build", "--strict=1"], None),
        (["build", "build"], None),
        (["", "--strict"], None),
    ],
)
def test_a_plain_command_line_is_read_without_help(
    arguments: list[str], found: dict[str, object] | None
) -> None:
    wish = plain_build(arguments)
    assert (wish is None) == (found is None)
    for name, value in (found or {}).items():
        assert wish is not None
        assert wish[name] == value


@pytest.mark.parametrize("arguments", [["--nonsense"], ["--jobs", "0"], ["--root", "nowhere"]])
def test_what_is_wrong_is_said_as_ever(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "build.py"), *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == run("build", *arguments, "--now", NOW).status == 2
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr
