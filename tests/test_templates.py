"""Templates mean what Jinja says they mean, however they are compiled."""

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from msgspec import Struct

from selisih.output.template_code import LeanEnvironment, make_lean
from selisih.pages.html import Html
from selisih.pages.interface import Local

OTHERS = {
    "base.html": "<{% block kind %}plain{% endblock %}|{% block main %}{% endblock %}>{{ page.title }}",
    "between.html": '{% extends "base.html" %}{% block kind %}{{ super() }} {{ self.main() }}{% endblock %}',
    "macros.html": (
        "{% macro point(claim, level=3, up=level) %}h{{ level }} {{ claim }} {{ up }}{% endmacro %}"
        "{% macro rest() %}{{ varargs }} {{ kwargs }}{% endmacro %}"
        "{% macro around(name) %}[{{ name }}: {{ caller() }}]{% endmacro %}"
    ),
    "part.html": "part of {{ page.title }}",
}

SOURCES = [
    (
        "{% for x in page.items %}{{ loop.index }}/{{ loop.length }} {{ loop.first }} {{ loop.last }} {{ x }}{{ loop.cycle('a', 'b') }}"
        "{{ loop.revindex }}{{ loop.changed(x) }}{% if not loop.first %}<{{ loop.previtem }}{% endif %}"
        "{% if not loop.last %}>{{ loop.nextitem }}{% endif %}{% else %}none{% endfor %}"
    ),
    "{% for x in page.list if x != 2 %}{{ loop.last }}{{ loop.nextitem if not loop.last }}{{ x }}{% endfor %}",
    "{% for x in page.tree recursive %}{{ loop.depth }}{{ x.name }}{{ loop(x.below) }}{{ loop.last }}{% endfor %}",
    "{% for x in page.items %}{% for y in page.items %}{{ loop.last }}{{ y }}{% endfor %}{{ loop.last }}{% endfor %}",
    '{% from "macros.html" import point %}{{ point(page.title) }}{{ point(page.title, 2) }}{{ point(page.title, up="<") }}',
    '{% import "macros.html" as m %}{{ m.rest(1, "<", a=2) }}{{ m.point("<", 1, 2) }}{{ m.point.name }}',
    '{% from "macros.html" import around with context %}{% call around("<") %}{{ page.title }}{% endcall %}',
    '{% extends "base.html" %}{% set x = page.title %}{% block main %}{{ x }}{% include "part.html" %}{% endblock %}',
    '{% extends "between.html" %}{% block main %}main{% endblock %}{% block kind %}{{ super() }}!{% endblock %}',
    '{% if page.items %}{% extends "base.html" %}{% endif %}{% block main %}{{ page.html }}{% endblock %}',
    "{% set held %}<b>{{ page.title }}</b>{% endset %}{{ held }}{% filter upper %}{{ page.title }}{% endfilter %}",
    "{{ page.title }}{{ page.html }}{{ page.number }}{{ page.number > 1 }}{{ page.local }}{{ none }}{{ 1.5 }}{{ page.items }}",
    "{% autoescape false %}{{ page.title }}{% endautoescape %}{{ page.title }}{{ page.title|safe }}{{ page.title|e }}",
    "{{ page.title ~ page.html }}{{ page.html ~ page.title }}{{ '<'|upper }}{{ page.title|replace('<', page.html) }}",
]

REFUSED = [
    "{{ page.absent }}",
    "{{ absent }}",
    '{% from "macros.html" import point %}{{ point(1, 2, 3, 4) }}',
    '{% from "macros.html" import point %}{{ point() }}',
    '{% from "macros.html" import point %}{{ point(1, other=2) }}',
    '{% extends "nowhere.html" %}',
]


class Leaf(Struct):
    name: str
    below: tuple["Leaf", ...] = ()


class Shown(Struct):
    title: str = "<'Title' & \"more\">"
    html: Html = Html("<b>html</b>")
    number: int = 7
    local: Local = Local("<local>")
    items: tuple[str, ...] = ("<1>", "2", "2")
    list: tuple[int, ...] = (1, 2, 3)
    tree: tuple[Leaf, ...] = (Leaf("a<", (Leaf("b"), Leaf("c"))), Leaf("d"))


def plain() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined)


def lean() -> Environment:
    environment = LeanEnvironment(autoescape=True, undefined=StrictUndefined)
    make_lean(environment, str)
    return environment


def rendered(environment: Environment, source: str, page: Shown) -> str:
    environment.loader = DictLoader({**OTHERS, "page.html": source})
    return environment.get_template("page.html").render(page=page)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("page", [Shown(), Shown(items=(), list=(), tree=())], ids=["full", "bare"])
def test_a_template_means_what_jinja_says(source: str, page: Shown) -> None:
    assert rendered(lean(), source, page) == rendered(plain(), source, page)


@pytest.mark.parametrize("source", REFUSED)
def test_what_jinja_refuses_is_refused(source: str) -> None:
    for environment in (plain(), lean()):
        with pytest.raises(Exception):  # noqa: B017, PT011 - each in its own words
            rendered(environment, source, Shown())
