"""From a project's files to its site's files, in order, touching nothing else."""

from learnbrief.build.build import Site, build
from learnbrief.build.inputs import Inputs
from learnbrief.build.plan import Plan, Planned, each_once, plan_site
from learnbrief.build.progress import OnProgress
from learnbrief.build.read_again import ReadAgain, read_again
