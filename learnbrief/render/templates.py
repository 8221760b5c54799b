"""The templates, compiled; a fault in one is a problem with file and line."""

import traceback
from collections.abc import Callable, Mapping

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from learnbrief.problems import Place, Problem, Report, error
from learnbrief.render.structure import check_structure
from learnbrief.source import decode

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
    """Finds templates among the texts it was given."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Answer Jinja's call for a template's text and file."""
        if template not in self.texts:
            raise TemplateNotFound(template)
        return self.texts[template], f"templates/{template}", lambda: True


def open_templates(templates: Mapping[str, bytes], report: Report) -> Environment:
    """Compile every template, and look how they hang together, before any is used.

    Reports `template-syntax`, and what `check_structure` and decoding report.
    """
    texts = {}
    for name, content in sorted(templates.items()):
        if name.endswith(TEMPLATE_ENDINGS) and not name.startswith(("assets/", "pages/")):
            decoded = decode(f"templates/{name}", content, report)
            texts[name] = decoded.value if decoded else ""
    environment = Environment(
        loader=_Templates(texts),
        autoescape=lambda name: name is not None and not name.endswith(".txt"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
    )
    parsed = {}
    for name, text in texts.items():
        try:
            parsed[name] = environment.parse(text, name, f"templates/{name}")
            environment.get_template(name)
        except TemplateSyntaxError as fault:
            report(template_problem(fault, name))
    check_structure(parsed, texts.keys(), report)
    return environment


def template_problem(fault: Exception, template: str) -> Problem:
    """Say in which line of which template a fault stands, and what is wrong with it."""
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
