"""The options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

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
