"""`build()`: the whole site, all at once."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from learnbrief.build.inputs import Inputs
from learnbrief.build.plan import Planned, each_once, plan_site
from learnbrief.build.progress import OnProgress, no_progress
from learnbrief.cache.cache import Cache, no_cache
from learnbrief.model import Library, WrittenLink
from learnbrief.problems import Problem, Severity, has_errors, in_order
from learnbrief.render import Fault
from learnbrief.render.hosting import compressed, passes_on_compressed


class Site(Struct, frozen=True):
    """What a build gives back."""

    files: Mapping[str, bytes]
    """Content by address; empty where there is any error."""
    problems: tuple[Problem, ...]
    """Errors and warnings, sorted by place."""
    library: Library
    """What was read, whatever there is to mend in it."""
    hints: tuple[Problem, ...] = ()
    """What may be looked at, sorted by place."""
    briefings: int = 0
    points: int = 0
    links_outside: tuple[WrittenLink, ...] = ()
    """Every link to another site, withdrawn briefings' left out."""
    advice: Mapping[str, Severity | None] = field(default_factory=dict)
    """How grave the owner holds a piece of advice to be."""

    @classmethod
    def of(cls, planned: Planned, more: Iterable[Problem], files: Mapping[str, bytes]) -> "Site":
        """Tell what a build came to, with problems that were met after planning."""
        plan, problems = planned.plan, [*planned.problems, *more]
        is_good = plan is not None and not has_errors(problems)
        return cls(
            files=dict(sorted(files.items())) if is_good else {},
            problems=in_order(problem for problem in problems if problem.severity is not Severity.HINT),
            library=planned.library,
            hints=in_order(problem for problem in problems if problem.severity is Severity.HINT),
            briefings=len(plan.catalogue.briefings) if plan and is_good else 0,
            points=len(plan.catalogue.entries) if plan and is_good else 0,
            links_outside=planned.links_outside,
            advice=planned.settings.advice,
        )


def build(inputs: Inputs, cache: Cache = no_cache, *, on_progress: OnProgress = no_progress) -> Site:
    """Turn a project's files into its site's files. With any error there are no files, only problems."""
    planned = plan_site(inputs, cache, on_progress=on_progress)
    plan = planned.plan
    if plan is None:
        return Site.of(planned, (), {})
    files = {**plan.search.files, **plan.files}
    problems = list(plan.check(files))
    faults: list[Fault] = []
    for done, page in enumerate(sorted(plan.pages, key=lambda page: bool(page.measures))):
        on_progress("Rendering pages", done, len(plan.pages))
        sizes = {address: len(files.get(address, b"")) for address in page.measures}
        rendered = plan.render(page, sizes)
        faults += rendered.faults
        if rendered.content is not None:
            files[page.address] = rendered.content
    problems += each_once(faults)
    problems += plan.check_files(files.get)
    if passes_on_compressed(planned.settings.host):
        for name, content in tuple(files.items()):
            files |= compressed(name, content)
    return Site.of(planned, problems, files)
