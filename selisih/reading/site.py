"""From `site.yaml`, `outlets.yaml` and `content/pages/` to records."""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from selisih.model.addresses import base_refusal
from selisih.model.problem import Problems
from selisih.model.records import KINDS, Features, Limits, Outlet, Settings, TextPage
from selisih.model.source import Place
from selisih.reading.body import read_markdown
from selisih.reading.files import Files
from selisih.reading.front_matter import read_front_matter
from selisih.reading.schema.leaves import ID_LENGTH, ID_PATTERN, LANGUAGE_PATTERN
from selisih.reading.schema.notation import Shape
from selisih.reading.schema.report import PageShape
from selisih.reading.schema.site import OutletsShape, SiteShape
from selisih.reading.schema.validate import validate
from selisih.reading.words import Converter, text
from selisih.reading.yaml_nodes import Mapping, Node, key_place, read_yaml

DEEPEST: Final = 200
"""Nesting beyond which no setting leads: documents are read by descent."""
SETTINGS_PATH: Final = "site.yaml"
OUTLETS_PATH: Final = "content/outlets.yaml"
PAGES_FOLDER: Final = "content/pages"


def read_settings(files: Files, base_url: str | None) -> Settings | None:
    """Return what site.yaml says, or `None` after adding what is wrong with it.

    `base_url`, where given, takes the place of the file's.
    """
    problems = files.problems
    source = files.read_source(SETTINGS_PATH)
    if source is None:
        return None
    before = problems.errors
    node = read_yaml(source, problems)
    if node is None:
        if problems.errors == before:
            problems.add(
                "key-missing",
                source.place(0),
                "site.yaml is empty",
                "title: …\nbase_url: https://…/",
            )
        return None
    shape = validate(SiteShape, node, problems)
    if shape is None:
        return None
    languages = tuple(dict.fromkeys(shape.languages or ("id",)))
    convert = Converter(languages, problems)
    kinds = {name: convert.localized(label) for name, label in (shape.kinds or {}).items()}
    tags = {name: convert.localized(label) for name, label in (shape.tags or {}).items()}
    for key, names in (("kinds", kinds), ("tags", tags)):
        _check_ids(node, key, tuple(names), problems)
    timezone = text(shape.timezone) or "UTC"
    _check_timezone(timezone, node, problems)
    reason = base_refusal(shape.base_url)
    if reason:
        place = key_place(node, ("base_url",))
        problems.add("address-refused", place, f"the site cannot stand at this address: {reason}")
    _check_repeats(node, "languages", shape.languages, problems)
    _check_repeats(node, "ratings", [r.id.value for r in shape.ratings or ()], problems)
    if problems.errors > before:
        return None
    limits = Limits(**_given(shape.limits))
    address = base_url or shape.base_url
    return Settings(
        source=source,
        title=convert.localized(shape.title),
        tagline=convert.maybe(shape.tagline),
        base_url=address if address.endswith("/") else address + "/",
        languages=languages,
        timezone=timezone,
        license=text(shape.license),
        publisher_name=text(shape.publisher.name) if shape.publisher else None,
        publisher_url=shape.publisher.url if shape.publisher else None,
        contact=shape.contact,
        ratings={r.id.value: (r.value, convert.localized(r.name)) for r in shape.ratings or ()},
        kinds=kinds,
        tags=tags,
        features=Features(**_given(shape.features)),
        limits=replace(limits, depth=min(limits.depth, DEEPEST)),
        page_size=shape.page_size or 50,
        editor=text(shape.editor),
    )


def _given(shape: Shape | None) -> dict[str, Any]:
    """Return the keys of a shape that were given a value."""
    if shape is None:
        return {}
    values = {name: getattr(shape, name) for name in shape.__struct_fields__}
    return {name: value for name, value in values.items() if value is not None}


def _check_repeats(node: Node, key: str, names: list[str] | None, problems: Problems) -> None:
    """Add a problem where a list of names is empty or has one twice."""
    place = key_place(node, (key,))
    if names == [] and key == "languages":
        problems.add("value-invalid", place, "nothing is given here", "languages: [id]")
    for name in sorted({name for name in names or () if (names or []).count(name) > 1}):
        problems.add("id-duplicate", place, f"`{name}` stands twice", "remove one of the two")


