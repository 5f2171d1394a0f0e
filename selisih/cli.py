"""The command: arguments in, exit status out. The only place that prints, and that reads the clock."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from selisih import __version__
from selisih.commands.arguments import build_options, check_options, site_options
from selisih.commands.asking import UsageError, read_options
from selisih.commands.telling import say, tell_problems, tell_waiting

if TYPE_CHECKING:
    from selisih.flow.checking import Shard
    from selisih.model.problem import Problems
    from selisih.pipeline import Options

OK: Final = 0
CONTENT_WRONG: Final = 1
USAGE_WRONG: Final = 2


class _DefaultBuild(click.Group):
    """A group that builds when no command is named."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it was asked in vain ends it with a status of its own."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            say(f"Error: {error}")
            sys.exit(USAGE_WRONG)

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


@cli.command()
@site_options
@build_options
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="Processes that compile stories. [default: one a processor]",
)
@click.option("--clean", is_flag=True, help="Forget what earlier builds remembered.")
@click.option("--revision", metavar="ID", help="What is built, such as a commit; for the manifest.")
@click.option("--swap", is_flag=True, help="Replace the whole output at one moment.")
@click.option("--explain", is_flag=True, help="Tell why each page is made anew.")
@click.option("--profile", is_flag=True, help="Tell where the time went.")
def build(**wish: Any) -> None:
    """Check everything, then write the site."""
    from selisih.commands.building import run_build

    begun = time.perf_counter()
    sys.exit(run_build(wish, None, begun))


@cli.command()
@site_options
@check_options
def check(
    root: Path,
    now: str | None,
    strict: bool,
    quiet: bool,
    form: str,
    accepted: str | None,
    shard: Shard,
) -> None:
    """Check the content without building anything.

    With --accept, write the lock that tells a later change of what is published.
    """
    from selisih.flow import checking
    from selisih.output.spool import OutputError
    from selisih.pipeline import UnknownStory, refused

    options = read_options(root, now, strict=strict, jobs=os.cpu_count() or 1)
    locks: tuple[str, ...] = ()
    if accepted is None:
        problems = checking.check(options, shard)
    elif shard != checking.WHOLE:
        raise UsageError("--accept locks what every share may need; give it without --shard")
    else:
        try:
            problems, locks = checking.accept(options, accepted or None)
        except (OutputError, UnknownStory) as error:
            raise UsageError(str(error)) from None
    _print_check(problems, form, quiet=quiet)
    if not quiet:
        for path in locks:
            say(f"wrote {path}")
    sys.exit(CONTENT_WRONG if refused(problems, options) else OK)


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
        tell_problems(problems, quiet=quiet, err=False, closing=True, notes=True)


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
    from selisih.flow.schemas import schemas
    from selisih.output.content import write_text
    from selisih.output.spool import OutputError

    problems, texts = schemas(read_options(root, None))
    try:
        for name, text in texts.items():
            write_text(out / name, text)
    except OutputError as error:
        raise UsageError(str(error)) from None
    tell_problems(problems, quiet=True)
    say(f"wrote {len(texts)} schemas to {out}/")
    sys.exit(CONTENT_WRONG if problems.errors else OK)


@cli.command()
@site_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "yaml", "json"]),
    default="text",
    help="[default: text]",
)
@click.argument("story")
def suggest(root: Path, now: str | None, strict: bool, quiet: bool, form: str, story: str) -> None:
    """List the differences that a story's ledger does not cover yet."""
    from selisih.flow import reviewing
    from selisih.pipeline import UnknownStory

    try:
        review = reviewing.suggestions_for(read_options(root, now, strict=strict), story)
    except UnknownStory as error:
        raise UsageError(str(error)) from None
    tell_problems(review.problems, quiet=quiet)
    if not review.story:
        sys.exit(CONTENT_WRONG)
    if form == "yaml":
        from selisih.authoring.drafts import as_yaml

        click.echo(as_yaml(review.story, review.suggestions), nl=False)
        return
    from selisih.reporting import suggestions

    show = suggestions.as_json if form == "json" else suggestions.as_text
    click.echo(show(review.story, review.suggestions), nl=False)


@cli.command()
@site_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]"
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Exit with 1 where a story has less than N percent covered.",
)
@click.argument("story", required=False)
def coverage(
    root: Path,
    now: str | None,
    strict: bool,
    quiet: bool,
    form: str,
    fail_under: float | None,
    story: str | None,
) -> None:
    """Tell how many sentences of the reports a ledger deals with."""
    from selisih.flow import reviewing
    from selisih.pipeline import UnknownStory
    from selisih.reporting import coverage as reporting

    try:
        problems, found = reviewing.coverage_of(read_options(root, now, strict=strict), story)
    except UnknownStory as error:
        raise UsageError(str(error)) from None
    tell_problems(problems, quiet=quiet)
    show = reporting.as_json if form == "json" else reporting.as_text
    click.echo(show(found), nl=False)
    short = fail_under is not None and any(each.whole.share * 100 < fail_under for each in found)
    sys.exit(CONTENT_WRONG if problems.errors or short else OK)


@cli.command()
@click.option("--root", hidden=True, help="Accepted with every command; not used here.")
@click.argument("rule")
def explain(root: str | None, rule: str) -> None:  # noqa: ARG001 - the contract lets --root stand anywhere
    """Explain a rule: what it promises, what breaks it, how to mend it."""
    from selisih.model.rules import RULES_BY_NAME
    from selisih.reporting.explain import explanation

    if rule not in RULES_BY_NAME:
        import difflib

        near = difflib.get_close_matches(rule.lower(), RULES_BY_NAME, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; the rules: {', '.join(RULES_BY_NAME)}"
        raise UsageError(f"there is no rule {rule}{hint}")
    click.echo(explanation(rule), nl=False)


@cli.command()
@site_options
@build_options
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
        return read_options(
            root,
            now,
            strict=strict,
            out=out,
            base_url=base_url,
            drafts=drafts,
            waiting=tell_waiting,
        )

    def report(problems: Problems) -> None:
        tell_problems(problems, quiet=quiet, closing=True)

    options()
    tell = (lambda _: None) if quiet else say
    try:
        serve_site(options, report, tell, host=host, port=port, open_browser=open_browser)
    except PreviewError as error:
        raise UsageError(str(error)) from None
