"""Rules over the use of themes: each point raises some, and each theme is raised."""

from collections.abc import Iterator

from learnbrief.checks.checked import Checked, SourceWording
from learnbrief.fields import FILL_IN
from learnbrief.model import Status
from learnbrief.problems import Problem, hint, lines_of


def check_points_with_no_theme(written: SourceWording) -> Iterator[Problem]:
    """A point carries a theme besides those of the whole briefing, so that it is found for what it says itself.

    Bad:  - Minutes came late.
    Good: - Minutes came late. #timeliness
    """
    briefing = written.briefing
    topics = {topic.id for topic in briefing.topics} if briefing else set()
    untagged = [
        point
        for point in (briefing.points if briefing else ())
        if FILL_IN not in point.body.text and not point.tags and set(point.themes) <= topics
    ]
    if untagged:
        what = "A point carries" if len(untagged) == 1 else f"{len(untagged)} points carry"
        message = (
            f"{what} no theme but those of the whole briefing: {lines_of([point.at for point in untagged])}. Add "
            f'tags at the end of each; the command "themes suggest {untagged[0].at.file}" proposes some.'
        )
        yield hint("no-theme", message, untagged[0].at)


def check_unraised_themes(checked: Checked) -> Iterator[Problem]:
    """A theme is raised by some briefing, or a narrower theme is.

    Bad:  a theme in _themes.yml that no briefing names
    Good: a theme that a topic or a tag names
    """
    themes = checked.library.vocabulary.themes
    raised: set[str] = set()
    for briefing in checked.library.everything:
        for theme in briefing.themes if briefing.status is not Status.WITHDRAWN else ():
            while theme in themes and theme not in raised:
                raised.add(theme)
                broader = themes[theme].broader
                theme = broader.id if broader else ""
    unraised = [theme for theme in themes.values() if theme.id not in raised]
    if len(unraised) == 1:
        message = f'No briefing raises "{unraised[0].id}". Keep it if it will be needed, or take it away.'
        yield hint("unraised-theme", message, unraised[0].at)
    elif unraised:
        message = (
            f"{len(unraised)} themes are raised by no briefing: {lines_of([theme.at for theme in unraised])}. Keep "
            'those that will be needed, and take the others away; the command "themes unused" names them.'
        )
        yield hint("unraised-theme", message, unraised[0].at)
