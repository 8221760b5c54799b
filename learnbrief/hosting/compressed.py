"""Texts compressed ahead, for hosts that pass them on as they lie: for one text always the same bytes."""

import zlib
from collections.abc import Callable, Mapping

import brotli

from learnbrief.crew import Crew, alone
from learnbrief.memo import Memo, recompute
from learnbrief.settings import Host

TEXTS = (".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".webmanifest")
SHORTEST = 1_000
"""Bytes; below, a file fits into one packet of the network either way."""
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
"""Of a gzip file (RFC 1952): no name, no time, packed as well as can be, on no system in particular."""
_BROTLI = 8
"""Of 11: the next steps take ten and thirty times as long, for another 11 and 14 % off."""


def compressed(
    files: Mapping[str, bytes], host: Host | None, memo: Memo = recompute, crew: Crew = alone
) -> dict[str, bytes]:
    """Make `NAME.gz` and `NAME.br` beside each text of some length, where the host passes them on."""
    if host not in _PASSED_ON_BY:
        return {}
    texts = {name: file for name, file in files.items() if name.endswith(TEXTS) and len(file) >= SHORTEST}
    made: dict[str, bytes] = {}
    for ending, pack in _WAYS.items():
        packed = memo.each(pack, [(file,) for file in texts.values()], crew)
        made |= {f"{name}{ending}": file for name, file in zip(texts, packed, strict=True)}
    return {name: file for name, file in made.items() if len(file) < len(files[name[:-3]])}


def gzipped(content: bytes) -> bytes:
    """Compress with gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return _HEAD + packed + zlib.crc32(content).to_bytes(4, "little") + (len(content) % 2**32).to_bytes(4, "little")


def brotlied(content: bytes) -> bytes:
    """Compress with Brotli (RFC 7932)."""
    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=_BROTLI)
    return packed


_WAYS: Mapping[str, Callable[[bytes], bytes]] = {".gz": gzipped, ".br": brotlied}
_PASSED_ON_BY = (Host.GITLAB_PAGES, Host.NGINX)
