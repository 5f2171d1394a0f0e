"""Drift: what is published and changes must say so.

`ledger.lock` holds the facts of every accepted claim. A published statement, stance, quote or
verdict that changes or vanishes needs a `corrections:` entry that the lock does not hold yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from selisih.model.differences import AnalysedStory, AnchoredClaim
from selisih.model.lock import CLAIM, Fact, Facts, accepted_claims, digest_of, fact
from selisih.model.problem import Problems
from selisih.model.records import Correction, Localized, Report, Verdict
from selisih.model.source import Passage, Place

REPORT: Final = "reports/"
CORRECTION: Final = "corrections/"
PARTS: Final = ("text", "title", "standfirst")
"""What is remembered of a report."""


def facts_of(analysed: AnalysedStory) -> dict[str, Fact]:
    """Return everything of a story that may not change in silence, by name."""
    facts: dict[str, Fact] = {}
    for claim in analysed.claims:
        facts.update(_claim_facts(claim))
    for report in analysed.story.reports:
        facts[f"{REPORT}{report.id}/text"] = _report_fact(report)
        for part, passage in _headlines(report).items():
            facts[f"{REPORT}{report.id}/{part}"] = fact(passage.value)
    corrections = analysed.story.ledger.corrections
    for name, correction in zip(_correction_names(corrections), corrections, strict=True):
        facts[name] = fact(_correction_words(correction))
    return facts


def spent(lock: Facts | None) -> dict[str, Fact]:
    """Return the corrections that a lock holds: spent for good, also where the ledger drops them."""
    return {name: fact for name, fact in (lock or {}).items() if name.startswith(CORRECTION)}


def _headlines(report: Report) -> dict[str, Passage]:
    """Return the known texts of a report that stand in its front matter."""
    parts = {"title": report.title, "standfirst": report.standfirst}
    return {name: passage for name, passage in parts.items() if passage}


_LINES: Final = 2000
"""Lines of a report that its fact tells apart; a longer one is compared as a whole."""


def _report_fact(report: Report) -> Fact:
    """Return the hash of a whole text, with a short one of each line, so that a change has a line."""
    text = report.source.text[report.body.offset :]
    lines = text.split("\n")
    marks = [digest_of(line)[:4] for line in lines] if len(lines) <= _LINES else []
    return Fact(digest_of(text), " ".join([f"{len(text)} characters:", *marks]))


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


def _correction_names(corrections: Sequence[Correction]) -> list[str]:
    """Return the name of each correction's fact; equal ones are numbered, for each is spent once."""
    seen: Counter[str] = Counter()
    names = []
    for correction in corrections:
        digest = digest_of(" ".join(_correction_words(correction).split()))
        seen[digest] += 1
        names.append(f"{CORRECTION}{digest}/{seen[digest]}")
    return names


