"""`build()`: the whole site, all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from learnbrief.checks import links_outside
from learnbrief.crew import Crew, alone
from learnbrief.hosting import compressed
from learnbrief.memo import Memo, recompute
from learnbrief.model import Library, WrittenLink
from learnbrief.pages import Page
from learnbrief.pipeline.inputs import Inputs
from learnbrief.pipeline.plan import Pictures, Plan, each_once, plan_site
from learnbrief.pipeline.progress import Progress, unseen
from learnbrief.problems import Problem, Severity, has_errors, in_order
from learnbrief.readers import Recall, make_anew


@dataclass(frozen=True, slots=True)
class Site:
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


def build(
    inputs: Inputs,
    memo: Memo = recompute,
    crew: Crew = alone,
    *,
    recall: Recall = make_anew,
    progress: Progress = unseen,
) -> Site:
    """Turn a project's files into its site's files. With any error there are no files, only problems.

    A memo and a recall may answer with what was made of the same before, and a crew may share the work; none of them
    changes a byte.
    """
    planned = plan_site(inputs, recall, crew, progress=progress)
    plan, problems = planned.plan, list(planned.problems)
    files: dict[str, bytes] = {}
    if plan:
        progress("Drawing pictures", 0, 0)
        pictures = plan.draw(plan.pages, memo, crew)
        progress("Indexing words", 0, 0)
        files = {**plan.search.files, **plan.files, **dict(pictures.values())}
        progress("Checking pages", 0, 0)
        problems += plan.check(files)
        progress("Making pages", 0, len(plan.pages))
        made, faults = _make(plan, pictures, memo, crew, progress)
        files |= made
        problems += faults
        progress("Checking files", 0, 0)
        problems += plan.check_files(files.get)
        progress("Compressing", 0, 0)
        files = {**compressed(files, planned.settings.host, memo, crew), **files}
    is_good = plan is not None and not has_errors(problems)
    return Site(
        files=dict(sorted(files.items())) if is_good else {},
        problems=in_order(problem for problem in problems if problem.severity is not Severity.HINT),
        library=planned.library,
        hints=in_order(problem for problem in problems if problem.severity is Severity.HINT),
        briefings=len(plan.catalogue.briefings) if plan and is_good else 0,
        points=len(plan.catalogue.entries) if plan and is_good else 0,
        links_outside=tuple(links_outside(planned.library, planned.site_pages)),
        advice=planned.settings.advice,
    )


def _make(
    plan: Plan, pictures: Pictures, memo: Memo, crew: Crew, progress: Progress
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Make every page; one that tells what it is made of may be remembered. Pages are made by address."""
    telling = [page for page in plan.pages if page.made_of]
    keys = crew(partial(_key, plan, pictures, telling), range(len(telling)))
    contents = memo.under(keys, partial(_faultless, plan, pictures), telling, crew, partial(progress, "Making pages"))
    made: dict[str, bytes] = {}
    for page in reversed(telling):
        content = contents.pop()  # so that no page is held twice
        if content:
            made[page.address] = content
    rest = [page for page in plan.pages if page.address not in made]
    others = crew(partial(plan.make, pictures=pictures), rest, partial(progress, "Making pages"))
    made |= {page.address: each.content for page, each in zip(rest, others, strict=True) if each.content}
    return made, each_once(fault for each in others for fault in each.faults)


def _key(plan: Plan, pictures: Pictures, pages: Sequence[Page], number: int) -> str:
    return plan.key(pages[number], pictures)


def _faultless(plan: Plan, pictures: Pictures, page: Page) -> bytes:
    """Make a page; nothing where a template has a fault: then it is made with the rest."""
    made = plan.make(page, pictures)
    return made.content if made.content and not made.faults else b""
