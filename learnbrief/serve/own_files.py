"""The preview's own few files, and its templates."""

from functools import cache
from importlib.resources import files as package_files

from jinja2 import Environment, StrictUndefined, Template


def own_file(name: str) -> bytes:
    """Read one of this room's own files."""
    return package_files("learnbrief.serve").joinpath("own", name).read_bytes()


@cache
def own_template(name: str) -> Template:
    """Open one of this room's own templates."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(own_file(name).decode())
