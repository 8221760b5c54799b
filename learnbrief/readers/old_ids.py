"""Ids that themes and lessons had before: each leads to one thing, and counts as that wherever it is."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from learnbrief.fields import Fields, check_id
from learnbrief.model import Lesson, Reference, Theme
from learnbrief.problems import Place, Report, error, warning


class OldIds(Struct, frozen=True):
    """The ids that things of one sort had before."""

    what: str
    """What they are ids of, such as "theme"."""
    today: Mapping[str, str]
    """The id of today by each old one."""

    def current(self, written: str, at: Place, report: Report) -> str:
        """Give the id of today; reports `old-id` where an old one is written."""
        if written not in self.today:
            return written
        new = self.today[written]
        message = f'The {self.what} "{written}" has the id "{new}" now, and counts as that. Write the new one here.'
        report(warning("old-id", message, at))
        return new


def read_old_ids(fields: Fields, what: str, report: Report) -> tuple[Reference, ...]:
    """Read what is under `was`; reports `bad-id`."""
    written = [Reference(item.text(), item.at) for item in fields.items("was")]
    return tuple(old for old in written if old.id and check_id(old.id, f"an old id of a {what}", old.at, report))


def report_taken_ids(what: str, things: Iterable[Theme | Lesson], report: Report) -> None:
    """Report `old-id-taken` for each old id that is the id, or an old id, of something already."""
    known = list(things)
    taken = {thing.id: thing.at for thing in known}
    for old in (old for thing in known for old in thing.was):
        if old.id in taken:
            message = (
                f'"{old.id}" is the id of a {what} in line {taken[old.id].line} already, so it cannot lead to this '
                'one. Take it away from "was".'
            )
            report(error("old-id-taken", message, old.at))
        taken.setdefault(old.id, old.at)
