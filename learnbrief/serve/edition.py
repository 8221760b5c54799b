"""One state of the site, whose pages are made when they are asked for."""

from collections.abc import Iterator
from dataclasses import replace

from learnbrief.pages import Page
from learnbrief.pipeline import Plan, each_once
from learnbrief.problems import Problem

NOT_FOUND = "404.html"


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

    def file(self, address: str) -> bytes | None:
        """Give a file of the site, or None where there is none; raises TemplateFaultError."""
        if address in self._pages and address not in self._made:
            self._made[address] = self._make(self._pages[address])
        if address in self._made:
            return self._made[address]
        if address in self.plan.files:
            return self.plan.files[address]
        search = self.plan.search
        if address in search.terms_file:
            return search.terms_file[address]
        return search.files.get(address) if address.startswith("search/") else None

    def has_page(self, address: str) -> bool:
        """Tell whether there is a page at an address, without making it."""
        return address in self._pages

    def unmade(self) -> Iterator[str]:
        """Give the addresses of pages that nobody has asked for yet, first one of each template."""
        seen: set[str] = set()
        later = []
        for page in self.plan.pages:
            if page.template in seen:
                later.append(page.address)
            else:
                seen.add(page.template)
                yield page.address
        yield from (address for address in later if address not in self._made)

    def check(self) -> Iterator[Problem]:
        """Hold the whole site to the rules that `build` holds it to, once every page is made."""
        yield from self.plan.check(self.plan.search.files)
        yield from self.plan.check_files(self.file)

    def _make(self, page: Page) -> bytes:
        plan = self.plan
        if page.address == NOT_FOUND:  # here the site begins at the root, wherever it will stand later
            plan = replace(plan, settings=replace(plan.settings, base_url=""))
        pictures = plan.draw([page])
        made = plan.make(page, pictures)
        if made.content is None or made.faults:
            raise TemplateFaultError(each_once(made.faults))
        self._made.update(pictures.values())
        return made.content
