"""Every rule that content can break: one visible tuple.

A rule's name is part of the product: it stands in messages, in `check --format json` and in
`docs/problems.md`. A test holds this tuple, the calls that report a rule and the documentation together.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

Severity = Literal["error", "warning", "note"]


class Rule(Struct, frozen=True):
    """One thing that a site's content promises."""

    name: str
    """Stable name, in words joined by hyphens."""
    severity: Severity
    promise: str
    """What holds where the rule is kept, as one sentence."""


RULES: Final = (
    # files
    Rule("file-missing", "error", "Every file that the site needs or names exists."),
    Rule("file-unreadable", "error", "Every content file is a regular file that can be read."),
    Rule("file-link", "error", "No content file or folder is a symbolic link."),
    Rule("file-encoding", "error", "Content files are UTF-8."),
    Rule("file-too-large", "error", "No content file is larger than `limits.file`."),
    Rule("file-name", "error", "Files in `static/` have names that every address can hold."),
    Rule("file-unknown", "warning", "Every file in the content folders is used."),
    Rule("control-character", "error", "Texts hold no control characters."),
    # YAML
    Rule("yaml-syntax", "error", "YAML files parse."),
    Rule("yaml-quote-continues", "error", 'A value that begins with `"` also ends there.'),
    Rule("yaml-tab", "error", "YAML is indented with spaces."),
    Rule("yaml-duplicate-key", "error", "No key stands twice in one mapping."),
    Rule("yaml-alias", "error", "Anchors, aliases, merges and tags are not used."),
    Rule("yaml-depth", "error", "Nesting stays within `limits.depth`."),
    Rule("markdown-depth", "error", "Nesting of Markdown stays within `limits.depth`."),
    Rule("yaml-documents", "error", "A file holds one YAML document."),
    Rule("yaml-flow-comma", "error", "A text with a comma is not cut inside `{ }`."),
    Rule("yaml-comment-cut", "warning", "No ` #` cuts a plain text value short."),
    Rule(
        "yaml-quotes-swallowed",
        "warning",
        "YAML's quotation marks do not replace the report's own.",
    ),
    # shape
    Rule(
        "front-matter", "error", "A Markdown file begins with front matter between two `---` lines."
    ),
    Rule("key-unknown", "error", "Every key is one that the format knows."),
    Rule("key-missing", "error", "Required keys are given."),
    Rule("value-invalid", "error", "Every value has the form that its key asks for."),
    Rule("id-invalid", "error", "Ids are lower-case words joined by hyphens."),
    Rule("id-reserved", "error", "Ids do not collide with addresses that the site needs."),
    Rule("id-duplicate", "error", "Slugs, ids and aliases are unique."),
    Rule("address-refused", "error", "Addresses are http, https or mailto."),
    Rule("limit-exceeded", "error", "A ledger and its quotes stay within `limits`."),
    # reports
    Rule("outlet-unknown", "error", "A report's outlet is listed in `outlets.yaml`."),
    Rule("received-differs", "error", "A report's body equals the received bytes."),
    Rule("boilerplate-missing", "error", "Every boilerplate line occurs in the report."),
    Rule("redaction-missing", "error", "Every redacted text occurs in the report."),
    Rule("reports-too-few", "error", "A story has at least two reports."),
    Rule("report-empty", "error", "A report has a body."),
    Rule(
        "provenance-missing",
        "warning",
        "Where a text does not name its outlet, provenance says how it is known.",
    ),
    # ledger
    Rule("report-unknown", "error", "The ledger names only reports of its story."),
    Rule("report-not-named", "error", "Every claim names every report."),
    Rule("columns-incomplete", "error", "`columns` names every report once."),
    Rule("lead-unknown", "error", "`lead` is a claim of the ledger."),
    Rule("kind-unknown", "error", "Kinds are built in or declared in site.yaml."),
    Rule("tag-unknown", "warning", "Tags have a label in site.yaml."),
    Rule("rating-unknown", "error", "A verdict's rating is declared in site.yaml."),
    Rule("stance-inconsistent", "error", "Stance, quotes and `absent` agree with each other."),
    Rule(
        "kind-without-difference", "error", "A claim with a kind has differing quotes or a silence."
    ),
    Rule("reason-missing", "error", "`unknown` and `withdrawn` give a reason."),
    Rule(
        "correction-unknown",
        "error",
        "A correction names a claim and a report that exist or existed.",
    ),
    Rule("translation-missing", "warning", "Texts are given in every language of the site."),
    # quotes
    Rule("quote-missing", "error", "Every quote stands in its report, word for word."),
    Rule("quote-ambiguous", "error", "Every quote points at one place."),
    Rule("quote-hidden", "error", "No quote is taken from boilerplate or a redaction."),
    Rule("quote-cuts-number", "error", "No quote begins or ends inside a number."),
    Rule("quote-cuts-word", "warning", "No quote begins or ends inside a word."),
    Rule("quote-empty", "error", "A quote has words."),
    Rule("mark-outside-quote", "error", "A mark stands inside its quote."),
    Rule("absent-present", "error", "Words asserted absent do not occur."),
    Rule(
        "silence-doubtful",
        "warning",
        "A report that omits does not hold the marked words or figures of one that speaks.",
    ),
    Rule(
        "difference-uncurated",
        "warning",
        "Numbers, dates and negations that contradict each other lie under a claim or are set aside.",
    ),
    Rule(
        "character-invisible",
        "warning",
        "No invisible character makes words read otherwise than they are.",
    ),
    Rule("script-mixed", "warning", "No word mixes letters of scripts that look alike."),
    # what was published
    Rule("lock-missing", "note", "A published story was accepted with `check --accept`."),
    Rule("lock-behind", "note", "The lock holds every published claim and correction."),
    Rule("lock-invalid", "error", "`ledger.lock` is as `check --accept` wrote it."),
    Rule("report-changed", "error", "A report's text is the one that was accepted."),
    Rule(
        "correction-missing",
        "error",
        "A published claim that changes or vanishes has a new correction.",
    ),
    # templates
    Rule("template-broken", "error", "Templates and catalogues can be compiled and rendered."),
)
"""All rules, in the order in which a reader of a broken site meets them."""

RULES_BY_NAME: Final = {rule.name: rule for rule in RULES}
