"""One source read again while all others stay as they were: what can be told of a save at once."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from learnbrief.build.plan import Plan
from learnbrief.build.reading import SourceInput, read_source
from learnbrief.checks import check_library
from learnbrief.model import Briefing, Library
from learnbrief.personal import problems_to_tell
from learnbrief.problems import Problem
from learnbrief.readers import with_links


class ReadAgain(Struct, frozen=True):
    """What reading one source again came to."""

    briefing: Briefing
    library: Library
    """With this briefing in it."""
    problems: frozenset[Problem]
    """Those in this source that can be found without going through all others."""


def read_again(plan: Plan, file: str, sources: Mapping[str, bytes], today: date, *, drafts: bool) -> ReadAgain:
    """Read a source of a site that was laid out, and hold it to the rules that `plan_site` holds it to."""
    context, settings = plan.reading_context, plan.lookup.settings
    (reading,) = plan.lookup.cache.map(read_source, [SourceInput(file, sources[file], context)])
    problems = [*reading.read.problems, *reading.problems]
    slugs = {each.at.file: each.slug for each in plan.library.everything}
    briefing = with_links(reading.read.briefing, slugs, sources, problems.append)
    briefings = tuple(briefing if each.at.file == file else each for each in plan.library.briefings)
    library = replace(plan.library, briefings=briefings)
    found = check_library(library, settings, today, context.value.hints, drafts=drafts, only=briefing)
    problems += (problem for problem in found if problem.at.file == file)
    return ReadAgain(briefing, library, frozenset(problems_to_tell(problems, reading.findings, settings)))
