"""The house of docs/architecture.md: data moves one way, and each thing is done in one place.

The faults are found in the source itself, read with `ast`. Each finder is shown a planted fault too,
so that a rule that no longer finds anything is noticed.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import REPOSITORY

FLOORS = {
    "build": 9,
    "selisih.door": 9,
    "selisih.__main__": 9,
    "selisih.cli": 8,
    "selisih.commands": 8,
    "selisih.preview": 7,
    "selisih.authoring": 6,
    "selisih.pipeline": 5,
    "selisih.flow": 5,
    "selisih.reporting": 5,
    "selisih.output": 4,
    "selisih.pages": 3,
    "selisih.reading": 2,
    "selisih.analysis": 2,
    "selisih.model": 1,
    "selisih": 0,
}
"""Floor of each part; a part imports from its own floor or from floors below it."""

ROOMS = {
    "selisih.analysis.facts": ("selisih.analysis.facts", "selisih.model"),
    "selisih.analysis.finding": ("selisih.analysis", "selisih.model"),
    "selisih.analysis": ("selisih.analysis", "selisih.model"),
}
"""Room within a floor to what it may import; a module is in the first that it belongs to."""
SHUT = ("selisih.analysis.finding",)
"""Rooms that only their own modules and higher floors import."""

ONLY_HERE = {
    "yaml": {"selisih.reading.yaml_nodes"},
    "pydantic": {"selisih.reading.schema.models"},
    "pydantic_core": {"selisih.reading.schema.models", "selisih.reading.schema.mistakes"},
    "markdown_it": {"selisih.reading.markdown"},
    "jinja2": {"selisih.output.templates", "selisih.output.template_code"},
    "livereload": {"selisih.preview"},
    "tornado": {"selisih.preview"},
    "rapidfuzz": {"selisih.analysis"},
    "babel": {"selisih.output.locales"},
    "click": {"selisih.cli", "selisih.commands.arguments"},
}
"""Package to the parts that may import it."""

CALLS_ONLY_HERE = {
    "print": {"selisih.cli", "build"},
    "click.echo": {"selisih.cli"},
    "sys.exit": {"selisih.cli", "selisih.door", "build"},
    "sys.stderr.write": {"selisih.commands.telling", "selisih.door"},
    "exit": set[str](),
    "eval": set[str](),
    "exec": set[str](),
    "datetime.now": {"selisih.commands.asking", "selisih.preview"},
    "datetime.today": set[str](),
    "date.today": set[str](),
    "datetime.utcnow": set[str](),
    "time.time": {"selisih.door", "selisih.preview"},
    "time.monotonic": {"selisih.cli", "selisih.preview"},
    "locale.setlocale": set[str](),
    "random.random": set[str](),
}
"""Call to the parts that may make it: printing, the exit status, the clock, chance."""

READING_FILES = {
    "selisih.reading.files",
    "selisih.reading.look",
    "selisih.output",
    "selisih.flow.keys",
    "selisih.preview",
    "selisih.reporting.explain",
}
"""Who opens files and lists folders: content in `reading`; templates, catalogues and the output in `output`; `keys` to
hash them; the preview to show what was built; `explain` its own documentation."""
WRITING_FILES = {"selisih.output"}
_READS = {"read_text", "read_bytes", "scandir", "iterdir", "rglob", "glob"}
_WRITES = {
    "write_text",
    "write_bytes",
    "mkdir",
    "unlink",
    "rmdir",
    "rmtree",
    "rename",
    "symlink_to",
    "chmod",
    "makedirs",
    "copyfile",
    "copytree",
    "mkdtemp",
    "NamedTemporaryFile",
    "TemporaryDirectory",
}

LONGEST_FUNCTION = 60
LONGEST_FILE = 350

MODULES = {
    "build": REPOSITORY / "build.py",
    **{
        ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted((REPOSITORY / "selisih").rglob("*.py"))
    },
}


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def belongs(module: str, part: str) -> bool:
    return module == part or module.startswith(f"{part}.")


def part_of(module: str) -> str:
    return next(part for part in FLOORS if belongs(module, part))


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports, wherever the import stands: `from a.b import c` is `a.b.c`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def known(name: str) -> str:
    """Return the module that an imported name stands in."""
    while name not in MODULES and "." in name:
        name = name.rpartition(".")[0]
    return name


def ours(tree: ast.Module) -> set[str]:
    return {known(name) for name in imports(tree) if belongs(name, "selisih")}


def upward(module: str, tree: ast.Module) -> list[str]:
    """Return the imports that lead up, or from `reading` to `analysis` or back."""
    here = part_of(module)
    faults = []
    for target in sorted(ours(tree)):
        there = part_of(target)
        sideways = {here, there} == {"selisih.reading", "selisih.analysis"}
        if FLOORS[there] > FLOORS[here] or sideways:
            faults.append(f"{module} imports {target}")
    return faults


def indoors(module: str, tree: ast.Module) -> list[str]:
    """Return the imports that lead from one room of a floor into another that is closed to it."""
    room = next((room for room in ROOMS if belongs(module, room)), None)
    if room is None:
        return []
    shut = [each for each in SHUT if each != room]
    return [
        f"{module} imports {target}"
        for target in sorted(ours(tree))
        if not any(belongs(target, place) for place in ROOMS[room])
        or any(belongs(target, place) for place in shut)
    ]


def strangers(module: str, tree: ast.Module) -> list[str]:
    """Return the packages that a module may not know of."""
    return [
        f"{module} imports {name}"
        for name in imports(tree)
        for package, places in ONLY_HERE.items()
        if belongs(name, package) and not any(belongs(module, place) for place in places)
    ]


def called(tree: ast.Module) -> Iterator[str]:
    """Yield the name of everything that is called, as it is written: `sys.exit`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def misplaced_calls(module: str, tree: ast.Module) -> list[str]:
    """Return printing, exits, clocks and files in places that have no business with them."""
    faults = []
    for name in called(tree):
        places = CALLS_ONLY_HERE.get(name)
        last = name.rpartition(".")[2]
        if name.endswith("files.read_bytes"):
            continue  # `Files` is the part of `reading` that opens content files
        if (last in _READS and "." in name) or last == "open":
            places = READING_FILES
        elif (last in _WRITES and "." in name) or name == "os.replace":
            places = WRITING_FILES
        if places is not None and not any(belongs(module, place) for place in places):
            faults.append(f"{module} calls {name}")
    return faults


