"""Neighbours' learning: fetched, made harmless, read, and put beside our own."""

from learnbrief.other_sites.neighbours.open_data import site_from_open_data, written
from learnbrief.other_sites.neighbours.personal import without_personal_data
from learnbrief.other_sites.neighbours.reading import (
    names_of_themes,
    read_neighbours,
    themes_left_out,
    with_neighbours,
)
from learnbrief.other_sites.neighbours.values import TheirSite
