"""Problems for machines, as JSON."""

from __future__ import annotations

import json

from selisih.model.problem import Problems


def as_json(problems: Problems) -> str:
    """Return problems as the JSON of `check --format json`."""
    document = {
        "errors": problems.errors,
        "warnings": problems.warnings,
        "problems": [
            {
                "rule": problem.rule,
                "severity": problem.severity,
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "end_line": problem.place.end_line,
                "end_column": problem.place.end_column,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems.sorted()
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
