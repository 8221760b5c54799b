"""A neighbour's open data, made harmless; as a small file of ours, and back.

All of it comes from outside, and nothing is trusted: text is kept as plain text, an id must be an id, and whatever
does not hold is left out and said. No address is kept: addresses are made of ids, so that none can leave the site.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from learnbrief.cache.pattern import pattern
from learnbrief.fields.forms import ID, LONGEST_ID
from learnbrief.model import ROLES_WITH_POINTS, UNKNOWN, Held, Role, parse_published
from learnbrief.other_sites.neighbours.values import TheirBriefing, TheirPoint, TheirSite, TheirTheme
from learnbrief.settings import EVERYONE

FILE_VERSION = 1
"""The form of the file; to be raised where an older program could not read a newer one's."""
MOST_POINTS = 50_000
"""Points kept of one neighbour: as many as two thousand briefings hold."""

_LONGEST_TEXT, _LONGEST_LINE = 2000, 300
_MOST_HEADINGS, _MOST_THEMES, _MOST_SYNONYMS = 8, 60, 60
_ROLES = {role.value: role for role in ROLES_WITH_POINTS}
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGEST = pattern(r"[0-9a-f]{64}")
_UNSEEN = pattern(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]"
)
"""What moves a cursor, turns or hides text, or is no letter at all."""

LeftOut = Callable[[str], None]
"""Called with what is left out, and why, each time."""
Row = Mapping[str, Any]


class NotDataError(ValueError):
    """What was given is no open data; the message is a whole sentence."""


def load(content: bytes) -> Row:
    """Read a JSON document that is an object; raises NotDataError."""
    try:
        document = json.loads(content.decode("utf-8"))
    except RecursionError:
        raise NotDataError("It is nested deeper than any open data is.") from None
    except ValueError as fault:
        where = f" (line {fault.lineno})" if isinstance(fault, json.JSONDecodeError) else ""
        raise NotDataError(f"It is not JSON{where}.") from None
    if not isinstance(document, dict):
        raise NotDataError("It is JSON, but not what a site of this software publishes.")
    return document


def rows_of(document: Row, name: str) -> list[Any]:
    """Give a list in the open data by its name. Raises NotDataError if there is no such list."""
    rows = document.get(name)
    if not isinstance(rows, list):
        raise NotDataError(f'It has no list "{name}", as a site of this software publishes.')
    return rows


def site_from_open_data(
    digest: Any, briefings: Iterable[Any], points: Iterable[Any], themes: Iterable[Any], left_out: LeftOut
) -> TheirSite:
    """Take from a neighbour's open data what is shown; raises NotDataError where it is too much."""
    of_briefing: dict[str, list[Any]] = {}
    for row in points:
        of_briefing.setdefault(_id(_get(row, "briefing")), []).append(row)
    with_points = [(row, of_briefing.pop(_id(_get(row, "slug")), [])) for row in briefings]
    for rows in of_briefing.values():
        for _ in rows:
            left_out("a point whose briefing is not among the briefings")
    return _site(digest, with_points, themes, left_out)


def site_from_file(content: bytes, left_out: LeftOut) -> TheirSite:
    """Read back what `written` wrote, trusting it no more than the first time; raises NotDataError."""
    document = load(content)
    if _get(document, "form") != FILE_VERSION:
        raise NotDataError("It was written by another version of this program.")
    with_points = [(row, list(_points_of_lists(row))) for row in rows_of(document, "briefings")]
    return _site(_get(document, "generated_from"), with_points, rows_of(document, "themes"), left_out)


def _points_of_lists(briefing: Any) -> Iterator[Row]:
    for each in _list(briefing, "lists"):
        for point in _list(each, "points"):
            yield {**each, **(point if isinstance(point, dict) else {})}


def written(site: TheirSite) -> bytes:
    """Write what is kept of a neighbour, a line for each point, so that a difference can be read."""
    themes = [_line({"id": theme.id, "label": theme.label, "also": list(theme.also)}) for theme in site.themes]
    head = f'{{"form": {FILE_VERSION},\n"generated_from": {json.dumps(site.generated_from)},\n'
    briefings = ",\n".join(map(_written_briefing, site.briefings))
    return f'{head}"themes": [\n{_lines(themes)}],\n"briefings": [\n{briefings}\n]}}\n'.encode()


def _written_briefing(briefing: TheirBriefing) -> str:
    head = {
        "slug": briefing.slug,
        "title": briefing.title,
        "kind": briefing.kind,
        "held": _written_held(briefing.held),
        "published": briefing.published.written,
    }
    lists = [_written_list(shared, tuple(points)) for shared, points in groupby(briefing.points, _shared)]
    return f'{_line(head)[:-1]}, "lists": [\n{_lines(lists)}]}}'


def _shared(point: TheirPoint) -> Row:
    """Give what a point has in common with the others of its list, so that it need not be written for each."""
    return {
        "section": list(point.headings),
        "lead_in": point.lead_in,
        "role": point.role.value,
        "audience": point.audience,
        "held": _written_held(point.held),
    }


