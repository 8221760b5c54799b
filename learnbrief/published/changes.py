"""What a change adds, alters and removes, in a reader's terms: briefings, learning points, themes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from learnbrief.pages.words import count_of, joined
from learnbrief.problems import escape_control_characters
from learnbrief.published.reading import PublishedBriefing, PublishedPoint, PublishedSite

_MOST = 20
"""Lines of one sort; a comment with more is not read."""
_LONGEST = 120
"""Letters of a point that are quoted."""
_BEFORE = 40
"""Letters before the first difference that are quoted with it."""
_MARKS = re.compile(r"[\\`*_{}\[\]<>|]")
_MENTIONS = re.compile(r"[@#!~&%$]")
_JOINER = "\u2060"
"""Shows nothing and parts what is before it from what is behind it."""


class _Line(Struct, frozen=True):
    """A change in words, and the changes listed below it."""

    text: str
    inner: tuple[str, ...] = ()


def changes_in_words(before: PublishedSite, after: PublishedSite) -> str:
    """Tell in Markdown what readers will find that is new, other than before, or gone.

    Texts of the sources are quoted with Markdown's marks disarmed, so that no text can pass for ours.
    """
    pairs = list(in_pairs(before, after))
    known, kept = {old.slug for old, _ in pairs}, {new.slug for _, new in pairs}
    with_points = before.knows_points and after.knows_points
    labels = {**before.labels, **after.labels}
    parts = {
        "New": [
            *(_whole(briefing) for briefing in after.briefings if briefing.slug not in kept),
            *(_points_in(new, _missing(new, old), "new learning point") for old, new in pairs if with_points),
            *_themes(set(after.themes) - set(before.themes), labels, "Theme raised for the first time"),
        ],
        "Altered": [_altered(old, new, with_points=with_points) for old, new in pairs],
        "Gone": [
            *(_whole(old) for old in before.briefings if old.slug not in known),
            *(_points_in(new, _missing(old, new), "learning point") for old, new in pairs if with_points),
            *_themes(set(before.themes) - set(after.themes), labels, "Theme no longer raised"),
        ],
    }
    filled = [(title, [line for line in lines if line]) for title, lines in parts.items()]
    sections = [f"### {title}\n\n{_list(lines)}" for title, lines in filled if lines]
    if not sections:
        return "Readers will see no change in briefings, learning points or themes.\n"
    return "\n\n".join(["## What readers will see", *sections]) + "\n"


def in_pairs(before: PublishedSite, after: PublishedSite) -> Iterator[tuple[PublishedBriefing, PublishedBriefing]]:
    """Give each briefing that was published together with what it is now: of its slug, or with its old address."""
    now = {briefing.slug: briefing for briefing in after.briefings}
    aliases = {_folder(alias): briefing for briefing in after.briefings for alias in briefing.aliases}
    for old in before.briefings:
        new = now.get(old.slug) or aliases.get(_folder(old.address))
        if new:
            yield old, new


def _folder(address: str) -> str:
    return address.removesuffix("index.html").rstrip("/")


def _whole(briefing: PublishedBriefing) -> _Line:
    held = dict(briefing.facts)["date of the review"]
    points = f", with {count_of(len(briefing.points), 'learning point')}" if briefing.points else ""
    when = f" ({_shown(held)})" if held else ""
    return _Line(f"Briefing: {_shown(briefing.title)}{when}{points}")


def _missing(of: PublishedBriefing, other: PublishedBriefing) -> list[PublishedPoint]:
    """Give the points of a briefing that its other state lacks under any id."""
    ids = {name for point in other.points for name in point.ids}
    return [point for point in of.points if not ids & set(point.ids)]


def _points_in(briefing: PublishedBriefing, points: Sequence[PublishedPoint], what: str) -> _Line | None:
    quoted = tuple(f"“{_shown(point.says)}”" for point in points)
    title = f"{count_of(len(points), what)} in {_shown(briefing.title)}"
    return _Line(title, quoted) if points else None


def _themes(ids: Iterable[str], labels: Mapping[str, str], what: str) -> Iterator[_Line]:
    for theme in sorted(ids):
        yield _Line(f"{what}: {_shown(labels.get(theme, theme))}")


def _altered(old: PublishedBriefing, new: PublishedBriefing, *, with_points: bool) -> _Line | None:
    altered = alterations(old, new, with_points=with_points)
    return _Line(f"Briefing: {_shown(new.title)}", altered) if altered else None


def alterations(old: PublishedBriefing, new: PublishedBriefing, *, with_points: bool) -> tuple[str, ...]:
    """Tell in Markdown what of a briefing, and of points that it keeps, reads differently."""
    altered = []
    if old.slug != new.slug:
        altered.append(f"its address, from {_folder(old.address)}/ to {_folder(new.address)}/")
    if old.title != new.title:
        altered.append(f"its title, which was “{_shown(old.title)}”")
    altered += [f"its {name}" for name in _differing(old.facts, new.facts)]
    by_id = {name: point for point in old.points for name in point.ids} if with_points else {}
    for point in new.points:
        earlier = next((by_id[name] for name in point.ids if name in by_id), None)
        if earlier and earlier.says != point.says:
            was, now = _from_where_they_part(earlier.says, point.says)
            altered.append(f"a learning point: “{_shown(was)}” now says “{_shown(now)}”")
        if earlier and (names := _differing(earlier.facts, point.facts)):
            altered.append(f"the {joined(names)} of “{_shown(point.says)}”")
    return tuple(altered)


def _from_where_they_part(was: str, now: str) -> tuple[str, str]:
    """Leave out what two long texts begin with alike, but for a few words before the first that differs."""
    alike = next(
        (at for at, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]), len(min(was, now, key=len))
    )
    start = was.rfind(" ", 0, max(alike - _BEFORE, 0)) + 1
    return (f"… {was[start:]}", f"… {now[start:]}") if start and alike > _LONGEST - _BEFORE else (was, now)


def _differing(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[str]:
    return [name for (name, was), (_, now) in zip(old, new, strict=True) if was != now]


def _list(lines: Sequence[_Line]) -> str:
    written = []
    for line in lines[:_MOST]:
        written.append(f"- {line.text}{':' if line.inner else ''}")
        written += [f"  - {inner}" for inner in line.inner[:_MOST]]
        written += [f"  - and {len(line.inner) - _MOST} more"] if len(line.inner) > _MOST else []
    written += [f"- and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    return "\n".join(written)


def _shown(text: str) -> str:
    """Quote a source's text: on one line, not too long, with nothing that Markdown takes for a mark.

    Nor does a git host find somebody to notify in it, or the number of an issue.
    """
    line = escape_control_characters(" ".join(text.split()))
    cut = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0] or line[:_LONGEST]} …"
    return _MENTIONS.sub(lambda found: found[0] + _JOINER, _MARKS.sub(lambda found: f"\\{found[0]}", cut))
