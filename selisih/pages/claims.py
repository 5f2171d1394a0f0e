"""Claim cards: from an anchored claim to what a page says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from selisih.model.body import Block, Body
from selisih.model.differences import AnalysedStory, Anchor, AnchoredAppearance, AnchoredClaim
from selisih.model.records import (
    SPEAKING,
    Evidence,
    Localized,
    Moment,
    Relation,
    Report,
    Settings,
    Verdict,
)
from selisih.model.source import Source
from selisih.pages.highlight import joined, render, with_differences
from selisih.pages.html import Html, escape, spoken
from selisih.pages.interface import KIND_LABELS, RELATIONS, STANCES, Interface, Local
from selisih.pages.page import Framing, Link
from selisih.pages.story_view import ClaimView, EvidenceView, QuoteView, VerdictView, VoiceView
from selisih.pages.urls import block_fragment, claim_fragment, report_fragment, text_fragment


class _Speaker(Struct):
    """What is the same of a report in every card."""

    report: Report
    name: str
    inferred: bool
    who: str
    lang: str
    address: str
    """Where the article stands, or stood; empty where unknown."""


class CardMaker:
    """Makes the cards of one story. Their links lead from its comparison.

    Other pages put their own way up to the comparison before a link (`Page.up`), so that a card is
    made once for all of them.
    """

    def __init__(self, analysed: AnalysedStory, framing: Framing, interface: Interface) -> None:
        """Prepare what all cards share."""
        self.framing = framing
        self.interface = interface
        story = analysed.story
        self.home = framing.urls.story(interface.language, story.slug)
        self._kinds: dict[str, Link] = {}
        self._speakers = {
            report.id: _Speaker(
                report=report,
                name=story.name(report.id),
                inferred=report.id in analysed.inferred,
                who=f"#{report_fragment(report.id)}",
                lang="" if report.language == interface.language else report.language,
                address=report.url or report.archive_url or "",
            )
            for report in story.reports
        }
        _ = interface.gettext
        self._stances = {stance: _(label) for stance, label in STANCES.items()}
        self._parts = {
            "body": "",
            "title": _("In the headline"),
            "standfirst": _("In the standfirst"),
        }

    def link(self, target: str) -> str:
        """Return the link from the comparison to a site path."""
        return self.framing.link(self.home, target)

    def card(self, anchored: AnchoredClaim) -> ClaimView:
        """Return a claim's card."""
        claim = anchored.claim
        relation = claim.relation
        note, note_lang = self._note(claim.note)
        voices = tuple([self.voice(name, said) for name, said in anchored.says.items()])
        headline, headline_html = self._headline(anchored, relation, voices)
        return ClaimView(
            id=claim.id,
            fragment=claim_fragment(claim.id),
            number=anchored.number,
            statement=self.interface.local(claim.statement),
            relation=relation,
            relation_label=self._relation(relation, voices),
            kind_list=" ".join(claim.kinds),
            kind_links=tuple([self._kind(kind) for kind in claim.kinds]),
            major=claim.major,
            headline=headline,
            headline_html=headline_html,
            voices=voices,
            note=note,
            note_lang=note_lang,
            evidence=self._evidence(claim.evidence) if claim.evidence else (),
            verdict=self._verdict(claim.verdict),
            href=f"{claim.id}/" if self.framing.settings.features.claim_pages else "",
        )

    def voice(self, report_id: str, said: AnchoredAppearance) -> VoiceView:
        """Return what one report does with a claim."""
        appearance = said.appearance
        speaker = self._speakers[report_id]
        differing = said.differing or ((),) * len(said.anchors)
        return VoiceView(
            report=report_id,
            outlet=speaker.name,
            inferred=speaker.inferred,
            who=speaker.who,
            lang=speaker.lang,
            stance=appearance.stance,
            stance_label=self._stances[appearance.stance],
            words=differing_text(said) if appearance.speaks else "",
            quotes=tuple(
                [
                    self._quote(speaker, anchor, spans)
                    for anchor, spans in zip(said.anchors, differing, strict=True)
                ]
            ),
            gloss=self._gloss(appearance.gloss, speaker.report) if appearance.gloss else None,
            note=self._note(appearance.note)[0],
            absent=tuple([passage.value.strip() for passage in appearance.absent]),
            near=tuple([self._quote(speaker, anchor, ()) for anchor in said.near]),
            reason=self.interface.local(appearance.reason),
        )

    def _kind(self, kind: str) -> Link:
        link = self._kinds.get(kind)
        if link is None:
            label = kind_label(kind, self.interface, self.framing.settings)
            target = self.framing.urls.shelf(self.interface.language, "kinds", kind)
            link = self._kinds[kind] = Link(label=label, href=self.link(target))
        return link

    def _note(self, text: Localized | None) -> tuple[Html | None, str]:
        """Return a note as HTML, and its language where it is not the page's."""
        if text is None:
            return None, ""
        local = self.interface.local(text)
        return inline_html(local.text), local.lang

    def _gloss(self, gloss: Localized, report: Report) -> Local | None:
        """Return our translation, unless the page is in the report's own language."""
        if self.interface.language not in gloss.entries:
            return None
        return None if report.language == self.interface.language else self.interface.local(gloss)

    def _quote(
        self, speaker: _Speaker, anchor: Anchor, spans: tuple[tuple[int, int], ...]
    ) -> QuoteView:
        context = ""
        if anchor.where == "body":
            report = speaker.report
            context = f"#{block_fragment(report.id, report.body.block_at(anchor.text_start))}"
        return QuoteView(
            html=with_differences(anchor.text, spans),
            part=self._parts[anchor.where],
            context=context,
            source=text_fragment(speaker.address, anchor.text) if speaker.address else "",
        )

    def _relation(self, relation: Relation, voices: tuple[VoiceView, ...]) -> str:
        label = self.interface.gettext(RELATIONS[relation])
        if relation != "only":
            return label
        return label.format(
            outlet=next(voice.outlet for voice in voices if voice.stance in SPEAKING)
        )

    def _headline(
        self, anchored: AnchoredClaim, relation: Relation, voices: tuple[VoiceView, ...]
    ) -> tuple[str, Html]:
        """Return the difference in one sentence, in the reports' own words: as text, and as HTML.

        The HTML says in which language the words are.
        """
        said = self._said(anchored, relation, voices)
        text = " · ".join(
            [form.format(outlet=outlets, words=words) for form, outlets, words, _ in said]
        )
        if all(not language for _, _, _, language in said):
            return text, Html(escape(text))
        html = " · ".join(
            escape(form).format(outlet=escape(outlets), words=spoken(words, language))
            for form, outlets, words, language in said
        )
        return text, Html(html)

    def _said(
        self, anchored: AnchoredClaim, relation: Relation, voices: tuple[VoiceView, ...]
    ) -> list[tuple[str, str, str, str]]:
        """Return the parts of a headline: the message, the outlets, their words, and their language.

        The language is empty where it is the page's own. There are no parts where no headline fits.
        """
        _ = self.interface.gettext
        if relation == "only":
            voice = next(voice for voice in voices if voice.stance in SPEAKING)
            return [(_("Only {outlet} has: “{words}”"), voice.outlet, voice.words, voice.lang)]
        if relation == "differ":
            speakers: dict[str, tuple[str, list[str], str]] = {}
            speaking = [
                (voice, _stretches(said) if _is_many(said) else [voice.words])
                for voice, said in zip(voices, anchored.says.values(), strict=True)
                if said.appearance.speaks
            ]
            telling = _telling([stretches for voice, stretches in speaking])
            for (voice, __), words in zip(speaking, telling, strict=True):
                same = speakers.setdefault(words.casefold(), (words, [], voice.lang))
                same[1].append(voice.outlet)
            if len(speakers) > 1 and max(map(len, speakers)) <= _SHORT:
                message = _("{outlet}: “{words}”")
                return [
                    (message, ", ".join(outlets), words, language)
                    for words, outlets, language in speakers.values()
                ]
        return []

    def _evidence(self, items: tuple[Evidence, ...]) -> tuple[EvidenceView, ...]:
        return tuple(
            EvidenceView(
                href=item.url,
                title=self.interface.local(item.title) or Local(item.url),
                quote=item.quote or "",
            )
            for item in items
        )

    def _verdict(self, verdict: Verdict | None) -> VerdictView | None:
        if verdict is None:
            return None
        rating = self.interface.local(self.framing.settings.ratings[verdict.rating][1])
        claimant = None
        if verdict.claimant_name:
            claimant = Link(label=verdict.claimant_name, href=verdict.claimant_url or "")
        return VerdictView(
            rating=rating,
            explanation=self.interface.local(verdict.explanation),
            claimant=claimant,
            reviewed=day(self.interface, verdict.reviewed),
            evidence=self._evidence(verdict.evidence),
        )


