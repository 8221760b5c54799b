"""What a template writes, escaped: as markupsafe does it, without looking again at what needs nothing.

Most of what pages show holds none of the five letters that HTML sets apart, or is HTML already.
"""

import re

from jinja2 import Template
from markupsafe import Markup, escape

_SET_APART = re.compile("[&<>'\"]")


def escaped(value: object) -> str:
    """Give a value as it is in HTML: what `markupsafe.escape` gives, perhaps as a plain string."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SET_APART.search(value)):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)


def escape_quickly(template: Template) -> None:
    """Have a compiled template escape by the function above; Jinja's code names it in its module, as `escape`."""
    template.root_render_func.__globals__["escape"] = escaped
