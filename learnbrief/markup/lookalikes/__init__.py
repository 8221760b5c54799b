"""Text that looks like a list, a heading, a table or a paragraph, and is not read as one.

This room compares what a text's blocks are with what their writer saw. It finds and tells; what can be fixed without
judgement, `fix` fixes by what was found here. It knows no role: which words name a section is asked of a function.
"""

from learnbrief.markup.lookalikes.found import Lookalike, LookalikeKind, TextPlace
from learnbrief.markup.lookalikes.problems import lookalike_problem
from learnbrief.markup.lookalikes.search import find_lookalikes
from learnbrief.markup.lookalikes.signs import BLANKS, Sign, SignKind, sign_of
