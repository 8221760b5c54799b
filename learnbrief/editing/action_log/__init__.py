"""All actions as a table for spreadsheets, and what was changed in one as changes of the sources.

This room knows what spreadsheets make of what they open, and decides nothing for the editor: a file comes in as
bytes, and changes go out as values.
"""

from learnbrief.editing.action_log.changes import ActionChange, changes_in
from learnbrief.editing.action_log.forms import FORMS, MissingLibraryError, read_table, write_table
from learnbrief.editing.action_log.rows import table_of_actions
