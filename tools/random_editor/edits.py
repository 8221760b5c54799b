"""All kinds of edits: each changes something, or tells that there was nothing to change. It may break the sources."""

from collections.abc import Callable

from tools.random_editor import sources, surroundings
from tools.random_editor.desk import Desk

Edit = Callable[[Desk], bool]

EDITS: dict[str, Edit] = {
    "text": sources.text,
    "text, with size and time as before": sources.same_size_and_time,
    "saved unchanged": sources.touched,
    "point added": sources.new_point,
    "point taken out": sources.lost_point,
    "tag": sources.tag,
    "tag taken off": sources.lost_tag,
    "point's id": sources.point_id,
    "tie": sources.tie,
    "tie taken off": sources.lost_tie,
    "title": sources.title,
    "heading": sources.heading,
    "field": sources.a_field,
    "rename": sources.rename,
    "names exchanged": sources.swap,
    "deletion": sources.deletion,
    "new briefing": sources.new_briefing,
    "theme": sources.theme,
    "lesson": sources.lesson,
    "partnership": sources.partnership,
    "glossary": sources.abbreviation,
    "settings": surroundings.setting,
    "template": surroundings.template,
    "asset": surroundings.asset,
    "picture": surroundings.picture,
    "page of the owner's": surroundings.own_page,
    "option of the command": surroundings.option,
    "page of the site lost": surroundings.lost_page,
    "new version of the program": surroundings.new_version,
    "cache cut short": surroundings.cut_cache,
    "cache scribbled over": surroundings.scribbled_cache,
    "cache mixed up": surroundings.mixed_cache,
    "cache lost": surroundings.lost_cache,
    "old cache brought back": surroundings.old_cache,
}
"""Each kind of edit, by what it is called."""
