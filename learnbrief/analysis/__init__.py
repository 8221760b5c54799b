"""What follows from all briefings at once: which learning points say the same, and which lessons come back.

Pure: the same points give the same findings. What is weighed of one briefing follows from that briefing and the
vocabulary alone; only joining looks at all. This room knows no page.
"""

from learnbrief.analysis.joining import join
from learnbrief.analysis.lexicon import Lexicon, related_themes
from learnbrief.analysis.main_points import LEADING_ROLES, LONGEST_WORDS, main_points, main_words
from learnbrief.analysis.nearest import Recurrence, Related
from learnbrief.analysis.practice import AnsweredFailing, answered_failings
from learnbrief.analysis.promises import is_overdue, years_without_news
from learnbrief.analysis.recurring import RecurringLesson, lessons_by_partnership, lessons_by_theme, recurring_lessons
from learnbrief.analysis.related_points import AddressesOfEach, RelatedPoint, RelatedPoints
from learnbrief.analysis.stories import FOUND_WANTING, AnswerState, Story, state_known, stories_of
from learnbrief.analysis.summaries import ThemeSummary, summaries_of
from learnbrief.analysis.terms import Term, TermKind, Terms
from learnbrief.analysis.weighing import ComparedPoint, WeighedPoint, compared_points, weigh_points, write_point
