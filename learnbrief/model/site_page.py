"""A page in the owner's own words."""

from learnbrief.cache.values import Placed
from learnbrief.model.linked import LinkedPage, LinkedPlace, Picture
from learnbrief.model.prose import Prose
from learnbrief.problems import Place


class SitePage(Placed, frozen=True):
    """A page in the owner's own words, such as the one about the site."""

    slug: str
    title: str
    body: Prose
    linked: tuple[LinkedPlace, ...] = ()
    linked_pages: tuple[LinkedPage, ...] = ()
    pictures: tuple[Picture, ...] = ()
    at: Place = Place("")
