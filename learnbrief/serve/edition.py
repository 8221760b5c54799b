"""One state of the site, whose pages are made when they are asked for."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from learnbrief.build import Plan, each_once
from learnbrief.editing.outline import Outline, outline_of
from learnbrief.model import Briefing, Library
from learnbrief.pages import Page
from learnbrief.printing import what_is_missing
from learnbrief.problems import Problem
from learnbrief.views.briefing import with_briefing
from learnbrief.views.sheet import sheet_address

NOT_FOUND = "404.html"
BRIEFING = "briefing.html"
"""The template of a briefing's own page; one that was withdrawn has another."""


class TemplateFaultError(Exception):
    """A page cannot be made."""

    def __init__(self, faults: tuple[Problem, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


class Edition:
    """A site that was laid out without errors; what was made of it is kept."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._pages = {page.address: page for page in plan.pages}
        self._made: dict[str, bytes] = {}
        self._whole: Edition | None = None

    @property
    def whole(self) -> "Edition":
        """The site as it was when all of it was laid out."""
        return self._whole or self

    def with_briefing(self, briefing: Briefing, library: Library) -> "Edition":
        """Give this site with one briefing read again on its own pages; all others wait until all is laid out."""
        own = {address: self._pages[address] for address in (briefing.address, sheet_address(briefing.slug))}
        edition = Edition(replace(self.plan, library=library))
        edition._pages |= {address: with_briefing(page, briefing, self.plan.lookup) for address, page in own.items()}
        edition._made = {address: made for address, made in self._made.items() if address not in own}
        edition._whole = self.whole
        return edition

    def file(self, address: str) -> bytes | None:
        """Give a file of the site, or None where there is none; raises TemplateFaultError.

        A PDF is printed when it is asked for. Where this machine cannot print, there is none.
        """
        if address in self._pages and self._pages[address].prints and what_is_missing():
            return None
        if address in self._pages and address not in self._made:
            self._made[address] = self._make(self._pages[address])
        if address in self._made:
            return self._made[address]
        if address in self.plan.files:
            return self.plan.files[address]
        search = self.plan.search
        if address in search.terms_file:
            return search.terms_file[address]
        content = search.contents.get(address) if address.startswith("search/") else None
        return content.value if content else None

    def has_page(self, address: str) -> bool:
        """Tell whether there is a page at an address, without making it."""
        return address in self._pages

    def briefing(self, address: str) -> Briefing | None:
        """Give the briefing whose page is at an address; None where there is no such page."""
        if address not in self._pages or self._pages[address].template != BRIEFING:
            return None
        return next((each for each in self.plan.library.everything if each.address == address), None)

    def outline(self, address: str) -> Outline | None:
        """Tell what was read of the briefing whose page is at an address; None where there is no such page."""
        briefing = self.briefing(address)
        return outline_of(briefing) if briefing else None

    def _unmade(self) -> Iterator[str]:
        """Give the addresses of pages that nobody has asked for yet, first one of each template; no PDFs."""
        seen: set[str] = set()
        later = []
        for page in self.plan.pages:
            if page.prints:
                continue
            if page.template in seen:
                later.append(page.address)
            else:
                seen.add(page.template)
                yield page.address
        yield from (address for address in later if address not in self._made)

    def faults(self, pause: Callable[[], None]) -> tuple[Problem, ...]:
        """Make every page that nobody has asked for, and hold the whole site to the rules that `build` holds it to.

        That takes long; `pause` is called before each piece of it.
        """
        for address in self._unmade():
            pause()
            try:
                self.file(address)
            except TemplateFaultError as fault:
                return fault.faults
        pause()
        return (*self.plan.check(self.plan.search.contents), *self.plan.check_files(self.file))

    def _make(self, page: Page) -> bytes:
        plan = self.plan
        if page.address == NOT_FOUND:  # here the site begins at the root, wherever it will be later
            plan = replace(plan, lookup=plan.lookup.at_the_root)
        measured = [address for address in page.measures if not self._pages[address].prints]
        rendered = plan.render(page, {address: len(self.file(address) or b"") for address in measured})
        if rendered.content is None or rendered.faults:
            raise TemplateFaultError(each_once(rendered.faults))
        return rendered.content
