"""The preview's own templates."""

from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from learnbrief.cache.program import own_file


@cache
def own_template(name: str) -> Template:
    """Open one of this room's own templates."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(own_file(f"serve/own/{name}").decode())
