"""The options that several commands take."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from selisih.commands.asking import UsageError

if TYPE_CHECKING:
    from selisih.flow.checking import Shard

F = Callable[..., Any]


def site_options(function: F) -> F:
    """Add the options of every command that reads a site."""
    for option in (
        click.option(
            "--root",
            type=click.Path(path_type=Path),
            default=Path(),
            help="The site's folder. [default: .]",
        ),
        click.option(
            "--now",
            metavar="ISO",
            help="Build as of this moment, such as 2026-11-22T08:00:00+07:00.",
        ),
        click.option("--strict", is_flag=True, help="Treat warnings and notes as errors."),
        click.option("--quiet", is_flag=True, help="Print problems only."),
    ):
        function = option(function)
    return function


def build_options(function: F) -> F:
    """Add the options of the commands that write a site."""
    for option in (
        click.option(
            "--out",
            type=click.Path(path_type=Path),
            help="The output folder. [default: ROOT/_site]",
        ),
        click.option(
            "--base-url",
            metavar="URL",
            help="The published site's address, in place of site.yaml's.",
        ),
        click.option(
            "--drafts", is_flag=True, help="Build drafts and stories with a future date too."
        ),
    ):
        function = option(function)
    return function


def check_options(function: F) -> F:
    """Add the options of `check`."""
    for option in (
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json", "github", "sarif"]),
            default="text",
            help="[default: text]",
        ),
        click.option(
            "--accept",
            "accepted",
            is_flag=False,
            flag_value="",
            metavar="[STORY]",
            help="Lock what is published in a story, or in all of them.",
        ),
        click.option(
            "--shard",
            callback=_shard,
            default="1/1",
            metavar="K/N",
            help="Check the K-th of N shares of the stories, such as 2/8. [default: 1/1]",
        ),
    ):
        function = option(function)
    return function


def _shard(_: click.Context, __: click.Parameter, text: str) -> Shard:
    """Return the number of a share and how many there are, as `2/8` says."""
    match = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    number, shares = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= shares:
        raise UsageError(f"--shard {text!r}: give a share and how many there are, such as 2/8")
    return number, shares
