"""What is new and what has changed: since a day, or since what was published last."""

from collections.abc import Iterable
from datetime import date

from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Catalogue, Status, day_label
from learnbrief.published import PublishedSite, alterations, in_pairs


class Changed(Value, frozen=True):
    """A briefing that readers knew, and that is other now."""

    briefing: Briefing
    how: str
    """What is other, in a few words."""


class News(Value, frozen=True):
    """What readers could not know before."""

    since: str
    """Goes on a sentence: "since 1 November 2026"."""
    new: tuple[Briefing, ...]
    changed: tuple[Changed, ...]
    points: frozenset[str]
    """The addresses of the points that are new."""


def since_day(catalogue: Catalogue, since: date, today: date) -> News:
    """Find what came out or changed on or after a day. As in feeds, briefings without a date are left out."""
    announced = {briefing.slug: briefing.current_since(today) for briefing in _announced(catalogue)}
    recent = [each for each in catalogue.briefings if (day := announced.get(each.slug)) and day >= since]
    changed = {each.slug: day for each in recent if (day := each.changed(today)) and each.published.start < since}
    new = tuple(each for each in recent if each.slug not in changed)
    return News(
        since=f"since {day_label(since)}",
        new=new,
        changed=tuple(
            Changed(each, f"changed on {day_label(changed[each.slug])}") for each in recent if each.slug in changed
        ),
        points=_points_of(new),
    )


def since_published(catalogue: Catalogue, before: PublishedSite, after: PublishedSite) -> News:
    """Find what is other than it was published last; both are the open data, then and now."""
    announced = {briefing.slug: briefing for briefing in _announced(catalogue)}
    known = [(old, now) for old, now in in_pairs(before, after) if now.slug in announced]
    new = tuple(each for each in announced.values() if each.slug not in {now.slug for _, now in known})
    with_points = before.knows_points and after.knows_points
    points = set(_points_of(new))
    changed = []
    for old, now in known:
        ids = {name for point in old.points for name in point.ids}
        added = [point for point in now.points if not ids & set(point.ids)] if with_points else []
        points |= {f"{now.address}#{point.id}" for point in added}
        how = alterations(old, now, with_points=with_points)
        if added or how:
            changed.append(Changed(announced[now.slug], _in_words(len(added), len(how))))
    return News("since it was published last", new, tuple(changed), frozenset(points))


def _announced(catalogue: Catalogue) -> Iterable[Briefing]:
    """Leave out archived briefings: they stay on the site, but nobody is sent to them."""
    return (briefing for briefing in catalogue.briefings if briefing.status is Status.PUBLISHED)


def _points_of(briefings: Iterable[Briefing]) -> frozenset[str]:
    return frozenset(f"{briefing.address}#{point.id}" for briefing in briefings for point in briefing.points)


def _in_words(added: int, altered: int) -> str:
    points = f"{added:,} new learning point{'s' if added > 1 else ''}" if added else ""
    changes = f"{altered:,} change{'s' if altered > 1 else ''}" if altered else ""
    return " and ".join(filter(None, (points, changes)))
