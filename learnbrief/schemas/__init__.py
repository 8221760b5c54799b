"""What programs in which editors write need to complete and explain fields: JSON Schemas, snippets, settings.

Pure: the definitions, the settings and the vocabulary give the files' content. What a source means, readers decide.
"""

from learnbrief.schemas.choices import Choice, choices_of
from learnbrief.schemas.editors import OWNERS_FILES, SCHEMA_FILES, editor_files