def check_drift(
    analysed: AnalysedStory, problems: Problems, *, today: str, accepting: bool = False
) -> None:
    """Add what changed since the story was accepted and is not told to its readers.

    `today` is the date of the correction that is offered, in ISO 8601.

    `accepting` adds only what no acceptance settles: a change without a correction.
    """
    story = analysed.story
    if story.ledger.status != "published":
        return
    place = Place(path=story.ledger.source.path)
    if story.lock is None:
        if accepting:
            return
        message = "the story was never accepted, so a later change would go unnoticed"
        problems.add("lock-missing", place, message, f"selisih check --accept {story.slug}")
        return
    now = facts_of(analysed)
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
    corrections = analysed.story.ledger.corrections
    names = _correction_names(corrections)
    fresh = [item for name, item in zip(names, corrections, strict=True) if name not in lock]
    by_id = {claim.claim.id: claim for claim in analysed.claims}
    for claim_id, changes in _changes(lock, now).items():
        open_changes = [name for name in changes if not _told(name, claim_id, fresh)]
        if not open_changes:
            continue
        known = by_id.get(claim_id)
        name = open_changes[0]
        if known is None:
            name = next((n for n in open_changes if "/statement/" in n), name)
        was, is_now = (facts[name].words if name in facts else "" for facts in (lock, now))
        change = "is gone" if known is None else _described(name, was, is_now)
        problems.add(
            "correction-missing",
            _place(analysed, known, name),
            f"the published claim `{claim_id}` {change}, and no new correction tells it",
            _entry(claim_id, open_changes, was, is_now, today, first=not corrections),
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
    other = [name for name in {*lock, *now} if not _same(lock.get(name), now.get(name))]
    if not other:
        return {}
    changes: dict[str, list[str]] = {}
    accepted = accepted_claims(lock)
    for name in sorted(other):
        if not name.startswith(CLAIM) or name.split("/")[1] not in accepted:
            continue
        if name not in lock:
            if "/statement/" in name:
                continue  # a translation that was added changes nothing that was said
            if "/says/" in name and f"{REPORT}{_report_of(name)}/text" not in lock:
                continue  # nor does a report that joined the story
        changes.setdefault(name.split("/")[1], []).append(name)
    return changes


def _same(one: Fact | None, other: Fact | None) -> bool:
    return one is not None and other is not None and one.digest == other.digest


def _told(name: str, claim_id: str, fresh: list[Correction]) -> bool:
    """Return whether a new correction tells of a change."""
    return any(
        item.claim == claim_id and (item.report or "") in ("", _report_of(name)) for item in fresh
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


def _entry(
    claim_id: str, changes: Sequence[str], was: str, now: str, today: str, *, first: bool
) -> str:
    """Return the correction to paste, which covers all changes of a claim; the reason is the editor's.

    The `first` one of a ledger brings the key that it stands under.
    """
    lines = ["corrections:"] if first else []
    lines += [f"  - date: {today}", f"    claim: {claim_id}"]
    reports = {_report_of(name) for name in changes}
    if len(reports) == 1 and "" not in reports:
        lines.append(f"    report: {reports.pop()}")
    for key, words in (("was", was), ("now", now)):
        if words:
            lines += [f"    {key}: >-", f"      {words}"]
    return "\n".join([*lines, "    text: …"])


def _check_reports(analysed: AnalysedStory, lock: Facts, now: Facts, problems: Problems) -> None:
    """Add a problem for each report whose text is another than was accepted, with the claims it touches."""
    for report in analysed.story.reports:
        base = f"{REPORT}{report.id}/"
        changed = [
            part
            for part in PARTS
            if f"{base}text" in lock and lock.get(f"{base}{part}") != now.get(f"{base}{part}")
        ]
        if not changed:
            continue
        touched = [
            claim.claim.id
            for claim in analysed.claims
            if claim.says[report.id].anchors or claim.says[report.id].appearance.absent
        ]
        place = _changed_place(report, changed[0], lock, now)
        message = f"the {changed[0]} of {report.id} is not the one that was accepted; it bears on {', '.join(touched) or 'no claim'}"
        hint = f"read those claims again, then: selisih check --accept {analysed.story.slug}"
        problems.add("report-changed", place, message, hint)


def _changed_place(report: Report, part: str, lock: Facts, now: Facts) -> Place:
    """Return where a part of a report is another than was accepted."""
    if part == "text":
        name = f"{REPORT}{report.id}/text"
        return report.source.place(_changed_line(report, lock[name].words, now[name].words))
    passage = _headlines(report).get(part)
    return passage.place() if passage else Place(path=report.source.path)


def _changed_line(report: Report, was: str, now: str) -> int:
    """Return the offset of the first line that is another than was accepted, or of the body."""
    before, after = (words.partition(": ")[2].split() for words in (was, now))
    offset = report.body.offset
    if not before or not after:
        return offset
    same = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    count = min(len(before), len(after)) if same is None else same
    for _ in range(count):
        offset = report.source.text.find("\n", offset) + 1 or len(report.source.text)
    return offset
