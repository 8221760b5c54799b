"""Where a link in a source leads: to another page of the site, to a picture, to the web, or nowhere."""

import posixpath
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from learnbrief.model import LinkedPage, LinkedPlace, OpenLink, Picture, Reference
from learnbrief.problems import Place, Report, error, warning
from learnbrief.readers.drawings import unsafe_in_drawing

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
OWN_PAGES = "templates/pages/"
"""Where the owner's own pages lie."""
_SOURCE_ENDINGS = (".md", ".yml", ".yaml")
_DOCUMENT_ENDINGS = tuple(
    f".{ending}"
    for ending in """pdf doc docx odt rtf txt xls xlsx ods csv ppt pptx odp zip mp3 m4a wav ogg mp4 m4v mov webm avi
    epub ics msg eml""".split()
)
"""Documents, sounds and films, which a site does not hold."""
_ALIKE = 0.75
"""What share of a picture's name another must have to be meant."""
_SCHEMES = ("http", "https", "mailto", "tel")


class LinkResolver(Struct, frozen=True):
    """Resolves the links of one source. A link of the site begins with a slash, until a page makes it relative."""

    file: str
    """The source, relative to the project."""
    address: str
    """The page that is made of it, without a slash before it."""
    slugs: Mapping[str, str]
    """Slug of every briefing by its source's path."""
    sources: Mapping[str, bytes]
    report: Report
    pictures: list[Picture] = field(default_factory=list)
    links: list[LinkedPlace] = field(default_factory=list)
    pages: list[LinkedPage] = field(default_factory=list)
    """Pages of the site that are named by their addresses; whether they exist is known once the site is laid out."""

    def resolve(self, element: str, url: str, at: Place) -> str:
        """Give a link's address in the site, or "" where it may not stay.

        Reports `broken-link`, `link-outside`, `missing-picture` and `remote-resource`, and for a scheme such as
        `javascript:` the warning `removed-html`.
        """
        try:
            parts = urlsplit(url.strip())
        except ValueError:
            self.report(error("broken-link", f'"{url}" is not an address that a browser can open.', at))
            return ""
        if element == "img":
            return self._picture(parts.scheme or parts.netloc, unquote(parts.path), url, at)
        if parts.scheme:
            return self._web_address(parts.scheme.lower(), url, at)
        if parts.netloc:
            message = f'"{url}" lacks its beginning. Write https: before it.'
            self.report(error("broken-link", message, at))
            return ""
        if not parts.path:
            return self._same_page(parts.fragment, at)
        return self._inner(url.strip(), unquote(parts.path), unquote(parts.fragment), at)

    def page(self, url: str, at: Place) -> str:
        """Give the rooted address of a page's file, with the query and the place behind it.

        A page's address is given from the top of the site: `/themes/`, `/themes/index.html`, `/search/?q=plans`.
        """
        parts = urlsplit(url)
        path = unquote(parts.path).lstrip("/")
        is_file = "." in path.rpartition("/")[2]
        file = path if is_file else f"{path.rstrip('/')}/index.html".lstrip("/")
        self.pages.append(LinkedPage(Reference(file, at), unquote(parts.fragment)))
        query, fragment = parts.query and f"?{parts.query}", parts.fragment and f"#{parts.fragment}"
        return f"/{file}{query}{fragment}"

    def _web_address(self, scheme: str, url: str, at: Place) -> str:
        if scheme in _SCHEMES:
            return url.strip()
        message = f'The link to "{scheme}:…" was taken away: links lead to http, https, mailto or tel addresses.'
        self.report(warning("removed-html", message, at))
        return ""

    def _same_page(self, fragment: str, at: Place) -> str:
        if not fragment:
            message = "This link leads nowhere. Write the address between the round brackets, or remove the link."
            self.report(error("broken-link", message, at))
            return ""
        if self.file not in self.slugs:
            return self._own_page(self.file, fragment, at)
        self.links.append(LinkedPlace(Reference(self.slugs[self.file], at), fragment))
        return f"/{self.address}#{fragment}"

    def _inner(self, url: str, path: str, fragment: str, at: Place) -> str:
        """Lead to a source by its file, or to a page of the site by its address."""
        target = self._inside(path, at)
        if not target:
            return ""
        if target in self.slugs:
            return self._briefing(self.slugs[target], fragment, at)
        if target.startswith(OWN_PAGES) and target.endswith(".md"):
            return self._own_page(target, fragment, at)
        if path.startswith("/") and not target.lower().endswith(_SOURCE_ENDINGS):
            return self.page(url, at)
        if target.lower().endswith(_DOCUMENT_ENDINGS):
            message = (
                f'"{target}" would not be on the site, which holds briefings and pictures alone. Publish the file '
                "elsewhere, and link to its full address, beginning with https://"
            )
            self.report(error("broken-link", message, at))
            return ""
        message = (
            f'There is no briefing at "{target}". Link to another briefing by its file\'s name, to a page of this '
            "site from the slash at the top, such as /themes/, and to anything else by its full address, "
            "beginning with https://"
        )
        self.report(error("broken-link", message, at))
        return ""

    def _own_page(self, file: str, fragment: str, at: Place) -> str:
        """Lead to a page in the owner's own words; its places are called as the preview on a git host calls them."""
        place = fragment and f"#_{fragment.removeprefix('_')}"
        return self.page(f"/{PurePosixPath(file).stem}/{place}", at)

    def _briefing(self, slug: str, fragment: str, at: Place) -> str:
        self.links.append(LinkedPlace(Reference(slug, at), fragment))
        return f"/briefings/{slug}/index.html" + (f"#{fragment}" if fragment else "")

    def _picture(self, host: str, path: str, url: str, at: Place) -> str:
        if host:
            message = f'The picture "{url[:80]}" lies on another host. Put it beside the source and name its file.'
            self.report(error("remote-resource", message, at))
            return ""
        target = self._inside(path, at)
        if not target:
            return ""
        target = self._as_stored(target)
        if target not in self.sources or not target.lower().endswith(PICTURE_ENDINGS):
            cure = "Put it there (PNG, JPEG, GIF, WebP, AVIF or SVG), or mend the name."
            nearest = self._nearest_picture(target)
            message = f'There is no picture "{target}". {f"""Did you mean "{nearest}"?""" if nearest else cure}'
            self.report(error("missing-picture", message, at))
            return ""
        unsafe = unsafe_in_drawing(self.sources[target]) if target.lower().endswith(".svg") else ""
        if unsafe:
            message = f"This SVG picture holds {unsafe}. Save it again as a plain drawing, or as PNG."
            self.report(error("unsafe-picture", message, at))
            return ""
        picture = Picture(target, fingerprinted(f"assets/{PurePosixPath(target).name}", self.sources[target]))
        self.pictures.append(picture)
        return f"/{picture.address}"

    def _as_stored(self, target: str) -> str:
        """Give a path as its file is called: some systems write "é" as one sign in names, some as two."""
        if target in self.sources or target.isascii():
            return target
        composed = unicodedata.normalize("NFC", target)
        return next((file for file in self._beside(target) if unicodedata.normalize("NFC", file) == composed), target)

    def _nearest_picture(self, target: str) -> str:
        """Give the name of the picture in the same folder that is most likely meant."""
        from difflib import get_close_matches

        names = {
            PurePosixPath(file).name.casefold(): PurePosixPath(file).name
            for file in self._beside(target)
            if file.lower().endswith(PICTURE_ENDINGS)
        }
        nearest = get_close_matches(PurePosixPath(target).name.casefold(), names, n=1, cutoff=_ALIKE)
        return names[nearest[0]] if nearest else ""

    def _beside(self, target: str) -> tuple[str, ...]:
        """Give the files in the folder of a path."""
        folder = f"{posixpath.dirname(target)}/"
        return files_in(folder, self.sources)

    def _inside(self, path: str, at: Place) -> str:
        """Give a relative path's place in the project; reports `link-outside` where it leaves it."""
        folder = "" if path.startswith("/") else posixpath.dirname(self.file)
        target = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
        if target == ".." or target.startswith("../"):
            message = f'"{path}" leads out of the project. Link to files inside it, or to a full web address.'
            self.report(error("link-outside", message, at))
            return ""
        return target