def _check_timezone(name: str, node: Node, problems: Problems) -> None:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        place = key_place(node, ("timezone",))
        problems.add(
            "value-invalid", place, f"`{name}` is no time zone", "write a name such as Asia/Jakarta"
        )


def _check_ids(node: Node, key: str, names: tuple[str, ...], problems: Problems) -> None:
    for name in names:
        if not re.fullmatch(ID_PATTERN, name) or len(name) > ID_LENGTH:
            place = key_place(node, (key, name))
            problems.add(
                "id-invalid",
                place,
                f"`{name}` is no id: lower-case letters and digits, words joined by hyphens",
            )
        elif key == "kinds" and name in KINDS:
            problems.add(
                "id-duplicate", key_place(node, (key, name)), f"the kind `{name}` is built in"
            )


def read_outlets(files: Files, depth: int) -> dict[str, Outlet] | None:
    """Return the outlets by id, or `None` after adding why the file cannot be understood."""
    problems = files.problems
    source = files.read_source(OUTLETS_PATH)
    if source is None:
        return None
    before = problems.errors
    root = read_yaml(source, problems, depth=depth)
    if root is None:
        return {} if problems.errors == before else None
    wrapper = Mapping(entries={}, source=source, start=0, end=len(source.text), flow=False)
    if isinstance(root, Mapping) and root.entries:
        wrapper.entries["outlets"] = (next(iter(root.entries.values()))[0], root)
    shape = validate(OutletsShape, wrapper, problems)
    if shape is None:
        return None
    outlets = {}
    for name, outlet in shape.outlets.items():
        if not re.fullmatch(ID_PATTERN, name) or len(name) > ID_LENGTH:
            problems.add(
                "id-invalid",
                key_place(root, (name,)),
                f"`{name}` is no id: lower-case letters and digits, words joined by hyphens",
            )
        outlets[name] = Outlet(
            id=name,
            name=outlet.name.value.strip(),
            url=outlet.url,
            country=text(outlet.country),
            language=outlet.language,
        )
    return outlets


_PAGE_NAME: Final = re.compile(rf"({ID_PATTERN})\.({LANGUAGE_PATTERN})\.md")


RESERVED_PAGES: Final = frozenset(
    {"assets", "data", "kinds", "outlets", "page", "pagefind", "search", "tags"}
)
"""Names at the site's root that are no pages of words."""


def read_pages(files: Files, settings: Settings) -> tuple[TextPage, ...]:
    """Return the pages of the site's own words."""
    pages = []
    for path in files.walk(PAGES_FOLDER):
        name = path.removeprefix(f"{PAGES_FOLDER}/")
        if name.startswith("."):
            continue
        found = _PAGE_NAME.fullmatch(name)
        if not found or found[2] not in settings.languages:
            files.problems.add(
                "file-unknown",
                Place(path=path),
                f"{path} is not used",
                "pages are named <page>.<language>.md",
            )
            continue
        if found[1] in RESERVED_PAGES:
            message = f"`{found[1]}` is an address that the site needs"
            files.problems.add("id-reserved", Place(path=path), message, "rename the page")
            continue
        page = _read_page(path, found[1], found[2], files, settings.limits.depth)
        if page:
            pages.append(page)
    return tuple(pages)


def _read_page(path: str, name: str, language: str, files: Files, depth: int) -> TextPage | None:
    source = files.read_source(path)
    front = read_front_matter(source, files.problems, depth) if source else None
    if source is None or front is None:
        return None
    node, offset = front
    shape = validate(PageShape, node, files.problems)
    body = read_markdown(source, offset, depth, files.problems)
    if shape is None or body is None:
        return None
    digest = hashlib.sha256(source.text.encode()).hexdigest()
    title = shape.title.value.strip()
    return TextPage(name=name, language=language, title=title, body=body, digest=digest)
