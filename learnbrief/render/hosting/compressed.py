"""Texts compressed ahead, for hosts that pass them on as they lie: for one text always the same bytes."""

import zlib
from collections.abc import Callable, Mapping

from learnbrief.settings import Host

TEXTS = (".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".webmanifest")
SHORTEST = 1_000
"""Bytes; below, a file fits into one packet of the network either way."""
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
"""Of a gzip file (RFC 1952): no name, no time, packed as well as can be, on no system in particular."""
_BROTLI = 8
"""Of 11: the next steps take ten and thirty times as long, for another 11 and 14 % off."""


def passes_on_compressed(host: Host | None) -> bool:
    """Tell whether a host passes on compressed files that lie beside the others."""
    return host in (Host.GITLAB_PAGES, Host.NGINX)


def compressed(name: str, content: bytes) -> dict[str, bytes]:
    """Make `NAME.gz` and `NAME.br` of a text of some length, where they are smaller."""
    if not name.endswith(TEXTS) or len(content) < SHORTEST:
        return {}
    made = {f"{name}{ending}": pack(content) for ending, pack in _WAYS.items()}
    return {name: packed for name, packed in made.items() if len(packed) < len(content)}


def gzipped(content: bytes) -> bytes:
    """Compress with gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return _HEAD + packed + zlib.crc32(content).to_bytes(4, "little") + (len(content) % 2**32).to_bytes(4, "little")


def brotlied(content: bytes) -> bytes:
    """Compress with Brotli (RFC 7932)."""
    import brotli

    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=_BROTLI)
    return packed


_WAYS: Mapping[str, Callable[[bytes], bytes]] = {".gz": gzipped, ".br": brotlied}
