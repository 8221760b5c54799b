"""The templates, compiled; a fault in one is a problem with file and line."""

import traceback
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from learnbrief.cache.program import compiled_once
from learnbrief.problems import Place, Problem, Report, decode, error
from learnbrief.render.escaping import escape_quickly
from learnbrief.render.structure import check_structure

TEMPLATE_ENDINGS = (".html", ".xml", ".txt")

TEMPLATE_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
"""What an owner's template can raise; our own are held to the views by a test."""


class _Templates(BaseLoader):
    """Finds templates by name, and compiles each when it is first asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 Jinja's name
    ) -> Template:
        """Answer Jinja's call for a template."""
        if name not in self._texts:
            raise TemplateNotFound(name)
        file = f"templates/{name}"
        text = self._texts[name]
        code = compiled_once(name, text, lambda: environment.compile(environment.parse(text, name, file), name, file))
        template = Template.from_code(environment, code, environment.globals)
        escape_quickly(template)
        return template


class _Context(Context):
    """Calls a macro that is given all its arguments straight away; Jinja asks first what else it might be."""

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """Answer a template's call; the variables of a loop or a block are for functions that are no macros."""
        if type(called) is Macro and named.keys() <= _VARIABLES and self.eval_ctx.autoescape:
            fill_in = called._func  # Jinja has no other name for it
            if len(given) == len(called.arguments) == fill_in.__code__.co_argcount:  # takes no caller, no varargs
                return Markup(fill_in(*given))
        return super().call(called, *given, **named)


_VARIABLES = {"_loop_vars", "_block_vars"}


_MOST_FILLED = 5_000
"""Macros filled in that are held at once, some 5 MB; the points of one year, where there are a thousand briefings."""


def forget_filled(environment: Environment) -> None:
    """Let a macro be filled in once for a value, wherever that is shown: `{{ point | cached(point_standalone) }}`.

    The macro may know nothing but the value. What was filled in before is forgotten, for another state of the site.
    """

    def cached(value: object, macro: Macro) -> str:
        text: str = macro(value)
        return text

    environment.filters["cached"] = lru_cache(_MOST_FILLED)(cached)


def open_templates(templates: Mapping[str, bytes]) -> Environment:
    """Make templates ready to be filled in; each is compiled when it is first used. Their faults were looked for."""
    return _environment(_texts(templates, lambda _: None))


def template_faults(templates: tuple[tuple[str, bytes], ...]) -> tuple[Problem, ...]:
    """Look at every template, and how they hang together, before any is used.

    Gives `template-syntax`, and what `check_structure` and decoding report.
    """
    problems: list[Problem] = []
    texts = _texts(dict(templates), problems.append)
    environment = _environment(texts)
    parsed = {}
    for name, text in texts.items():
        try:
            parsed[name] = environment.parse(text, name, f"templates/{name}")
        except TemplateSyntaxError as fault:
            problems.append(template_problem(fault, name))
    check_structure(parsed, texts.keys(), problems.append)
    return tuple(problems)


def is_template(name: str) -> bool:
    """Tell whether a file in the folder of templates is one, and no asset or page of the owner's."""
    return name.endswith(TEMPLATE_ENDINGS) and not name.startswith(("assets/", "pages/"))


def _texts(templates: Mapping[str, bytes], report: Report) -> dict[str, str]:
    texts = {}
    for name, content in sorted(templates.items()):
        if is_template(name):
            decoded = decode(f"templates/{name}", content, report)
            texts[name] = decoded.value if decoded else ""
    return texts


def _environment(texts: Mapping[str, str]) -> Environment:
    environment = Environment(
        loader=_Templates(texts),
        autoescape=lambda name: name is not None and not name.endswith(".txt"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
        auto_reload=False,
    )
    environment.context_class = _Context
    forget_filled(environment)
    return environment


def template_problem(fault: Exception, template: str) -> Problem:
    """Say in which line of which template a fault is, and what is wrong with it."""
    if isinstance(fault, TemplateSyntaxError):
        at = Place(f"templates/{fault.name or template}", fault.lineno)
        return error("template-syntax", f"This template cannot be read: {fault.message}", at)
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith("templates/")]
    at = Place(frames[-1].filename, frames[-1].lineno or 1) if frames else Place(f"templates/{template}")
    if isinstance(fault, TemplateNotFound):
        return error("missing-template", f'There is no template "{fault.name}".', at)
    if isinstance(fault, RecursionError):
        message = "This template brings itself in, directly or by way of others. Take one of these lines away."
        return error("template-error", message, at)
    return error("template-error", f"This template cannot be filled in: {fault}", at)
