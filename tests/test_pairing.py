"""Which runs of paragraphs stand side by side: what is quick agrees with what is plain."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from selisih.analysis.pairing import Pair, best_pairs
from selisih.analysis.weighing import (
    GAIN,
    NOISE,
    PRICE,
    WIDEST,
    Features,
    shared,
    union,
)

UNIT = 1 << 40
"""One, as weights are rounded."""
WEIGHTS = {f"word{number}": (1 + number % 4) * UNIT for number in range(14)}


@st.composite
def paragraphs(draw: st.DrawFn, of: Sequence[Features] = ()) -> list[Features]:
    """Paragraphs with few words and fewer claims; or those of another text, with some changes."""
    if not of:
        return [draw(_features()) for _ in range(draw(st.integers(0, 6)))]
    changed = []
    for part in of:
        match draw(st.sampled_from(["same", "same", "fewer", "split", "gone", "other"])):
            case "same":
                changed.append(_weighed(part.words, part.claims))
            case "fewer":
                changed.append(_weighed(_some(draw, part), draw(_claims())))
            case "split":
                first = _some(draw, part)
                changed += [_weighed(first, part.claims), _weighed(part.words - first, {})]
            case "other":
                changed.append(draw(_features()))
    return changed


def _some(draw: st.DrawFn, part: Features) -> frozenset[str]:
    return frozenset(word for word in sorted(part.words) if draw(st.booleans()))


def _claims() -> st.SearchStrategy[dict[str, int]]:
    weights = st.sampled_from([2, 4, 16]).map(UNIT.__mul__)
    return st.dictionaries(st.sampled_from(["dead", "captain"]), weights, max_size=2)


def _features() -> st.SearchStrategy[Features]:
    words = st.frozensets(st.sampled_from(sorted(WEIGHTS)), max_size=8)
    return st.builds(_weighed, words, _claims())


def _weighed(words: frozenset[str], claims: dict[str, int]) -> Features:
    return Features(words, claims, sum(WEIGHTS[word] for word in words) + sum(claims.values()))


TWO_TEXTS = paragraphs().flatmap(
    lambda left: st.tuples(st.just(left), st.one_of(paragraphs(), paragraphs(of=left)))
)


def in_common(ours: Features, theirs: Features) -> int:
    """The weight of what two have in common, word by word; a claim weighs as on the left."""
    words = sum(WEIGHTS[word] for word in ours.words & theirs.words)
    return words + sum(weight for claim, weight in ours.claims.items() if claim in theirs.claims)


def plainly_best(left: list[Features], right: list[Features]) -> list[Pair]:
    """The best pairs, every run being weighed against every other by the definition of a gain."""
    best: dict[tuple[int, int], tuple[int, list[Pair]]] = {}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            score, pairs = max(
                [best[at] for at in ((i - 1, j), (i, j - 1)) if at in best],
                key=lambda found: found[0],
                default=(0, []),
            )
            for k, m in [
                (1, 1),
                *((k, 1) for k in range(2, WIDEST + 1)),
                *((1, m) for m in range(2, WIDEST + 1)),
            ]:
                rows, columns = left[max(i - k, 0) : i], right[max(j - m, 0) : j]
                if len(rows) < k or len(columns) < m:
                    continue
                if not all(in_common(one, other) for one in rows for other in columns):
                    continue
                gain = GAIN * in_common(union(rows, WEIGHTS), union(columns, WEIGHTS))
                gain -= PRICE * sum(part.weight for part in (*rows, *columns))
                before, earlier = best[i - k, j - m]
                if before + gain > score + NOISE:
                    score, pairs = before + gain, [*earlier, ((i - k, i), (j - m, j))]
            best[i, j] = score, pairs
    return best[len(left), len(right)][1]


@given(texts=TWO_TEXTS)
@settings(deadline=None, max_examples=400)
def test_the_best_pairs_are_those_of_the_plain_search(
    texts: tuple[list[Features], list[Features]],
) -> None:
    left, right = texts
    assert best_pairs(left, right, WEIGHTS) == plainly_best(left, right)


@given(texts=TWO_TEXTS)
@settings(deadline=None)
def test_rows_of_shares_are_what_each_two_paragraphs_share(
    texts: tuple[list[Features], list[Features]],
) -> None:
    left, right = texts
    assert shared(left, right, WEIGHTS) == [
        tuple(in_common(ours, theirs) for theirs in right) for ours in left
    ]


def test_equal_texts_stand_side_by_side_and_a_split_paragraph_faces_its_halves() -> None:
    words = sorted(WEIGHTS)
    texts = [_weighed(frozenset(words[at : at + 6]), {}) for at in (0, 4, 8)]
    halves = [_weighed(frozenset(words[at : at + 3]), {}) for at in (0, 3)]
    assert best_pairs(texts, texts, WEIGHTS) == [((n, n + 1), (n, n + 1)) for n in range(3)]
    split = [*halves, *texts[1:]]
    assert best_pairs(texts, split, WEIGHTS)[0] == ((0, 1), (0, 2))
