"""A name that is not there: noted with its file and line, then passed over, so that one run tells all of them."""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from jinja2 import Undefined
from jinja2.utils import missing
from msgspec import Struct

from learnbrief.problems import Place, Problem, error, no_such


class Fault(Struct, frozen=True):
    """A fault in a template; on other pages it has the same place and name, but its message may differ."""

    problem: Problem
    name: str = ""
    """What is not there."""


NAMES = ("page", "site")
"""What every template knows."""


def undefined_type(report: Callable[[Fault], None]) -> type[Undefined]:
    """Make what Jinja puts in the place of a name that is not there.

    Using it in any way reports `template-error`; asking whether it `is defined` is no use.
    """

    def noting(given: object) -> Any:
        def note(self: "NotThere", *_: object) -> object:
            self._note()
            return given

        return note

    class NotThere(Undefined):
        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            return self._undefined_hint or _no_such(self._undefined_obj, str(self._undefined_name))

        def _note(self) -> None:
            message = f"This template cannot be filled in: {self._undefined_message}"
            report(Fault(error("template-error", message, _line_being_filled_in()), str(self._undefined_name)))

        def _pass_over(self, *_: Any, **__: Any) -> Any:
            self._note()
            return self

        __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _pass_over
        __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _pass_over
        __pos__ = __neg__ = __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = _pass_over

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return self._pass_over()

        __eq__ = __contains__ = __bool__ = noting(False)
        __hash__ = __len__ = noting(0)
        __str__ = noting("")
        __iter__ = noting(iter(()))

    return NotThere


def _no_such(owner: Any, name: str) -> str:
    if owner is missing:
        return no_such("name", name, NAMES)
    if isinstance(owner, Struct):
        return no_such("field", name, owner.__struct_fields__)
    if is_dataclass(owner):
        return no_such("field", name, [field.name for field in fields(owner)])
    if isinstance(owner, Mapping):
        return no_such("entry", name, [str(key) for key in owner])
    return no_such("name", name, [known for known in getattr(owner, "__dict__", ()) if not known.startswith("_")])


def _line_being_filled_in() -> Place:
    """Find the innermost template that is being filled in, and its line."""
    for frame, line in traceback.walk_stack(None):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return Place(template.filename, template.get_corresponding_lineno(line))
    raise LookupError("no template is being filled in")
