"""Briefings, sections, learning points, themes and partnerships as frozen values.

The nouns of the contract, complete when created. This room knows neither files nor pages.
"""

from learnbrief.model.briefing import (
    Block,
    Briefing,
    Cases,
    FrontMatter,
    LearningPoint,
    PointList,
    Section,
    Source,
    named_point,
)
from learnbrief.model.catalogue import AnswerGraph, Catalogue, Entry, in_role, shared_briefings, shared_entries
from learnbrief.model.gaps import STAND_IN, Gap
from learnbrief.model.held import (
    UNDATED,
    UNKNOWN,
    DateFault,
    Held,
    day_label,
    earliest,
    latest,
    parse_date,
    parse_held,
    parse_published,
    year_choices,
)
from learnbrief.model.library import Library
from learnbrief.model.linked import LinkedPage, LinkedPlace, OpenLink, Picture
from learnbrief.model.point_table import PointRow, PointTable
from learnbrief.model.prose import Prose
from learnbrief.model.reasons import Decider, Reason
from learnbrief.model.roles import ROLES_WITH_POINTS, ActionState, Role, Status
from learnbrief.model.site_page import SitePage
from learnbrief.model.vocabulary import Lesson, Link, Partnership, Reference, Theme, Vocabulary
from learnbrief.model.watched_themes import WatchedThemes
from learnbrief.model.wording import (
    BlockKind,
    Passage,
    PassageKind,
    Wording,
    WrittenBlock,
    WrittenHeading,
    WrittenLink,
    WrittenPicture,
    WrittenTable,
    together,
)