def _written_list(shared: Row, points: Sequence[TheirPoint]) -> str:
    lines = [_line(_written_point(point)) for point in points]
    return f'{_line(shared)[:-1]}, "points": [\n{_lines(lines)}]}}'


def _written_point(point: TheirPoint) -> Row:
    title = {"title": point.title} if point.title else {}
    return {"id": point.id, **title, "text": point.text, "themes": list(point.themes)}


def _written_held(held: Held) -> dict[str, str] | None:
    if not held.is_known:
        return None
    return {"from": held.start.isoformat(), "to": held.end.isoformat(), "label": held.label}


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)


def _lines(lines: Sequence[str]) -> str:
    return ",\n".join(lines) + "\n" if lines else ""


def _site(
    digest: Any, briefings: Sequence[tuple[Any, Sequence[Any]]], themes: Iterable[Any], left_out: LeftOut
) -> TheirSite:
    count = sum(len(points) for _, points in briefings)
    if count > MOST_POINTS:
        raise NotDataError(f"It holds {count:,} learning points; {MOST_POINTS:,} can be kept of one neighbour.")
    kept: dict[str, TheirBriefing] = {}
    for row, points in briefings:
        briefing = _briefing(row, points, left_out)
        if briefing and briefing.slug not in kept:
            kept[briefing.slug] = briefing
        else:
            left_out("a briefing without a slug of its own, a title, a kind or a date")
    used = {theme for briefing in kept.values() for point in briefing.points for theme in point.themes}
    return TheirSite(
        generated_from=digest if isinstance(digest, str) and _DIGEST.fullmatch(digest) else "",
        themes=tuple(_themes(themes, used)),
        briefings=tuple(briefing for _, briefing in sorted(kept.items())),
    )


def _briefing(row: Any, points: Sequence[Any], left_out: LeftOut) -> TheirBriefing | None:
    slug, title, kind = _id(_get(row, "slug")), _text(_get(row, "title"), _LONGEST_LINE), _id(_get(row, "kind"))
    held, published = _held(_get(row, "held")), _published(_get(row, "published"))
    if not (slug and title and kind and held and published):
        return None
    kept = _points(points, held, left_out)
    return TheirBriefing(slug, title, kind, held, published, tuple(kept))


def _points(rows: Iterable[Any], held: Held, left_out: LeftOut) -> Iterator[TheirPoint]:
    ids: Counter[str] = Counter()
    for row in rows:
        point = _point(row, held)
        if point and not ids[point.id]:
            ids[point.id] += 1
            yield point
        else:
            left_out("a point without an id of its own, a text or a role")


def _point(row: Any, held: Held) -> TheirPoint | None:
    point_id, text, role = _id(_get(row, "id")), _text(_get(row, "text"), _LONGEST_TEXT), _role(_get(row, "role"))
    if not (point_id and text and role):
        return None
    headings = (_text(heading, _LONGEST_LINE) for heading in _list(row, "section")[:_MOST_HEADINGS])
    themes = {_id(theme) for theme in _list(row, "themes")[:_MOST_THEMES]}
    return TheirPoint(
        id=point_id,
        title=_text(_get(row, "title"), _LONGEST_LINE),
        text=text,
        lead_in=_text(_get(row, "lead_in"), _LONGEST_TEXT),
        headings=tuple(heading for heading in headings if heading),
        role=role,
        audience=_id(_get(row, "audience")) or EVERYONE,
        themes=tuple(sorted(themes - {""})),
        held=(_held(row["held"]) if "held" in row else None) or held,
    )


def _themes(rows: Iterable[Any], used: set[str]) -> Iterator[TheirTheme]:
    """Give every theme that is used, with what the neighbour calls it."""
    by_id = {_id(_get(row, "id")): row for row in rows}
    for theme in sorted(used):
        row = by_id.get(theme)
        also = (_text(term, _LONGEST_LINE) for term in _list(row, "also")[:_MOST_SYNONYMS])
        yield TheirTheme(theme, _text(_get(row, "label"), _LONGEST_LINE), tuple(term for term in also if term))


def _get(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else None


def _list(row: Any, name: str) -> list[Any]:
    value = _get(row, name)
    return value if isinstance(value, list) else []


def _id(value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= LONGEST_ID and ID.fullmatch(value) else ""


def _text(value: Any, longest: int) -> str:
    """Give a text on one line, without what nobody sees, and cut where it is too long."""
    said = " ".join(_UNSEEN.sub(" ", value).split()) if isinstance(value, str) else ""
    return said if len(said) <= longest else f"{said[: longest - 2].rstrip()} …"


def _role(value: Any) -> Role | None:
    return _ROLES.get(value) if isinstance(value, str) else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        return None


def _published(value: Any) -> Held | None:
    """Read when something came out, which its publisher need not know."""
    read = UNKNOWN if value is None else parse_published(value) if isinstance(value, str) else None
    return read if isinstance(read, Held) else None


def _held(value: Any) -> Held | None:
    """Read when something took place, which its publisher need not know."""
    if value is None:
        return UNKNOWN
    start, end, label = _day(_get(value, "from")), _day(_get(value, "to")), _text(_get(value, "label"), 60)
    return Held(start, end, label) if start and end and label and start <= end else None
