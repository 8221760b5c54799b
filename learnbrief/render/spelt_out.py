"""Links whose words are their own address: paper, which shows where links lead, is not to say it twice."""

import re

_LINK, _MARKED = '<a href="http', '<a class="spelt-out" href="http'
_SPELT_OUT = re.compile(r's?://(?:www\.)?([^"/](?:[^"]*[^"/])?)/?">(?:https?://)?(?:www\.)?\1/?</a>')
"""What follows the beginning of such a link."""


def mark_spelt_out(html: str) -> str:
    """Give links whose words are their address a class of their own, for the style sheet of paper."""
    first, *links = html.split(_LINK)  # which finds them sooner than a pattern does
    return first + "".join([f"{_MARKED if _SPELT_OUT.match(link) else _LINK}{link}" for link in links])
