"""Drift: what is published and changes must say so.

`ledger.lock` holds the facts of every accepted claim. A published statement, stance, quote or
verdict that changes or vanishes needs a `corrections:` entry that the lock does not hold yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from selisih.model.differences import AnalysedStory, AnchoredClaim
from selisih.model.lock import Fact, Facts, digest_of, fact
from selisih.model.problem import Problems
from selisih.model.records import Correction, Localized, Verdict
from selisih.model.source import Place

CLAIM: Final = "claims/"
REPORT: Final = "reports/"
CORRECTION: Final = "corrections/"


def facts_of(analysed: AnalysedStory) -> dict[str, Fact]:
    """Return everything of a story that may not change in silence, by name."""
    facts: dict[str, Fact] = {}
    for claim in analysed.claims:
        facts.update(_claim_facts(claim))
    for report in analysed.story.reports:
        text = report.source.text[report.body.offset :]
        facts[f"{REPORT}{report.id}/text"] = Fact(digest_of(text), f"{len(text)} characters")
    for correction in analysed.story.ledger.corrections:
        words = _correction_words(correction)
        facts[f"{CORRECTION}{digest_of(words)}"] = fact(words)
    return facts


def _claim_facts(anchored: AnchoredClaim) -> Iterator[tuple[str, Fact]]:
    claim = anchored.claim
    base = f"{CLAIM}{claim.id}"
    for language, passage in claim.statement.entries.items():
        yield f"{base}/statement/{language}", fact(passage.value)
    for report, said in anchored.says.items():
        yield f"{base}/says/{report}/stance", fact(said.appearance.stance)
        for number, anchor in enumerate(said.anchors, 1):
            yield f"{base}/says/{report}/quote/{number}", fact(anchor.text)
    if claim.verdict:
        yield f"{base}/verdict", fact(_verdict_words(claim.verdict))


def _verdict_words(verdict: Verdict) -> str:
    return " | ".join([verdict.rating, *_texts(verdict.explanation)])


def _texts(localized: Localized | None) -> list[str]:
    return [passage.value for passage in localized.entries.values()] if localized else []


def _correction_words(correction: Correction) -> str:
    parts = [correction.date.iso, correction.claim or "", correction.report or ""]
    for text in (correction.was, correction.now, correction.text):
        parts += _texts(text)
    return " | ".join(parts)


def check_drift(
    analysed: AnalysedStory, problems: Problems, *, today: str, accepting: bool = False
) -> None:
    """Add what changed since the story was accepted and is not told to its readers.

    `today` is the date of the correction that is offered, in ISO 8601.

    `accepting` adds only what no acceptance settles: a change without a correction.
    """
    story = analysed.story
    if story.ledger.status == "draft":
        return
    place = Place(path=story.ledger.source.path)
    if story.lock is None:
        if accepting:
            return
        message = "the story was never accepted, so a later change would go unnoticed"
        problems.add("lock-missing", place, message, f"selisih check --accept {story.slug}")
        return
    now = facts_of(analysed)
    if story.ledger.status == "published":
        _check_claims(analysed, story.lock, now, problems, today)
    if accepting:
        return
    _check_reports(analysed, story.lock, now, problems)
    if set(now) - set(story.lock):
        message = "the ledger holds claims or corrections that were not accepted yet"
        problems.add("lock-behind", place, message, f"selisih check --accept {story.slug}")


def _check_claims(
    analysed: AnalysedStory, lock: Facts, now: Facts, problems: Problems, today: str
) -> None:
    spent = {name for name in lock if name.startswith(CORRECTION)}
    fresh = [
        item
        for item in analysed.story.ledger.corrections
        if f"{CORRECTION}{digest_of(_correction_words(item))}" not in spent
    ]
    by_id = {claim.claim.id: claim for claim in analysed.claims}
    for claim_id, changes in _changes(lock, now).items():
        open_changes = [name for name in changes if not _told(name, claim_id, fresh)]
        if not open_changes:
            continue
        known = by_id.get(claim_id)
        name = open_changes[0]
        was, is_now = (facts[name].words if name in facts else "" for facts in (lock, now))
        change = "is gone" if known is None else _described(name, was, is_now)
        problems.add(
            "correction-missing",
            _place(analysed, known, name),
            f"the published claim `{claim_id}` {change}, and no new correction tells it",
            _entry(claim_id, _report_of(name), was, is_now if known else "", today),
        )


def _place(analysed: AnalysedStory, anchored: AnchoredClaim | None, name: str) -> Place:
    """Return where the ledger says now what has changed."""
    if anchored is None:
        return Place(path=analysed.story.ledger.source.path)
    claim, parts = anchored.claim, name.split("/")
    if parts[2] == "statement" and parts[3] in claim.statement.entries:
        return claim.statement.entries[parts[3]].place()
    if parts[2] == "says" and parts[3] in claim.says:
        appearance = claim.says[parts[3]]
        if parts[4] == "quote" and int(parts[5]) <= len(appearance.quotes):
            return appearance.quotes[int(parts[5]) - 1].exact.place()
        return appearance.place
    return claim.place


def _changes(lock: Facts, now: Facts) -> dict[str, list[str]]:
    """Return for each accepted claim the names of its facts that changed, vanished or came."""
    changes: dict[str, list[str]] = {}
    accepted = {name.split("/")[1] for name in lock if name.startswith(CLAIM)}
    for name in sorted(set(lock) | set(now)):
        if not name.startswith(CLAIM) or name.split("/")[1] not in accepted:
            continue
        ours, theirs = now.get(name), lock.get(name)
        if ours is None or theirs is None or ours.digest != theirs.digest:
            if theirs is None and "/statement/" in name:
                continue  # a translation that was added changes nothing that was said
            changes.setdefault(name.split("/")[1], []).append(name)
    return changes


def _told(name: str, claim_id: str, fresh: list[Correction]) -> bool:
    """Return whether a new correction tells of a change."""
    report = _report_of(name)
    return any(
        item.claim == claim_id and (not report or item.report in (None, report)) for item in fresh
    )


def _report_of(name: str) -> str:
    parts = name.split("/")
    return parts[3] if len(parts) > 3 and parts[2] == "says" else ""


def _described(name: str, was: str, now: str) -> str:
    parts = name.split("/")
    what = parts[2]
    if what == "statement":
        what = f"statement ({parts[3]})"
    elif what == "says":
        what = f"{parts[4]} in {parts[3]}"
    if not was:
        return f"has a new {what}: “{now}”"
    return f"changed its {what} from “{was}” to “{now}”" if now else f"lost its {what}: “{was}”"


def _entry(claim_id: str, report: str, was: str, now: str, today: str) -> str:
    """Return the correction to paste; the reason is the editor's."""
    lines = ["corrections:", f"  - date: {today}", f"    claim: {claim_id}"]
    if report:
        lines.append(f"    report: {report}")
    for key, words in (("was", was), ("now", now)):
        if words:
            lines += [f"    {key}: >-", f"      {words}"]
    return "\n".join([*lines, "    text: …"])


def _check_reports(analysed: AnalysedStory, lock: Facts, now: Facts, problems: Problems) -> None:
    """Add a problem for each report whose text is another than was accepted, with the claims it touches."""
    for report in analysed.story.reports:
        name = f"{REPORT}{report.id}/text"
        if name not in lock or lock[name].digest == now[name].digest:
            continue
        touched = [
            claim.claim.id
            for claim in analysed.claims
            if claim.says[report.id].anchors or claim.says[report.id].appearance.absent
        ]
        place = report.source.place(report.body.offset)
        message = f"the text of {report.id} is not the one that was accepted; it bears on {', '.join(touched) or 'no claim'}"
        hint = f"read those claims again, then: selisih check --accept {analysed.story.slug}"
        problems.add("report-changed", place, message, hint)
