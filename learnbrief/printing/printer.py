"""HTML becomes a PDF: laid out by WeasyPrint, in the fonts that travel with the package."""

import atexit
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

LeadsTo = Callable[[str], str]
"""Gives the full address of a page by its address in the site; empty where it is not known."""

STYLE = "document.css"
"""The style sheet of paper, among the templates; a page that is printed has no other but the owner's colour."""

_SITE = "http://site.invalid/"
"""Where the page is while it is printed; RFC 2606 keeps this name from ever being anyone's."""
_FONTS = "fonts/"
_VARIANT = "pdf/ua-1"

_opened: dict[bytes, tuple[Any, Any]] = {}
"""By its bytes, the style sheet that this process printed with last, parsed, and the fonts that it asks for."""


class Printer(Struct, frozen=True):
    """What a site's documents are printed with."""

    style: bytes
    files: Mapping[str, bytes]
    """The site's pictures and other files, by address; no document has anything else from anywhere."""

    def print(self, html: str, address: str, leads_to: LeadsTo) -> bytes:
        """Print a page that is at an address of the site, in which links of the site begin with a slash.

        The same page gives the same bytes wherever the libraries are the same.
        """
        from weasyprint import HTML  # slow to load, and only there where somebody prints

        from learnbrief.printing.tree import make_ready

        silence_weasyprint()
        page = HTML(string=html, base_url=f"{_SITE}{address}", url_fetcher=_fetcher(self))
        make_ready(page.etree_element, address, leads_to)
        style, fonts = self._open()
        printed: bytes = page.write_pdf(pdf_variant=_VARIANT, stylesheets=[style], font_config=fonts)
        return printed

    def _open(self) -> tuple[Any, Any]:
        """Parse the style sheet and load its fonts, once for all documents of a process."""
        if self.style not in _opened:
            from weasyprint import CSS
            from weasyprint.text.fonts import FontConfiguration

            fonts = FontConfiguration()
            text = self.style.decode(errors="replace")
            style = CSS(string=text, base_url=_SITE, url_fetcher=_fetcher(self), font_config=fonts)
            fonts.add_font_face = _no_font
            _opened.clear()
            _opened[self.style] = style, fonts
        return _opened[self.style]

    def file(self, name: str) -> bytes | None:
        """Give a file that a page may show; None where the site has none of this name."""
        if name.startswith(_FONTS):
            from importlib.resources import files

            font = files("learnbrief.branding.cards") / "fonts" / name.removeprefix(_FONTS)
            return font.read_bytes() if "/" not in name.removeprefix(_FONTS) and font.is_file() else None
        return self.files.get(name)


def forget_fonts() -> None:
    """Forget the style sheet and the fonts, so that no process that is forked now has them.

    What loads fonts starts a thread, which no forked process has.
    """
    _opened.clear()


atexit.register(forget_fonts)  # while there still is what takes the fonts' copies away


def silence_weasyprint() -> None:
    """Keep what WeasyPrint says of style sheets to those who listen for it: an editor cannot mend any of it."""
    import logging

    logger = logging.getLogger("weasyprint")
    logger.handlers[:] = [logging.NullHandler()]


def _no_font(_font: Any, _fetcher: Any) -> None:
    """Let no picture bring a font of its own, which other documents would then be printed in, too."""


def _fetcher(printer: Printer) -> Any:
    """Give what answers WeasyPrint when it asks for a file: out of the site alone."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class SiteFetcher(URLFetcher):  # type: ignore[misc] # it comes without types
        def fetch(self, url: str, headers: Any = None) -> Any:
            content = printer.file(url.removeprefix(_SITE)) if url.startswith(_SITE) else None
            if content is None:
                raise ValueError(f"{url} is no file of the site.")
            return URLFetcherResponse(url, content, {"Content-Type": "text/css"} if url.endswith(".css") else None)

    return SiteFetcher()
