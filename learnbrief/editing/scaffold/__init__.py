"""What a new briefing and a new project begin with.

The texts are data files in this folder, so that they can be read and changed as what they are. Pure: what is written
where, `cli` and `files` see to.
"""

from learnbrief.editing.scaffold.briefing import NewBriefing, SourceForm
from learnbrief.editing.scaffold.site import (
    REQUIREMENTS,
    StartingThemes,
    files_of_program,
    project_files,
    starting_themes,
    wheel_named_in,
)
from learnbrief.editing.scaffold.wheel import ADMIN_SCRIPT
