"""What the preview adds to a page on its way to the browser; nothing of it is ever written to disk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Final

from selisih.model.problem import Problem
from selisih.model.source import Place
from selisih.preview.address import host_and_port
from selisih.reporting.text import visible

STYLE_PATH: Final = "/.preview/overlay.css"
"""No file of a site has a path like it: the site's dot-files are not served."""
SCRIPT_PATH: Final = "/livereload.js"
MOST: Final = 20
"""Problems that are shown at once."""
_AROUND: Final = 160
"""Characters of a source line that are shown before and after the span."""

_HEAD_END: Final = b"</head>"
_BODY_END: Final = b"</body>"
_POLICY: Final = re.compile(
    rb'<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"\s*/?>', re.IGNORECASE
)
_OWN_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'"

STYLE: Final = """\
#selisih-preview, #selisih-preview * { all: revert; box-sizing: border-box }
#selisih-preview { position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
  margin: 0; padding: .75rem 1.25rem; border-top: 4px solid #e0633a; background: #1d1b1a; color: #f6f1ea;
  color-scheme: dark; font: 15px/1.5 system-ui, sans-serif; text-align: left; overflow-wrap: anywhere }
#selisih-preview summary { cursor: pointer; font-weight: 700 }
#selisih-preview ol { margin: .5rem 0 0; padding: 0; list-style: none }
#selisih-preview li { margin: 0; padding: .6rem 0; border-top: 1px solid #57504a }
#selisih-preview p { margin: .15rem 0 }
#selisih-preview b { color: #ffb08f }
#selisih-preview code, #selisih-preview pre { font: 13px/1.5 ui-monospace, monospace }
#selisih-preview pre { margin: .25rem 0; padding: .3rem .6rem; overflow-x: auto; background: #2b2826; white-space: pre }
#selisih-preview pre b { text-decoration: underline wavy #e0633a; text-underline-offset: .25em }
#selisih-preview p.hint { color: #cfe3c4; white-space: pre-wrap }
@media print { #selisih-preview { display: none } }
"""


def dressed(page: bytes, host: str, banner: str) -> bytes:
    """Return a page with the preview's script, style sheet and banner, under a policy that admits them.

    `host` is the request's, already allowed. The script goes before the first `</head>`, or to the
    end of a page that has none.
    """
    head, end, rest = page.partition(_HEAD_END)
    head = _POLICY.sub(lambda found: _meta(preview_policy(_policy_of(found), host)), head, count=1)
    name, port = host_and_port(host)
    links = f'<link rel="stylesheet" href="{STYLE_PATH}">' if banner else ""
    links += f'<script src="{SCRIPT_PATH}?host={escape(name)}&amp;port={port}" defer></script>'
    page = head + (links.encode() + end + rest if end else links.encode())
    if not banner:
        return page
    before, end, after = page.rpartition(_BODY_END)
    return before + banner.encode() + end + after if end else page + banner.encode()


def preview_policy(policy: str, host: str) -> str:
    """Return a page's own policy, opened for the preview's script, style sheet and socket alone.

    It stays as strict as it was otherwise: what the published site would refuse is refused here.
    """
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    for name, needed in (
        ("script-src", ["'self'"]),
        ("style-src", ["'self'"]),
        ("connect-src", ["'self'", f"ws://{host}"]),
    ):
        found = directives.get(name, directives.get("default-src"))
        if found is not None:
            kept = [source for source in found if source != "'none'" and source not in needed]
            directives[name] = [*kept, *needed]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def banner(failure: str, problems: Sequence[Problem], *, site: bool) -> str:
    """Return the element that lists what is wrong, or nothing where nothing is.

    `site` tells whether there is a site to fall back on.
    """
    if not failure and not problems:
        return ""
    broken = [problem for problem in problems if problem.severity != "note"]
    first = sorted(broken, key=lambda problem: (problem.severity != "error", problem.sort_key))
    items = [f"<li><p><b>error</b> {_text(failure)}</p></li>"] if failure else []
    items += [_item(problem) for problem in first[:MOST]]
    if len(first) > MOST:
        items.append(f"<li><p>… and {len(first) - MOST} more; the terminal has them all</p></li>")
    state = "below is the last good one" if site else "there is none to show yet"
    return (
        '<aside id="selisih-preview" role="alert" lang="en" dir="ltr" tabindex="0"><details open>'
        f"<summary>The site was not rebuilt; {state}</summary><ol>{''.join(items)}</ol></details></aside>"
    )


def problem_page() -> bytes:
    """Return the page that stands in for a site that was never built."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"{_meta(_OWN_POLICY).decode()}\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>No site yet</title>\n</head>\n<body>\n"
        "<h1>No site yet</h1>\n<p>It appears here by itself as soon as it can be built.</p>\n"
        "</body>\n</html>\n"
    ).encode()


def local_links(page: bytes, base_url: str) -> bytes:
    """Return a page whose links into the published site lead into the preview."""
    return page.replace(f'="{escape(base_url)}'.encode(), b'="/') if base_url else page


def _policy_of(found: re.Match[bytes]) -> str:
    return unescape(found[1].decode("utf-8", errors="replace"))


def _meta(policy: str) -> bytes:
    content = policy.replace("&", "&amp;").replace('"', "&quot;")
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'.encode()


def _item(problem: Problem) -> str:
    place = problem.place
    where = f"{place.path}:{place.line}:{place.column}"
    parts = [
        f"<p><b>{problem.severity}</b> {_text(problem.rule)} <code>{_text(where)}</code></p>",
    ]
    if place.excerpt:
        parts.append(_excerpt(place))
    parts.append(f"<p>{_text(problem.message)}</p>")
    if problem.hint:
        parts.append(f'<p class="hint">{_text(problem.hint)}</p>')
    return f"<li>{''.join(parts)}</li>"


def _excerpt(place: Place) -> str:
    """Return the source line with the span marked."""
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(place.excerpt)
    end = max(end, start + 1)
    before, span, after = place.excerpt[:start], place.excerpt[start:end], place.excerpt[end:]
    before = f"…{before[-_AROUND:]}" if len(before) > _AROUND else before
    after = f"{after[:_AROUND]}…" if len(after) > _AROUND else after
    return f"<pre>{_text(before)}<b>{_text(span)}</b>{_text(after)}</pre>"


def _text(text: str) -> str:
    return escape(visible(text))