def undocumented(module: str, tree: ast.Module) -> list[str]:
    """Return public modules, classes, functions and methods without a docstring."""
    faults = [] if ast.get_docstring(tree) else [module]

    def visit(node: ast.AST, path: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{path}.{child.name}"
                private = child.name.startswith("_") or _is_overload(child)
                if not private and not ast.get_docstring(child):
                    faults.append(name)
                if isinstance(child, ast.ClassDef) and not private:
                    visit(child, name)

    visit(tree, module)
    return faults


def _is_overload(node: ast.AST) -> bool:
    return any(
        ast.unparse(decorator) == "overload" for decorator in getattr(node, "decorator_list", ())
    )


def long_functions(module: str, tree: ast.Module) -> list[str]:
    """Return the functions that are longer than a screen."""
    return [
        f"{module}.{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]


FINDERS = {
    "upward": upward,
    "indoors": indoors,
    "strangers": strangers,
    "misplaced calls": misplaced_calls,
    "undocumented": undocumented,
    "long functions": long_functions,
}


@pytest.mark.parametrize("finder", FINDERS)
def test_the_house_has_no_fault(finder: str) -> None:
    assert [
        fault for module, path in MODULES.items() for fault in FINDERS[finder](module, parse(path))
    ] == []


PLANTED = [
    ("upward", "selisih.model.source", "from selisih.pages.urls import Urls"),
    ("upward", "selisih.pages.urls", "def late():\n    from selisih.output import publish"),
    ("upward", "selisih.reading.body", "import selisih.analysis.words"),
    ("upward", "selisih.analysis.words", "from selisih.reading import body"),
    ("upward", "selisih.output.publish", "from selisih import pipeline"),
    ("upward", "selisih.preview.server", "from selisih.cli import main"),
    ("indoors", "selisih.analysis.facts.names", "from selisih.analysis.words import words"),
    ("indoors", "selisih.analysis.story", "import selisih.analysis.finding.matching"),
    ("strangers", "selisih.reading.site", "import yaml"),
    ("strangers", "selisih.pages.highlight", "from markdown_it.token import Token"),
    ("strangers", "selisih.reading.body", "from markdown_it import MarkdownIt"),
    ("strangers", "selisih.pages.page", "def late():\n    import jinja2.sandbox"),
    ("misplaced calls", "selisih.pipeline", "print('done')"),
    ("misplaced calls", "selisih.preview.server", "import sys\nsys.exit(1)"),
    ("misplaced calls", "selisih.pipeline", "from datetime import datetime\ndatetime.now()"),
    ("misplaced calls", "selisih.analysis.story", "open('content')"),
    (
        "misplaced calls",
        "selisih.pages.stories",
        "from pathlib import Path\nPath('x').write_text('y')",
    ),
    ("misplaced calls", "selisih.reading.files", "path.unlink()"),
    (
        "undocumented",
        "selisih.pages.page",
        "'''A module.'''\nclass Page:\n    '''A page.'''\n    def title(self): ...",
    ),
    ("undocumented", "selisih.pages.page", "x = 1"),
    ("long functions", "selisih.cli", "def build():\n" + "    pass\n" * LONGEST_FUNCTION),
]


@pytest.mark.parametrize(("finder", "module", "source"), PLANTED)
def test_a_planted_fault_is_found(finder: str, module: str, source: str) -> None:
    assert FINDERS[finder](module, ast.parse(source))


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return modules that import each other in a ring, or nothing."""
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        for target in sorted(graph.get(module, ())):
            found = visit(target, [*path, module])
            if found:
                return found
        done.add(module)
        return []

    return next((found for module in sorted(graph) if (found := visit(module, []))), [])


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle({module: ours(parse(path)) - {module} for module, path in MODULES.items()}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]


def test_no_file_is_longer_than_can_be_read() -> None:
    long = {
        module: lines
        for module, path in MODULES.items()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_every_part_has_a_floor() -> None:
    parts = {
        module for module in MODULES if module.count(".") == 1 or module in ("build", "selisih")
    }
    assert parts <= FLOORS.keys()


def test_no_regular_expression_is_possessive() -> None:
    # CPython 3.11.0 to 3.11.3, Debian 12's among them, match too much with these.
    possessive = re.compile(r"(?<=[\])dDwWsS.])(?:\+\+|\*\+|\?\+)|\(\?>")
    found = {
        name
        for name, path in MODULES.items()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and possessive.search(node.value)
    }
    assert found == set()
