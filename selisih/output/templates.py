"""Templates: the only place that knows Jinja. A site's own file overrides the default, one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.exceptions import TemplateNotFound

from selisih.output.closure import Templates
from selisih.output.kept import Kept
from selisih.output.template_code import CompiledTemplates, LeanEnvironment, make_lean
from selisih.pages.interface import Interface
from selisih.pages.page import Page


def default_templates() -> Path:
    """Return the folder of the default templates: inside an installed package, or beside the engine."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "default_templates"
    return installed if installed.is_dir() else package.parent / "templates"


def template_folders(root: Path) -> tuple[Path, ...]:
    """Return where templates are looked for, first the site's own folder."""
    own = root / "templates"
    folders = (own, default_templates())
    return tuple(dict.fromkeys(folder for folder in folders if folder.is_dir()))


class BrokenTemplate(Exception):
    """A template cannot be compiled or rendered."""

    def __init__(self, *, name: str, line: int, reason: str) -> None:
        """Hold the template's name, the line (0 where unknown) and the reason."""
        super().__init__(f"{name}:{line}: {reason}")
        self.name = name
        self.line = line
        self.reason = reason


class Renderer:
    """Turns pages into bytes."""

    def __init__(
        self,
        templates: Templates,
        interfaces: Mapping[str, Interface],
        kept: Kept | None = None,
    ) -> None:
        """Prepare one environment a language; `kept` holds what earlier runs have compiled."""
        self._environments = {
            language: _environment(templates, interface, kept)
            for language, interface in interfaces.items()
        }

    def render(self, page: Page) -> bytes:
        """Return a page as UTF-8 HTML. Raises `BrokenTemplate`."""
        environment = self._environments[page.lang]
        try:
            return environment.get_template(page.template).render(page=page).encode()
        except TemplateSyntaxError as error:
            name = error.name or page.template
            raise BrokenTemplate(
                name=name, line=error.lineno, reason=error.message or "syntax error"
            ) from error
        except TemplateNotFound as error:
            raise BrokenTemplate(
                name=str(error), line=0, reason="there is no such template"
            ) from error
        except (
            TemplateError,
            TypeError,
            ValueError,
            AttributeError,
            LookupError,
            ArithmeticError,
            RecursionError,
        ) as error:
            name, line = _where(error, page.template)
            raise BrokenTemplate(
                name=name, line=line, reason=f"{error} (on the page /{page.path})"
            ) from error


class _Loader(BaseLoader):
    """Gives Jinja the templates as they were read."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - Jinja gives it
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        try:
            return (*self._templates.source(template), None)
        except KeyError:
            raise TemplateNotFound(template) from None


def _environment(templates: Templates, interface: Interface, kept: Kept | None) -> LeanEnvironment:
    environment = LeanEnvironment(
        loader=_Loader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=CompiledTemplates(kept, interface.language) if kept else None,
    )
    environment.install_gettext_callables(interface.gettext, interface.ngettext, newstyle=False)  # type: ignore[attr-defined]
    make_lean(environment, interface.gettext)
    return environment


_HTML: Final = ".html"


def _where(error: BaseException, fallback: str) -> tuple[str, int]:
    """Return the innermost template and its line in an error's trace."""
    name, line = fallback, 0
    trace = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename.endswith(_HTML):
            name, line = Path(filename).name, trace.tb_lineno
        trace = trace.tb_next
    return name, line
