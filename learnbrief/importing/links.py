"""Addresses of links as they are meant: without the wrappers of mail filters, and without what follows readers."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

_SAFE_LINK = re.compile(r"[a-z0-9-]+\.safelinks\.protection\.outlook\.com", re.IGNORECASE)
_PROOFPOINT = re.compile(r"urldefense(?:\.proofpoint)?\.com", re.IGNORECASE)
_REDIRECT = re.compile(r"(?:www\.)?google\.[a-z.]+", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w+|gclid|dclid|fbclid|msclkid|mc_[ce]id|_hsenc|_hsmi|igshid|mkt_tok|yclid|vero_id|oly_(?:anon|enc)_id|"
    r"_ga|_gl|cid|ssrc|ck_subscriber_id|dm_i",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_HOST_ALONE = re.compile(r"www\.[a-z0-9.-]+\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>()]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CleanedLink:
    """An address to write, and what was done to the one in the original."""

    address: str
    """Empty where the original's leads nowhere on the web."""
    done: str = ""
    """In an editor's words: "tracking taken off: utm_source"."""


def cleaned(address: str) -> CleanedLink:
    """Undo wrappers and take tracking off an address; one that is no address of the web or of mail is left out."""
    written = "".join(address.split())
    if not _SCHEME.match(written) and _EMAIL.fullmatch(written):
        written = f"mailto:{written}"
    elif _HOST_ALONE.fullmatch(written):
        written = f"https://{written}"
    if not _SCHEME.match(written):
        return CleanedLink("", "" if not written or written.startswith("#") else "leads to no web address")
    done: list[str] = []
    for _ in range(3):  # a wrapper may be wrapped again
        inner = _unwrapped(written)
        if not inner:
            break
        written, done = inner, ["safe-link wrapper undone"]
    address, taken = _without_tracking(written)
    done += [f"tracking taken off: {', '.join(taken)}"] if taken else []
    return CleanedLink(_written(address), "; ".join(done))


def _unwrapped(address: str) -> str:
    """Give the address that a mail filter's or a search's wrapper leads to; nothing where there is no wrapper."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    fields = dict(parse_qsl(parts.query))
    if _SAFE_LINK.fullmatch(host):
        return _if_web(fields.get("url", ""))
    if _PROOFPOINT.fullmatch(host):
        if third := re.match(r"/v3/__(.+?)__;", parts.path + (f"?{parts.query}" if parts.query else "")):
            return _if_web(third[1])
        coded = fields.get("u", "")
        return _if_web(unquote(coded.replace("-", "%").replace("_", "/")))
    if _REDIRECT.fullmatch(host) and parts.path == "/url":
        return _if_web(fields.get("q") or fields.get("url", ""))
    return ""


def _if_web(address: str) -> str:
    return address if _SCHEME.match(address) else ""


def _without_tracking(address: str) -> tuple[str, list[str]]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address, []
    if parts.scheme.lower() not in ("http", "https"):
        return address, []
    fields = parse_qsl(parts.query, keep_blank_values=True)
    taken = [name for name, _ in fields if _TRACKING.fullmatch(name)]
    if not taken:
        return address, []
    left = urlencode([(name, value) for name, value in fields if name not in taken])
    return urlunsplit(parts._replace(query=left)), taken


def _written(address: str) -> str:
    """Write an address so that Markdown takes it whole."""
    return address.translate({ord(sign): f"%{ord(sign):02X}" for sign in "()<>\\ \"'`|[]{}"})
