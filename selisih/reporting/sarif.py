"""Problems as SARIF 2.1.0, for code scanning and other tools that collect results."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

from selisih import __version__
from selisih.model.problem import Problem, Problems
from selisih.model.rules import RULES

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(problems: Problems) -> str:
    """Return a SARIF log with the rules and one result a problem. Columns count code points."""
    index = {rule.name: number for number, rule in enumerate(RULES)}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Selisih",
                        "semanticVersion": __version__,
                        "rules": [
                            {
                                "id": rule.name,
                                "shortDescription": {"text": rule.promise},
                                "defaultConfiguration": {"level": rule.severity},
                                "help": {"text": f"selisih explain {rule.name}"},
                            }
                            for rule in RULES
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"SITE": {"description": {"text": "The site's folder."}}},
                "results": [_result(problem, index[problem.rule]) for problem in problems.sorted()],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(problem: Problem, rule_index: int) -> dict[str, Any]:
    place = problem.place
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule_index,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _address(place.path), "uriBaseId": "SITE"},
                    "region": {
                        "startLine": place.line,
                        "startColumn": place.column,
                        "endLine": max(place.line, place.end_line),
                        "endColumn": place.end_column,
                    },
                }
            }
        ],
    }


def _address(path: str) -> str:
    """Return a path as a relative URI; bytes of a name that is not UTF-8 are kept as they are."""
    return quote(path.encode("utf-8", "surrogateescape"))
