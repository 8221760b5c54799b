"""The fixed words of the contract: what a section is for, how far along a briefing or an action is."""

from enum import StrEnum


class Role(StrEnum):
    """What a section is there for."""

    BACKGROUND = "background"
    FINDINGS = "findings"
    GOOD_PRACTICE = "good-practice"
    IMPROVEMENTS = "improvements"
    LEARNING = "learning"
    RECOMMENDATIONS = "recommendations"
    ACTIONS = "actions"
    QUESTIONS = "questions"
    RESOURCES = "resources"
    OTHER = "other"


ROLES_WITH_POINTS = frozenset(
    {
        Role.FINDINGS,
        Role.GOOD_PRACTICE,
        Role.IMPROVEMENTS,
        Role.LEARNING,
        Role.RECOMMENDATIONS,
        Role.ACTIONS,
        Role.QUESTIONS,
    }
)
"""The roles whose list items are learning points; SPEC 3.3."""


class Status(StrEnum):
    """How far along its life a briefing is."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


class ActionState(StrEnum):
    """How far a promised action has come."""

    PROMISED = "promised"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"
