"""What the command takes: its options, and the refusal of what cannot be meant."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from selisih.pipeline import Options, Shard

USAGE_WRONG: Final = 2

F = Callable[..., Any]


class UsageError(click.ClickException):
    """What was asked for cannot be done."""

    exit_code = USAGE_WRONG


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


def read_options(
    root: Path,
    now: str | None,
    *,
    strict: bool = False,
    out: Path | None = None,
    base_url: str | None = None,
    drafts: bool = False,
    clean: bool = False,
    jobs: int = 1,
) -> Options:
    """Return the options of a command, after refusing what cannot be meant."""
    from selisih.model.addresses import base_refusal
    from selisih.pipeline import Options

    # `abspath` tidies a path without following links: a site behind a link keeps the address it was given.
    root = Path(os.path.abspath(root))  # noqa: PTH100
    if not (root / "site.yaml").exists():
        raise UsageError(f"{root} holds no site.yaml; name a site's folder with --root")
    out = Path(os.path.abspath(out)) if out else root / "_site"  # noqa: PTH100
    _check_out(root, out)
    if base_url and (reason := base_refusal(base_url)):
        raise UsageError(f"--base-url {base_url!r}: {reason}")
    return Options(
        root=root,
        out=out,
        now=_moment(now),
        base_url=base_url,
        drafts=drafts,
        strict=strict,
        clean=clean,
        jobs=jobs,
    )


def _shard(_: click.Context, __: click.Parameter, text: str) -> Shard:
    """Return the number of a share and how many there are, as `2/8` says."""
    match = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    number, shares = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= shares:
        raise UsageError(f"--shard {text!r}: give a share and how many there are, such as 2/8")
    return number, shares


_NOT_FOR_OUTPUT: Final = (
    "content",
    "templates",
    "seeds",
    "static",
    "selisih",
    ".git",
    ".selisih",
)
"""Folders of a site that hold what it is made of."""


def _check_out(root: Path, out: Path) -> None:
    """Refuse an output folder that would overwrite the site itself, also by way of links."""
    for ours, theirs in ((root, out), (root.resolve(), out.resolve())):
        for part in _NOT_FOR_OUTPUT:
            if theirs == ours / part or ours / part in theirs.parents:
                raise UsageError(
                    f"the output would be written into {part}/; give another folder with --out"
                )
        if theirs == ours or theirs in ours.parents:
            raise UsageError(
                "the output would be written over the site's own folder; give another with --out"
            )


def _moment(now: str | None) -> datetime:
    if now is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise UsageError(
            f"--now {now!r} is no moment; write it like 2026-11-22T08:00:00+07:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
