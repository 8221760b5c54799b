"""Rules over dates: they agree with one another, and what was to be done by one is done."""

from collections.abc import Iterator

from learnbrief.checks.checked import Checked
from learnbrief.model import Status, day_label
from learnbrief.problems import Place, Problem, error, hint, warning
from learnbrief.settings import SETTINGS_FILE


def check_held_before_published(checked: Checked) -> Iterator[Problem]:
    """A review is published after it began.

    Bad:  held: 2023-05 with published: 2022-06-01
    Good: held: 2022-05 with published: 2022-06-01
    """
    for briefing in checked.library.briefings:
        if briefing.held.is_after(briefing.published):
            message = (
                f"The review was held in {briefing.held.label}, after the briefing was published "
                f"({briefing.published.label}). Mend one of the two dates."
            )
            yield error("held-after-published", message, briefing.held_at)


def check_updated_after_published(checked: Checked) -> Iterator[Problem]:
    """A briefing is changed after it came out.

    Bad:  updated: 2022-05-01 with published: 2022-06-01
    Good: updated: 2023-05-01 with published: 2022-06-01
    """
    for briefing in checked.library.briefings:
        if briefing.updated and briefing.updated < briefing.published.start:
            message = (
                f"The briefing was changed on {day_label(briefing.updated)}, before it was published "
                f"({briefing.published.label}). Mend one of the two dates, or take away the line "
                '"updated:", which is for changes after publication.'
            )
            yield error("updated-before-published", message, briefing.updated_at)


def check_days_for_feeds(checked: Checked) -> Iterator[Problem]:
    """A briefing is in feeds by a day: that of publication, or of its last change.

    Bad:  published: unknown
    Good: published: unknown with updated: 2026-11-30, the day on which it came to this site
    """
    for briefing in checked.library.briefings:
        is_undated = briefing.status is Status.PUBLISHED and not briefing.published.is_known
        if is_undated and not briefing.updated:
            message = (
                "Nobody knows when this briefing was published, so it stands in no feed, and those who follow the "
                'site are not told of it. To have them told, add "updated:" with the day on which you put it here.'
            )
            yield hint("no-day-for-feeds", message, briefing.published_at)


def check_dates_of_states(checked: Checked) -> Iterator[Problem]:
    """What is said of an action's state was true on a day that has come, or that comes before its briefing is out.

    Bad:  - The form asks for both parents. {state=done as_of=2052-03}
    Good: - The form asks for both parents. {state=done as_of=2025-03}
    """
    for briefing in checked.library.briefings:
        for point in briefing.points:
            if point.as_of and point.as_of.start > max(checked.today, briefing.published.start):
                message = (
                    f'{point.as_of.label} is still to come: nobody can know yet how far the action is then. "as_of" '
                    'says when its state was true; "due" says by when it is to be done.'
                )
                yield error("as-of-in-future", message, point.as_of_at or point.at)


def check_review_dates(checked: Checked) -> Iterator[Problem]:
    """A briefing whose review date is past should be looked at again.

    Bad:  review_by: 2019-01-31
    Good: review_by: a day to come, or status: archived
    """
    for briefing in checked.library.briefings:
        is_current = briefing.slug in checked.visible and briefing.status is not Status.ARCHIVED
        if briefing.review_by and briefing.review_by < checked.today and is_current:
            message = (
                f"This briefing was to be reviewed by {day_label(briefing.review_by)}. Look whether it still holds, "
                "then set a new date, or status: archived."
            )
            yield warning("review-past", message, briefing.review_by_at)


def check_accessibility_statement(checked: Checked) -> Iterator[Problem]:
    """The site says how accessible it is, and was tested within a year (SI 2018/952).

    Bad:  no accessibility: in learnbrief.yml
    Good: accessibility: with conformance, tested, method, contact and response
    """
    statement = checked.settings.accessibility
    if statement is None:
        message = (
            'The accessibility statement lacks its facts. Add "accessibility:" with conformance, tested, method, '
            "contact and response to learnbrief.yml: the law asks public bodies for it."
        )
        yield warning("accessibility-missing", message, Place(SETTINGS_FILE))
    elif (checked.today - statement.tested).days > 365:
        message = (
            f"The site was last tested on {day_label(statement.tested)}, more than a year ago. Test it again "
            "and put the new date here."
        )
        yield warning("accessibility-old", message, statement.at)
