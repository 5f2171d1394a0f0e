"""A page of the whole site before it is made: enough to tell whether it would come out as it is."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from selisih.pages.page import Page


class Planned(Struct, frozen=True, kw_only=True):
    """A page that is made only where something that it shows has changed."""

    path: str
    """Its site path."""
    template: str
    key: object
    """Everything that it shows besides its frame, as plain data with a `repr` of its own."""
    make: Callable[[], Page]
    noindex: bool = False
