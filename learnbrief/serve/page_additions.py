"""A page as the preview sends it: with the script that reloads it, the panel of problems, and what was read of it.

What is built knows nothing of them. The page's own policy is widened by one thing: the reload script may listen to
the server that the page came from.
"""

import re

FOLDER = "/_preview/"
"""Where the preview's own files are; no page of a site begins with an underscore."""

_POLICY = re.compile(r'(<meta\b[^>]*http-equiv="content-security-policy"[^>]*content=")([^"]*)(")', re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def with_additions(html: str, panels: str, name: str, host: str) -> str:
    """Put panels and the reload script into a page; `name` says what is shown, `host` is the server's."""
    html = _POLICY.sub(lambda found: f"{found[1]}{_widened(found[2], host)}{found[3]}", html)
    run = name.partition("-")[0]  # so that a browser keeps these files as long as the server runs, and no longer
    own = f'<link rel="stylesheet" href="{FOLDER}panel.css?{run}">\n' if panels else ""
    own += f'<script src="{FOLDER}reload.js?{run}" data-shown="{name}" defer></script>\n'
    html = _put(_HEAD_END, html, before=own)
    return _put(_BODY, html, after=f"\n{panels}") if panels else html


def _widened(policy: str, host: str) -> str:
    """Let the page connect to its own server."""
    source = f"'self' ws://{host}"
    rules = [rule.strip() for rule in policy.split(";") if rule.strip()]
    for at, rule in enumerate(rules):
        if rule.split()[0].lower() == "connect-src":
            rules[at] = f"{rule.replace(chr(39) + 'none' + chr(39), '').rstrip()} {source}"
            return "; ".join(rules)
    return "; ".join([*rules, f"connect-src {source}"])


def _put(place: re.Pattern[str], html: str, *, before: str = "", after: str = "") -> str:
    """Put something before or after a tag; at the end of a page that has no such tag."""
    found = place.search(html)
    if not found:
        return html + before + after
    return html[: found.start()] + before + found[0] + after + html[found.end() :]
