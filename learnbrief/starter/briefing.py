"""A briefing that waits to be filled in."""

import json
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from learnbrief.readers import MARK, slug_from
from learnbrief.starter.texts import filled, text


class SourceForm(StrEnum):
    """The two forms of a source, by the ending of its file's name."""

    MARKDOWN = "md"
    YAML = "yml"


@dataclass(frozen=True, slots=True)
class NewBriefing:
    """What is known of a briefing before it is written."""

    title: str
    kind: str
    partnership: str
    published: date
    form: SourceForm
    held: str = ""
    """As the editor wrote it; empty where it is yet to be filled in."""
    held_from: date | None = None
    """Its first day."""
    topics: tuple[str, ...] = ()
    """Empty where they are yet to be filled in."""
    stand_in: str = ""
    """A theme that holds the place until then, since a draft without any would stop the build."""

    @property
    def slug(self) -> str:
        """The end of its address: month, partnership and the title's words."""
        month = (self.held_from or self.published).isoformat()[:7]
        return f"{month}-{self.partnership}-{slug_from(self.title, 'briefing')}"[:100].rstrip("-")

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
        month = self.published.isoformat()[:7]
        front = filled(
            "briefing/front.yml",
            title=yaml_text(self.title),
            partnership=self.partnership,
            kind=self.kind,
            held=self.held
            or f"{month} # {MARK} when it took place, such as {month}, or 2025/26 for a reporting year",
            published=self.published.isoformat(),
            topics=f"[{', '.join(self.topics)}]" if self.topics else self._no_topics,
        )
        if self.form is SourceForm.MARKDOWN:
            return f"---\n{front}---\n{text('briefing/body.md')}"
        return f"# yaml-language-server: $schema=../schemas/briefing.json\n{front}{text('briefing/sections.yml')}"

    @property
    def _no_topics(self) -> str:
        return f"[{self.stand_in}] # {MARK} what it was about, by ids from _themes.yml; this only holds the place"


def yaml_text(words: str) -> str:
    """Write a text as YAML reads it back: as it is where that is sure, otherwise in double quotes."""
    if re.fullmatch(r"[^\W\d_][\w ,.()’–-]*", words):
        return words
    return json.dumps(words, ensure_ascii=False)
