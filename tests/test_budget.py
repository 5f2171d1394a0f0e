"""What a cold build does for a story is counted, so that a slower build is noticed without timing anything.

`python -m bench.stages --record` writes the budget anew, after a change that is meant to cost more, or that saves much.
"""

from __future__ import annotations

import pytest

from bench.stages import (
    CURVE,
    ELSEWHERE,
    HEADROOM,
    calls_a_story,
    curve,
    excess,
    read_budget,
    stage,
)


@pytest.mark.slow
def test_no_stage_does_more_for_a_story_than_its_budget() -> None:
    near, far = calls_a_story()
    assert excess(far, read_budget()) == [], "bench/budget.json; see bench/README.md"
    assert curve(near, far) < CURVE, "a story costs more in a larger site: something is not linear"


def test_a_stage_that_does_more_is_named() -> None:
    budget = {"reading": 900.0, "pages": 100.0}
    assert excess({"reading": 900 * HEADROOM, "pages": 100}, budget) == []
    (line,) = excess({"reading": 1200, "pages": 100}, budget)
    assert line.startswith("reading: 1,200 calls a story; the budget is 900")
    (line,) = excess({"reading": 900, "pages": 100, "gadgets": 21}, budget)
    assert line.startswith("gadgets: 21 calls")


def test_a_curve_is_seen() -> None:
    assert curve({"pages": 100}, {"pages": 100}) == 1
    assert curve({"pages": 100, "reading": 100}, {"pages": 120, "reading": 100}) > CURVE


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("/x/selisih/reading/yaml_nodes.py", "reading"),
        ("/x/selisih/flow/kitchen.py", "flow"),
        ("/x/templates/comparison.html", "templates"),
        ("/venv/lib/python3.11/site-packages/selisih/default_templates/base.html", "templates"),
        ("/venv/lib/python3.11/site-packages/jinja2/runtime.py", "jinja2"),
        ("/venv/lib/python3.11/site-packages/pydantic_core/core_schema.py", "pydantic"),
        ("C:\\x\\selisih\\pages\\urls.py", "pages"),
        ("/usr/lib/python3.11/re/__init__.py", ELSEWHERE),
        ("~", ELSEWHERE),
    ],
)
def test_code_has_its_stage(file: str, expected: str) -> None:
    assert stage(file) == expected
