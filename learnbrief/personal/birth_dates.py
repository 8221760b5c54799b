"""Dates of birth: a day beside a word that makes it one."""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.personal.dates import DAY, DAY_ALONE, first_day, last_day
from learnbrief.personal.personal_item import PersonalItem
from learnbrief.personal.prefilter import NEAR
from learnbrief.personal.tables import cells_below

_WHAT = "a date of birth"

_LABEL = pattern(
    r"(?<![a-z])(?:d\s?[./]?\s?o\s?[./]?\s?b(?![a-z])\.?|dates?[\s_-]*of[\s_-]*birth|birth[\s_-]*dates?|dyddiad\s+geni)"
    r"(?![a-z])",
    re.IGNORECASE,
)
"""Words that mean nothing else."""
_EVENT = pattern(r"(?<![a-z-])(?:born|birth(?:[\s-]?day)?)(?![a-z])", re.IGNORECASE)
"""Words that may: a service is born, an Act has birthdays, and a birth plan has a date, too."""
_HINTS = (re.compile(r"b(?:irth|orn|(?<=do.)|(?<=o[ ./].)|(?<=o[./] .))"), re.compile("turn"), re.compile("geni"))
"""Where to look, in small letters; patterns that begin with one letter are the quickest."""
_DIGIT = pattern(r"[0-9]")
_TURNED = pattern(
    r"(?<![a-z])turn(?:s|ed|ing)?\s+(?:[0-9]{1,2}|[a-z]{3,9})(?:\s+years?(?:\s+old)?)?(?:\s+on|,|\s+\()\s*", re.I
)

_BETWEEN = pattern(
    r"(?:[\s:=,()'\"*_`~|\[\]>/?–—-]|\b(?:is|was|of|on|the|given|recorded|stated|noted|shown|as|being|are|were|approx"
    r"|approximately|circa|mum|mother|father|child|baby|yp|ar)\b)*+",
    re.IGNORECASE,
)
_PLAIN_WORD = pattern(
    r"(?:on|the|in|at|to|of|a|an|her|his|their|was|were|is|are|she|he|they|first|second|third|fourth|son|daughter"
    r"|baby|child|boy|girl|twins|twin|children|prematurely|premature|early|late|weeks|week|hospital|general|royal"
    r"|infirmary|maternity|by|caesarean|section|healthy|party|fell|falls|safely|home|today|only|youngest|eldest"
    r"|mum|mother|[0-9]{1,2}(?:st|nd|rd|th)?|full|term|ar|yn|gave|sibling|brother|sister)",
    re.IGNORECASE,
)
_NAME = pattern(r"[A-Z][\w'’-]*\.?")
_PARTED = pattern(r"[.!?;]\s|\n\s*\n|\n[ \t]*[-*+#|]|[|]")

_THING = pattern(
    r"(?:service|scheme|project|partnership|program|programme|board|initiative|idea|network|hub|team|charity|campaign|act"
    r"|policy|strategy|pathway|model|framework|panel|forum|nhs|trust|council|school|centre|movement|line|it)(?:['’]s|s['’])?"
    r"\s+(?:(?:was|is|were|had)\s+)?(?:first\s+)?(?:[0-9]{1,3}(?:st|nd|rd|th)\s+|[a-z]+th\s+|first\s+)?\Z",
    re.IGNORECASE,
)
_LABEL_BEHIND = pattern(
    r"[\s,(\[:=*_\"'|–—-]*(?:(?:is|was|as|being|her|his|their|the|a|[\w]+['’]s|recorded|given)\s+){0,4}+",
    re.IGNORECASE,
)
_EVENT_BEHIND = pattern(
    r"[\s,(\[:*_|–—-]*(?:(?:the|a|her|his|their|she|he|they|it|baby|child|boy|girl|twins|new|son|daughter|sibling|was|were"
    r"|first|second|third|youngest|eldest|gave|mother|mum|brother|sister|unborn|young|person|is|[A-Z][\w'’-]*"
    r"|[0-9]{1,2}(?:st|nd|rd|th))\s+){0,6}+",
)


def dates_of_birth(text: str) -> Iterator[PersonalItem]:
    """Find dates of birth: before, behind and below the words that make a day one."""
    small = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")  # each in its place
    for hint in (hint for hints in _HINTS for hint in hints.finditer(small)):
        if not _DIGIT.search(text, max(0, hint.start() - NEAR), hint.end() + NEAR):
            continue
        if label := _LABEL.search(text, max(0, hint.start() - 16), hint.end() + 16):
            yield from _at_label(text, label)
        if event := _EVENT.match(text, hint.start()):
            yield from _at_event(text, event)
        if (turned := _TURNED.match(text, hint.start())) and (day := DAY.match(text, turned.end())):
            yield PersonalItem(_WHAT, day.start(), day.end())
    for start, cell in cells_below(text, _LABEL):
        if day := DAY_ALONE.search(cell):
            yield PersonalItem(_WHAT, start + day.start(), start + day.end())


def _at_label(text: str, label: re.Match[str]) -> Iterator[PersonalItem]:
    between = _BETWEEN.match(text, label.end())
    if between and (day := DAY_ALONE.match(text, between.end())):
        yield PersonalItem(_WHAT, day.start(), day.end())
    yield from _days_before(text, label.start(), _LABEL_BEHIND)


def _at_event(text: str, event: re.Match[str]) -> Iterator[PersonalItem]:
    if not _THING.search(text, max(0, event.start() - 40), event.start()):
        yield from _days_behind(text, event.end())
        yield from _days_before(text, event.start(), _EVENT_BEHIND)


def _days_behind(text: str, start: int) -> Iterator[PersonalItem]:
    """Find the first day behind a word, if nothing is between that says something else of it."""
    day = first_day(text, start, start + NEAR)
    if not day:
        return
    between = text[start : day.start()]
    if _PARTED.search(between):
        return
    words = re.findall(r"[\w'’-]+", between.replace("_", " "))
    if all(_PLAIN_WORD.fullmatch(word) or _NAME.fullmatch(word) for word in words):
        yield PersonalItem(_WHAT, day.start(), day.end())


def _days_before(text: str, end: int, behind: re.Pattern[str]) -> Iterator[PersonalItem]:
    """Find the last day before a word, if nothing is between that says something else of it."""
    window = max(0, end - NEAR)
    day = last_day(text, window, end)
    is_cut = day and window and day.start() == window and text[window - 1].isalnum()
    if day and behind.fullmatch(text, day.end(), end) and not is_cut:
        yield PersonalItem(_WHAT, day.start(), day.end())
