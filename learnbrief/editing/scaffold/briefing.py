"""A briefing that waits to be filled in."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from learnbrief.editing.scaffold.texts import filled, text
from learnbrief.fields import FILL_IN, double_quoted
from learnbrief.model import DateFault, parse_held
from learnbrief.readers import slug_from


class SourceForm(StrEnum):
    """The two forms of a source, by the ending of its file's name."""

    MARKDOWN = "md"
    YAML = "yml"


@dataclass(frozen=True, slots=True)
class NewBriefing:
    """What is known of a briefing before it is written; what is empty is yet to be filled in."""

    title: str
    form: SourceForm
    kind: str
    partnerships: tuple[str, ...]
    held: str
    """In the form of the contract."""
    published: str
    topics: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The end of its address: when the review took place, who publishes it first of all, the title's words."""
        parts = (self._when, *self.partnerships[:1], slug_from(self.title, "briefing"))
        return "-".join(filter(None, parts))[:100].rstrip("-")

    @property
    def _when(self) -> str:
        """The month of the review, or its year where it took longer; nothing where no date is known."""
        held = parse_held(self.held)
        if isinstance(held, DateFault) or not held.is_known:
            return ""
        month = held.start.isoformat()[:7]
        return month if held.end.isoformat().startswith(month) else month[:4]

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
            partnership=_one_or_list(self.partnerships) or gap("who publishes it, by ids from _partnerships.yml"),
            kind=self.kind or gap("the kind of review, such as rapid-review"),
            held=self.held or gap("when it took place, such as 2022-03, 2022/23 for a reporting year, or unknown"),
            published=self.published or gap("the day on which it came out, such as 2022-06-21, 2022-06, or unknown"),
            topics=_list(self.topics) if self.topics else gap("what it was about, by ids from _themes.yml"),
        )
        if self.form is SourceForm.MARKDOWN:
            return f"---\n{front}---\n{text('briefing/body.md')}"
        return f"# yaml-language-server: $schema=../schemas/briefing.json\n{front}{text('briefing/sections.yml')}"


def gap(what: str) -> str:
    """Mark a value that is yet to be filled in."""
    return double_quoted(f"{FILL_IN}: {what}")


def _list(ids: Sequence[str]) -> str:
    return f"[{', '.join(ids)}]"


def _one_or_list(ids: Sequence[str]) -> str:
    return _list(ids) if len(ids) > 1 else "".join(ids)


def yaml_text(words: str) -> str:
    """Write a text as YAML reads it back: as it is where that is sure, otherwise in double quotes."""
    if re.fullmatch(r"[^\W\d_][\w ,.()’–-]*", words):
        return words
    return json.dumps(words, ensure_ascii=False)
