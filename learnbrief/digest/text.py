"""A digest as plain text, for programs and people that show no HTML."""

from collections.abc import Iterator
from textwrap import wrap

from learnbrief.digest.content import Digest, DigestSection

_WIDTH = 72


def as_text(digest: Digest) -> str:
    """Write a digest as text in lines that no program need break; an address is on a line of its own."""
    parts = [_filled(digest.title), _filled(digest.intro)]
    parts += ["\n".join(_section(section)) for section in digest.sections]
    parts.append(f"All of it, and a search:\n{digest.site.url}")
    return "\n\n".join(parts) + "\n"


def _section(section: DigestSection) -> Iterator[str]:
    yield section.heading.upper()
    for line in section.lines:
        yield ""
        yield _filled(line.words, "- ", "  ")
        if line.note:
            yield _filled(line.note, "  ", "  ")
        yield f"  {line.url}"
    if section.more:
        yield ""
        yield f"  {section.more.title}:"
        yield f"  {section.more.url}"


def _filled(text: str, first: str = "", other: str = "") -> str:
    lines = wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=other,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)
