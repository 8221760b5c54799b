"""What is shown now: the last good edition of the site, and the problems of the newest sources."""

import gc
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from learnbrief.build import Inputs, plan_site, read_again
from learnbrief.build.progress import OnProgress, no_progress
from learnbrief.cache.cache import MemoryCache
from learnbrief.cache.pool import Pool
from learnbrief.files import gather
from learnbrief.model import Briefing, FrontMatter
from learnbrief.problems import Place, Problem, error, has_errors, in_order
from learnbrief.serve.edition import Edition, TemplateFaultError
from learnbrief.serve.reading import FileReader


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round of building came to."""

    problems: tuple[Problem, ...]
    edition: Edition | None
    """None where the problems forbid it to be shown."""
    texts: Mapping[str, bytes]
    """Every file that was read, by its path in the project."""

    def with_pages(self, addresses: Iterable[str]) -> "Outcome":
        """Make some pages before browsers hear of them; where a template's fault is met, that is what it came to."""
        try:
            for address in addresses:
                _ = self.edition and self.edition.file(address)
        except TemplateFaultError as fault:
            return Outcome(in_order([*self.problems, *fault.faults]), None, self.texts)
        return self


class Preview:
    """The site as far as it can be shown. Nothing of it is on the disk."""

    def __init__(self, project: Path, today: Callable[[], date], pool: Pool, *, strict: bool) -> None:
        self.project = project
        self._today = today
        self._strict = strict
        self._reading = FileReader()
        self._cache = MemoryCache(pool)
        self._inputs: Inputs | None = None
        self._before: Edition | None = None
        self.edition: Edition | None = None
        """What is shown; None where there was never a good one."""
        self.problems: tuple[Problem, ...] = ()
        self.texts: Mapping[str, bytes] = {}

    def build(self, on_progress: OnProgress = no_progress) -> Outcome | None:
        """Read the sources and lay the site out; None where nothing has changed. It changes nothing that is shown."""
        inputs = self._gather()
        if inputs == self._inputs and inputs.files == self.texts:
            return None
        self._inputs = inputs
        planned = plan_site(inputs, self._cache, on_progress=on_progress)
        self._cache.end_round()
        plan = planned.plan
        problems = list(planned.problems)
        if plan:
            problems += plan.check()
        edition = Edition(plan) if plan and not self._stop(problems) else None
        gc.freeze()  # all this lives on, and to look through it for cycles would take longer than the round
        return Outcome(in_order(problems), edition, inputs.files)

    def read_again(self, addresses: Iterable[str]) -> Outcome | None:
        """Read the one briefing again whose page is at one of these addresses and whose source has changed.

        That takes as long as this briefing is, however many others there are; `build` follows, and finds what others
        bring to it and it to them. None where that must come first, such as after a change of a field.
        """
        edition = self.edition
        if edition is None:
            return None
        for before in filter(None, map(edition.briefing, addresses)):
            content = self._content(before.at.file)
            if content and content != self.texts.get(before.at.file):
                return self._with_source(edition, before, content)
        return None

    def _content(self, file: str) -> bytes:
        path = self.project / file
        with suppress(OSError):
            return b"" if path.is_symlink() else self._reading(path)
        return b""

    def _with_source(self, edition: Edition, before: Briefing, content: bytes) -> Outcome | None:
        file, plan = before.at.file, edition.plan
        texts = {**self.texts, file: content}
        clean = {each.source: plan.files[each.address] for each in before.pictures}
        was, now = (
            read_again(plan, file, {**files, **clean}, self._today(), drafts=True) for files in (self.texts, texts)
        )
        problems = in_order({*self.problems} - (was.problems - now.problems) | now.problems - was.problems)
        if self._stop(problems):
            return Outcome(problems, None, texts)
        shown = all(each.address in plan.files for each in now.briefing.pictures)
        if not shown or _fields(now.briefing) != _fields(before):
            return None
        return Outcome(problems, edition.with_briefing(now.briefing, now.library), texts)

    def _stop(self, problems: Collection[Problem]) -> bool:
        """Tell whether problems keep a site from being shown."""
        return has_errors(problems) or (self._strict and bool(problems))

    def adopt(self, outcome: Outcome) -> None:
        """Show what a round came to: its site, or its problems over the last good one."""
        self.problems = outcome.problems
        self.texts = outcome.texts
        if outcome.edition:
            self._before, self.edition = self.edition and self.edition.whole, outcome.edition

    def file(self, address: str) -> bytes | None:
        """Give a file of the site; where a template's fault is met on the way, of the last good one."""
        while self.edition:
            try:
                return self.edition.file(address)
            except TemplateFaultError as fault:
                self.withdraw(self.edition, fault.faults)
        return None

    def withdraw(self, edition: Edition, problems: tuple[Problem, ...]) -> None:
        """Go back to the edition before, because this one turned out to have problems."""
        if edition is self.edition:
            self.problems = in_order([*self.problems, *problems])
            self.edition, self._before = self._before, None

    def _gather(self) -> Inputs:
        gathered = gather(self.project, self._reading)
        problems = tuple(gathered.problems)
        if not (self.project / "briefings").is_dir():
            message = "There is no such folder any more. Put it back, with the briefings in it."
            problems += (error("unreadable", message, Place("briefings")),)
        return Inputs(
            gathered.sources, gathered.templates, self._today(), drafts=True, hints=False, problems=problems
        )


def _fields(briefing: Briefing) -> list[object]:
    """Give what other parts of its page and other pages are made of; not what only says what it is about."""
    return [getattr(briefing, name) for name in ("slug", *FrontMatter.__struct_fields__) if name not in _IN_WORDS]


_IN_WORDS = FrontMatter.unlike | {"title", "summary"}
