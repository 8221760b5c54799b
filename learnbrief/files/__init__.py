"""The disk: gather a build's inputs, stage and publish its site. Nothing else touches files."""

from learnbrief.files.gather import SOURCE_FOLDERS, Found, Gathered, content_of, gather, is_passed_over
from learnbrief.files.kept import KeepingError, remove, write_new, write_over, write_project
from learnbrief.files.memory import Memory
from learnbrief.files.paths import name_in_project
from learnbrief.files.publish import publish
from learnbrief.files.published import NotAtHandError, data_folder, read_data_file
from learnbrief.files.readings import Readings
from learnbrief.files.refusal import PublishingError, refuse_dangerous
from learnbrief.files.rewrite import RewritingError, rewrite

__all__ = [
    "SOURCE_FOLDERS",
    "Found",
    "Gathered",
    "KeepingError",
    "Memory",
    "NotAtHandError",
    "PublishingError",
    "Readings",
    "RewritingError",
    "content_of",
    "data_folder",
    "gather",
    "is_passed_over",
    "name_in_project",
    "publish",
    "read_data_file",
    "refuse_dangerous",
    "remove",
    "rewrite",
    "write_new",
    "write_over",
    "write_project",
]
