"""A briefing that waits to be filled in."""

import json
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from learnbrief.fields import FILL_IN
from learnbrief.readers import slug_from
from learnbrief.starter.texts import filled, text


class SourceForm(StrEnum):
    """The two forms of a source, by the ending of its file's name."""

    MARKDOWN = "md"
    YAML = "yml"


@dataclass(frozen=True, slots=True)
class NewBriefing:
    """What is known of a briefing before it is written."""

    title: str
    form: SourceForm
    kind: str = ""
    """Empty, as any other, where it is yet to be filled in."""
    partnership: str = ""
    held: str = ""
    """As the editor wrote it."""
    held_from: date | None = None
    """Its first day, if that is known."""
    topics: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The end of its address: the month of the review, the partnership and the title's words, as far as given."""
        month = self.held_from.isoformat()[:7] if self.held_from else ""
        parts = (month, self.partnership, slug_from(self.title, "briefing"))
        return "-".join(filter(None, parts))[:100].rstrip("-")

    @property
    def path(self) -> str:
        """Where it goes in the project."""
        return f"briefings/{self.slug}.{self.form}"

    @property
    def other_path(self) -> str:
        """Where it would go in the other form, which would be at the same address."""
        other = SourceForm.YAML if self.form is SourceForm.MARKDOWN else SourceForm.MARKDOWN
        return f"briefings/{self.slug}.{other}"

    @property
    def source(self) -> str:
        """Its text, with a mark at each place that is yet to be filled in."""
        front = filled(
            "briefing/front.yml",
            title=yaml_text(self.title),
            partnership=self.partnership or _gap("who publishes it, by an id from _partnerships.yml"),
            kind=self.kind or _gap("what kind of review it was, such as multi-agency-audit"),
            held=self.held or _gap("when it took place, such as 2026-01, 2025/26 (a reporting year), or unknown"),
            published=_gap("the day it comes out, such as 2026-01-31, or unknown"),
            topics=f"[{', '.join(self.topics)}]"
            if self.topics
            else _gap("what it was about, by ids from _themes.yml"),
        )
        if self.form is SourceForm.MARKDOWN:
            return f"---\n{front}---\n{text('briefing/body.md')}"
        return f"# yaml-language-server: $schema=../schemas/briefing.json\n{front}{text('briefing/sections.yml')}"


def _gap(what: str) -> str:
    """Mark a value that is yet to be filled in."""
    return f'"{FILL_IN}: {what}"'


def yaml_text(words: str) -> str:
    """Write a text as YAML reads it back: as it is where that is sure, otherwise in double quotes."""
    if re.fullmatch(r"[^\W\d_][\w ,.()’–-]*", words):
        return words
    return json.dumps(words, ensure_ascii=False)