def kind_label(kind: str, interface: Interface, settings: Settings) -> str:
    """Return the name of a kind of difference."""
    if kind in KIND_LABELS:
        return interface.gettext(KIND_LABELS[kind])
    return settings.kinds[kind].pick(interface.language)[0]


def day(interface: Interface, moment: Moment | None) -> str:
    """Return a date in the page's language; unknown is the empty string."""
    return interface.day(moment) if moment else ""


_LONGEST = 120
"""Characters of differing words that are shown before they are cut."""
_SHORT = 60
"""Characters of differing words that still make a headline."""


def differing_text(said: AnchoredAppearance) -> str:
    """Return the words of a report that carry a difference, or all of its quote, on one line."""
    return _shown(" … ".join(_stretches(said)))


def _stretches(said: AnchoredAppearance) -> list[str]:
    """Return the stretches of a report that carry a difference, or all of its quotes, each on one line."""
    pieces = [
        anchor.text[start:end]
        for anchor, spans in zip(said.anchors, said.differing, strict=False)
        for start, end in joined(spans)
    ]
    if not pieces or len(pieces) > 3:
        pieces = [anchor.text for anchor in said.anchors]
    return [" ".join(piece.split()) for piece in pieces]


def _is_many(said: AnchoredAppearance) -> bool:
    """Return whether a report has several quotes, or several stretches that differ."""
    return len(said.anchors) > 1 or sum(map(len, said.differing)) > 1


