"""From a project's files to its site's files, in order, touching nothing else."""

from learnbrief.pipeline.build import Site, build
from learnbrief.pipeline.inputs import Inputs
from learnbrief.pipeline.plan import Plan, Planned, each_once, plan_site
from learnbrief.pipeline.progress import OnProgress

__all__ = ["Inputs", "OnProgress", "Plan", "Planned", "Site", "build", "each_once", "plan_site"]
