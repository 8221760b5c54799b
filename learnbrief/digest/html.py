"""A digest as HTML for programs that show e-mail: tables and inline styles, and nothing from elsewhere.

Such programs know little of CSS, and Outlook shows HTML as Word does: so a table of one column holds it together, and
each style is at its element.
"""

from collections.abc import Iterator
from html import escape

from learnbrief.digest.content import Digest, DigestLine, DigestSection

_FONT = "font-family:Arial,Helvetica,sans-serif"
_WHOLE_WIDTH = 'width="100%" cellpadding="0" cellspacing="0" border="0"'
_INK, _QUIET, _LINK, _RULE = "#1d2433", "#545c6b", "#1f4f8f", "#c9ced8"


def as_html(digest: Digest) -> str:
    """Write a digest as a whole page."""
    rows = "\n".join(_rows(digest))
    title = escape(digest.title)
    return f"""<!doctype html>
<html lang="{escape(digest.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{title}</title>
</head>
<body style="margin:0;padding:0;background:#ffffff">
<div role="main">
<table role="presentation" {_WHOLE_WIDTH}>
<tr><td align="center" style="padding:16px">
<table role="presentation" {_WHOLE_WIDTH} style="max-width:640px;text-align:left">
{rows}
</table>
</td></tr>
</table>
</div>
</body>
</html>
"""


def _rows(digest: Digest) -> Iterator[str]:
    yield _row(f"{_heading(1, digest.title, 24)}\n{_paragraph(escape(digest.intro), _INK, 16)}", "0 0 8px")
    for section in digest.sections:
        yield _row(_section(section), "16px 0 0", f"border-top:1px solid {_RULE}")
    way_on = f"All of it, and a search: {_link(digest.site.title, digest.site.url)}"
    yield _row(_paragraph(way_on, _QUIET, 14), "16px 0", f"border-top:1px solid {_RULE}")


def _section(section: DigestSection) -> str:
    lines = "\n".join(f'<li style="margin:0 0 14px">{_line(line)}</li>' for line in section.lines)
    listed = f'<ul style="margin:0 0 8px;padding:0;list-style:none">\n{lines}\n</ul>'
    more = [_paragraph(_link(section.more.title, section.more.url), _INK, 16)] if section.more else []
    return "\n".join([_heading(2, section.heading, 19), listed, *more])


def _line(line: DigestLine) -> str:
    words = _paragraph(_link(line.words, line.url), _INK, 16, margin="0 0 2px")
    return words + (f"\n{_paragraph(escape(line.note), _QUIET, 14, margin='0')}" if line.note else "")


def _heading(level: int, text: str, size: int) -> str:
    return f'<h{level} style="margin:0 0 10px;{_letters(_INK, size)}">{escape(text)}</h{level}>'


def _paragraph(html: str, colour: str, size: int, *, margin: str = "0 0 8px") -> str:
    return f'<p style="margin:{margin};{_letters(colour, size)}">{html}</p>'


def _letters(colour: str, size: int) -> str:
    return f"{_FONT};font-size:{size}px;line-height:{round(size * 1.4)}px;color:{colour}"


def _link(words: str, url: str) -> str:
    return f'<a href="{escape(url)}" style="color:{_LINK};text-decoration:underline">{escape(words)}</a>'


def _row(html: str, padding: str, style: str = "") -> str:
    styles = ";".join(filter(None, (f"padding:{padding}", style)))
    return f'<tr><td style="{styles}">\n{html}\n</td></tr>'
