"""All that a build depends on."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from learnbrief.problems import Problem
from learnbrief.published import PublishedSite


class Inputs(Struct, frozen=True):
    """Everything a site is made of."""

    sources: Mapping[str, bytes]
    """The settings and all that lies in `briefings/`, by path in the project."""
    templates: Mapping[str, bytes]
    """The built-in templates, assets and pages with the project's own in their place, by path in `templates/`."""
    today: date
    drafts: bool = False
    """Whether drafts and embargoed briefings are shown, each marked."""
    hints: bool = True
    """Whether hints are looked for, too; they take time, and not every command shows them."""
    base_url: str | None = None
    """Stands in for the setting of this name."""
    last_published: PublishedSite | None = None
    """What was published last, as far as it is at hand; what goes away is then named."""
    problems: tuple[Problem, ...] = ()
    """What was met while the files were gathered."""

    @property
    def files(self) -> dict[str, bytes]:
        """Sources and templates by their paths in the project."""
        return {**self.sources, **{f"templates/{name}": content for name, content in self.templates.items()}}