def _telling(reports: Sequence[Sequence[str]]) -> list[str]:
    """Return of each report's stretches the one that tells most: with a figure, or long, as words such as “has” are not.

    Where all reports have as many, it is the one at the same place in each, so that they are about the same thing.
    """
    if len(set(map(len, reports))) == 1:
        places = zip(*reports, strict=True)
        best = max(places, key=lambda words: (all(map(_has_figure, words)), sum(map(len, words))))
        return [_shown(words) for words in best]
    return [
        _shown(next(filter(_has_figure, words), "") or max(words, key=len)) for words in reports
    ]


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _shown(words: str) -> str:
    """Return words without quotation marks around them, cut where they are many."""
    words = words.strip("\"“”' ")
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rpartition(" ")[0] + " …"


_MARKUP: Final = re.compile(r"[^\w ,.;:?'\"“”‘’«»()%/…–—-]|_|  | $|^ ")
"""What may mean something to Markdown. Most notes have none of it, and need not be parsed."""
_EMPHASIS: Final = re.compile(r"(?<![\w*])\*(\w|\w[^*]*\w)\*(?![\w*])")
"""What is all that many others have: words between two asterisks that can be nothing else."""


def inline_html(text: str) -> Html:
    """Return a line of Markdown, such as a note, as HTML."""
    pieces = _EMPHASIS.split(text)
    if _MARKUP.search("".join(pieces)):
        return parsed_html(text)
    html = [escape(piece) for piece in pieces]
    html[1::2] = [f"<em>{words}</em>" for words in html[1::2]]
    return Html("".join(html))


def parsed_html(text: str) -> Html:
    """Return a line of Markdown as HTML, whatever stands in it."""
    from selisih.reading.markdown import parse_inline

    parsed = parse_inline(text)
    length = len(parsed.text)
    body = Body(
        source=Source(path="", text=text),
        offset=0,
        text=parsed.text,
        starts=range(length),
        ends=range(1, length + 1),
        blocks=(Block(start=0, end=length, pieces=tuple(parsed.pieces)),),
    )
    return render(body)
