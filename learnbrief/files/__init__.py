"""The disk: gather a build's inputs, stage and publish its site. Nothing else touches files."""

from learnbrief.files.data_folder import NotAtHandError, data_folder, read_data_file
from learnbrief.files.gather import SOURCE_FOLDERS, Found, Opened, content_of, gather, is_passed_over
from learnbrief.files.guards import PublishingError, refuse_dangerous
from learnbrief.files.paths import name_in_project
from learnbrief.files.project_files import ProjectFileError, remove, write_new, write_over, write_project
from learnbrief.files.publish import publish
from learnbrief.files.rewrite import Rewriting, RewritingError, rewrite, rewrite_all
from learnbrief.files.site import publish_site
from learnbrief.files.stage import Stage
from learnbrief.files.stored_manifest import StoredManifest
