"""What can be fixed in a source without judgement: lists and headings that lack a sign, tabs, quotes, dates.

Pure: bytes to bytes. Whatever is not fixed stays as it is, to the byte: line ends and a byte-order mark too.
"""

from learnbrief.editing.fix.answers import date_from_answer
from learnbrief.editing.fix.source import fix
