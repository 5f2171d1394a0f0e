"""The command: arguments in, exit status out. The only place that prints, and that reads the clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from selisih import __version__

if TYPE_CHECKING:
    from selisih.model.problem import Problems
    from selisih.pipeline import Options

OK: Final = 0
CONTENT_WRONG: Final = 1
USAGE_WRONG: Final = 2

F = Callable[..., Any]


class _UsageError(click.ClickException):
    """What was asked for cannot be done."""

    exit_code = USAGE_WRONG


class _DefaultBuild(click.Group):
    """A group that builds when no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` before options that stand alone."""
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h", "--version")):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_DefaultBuild, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="selisih")
def cli() -> None:
    """Compare reports of one event, word for word, as a static site.

    Without a command, `build`.
    """


def _site_options(function: F) -> F:
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
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
        click.option("--quiet", is_flag=True, help="Print problems only."),
    ):
        function = option(function)
    return function


def _build_options(function: F) -> F:
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


@cli.command()
@_site_options
@_build_options
@click.option("--clean", is_flag=True, help="Forget what earlier builds remembered.")
def build(
    root: Path,
    now: str | None,
    strict: bool,
    quiet: bool,
    out: Path | None,
    base_url: str | None,
    drafts: bool,
    clean: bool,
) -> None:
    """Check everything, then write the site."""
    from selisih.output.publish import OutputError
    from selisih.pipeline import build as build_site

    options = _options(
        root, now, strict=strict, out=out, base_url=base_url, drafts=drafts, clean=clean
    )
    try:
        report = build_site(options)
    except OutputError as error:
        raise _UsageError(str(error)) from None
    _print_problems(report.problems, quiet=quiet)
    if not report.published:
        click.echo("Nothing was written; the last good site stands as it was.", err=True)
        sys.exit(CONTENT_WRONG)
    if not quiet:
        unchanged = report.pages - report.written
        stories = f"{report.stories} {'story' if report.stories == 1 else 'stories'}"
        click.echo(
            f"{stories}: {report.written} files written, {unchanged} unchanged, {report.deleted} deleted",
            err=True,
        )
        click.echo(f"Open {options.out / 'index.html'}", err=True)


@cli.command()
@_site_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="[default: text]",
)
@click.option(
    "--accept",
    "accepted",
    is_flag=False,
    flag_value="",
    metavar="[STORY]",
    help="Lock what is published in a story, or in all of them.",
)
def check(
    root: Path, now: str | None, strict: bool, quiet: bool, form: str, accepted: str | None
) -> None:
    """Check the content without building anything.

    With --accept, write the lock that tells a later change of what is published.
    """
    from selisih import pipeline
    from selisih.output.publish import OutputError

    options = _options(root, now, strict=strict)
    locks: tuple[str, ...] = ()
    if accepted is None:
        problems = pipeline.check(options)
    else:
        try:
            problems, locks = pipeline.accept(options, accepted or None)
        except (OutputError, pipeline.UnknownStory) as error:
            raise _UsageError(str(error)) from None
    _print_check(problems, form, quiet=quiet)
    if not quiet:
        for path in locks:
            _say(f"wrote {path}")
    sys.exit(CONTENT_WRONG if pipeline.refused(problems, options) else OK)


def _print_check(problems: Problems, form: str, *, quiet: bool) -> None:
    """Print the problems that `check` found to stdout, in the form that was asked for."""
    if form == "json":
        from selisih.reporting.data import as_json

        click.echo(as_json(problems), nl=False)
    elif form == "github":
        from selisih.reporting.github import as_github

        click.echo(as_github(problems.sorted()), nl=False)
    elif form == "sarif":
        from selisih.reporting.sarif import as_sarif

        click.echo(as_sarif(problems), nl=False)
    else:
        _print_problems(problems, quiet=quiet, err=False, closing=True)


@cli.command()
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The site's folder. [default: .]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("schema"),
    help="The folder to write to. [default: schema]",
)
def schema(root: Path, out: Path) -> None:
    """Write JSON Schemas of the content files, for editors."""
    from selisih import pipeline
    from selisih.output.content import write_text
    from selisih.output.publish import OutputError

    problems, texts = pipeline.schemas(_options(root, None))
    try:
        for name, text in texts.items():
            write_text(out / name, text)
    except OutputError as error:
        raise _UsageError(str(error)) from None
    _print_problems(problems, quiet=True)
    _say(f"wrote {len(texts)} schemas to {out}/")
    sys.exit(CONTENT_WRONG if problems.errors else OK)


@cli.command()
@click.option("--root", hidden=True, help="Accepted with every command; not used here.")
@click.argument("rule")
def explain(root: str | None, rule: str) -> None:  # noqa: ARG001 - the contract lets --root stand anywhere
    """Explain a rule: what it promises, what breaks it, how to mend it."""
    from selisih.model.rules import RULES_BY_NAME
    from selisih.reporting.explain import explanation

    if rule not in RULES_BY_NAME:
        import difflib

        near = difflib.get_close_matches(rule, RULES_BY_NAME, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; the rules: {', '.join(RULES_BY_NAME)}"
        raise _UsageError(f"there is no rule {rule}{hint}")
    click.echo(explanation(rule), nl=False)


@cli.command()
@_site_options
@_build_options
@click.option("--host", default="127.0.0.1", help="[default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="[default: 8000]")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def serve(
    root: Path,
    now: str | None,
    strict: bool,
    quiet: bool,
    out: Path | None,
    base_url: str | None,
    drafts: bool,
    host: str,
    port: int,
    open_browser: bool,
) -> None:
    """Show the site in a browser, and again at every save.

    A broken file is reported here, and on the page; the last good site stays.
    """
    from selisih.preview.server import PreviewError, serve_site

    def options() -> Options:
        return _options(root, now, strict=strict, out=out, base_url=base_url, drafts=drafts)

    def report(problems: Problems) -> None:
        _print_problems(problems, quiet=quiet, closing=True)

    options()
    try:
        serve_site(options, report, _say, host=host, port=port, open_browser=open_browser)
    except PreviewError as error:
        raise _UsageError(str(error)) from None


def _options(
    root: Path,
    now: str | None,
    *,
    strict: bool = False,
    out: Path | None = None,
    base_url: str | None = None,
    drafts: bool = False,
    clean: bool = False,
) -> Options:
    """Return the options of a command, after refusing what cannot be meant."""
    from selisih.model.addresses import refusal
    from selisih.pipeline import Options

    # `abspath` tidies a path without following links: a site behind a link keeps the address it was given.
    root = Path(os.path.abspath(root))  # noqa: PTH100
    if not (root / "site.yaml").exists():
        raise _UsageError(f"{root} holds no site.yaml; name a site's folder with --root")
    out = Path(os.path.abspath(out)) if out else root / "_site"  # noqa: PTH100
    for part in ("content", "templates", "seeds", "static", "selisih", ".git", ".selisih"):
        if out == root / part or root / part in out.parents:
            raise _UsageError(
                f"the output would be written into {part}/; give another folder with --out"
            )
    if out == root or out in root.parents:
        raise _UsageError(
            "the output would be written over the site's own folder; give another with --out"
        )
    if base_url and (reason := refusal(base_url, schemes=frozenset({"http", "https"}))):
        raise _UsageError(f"--base-url {base_url!r}: {reason}")
    return Options(
        root=root,
        out=out,
        now=_moment(now),
        base_url=base_url,
        drafts=drafts,
        strict=strict,
        clean=clean,
    )


def _moment(now: str | None) -> datetime:
    if now is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise _UsageError(
            f"--now {now!r} is no moment; write it like 2026-11-22T08:00:00+07:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _say(message: str) -> None:
    click.echo(message, err=True)


def _print_problems(
    problems: Problems, *, quiet: bool, err: bool = True, closing: bool = False
) -> None:
    from selisih.reporting.text import as_text, closing_line

    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and "NO_COLOR" not in os.environ
    found = problems.sorted()
    if found:
        click.echo(as_text(found, colour=colour), err=err, nl=False, color=colour)
    if (found or closing) and not quiet:
        click.echo(closing_line(problems), err=err)


def main() -> None:
    """Run the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="selisih")
