"""The templates, compiled; a fault in one is a problem with file and line."""

import traceback
from collections.abc import Callable, Mapping

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError

from learnbrief.problems import Place, Problem, Report, error
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
    """Compile every template; reports `template-syntax`, and what decoding reports, before any is used."""
    texts = {}
    for name, content in sorted(templates.items()):
        if name.endswith(TEMPLATE_ENDINGS) and not name.startswith(("assets/", "pages/")):
            text = decode(f"templates/{name}", content, report)
            texts[name] = text.value if text else ""
    environment = Environment(
        loader=_Templates(texts),
        autoescape=lambda name: name is not None and not name.endswith(".txt"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
    )
    for name in texts:
        try:
            environment.get_template(name)
        except TemplateSyntaxError as fault:
            report(template_problem(fault, name))
    return environment


def template_problem(fault: Exception, template: str) -> Problem:
    """Say which line of which template a fault stands in, and what is wrong with it."""
    if isinstance(fault, TemplateSyntaxError):
        at = Place(f"templates/{fault.name or template}", fault.lineno)
        return error("template-syntax", f"This template cannot be read: {fault.message}", at)
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith("templates/")]
    at = Place(frames[-1].filename, frames[-1].lineno or 1) if frames else Place(f"templates/{template}")
    if isinstance(fault, TemplateNotFound):
        return error("missing-template", f'There is no template "{fault.name}".', at)
    return error("template-error", f"This template cannot be filled in: {fault}", at)
