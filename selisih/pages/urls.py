"""Every address of the site: the only place where one is spelt.

A *site path* is relative to the site's root: empty for the home page, with a final slash for a
page, and without one for a file. Links between pages are relative, so that the site works under
any base path.
"""

from __future__ import annotations

from functools import lru_cache
from string import ascii_letters, digits
from typing import Final, Literal
from urllib.parse import quote as percent_encode

from msgspec import Struct

Sort = Literal["outlets", "kinds", "tags"]
"""What stories are listed by, besides their age."""

_PLAIN: Final = f"{ascii_letters}{digits}-._~/#"
"""What stands in an address as it is."""


class Urls(Struct, frozen=True):
    """The addresses of one site."""

    base_url: str
    """Absolute, with a final slash."""
    languages: tuple[str, ...]
    """The first stands at the root, every other one below its own folder."""

    def home(self, language: str) -> str:
        """Return the site path of the list of stories."""
        return "" if language == self.languages[0] else f"{language}/"

    def story(self, language: str, slug: str) -> str:
        """Return the site path of a comparison."""
        return f"{self.home(language)}{slug}/"

    def claim(self, language: str, slug: str, claim: str) -> str:
        """Return the site path of one claim's permalink."""
        return f"{self.story(language, slug)}{claim}/"

    def report(self, language: str, slug: str, report: str) -> str:
        """Return the site path of one report beside its ledger."""
        return f"{self.story(language, slug)}reports/{report}/"

    def shelves(self, language: str, sort: Sort) -> str:
        """Return the site path of the list of all outlets, kinds or tags."""
        return f"{self.home(language)}{sort}/"

    def shelf(self, language: str, sort: Sort, name: str) -> str:
        """Return the site path of the stories of one outlet, kind or tag."""
        return f"{self.shelves(language, sort)}{name}/"

    def text_page(self, language: str, name: str) -> str:
        """Return the site path of a page of the site's own words."""
        return f"{self.home(language)}{name}/"

    def story_data(self, slug: str) -> str:
        """Return the site path of a story's anchors as JSON; it stands once, for all languages."""
        return f"{self.story(self.languages[0], slug)}story.json"

    def absolute(self, path: str) -> str:
        """Return the absolute address of a site path."""
        # Nearly every path is made of ids, in which nothing is to be encoded.
        odd = path.strip(_PLAIN)
        return self.base_url + (percent_encode(path, safe="/#") if odd else path)


def numbered(path: str, number: int) -> str:
    """Return the site path of a later page of a listing; the first has no number."""
    return path if number == 1 else f"{path}page/{number}/"


def file_of(path: str) -> str:
    """Return the file in the output that answers for a site path."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def relative(origin: str, target: str) -> str:
    """Return the link from one site path to another, as short as it can be read."""
    path, hash_mark, fragment = target.partition("#")
    if path == origin and hash_mark:
        return f"#{fragment}"
    return _step(origin.rpartition("/")[0], path) + hash_mark + fragment


@lru_cache(maxsize=2048)
def _step(folder: str, path: str) -> str:
    """Return the link from a folder to a site path; pages have many of these in common."""
    ours = folder.split("/") if folder else []
    theirs, _, name = path.rpartition("/")
    there = theirs.split("/") if theirs else []
    common = 0
    while common < min(len(ours), len(there)) and ours[common] == there[common]:
        common += 1
    steps = [*[".."] * (len(ours) - common), *there[common:]]
    if name:
        return "/".join([*steps, name])
    return "/".join(steps) + "/" if steps else "./"


def claim_fragment(claim: str) -> str:
    """Return the id of a claim's element on a page."""
    return f"claim-{claim}"


def report_fragment(report: str) -> str:
    """Return the id of what a comparison says of a report."""
    return f"who-{report}"


def block_fragment(report: str, index: int) -> str:
    """Return the id of a report's block; blocks are counted from 1."""
    return f"{report}-p{index + 1}"


_ENDS = 5


def text_fragment(address: str, quote: str) -> str:
    """Return an address that takes a reader to a quote in the original article.

    A quote that crosses blocks cannot be found as one text, so it becomes a range from its first
    words to its last.
    """
    parts = [part for part in quote.split("\n") if part.strip()]
    if len(parts) > 1:
        first, last = parts[0].split()[:_ENDS], parts[-1].split()[-_ENDS:]
        directive = f"{_encoded(' '.join(first))},{_encoded(' '.join(last))}"
    else:
        directive = _encoded(" ".join(quote.split()))
    return f"{address.partition('#')[0]}#:~:text={directive}"


def _encoded(words: str) -> str:
    return percent_encode(words, safe="").replace("-", "%2D")
