"""What is known of the current site in an output folder, kept in the project's store."""

import os
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

from msgspec import MsgspecError, msgpack

from learnbrief.cache.cache import digest_of
from learnbrief.cache.program import program_digest
from learnbrief.cache.store import Store
from learnbrief.cache.unchanged import Listing
from learnbrief.files.guards import real
from learnbrief.files.stage import Identity, Manifest, StagedFiles, WrittenFile, stamp

_DECODER = msgpack.Decoder(dict[str, WrittenFile])
_NOT_OURS = Identity(b"", b"")


class StoredManifest:
    """The manifest of one output folder; without a store it is never known."""

    def __init__(self, store: Store | None, out: Path) -> None:
        self._store = store
        self._key = digest_of(("manifest", program_digest(), os.fsencode(real(out))))
        self.listing: Listing = ()
        """What the system said of the folder just after a site was put there."""

    def read(self) -> Manifest:
        """Give what the last build left; nothing where that is not known."""
        content = self._store.note(self._key) if self._store else None
        with suppress(MsgspecError):
            return _DECODER.decode(content or b"\x80")
        return {}

    def write(self, out: Path, files: StagedFiles, others: Set[str]) -> None:
        """Note the state of a site that was just put into a folder, and of all other files there."""
        found = {address: file for address, file in files.items() if isinstance(file, WrittenFile)}
        for address in (files.keys() | others) - found.keys():
            with suppress(OSError):
                status = os.lstat(f"{out}/{address}")
                file = files.get(address, _NOT_OURS)
                found[address] = WrittenFile(file.key, file.digest, file.themes, *stamp(status))
        self.listing = sorted((address, file.size, file.changed, file.touched) for address, file in found.items())
        if self._store:
            ours = {address: file for address, file in found.items() if address in files}
            self._store.write_note(self._key, msgpack.encode(ours))
