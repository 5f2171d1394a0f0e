"""What a claim's parts must say of each other once its quotes have their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from selisih.analysis.compare import same_words
from selisih.analysis.naming import names_its_outlet
from selisih.model.differences import AnchoredClaim
from selisih.model.problem import Problems
from selisih.model.records import Report


def check_kind(anchored: AnchoredClaim, problems: Problems) -> None:
    """A kind names a difference, so there must be one.

    Passes: a kind where quotes differ, where a report omits, or where a stance is `partly` or
    `contradicts`. Fails: `kind: wording` where every report has the same words.
    """
    claim = anchored.claim
    if not claim.kinds or any(
        said.appearance.stance in ("omits", "partly", "contradicts")
        for said in anchored.says.values()
    ):
        return
    if same_words({name: said.anchors for name, said in anchored.says.items()}):
        problems.add(
            "kind-without-difference",
            claim.place,
            f"the claim has the kind `{claim.kinds[0]}`, and the reports' quotes are the same word for word",
            "remove `kind:`, or quote the words that differ",
        )


def check_provenance(report: Report, problems: Problems) -> None:
    """A reader can tell how the outlet is known.

    Passes: a report whose text, title or standfirst names its outlet, or that has `provenance:`.
    Fails: a report that does neither.
    """
    if report.provenance or names_its_outlet(report):
        return
    problems.add(
        "provenance-missing",
        report.outlet_place,
        f"the text does not name {report.outlet.name}, and nothing says how the outlet is known",
        "provenance: …",
    )


CLAIM_CHECKS: Final[tuple[Callable[[AnchoredClaim, Problems], None], ...]] = (check_kind,)
"""What is checked of a claim, in the order in which it runs."""

REPORT_CHECKS: Final[tuple[Callable[[Report, Problems], None], ...]] = (check_provenance,)
"""What is checked of a report."""
