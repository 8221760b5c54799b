"""Pictures without what they tell beyond what they show. Not a pixel changes, nor how it is turned or coloured."""

from learnbrief.personal.pictures.clean import DamagedError, without_metadata
