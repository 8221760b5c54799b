"""The disk: gather a build's inputs, stage and publish its site. Nothing else touches files."""

from learnbrief.files.gather import Gathered, built_in_templates, gather
from learnbrief.files.publish import PublishingError, publish, refuse_dangerous

__all__ = ["Gathered", "PublishingError", "built_in_templates", "gather", "publish", "refuse_dangerous"]