class DeferredLinks:
    """Resolves the links of one source as far as they do not depend on other files; those that do stay open."""

    def __init__(self, file: str, slug: str, report: Report) -> None:
        self.resolver = LinkResolver(file, f"briefings/{slug}/index.html", {file: slug}, {}, report)
        self.open: list[OpenLink] = []

    def resolve(self, element: str, url: str, at: Place) -> str:
        """Give a link's address in the site, what stands for it until that is known, or "" where it may not stay."""
        if element != "img" and not _names_a_source(url):
            return self.resolver.resolve(element, url, at)
        self.open.append(OpenLink(f"/.file/{len(self.open)}", element, url, at))
        return self.open[-1].stand_in


def _names_a_source(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return not (parts.scheme or parts.netloc) and unquote(parts.path).lower().endswith(_SOURCE_ENDINGS)


def files_in(folder: str, sources: Mapping[str, bytes]) -> tuple[str, ...]:
    """Give the paths of the files directly in a folder, whose path ends in a slash, in their order."""
    return tuple(sorted(file for file in sources if file.rpartition("/")[0] == folder[:-1]))


def fingerprinted(address: str, content: bytes) -> str:
    """Put a digest of a file's content into its name, so that browsers may keep it for ever."""
    path = PurePosixPath(address)
    safe = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in path.stem).strip("-")
    return str(path.with_name(f"{safe or 'file'}.{sha256(content).hexdigest()[:10]}{path.suffix.lower()}"))
