"""The words that differ between what reports say of one claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selisih.analysis.diff import spans_of, unmatched
from selisih.analysis.words import keys, signs
from selisih.model.differences import Anchor, Span

Differing = tuple[tuple[Span, ...], ...]
"""For each of a report's anchors the spans of its text that differ."""

_JOINT = "\n"


def differing_words(
    quoted: Mapping[str, Sequence[Anchor]], near: Mapping[str, Sequence[Anchor]]
) -> dict[str, Differing]:
    """Return for each speaking report the words of its quotes that some other report does not have.

    Where only one report speaks, its words are compared with the passages near which the others
    would have said it; where there are none, all of its words differ.
    """
    speaking = {name: anchors for name, anchors in quoted.items() if anchors}
    texts = [_joined(anchors) for anchors in speaking.values()]
    if len(texts) == 1:
        texts += [_joined(anchors) for anchors in near.values() if anchors]
        if len(texts) == 1:
            name, anchors = next(iter(speaking.items()))
            return {name: tuple(((0, len(anchor.text)),) for anchor in anchors)}
    if len(set(texts)) == 1:
        return {name: ((),) * len(anchors) for name, anchors in speaking.items()}
    differing = unmatched(texts)
    return {
        name: _split(anchors, spans_of(text, indexes))
        for (name, anchors), text, indexes in zip(speaking.items(), texts, differing, strict=False)
    }


def same_words(quoted: Mapping[str, Sequence[Anchor]]) -> bool:
    """Return whether the quotes of all speaking reports are the same, word for word and sign for sign."""
    texts = {_joined(anchors) for anchors in quoted.values() if anchors}
    if len(texts) <= 1:
        return True
    if len({tuple(keys(text, marks=True)) for text in texts}) > 1:
        return False
    return len({tuple(sign for _, sign in signs(text)) for text in texts}) == 1


def _joined(anchors: Sequence[Anchor]) -> str:
    return anchors[0].text if len(anchors) == 1 else _JOINT.join([each.text for each in anchors])


def _split(anchors: Sequence[Anchor], spans: list[Span]) -> Differing:
    """Return spans of the joined text as spans of each anchor's own."""
    if len(anchors) == 1:
        return (tuple(spans),)
    result = []
    base = 0
    for anchor in anchors:
        stop = base + len(anchor.text)
        result.append(
            tuple(
                (max(start, base) - base, min(end, stop) - base)
                for start, end in spans
                if start < stop and end > base
            )
        )
        base = stop + len(_JOINT)
    return tuple(result)
