"""Links whose words are their own address: paper, which shows where links lead, is not to say it twice."""

import re

_SPELT_OUT = re.compile(
    r'<a href="(https?://(?:www\.)?([^"/](?:[^"]*[^"/])?)/?)"(?=>(?:https?://)?(?:www\.)?\2/?</a>)'
)


def mark_spelt_out(html: str) -> str:
    """Give links whose words are their address a class of their own, for the style sheet of paper."""
    return _SPELT_OUT.sub(r'<a class="spelt-out" href="\1"', html) if '<a href="http' in html else html
