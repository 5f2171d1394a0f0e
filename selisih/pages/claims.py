"""Claim cards: from an anchored claim to what a page says of it."""

from __future__ import annotations

from dataclasses import dataclass

from selisih.model.body import Block, Body
from selisih.model.differences import AnalysedStory, Anchor, AnchoredAppearance, AnchoredClaim
from selisih.model.records import Evidence, Localized, Moment, Report, Settings, Story, Verdict
from selisih.model.source import Source
from selisih.pages.highlight import joined, render, with_differences
from selisih.pages.html import Html, escape, spoken
from selisih.pages.interface import KIND_LABELS, RELATIONS, STANCES, Interface, Local
from selisih.pages.page import Framing, Link
from selisih.pages.story_view import ClaimView, EvidenceView, QuoteView, VerdictView, VoiceView
from selisih.pages.urls import block_fragment, claim_fragment, report_fragment, text_fragment
from selisih.reading.markdown import parse_inline


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Makes the cards of one story for one page."""

    analysed: AnalysedStory
    framing: Framing
    interface: Interface
    path: str
    """Site path of the page that the cards are for; their links lead from it."""
    texts: str
    """Site path of the page that holds the full texts which "in context" leads to."""

    @property
    def story(self) -> Story:
        """The story that the cards are of."""
        return self.analysed.story

    def card(self, anchored: AnchoredClaim) -> ClaimView:
        """Return a claim's card."""
        claim = anchored.claim
        urls, language = self.framing.urls, self.interface.language
        statement = self.interface.local(claim.statement)
        note, note_lang = self.note(claim.note)
        headline, headline_html = self._headline(anchored)
        permalink = urls.claim(language, self.story.slug, claim.id)
        listed = f"{urls.story(language, self.story.slug)}#{claim_fragment(claim.id)}"
        return ClaimView(
            id=claim.id,
            fragment=claim_fragment(claim.id),
            number=anchored.number,
            statement=statement,
            relation=claim.relation,
            relation_label=self._relation(anchored),
            kinds=claim.kinds,
            kind_links=tuple(self._kind(kind) for kind in claim.kinds),
            major=claim.major,
            headline=headline,
            headline_html=headline_html,
            voices=tuple(self.voice(name, said) for name, said in anchored.says.items()),
            note=note,
            note_lang=note_lang,
            evidence=self._evidence(claim.evidence),
            verdict=self._verdict(claim.verdict),
            href=self.framing.link(self.path, permalink)
            if self.framing.settings.features.claim_pages
            else "",
            listed=self.framing.link(self.path, listed),
        )

    def voice(self, report_id: str, said: AnchoredAppearance) -> VoiceView:
        """Return what one report does with a claim."""
        report = self.story.report(report_id)
        appearance = said.appearance
        home = self.framing.urls.story(self.interface.language, self.story.slug)
        return VoiceView(
            report=report_id,
            outlet=self.story.name(report_id),
            inferred=report_id in self.analysed.inferred,
            who=self.framing.link(self.path, f"{home}#{report_fragment(report.id)}"),
            lang=self._foreign(report),
            stance=appearance.stance,
            stance_label=self.interface.gettext(STANCES[appearance.stance]),
            words=differing_text(said) if appearance.speaks else "",
            quotes=tuple(
                self._quote(report, anchor, spans)
                for anchor, spans in zip(
                    said.anchors, said.differing or ((),) * len(said.anchors), strict=True
                )
            ),
            gloss=self._gloss(appearance.gloss, report),
            note=self.note(appearance.note)[0],
            absent=tuple(passage.value.strip() for passage in appearance.absent),
            near=tuple(self._quote(report, anchor, ()) for anchor in said.near),
            reason=self.interface.local(appearance.reason),
        )

    def _kind(self, kind: str) -> Link:
        label = kind_label(kind, self.interface, self.framing.settings)
        target = self.framing.urls.shelf(self.interface.language, "kinds", kind)
        return Link(label=label, href=self.framing.link(self.path, target))

    def note(self, text: Localized | None) -> tuple[Html | None, str]:
        """Return a note as HTML, and its language where it is not the page's."""
        local = self.interface.local(text)
        return (inline_html(local.text), local.lang) if local else (None, "")

    def _gloss(self, gloss: Localized | None, report: Report) -> Local | None:
        """Return our translation, unless the page is in the report's own language."""
        if gloss is None or self.interface.language not in gloss.entries:
            return None
        return None if report.language == self.interface.language else self.interface.local(gloss)

    def _quote(
        self, report: Report, anchor: Anchor, spans: tuple[tuple[int, int], ...]
    ) -> QuoteView:
        _ = self.interface.gettext
        context = ""
        if anchor.where == "body":
            block = block_fragment(report.id, report.body.block_at(anchor.text_start))
            context = self.framing.link(self.path, f"{self.texts}#{block}")
        address = report.url or report.archive_url
        return QuoteView(
            html=with_differences(anchor.text, spans),
            part={"body": "", "title": _("In the headline"), "standfirst": _("In the standfirst")}[
                anchor.where
            ],
            context=context,
            source=text_fragment(address, anchor.text) if address else "",
        )

    def _relation(self, anchored: AnchoredClaim) -> str:
        speaking = [name for name, said in anchored.says.items() if said.appearance.speaks]
        outlet = self.story.name(speaking[0]) if speaking else ""
        return self.interface.gettext(RELATIONS[anchored.claim.relation]).format(outlet=outlet)

    def _headline(self, anchored: AnchoredClaim) -> tuple[str, Html]:
        """Return the difference in one sentence, in the reports' own words: as text, and as HTML.

        The HTML says in which language the words are.
        """
        said = self._said(anchored)
        text = " · ".join(
            message.format(outlet=outlets, words=words) for message, outlets, words, _ in said
        )
        html = " · ".join(
            escape(message).format(outlet=escape(outlets), words=spoken(words, language))
            for message, outlets, words, language in said
        )
        return text, Html(html)

    def _said(self, anchored: AnchoredClaim) -> list[tuple[str, str, str, str]]:
        """Return the parts of a headline: the message, the outlets, their words, and their language.

        The language is empty where it is the page's own. There are no parts where no headline fits.
        """
        _ = self.interface.gettext
        voices = [
            (name, said, self._foreign(self.story.report(name)))
            for name, said in anchored.says.items()
            if said.appearance.speaks
        ]
        if anchored.claim.relation == "only":
            name, said, language = voices[0]
            message = _("Only {outlet} has: “{words}”")
            return [(message, self.story.name(name), differing_text(said), language)]
        if anchored.claim.relation == "differ":
            speakers: dict[str, tuple[str, list[str], str]] = {}
            for name, said, language in voices:
                words = differing_text(said, first=True)
                same = speakers.setdefault(words.casefold(), (words, [], language))
                same[1].append(self.story.name(name))
            if max(map(len, speakers)) <= _SHORT:
                message = _("{outlet}: “{words}”")
                return [
                    (message, ", ".join(outlets), words, language)
                    for words, outlets, language in speakers.values()
                ]
        return []

    def _foreign(self, report: Report) -> str:
        """Return a report's language, or nothing where it is the page's own."""
        return "" if report.language == self.interface.language else report.language

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


def differing_text(said: AnchoredAppearance, *, first: bool = False) -> str:
    """Return the words of a report that carry a difference, or all of its quote, on one line.

    `first` takes only the first of several stretches.
    """
    pieces = [
        anchor.text[start:end]
        for anchor, spans in zip(said.anchors, said.differing, strict=False)
        for start, end in joined(spans)
    ]
    if not pieces or len(pieces) > 3:
        pieces = [anchor.text for anchor in said.anchors]
    words = " … ".join(" ".join(piece.split()) for piece in pieces[: 1 if first else None])
    words = words.strip("\"“”' ")
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rpartition(" ")[0] + " …"


def inline_html(text: str) -> Html:
    """Return a line of Markdown, such as a note, as HTML."""
    parsed = parse_inline(text)
    length = len(parsed.text)
    body = Body(
        source=Source(path="", text=text),
        offset=0,
        text=parsed.text,
        starts=tuple(range(length)),
        ends=tuple(range(1, length + 1)),
        blocks=(Block(start=0, end=length, pieces=tuple(parsed.pieces)),),
    )
    return render(body)
