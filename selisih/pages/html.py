"""Text that is already HTML, marked as such for the templates."""

from __future__ import annotations


class Html(str):
    """A string of HTML. Templates put it in as it is; every other string is escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself, by the protocol that template engines share."""
        return self


def escape(text: str) -> str:
    """Return a text with everything that HTML would read as markup escaped."""
    # Each look for a character that is not there costs next to nothing; most texts have none.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    return text


def spoken(words: str, language: str) -> Html:
    """Return words of another language marked as such; without a language they are the page's own."""
    text = escape(words)
    return Html(f'<span lang="{escape(language)}">{text}</span>' if language else text)
