"""How templates become Python: Jinja's own compiler, taught what is always so on this site.

Every page is rendered from plain objects, in one language, with escaping on. So an attribute can be
an attribute, a text of the interface can be put in when the template is compiled, and a macro can
be called without a context. What a template may say, and what it means, stays as Jinja has it.
"""

from __future__ import annotations

import hashlib
import keyword
from collections.abc import Callable, Iterable, MutableMapping
from itertools import groupby
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import LoopContext, Macro
from jinja2.utils import missing
from markupsafe import Markup

from selisih.output.kept import Kept
from selisih.pages.html import Html, escape
from selisih.pages.interface import Local

_LENIENT_TESTS: Final = frozenset({"defined", "undefined"})
_LENIENT_FILTERS: Final = frozenset({"default", "d"})
"""These ask whether there is an attribute, and must not fail where there is none."""


class LeanEnvironment(Environment):
    """An environment whose templates are compiled for one language."""

    gettext: Callable[[str], str]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Prepare an environment, as Jinja has it."""
        super().__init__(*arguments, **options)
        self._at_hand: dict[str | Template, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Return a template; each page asks for several, and nothing about them changes."""
        template = self._at_hand.get(name)
        if template is None:
            template = self._at_hand[name] = super().get_template(name, parent, globals)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every template knows, as one plain mapping: it is copied for each page."""
        return {**self.globals, **(d or {})}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Return the Python of a parsed template, its texts of the interface translated."""
        for node in [source, *source.find_all(nodes.Node)]:
            _translate(node, self.gettext)
        return str(super()._generate(source, name, filename, defer_init))


def _translate(node: nodes.Node, gettext: Callable[[str], str]) -> None:
    """Put a constant text in the place of each `_("…")` directly below a node."""
    for field, value in node.iter_fields():
        if isinstance(value, list):
            value[:] = [_translated(item, gettext) for item in value]
        elif isinstance(value, nodes.Call):
            setattr(node, field, _translated(value, gettext))


def _translated(node: Any, gettext: Callable[[str], str]) -> Any:
    if (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name == "_"
        and len(node.args) == 1
        and isinstance(node.args[0], nodes.Const)
        and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    ):
        return nodes.Const(gettext(node.args[0].value), lineno=node.lineno)
    return node


