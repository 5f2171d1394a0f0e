"""Text that is already HTML, marked as such for the templates."""

from __future__ import annotations

from typing import Final

_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}
)


class Html(str):
    """A string of HTML. Templates put it in as it is; every other string is escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself, by the protocol that template engines share."""
        return self


def escape(text: str) -> str:
    """Return a text with everything that HTML would read as markup escaped."""
    return text.translate(_ESCAPES)


def spoken(words: str, language: str) -> Html:
    """Return words of another language marked as such; without a language they are the page's own."""
    text = escape(words)
    return Html(f'<span lang="{escape(language)}">{text}</span>' if language else text)