class _LeanGenerator(CodeGenerator):
    """Writes shorter ways for what pages do most."""

    _lenient = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - the visitor\'s name
        """Write a template's module; at its end Jinja's helpers are replaced by ours."""
        super().visit_Template(node, frame)
        self.writeline("escapes = environment.escapes")
        self.writeline("escaped = escapes.of")
        self.writeline("Html = environment.html")
        self.writeline("LoopContext = environment.loop")
        self.writeline("Macro = environment.macro")

    def enter_frame(self, frame: Frame) -> None:
        """Begin a part of a template: a page or a block gathers its pieces, as a macro does."""
        super().enter_frame(frame)
        if frame.buffer is None:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """End a part of a template; a page or a block yields all that it has gathered at once."""
        if frame.block_frame or (frame.rootlevel and not self.has_known_extends):
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """Return what a part has gathered: a macro its pieces, for whoever calls it."""
        if force_unescaped:
            self.writeline(f"return {frame.buffer}")
        else:
            super().return_buffer_contents(frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - the visitor's name
        """Write what is put out. The pieces of a macro join the others without becoming one string first."""
        lean = self._is_lean(frame, self._make_finalize()) and not frame.require_output_check
        for call, group in groupby(node.nodes, key=_is_call):
            if call and lean:
                for child in group:
                    self._extend_by(child, frame)
            else:
                super().visit_Output(nodes.Output(list(group), lineno=node.lineno), frame)

    def _extend_by(self, call: Any, frame: Frame) -> None:
        """Put out what a call gives, whether it turns out to be one of a macro or not."""
        finalize = self._make_finalize()
        self.writeline("_m = ", call)
        self.visit(call.node, frame)
        self.writeline(f"{frame.buffer}.extend(_m.pieces")
        self._write_arguments(call, frame)
        self.write(" if _m.__class__ is Macro else (")
        self._output_child_pre(call, frame, finalize)
        self.write("_m")
        self._write_arguments(call, frame)
        self._output_child_post(call, frame, finalize)
        self.write(",))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._is_lean(frame, finalize):
            self.write("(escapes[_v] if (_v := (")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._is_lean(frame, finalize):
            self.write(")).__class__ is str else _v if _v.__class__ is Html else escaped(_v))")
        else:
            super()._output_child_post(node, frame, finalize)

    @staticmethod
    def _is_lean(frame: Frame, finalize: Any) -> bool:
        context = frame.eval_ctx
        return bool(context.autoescape and not context.volatile and not finalize.src)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the visitor\'s name
        """Write an attribute as one, but where it may be missing, or is a block of `self`."""
        block = isinstance(node.node, nodes.Name) and node.node.name == "self"
        odd = not node.attr.isidentifier() or keyword.iskeyword(node.attr)
        if self._lenient or block or odd:
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - the visitor\'s name
        """Write a test; `is defined` looks for an attribute gently."""
        with_care = node.name in _LENIENT_TESTS
        before, self._lenient = self._lenient, self._lenient or with_care
        super().visit_Test(node, frame)
        self._lenient = before

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - the visitor\'s name
        """Write a filter; `default` looks for an attribute gently."""
        with_care = node.name in _LENIENT_FILTERS
        before, self._lenient = self._lenient, self._lenient or with_care
        super().visit_Filter(node, frame)
        self._lenient = before

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - the visitor\'s name
        """Write a plain call as one."""
        names = [argument.key for argument in node.kwargs]
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(map(keyword.iskeyword, names)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self._write_arguments(node, frame)

    def _write_arguments(self, call: nodes.Call, frame: Frame) -> None:
        self.write("(")
        for argument in (*call.args, *call.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def _is_call(node: nodes.Expr) -> bool:
    """Return whether a node calls something by its name, with positional arguments alone."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return False
    return not (node.kwargs or node.dyn_args or node.dyn_kwargs)


class _LeanMacro(Macro):
    """A macro that takes the short way where it is called with nothing but its own arguments, in their order."""

    def __init__(self, environment: Environment, func: Any, *about: Any) -> None:
        """Hold what Jinja gives, and whether the short way is open at all."""
        super().__init__(environment, func, *about)
        self._plain = not (self.caller or self.catch_kwargs or self.catch_varargs)
        self.pieces: Callable[..., Iterable[str]] = lambda *args: (self(*args),)
        """Returns the macro's HTML in pieces."""
        if self._plain:
            # What is not given is filled in by Python, and too much is refused by it with the macro's name.
            func.__defaults__ = (missing,) * self._argument_count
            func.__qualname__ = self.name or "caller"
            self.pieces = func

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Return the macro's HTML."""
        if kwargs or not self._plain:
            return super().__call__(*args, **kwargs)
        return Html("".join(self._func(*args)))

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:
        html = "".join(self._func(*arguments))
        return Markup(html) if autoescape else html  # noqa: S704 - a macro escapes what it puts out


class _LeanLoop(LoopContext):
    """The `loop` of a loop over a tuple, in which nothing need be remembered to look back or ahead."""

    _iterable: tuple[Any, ...]

    def __iter__(self) -> Any:
        """Yield each item, and the loop."""
        for self.index0, item in enumerate(self._iterable):  # noqa: B020 - it is the loop that counts
            yield item, self

    @property
    def _before(self) -> Any:
        return self._iterable[self.index0 - 1]

    def _peek_next(self) -> Any:
        after = self.index0 + 1
        return self._iterable[after] if after < len(self._iterable) else missing


def _loop(iterable: Iterable[Any], *about: Any) -> LoopContext:
    """Return the `loop` of a loop; `about` is more than one thing only where the loop calls itself."""
    lean = type(iterable) is tuple and len(about) == 1
    return (_LeanLoop if lean else LoopContext)(iterable, *about)


class _Escapes(dict[str, str]):
    """Strings to the same as HTML. Most stand on several pages, and finding one is quicker than looking at it."""

    _MOST = 20_000

    def __missing__(self, text: str) -> str:
        """Return a string as HTML, and remember it; all is forgotten once there are too many."""
        if len(self) >= self._MOST:
            self.clear()
        html = self[text] = escape(text)
        return html

    def of(self, value: object) -> str:
        """Return anything but a plain string as HTML: what is marked as HTML as it is, everything else escaped."""
        kind = type(value)
        if kind is int:
            return str(value)
        if kind is Local:
            return self[value.text]  # type: ignore[attr-defined]
        as_html = getattr(value, "__html__", None)
        return as_html() if as_html else escape(str(value))


class _Once:
    """Renders a part of a page that many pages share, once for each thing that it shows."""

    _MOST = 64
    """Parts that are kept; the pages that share one come one after the other."""

    def __init__(self, environment: LeanEnvironment) -> None:
        """Begin with nothing rendered."""
        self._environment = environment
        self._kept: dict[tuple[str, int], tuple[object, Html]] = {}

    def __call__(self, name: str, furniture: object) -> Html:
        """Return the template `name` as rendered with `furniture`, which must not change."""
        key = (name, id(furniture))
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= self._MOST:
                self._kept.clear()
            rendered = self._environment.get_template(name).render(furniture=furniture)
            html = Html(rendered.rstrip("\n"))
            # What it shows is kept as well, so that its place in memory goes to nothing else.
            kept = self._kept[key] = (furniture, html)
        return kept[1]


class CompiledTemplates(BytecodeCache):
    """Keeps the compiled templates of one language between runs."""

    def __init__(self, kept: Kept, language: str) -> None:
        """Keep them among other compiled things."""
        self._kept = kept
        self._language = language

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        """Return the name that a template is kept under."""
        return f"{self._language}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in a template's code, if it is kept."""
        found = self._kept.load(bucket.key)
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self._kept.save(bucket.key, bucket.bytecode_to_string())


def make_lean(environment: LeanEnvironment, gettext: Callable[[str], str]) -> None:
    """Let an environment compile templates in the short way, for the language of `gettext`."""
    environment.gettext = gettext
    environment.code_generator_class = _LeanGenerator
    environment.__dict__["escapes"] = _Escapes()
    environment.__dict__["html"] = Html
    environment.__dict__["loop"] = _loop
    environment.__dict__["macro"] = _LeanMacro
    environment.globals["_"] = gettext
    environment.globals["once"] = _Once(environment)
