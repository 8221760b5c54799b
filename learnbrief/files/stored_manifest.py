"""What is known of the current site in an output folder, kept in the project's store."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import MsgspecError, msgpack

from learnbrief.cache.cache import digest_of
from learnbrief.cache.program import program_digest
from learnbrief.cache.store import Store
from learnbrief.cache.unchanged import Listing, listing_of
from learnbrief.files.guards import real
from learnbrief.files.stage import Identity, Manifest, WrittenFile

_DECODER = msgpack.Decoder(dict[str, WrittenFile])


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

    def write(self, out: Path, files: Mapping[str, Identity]) -> None:
        """Note the state of the files that were just put into the folder; given by address."""
        self.listing = listing_of(os.fspath(out))
        if self._store:
            found = {name: WrittenFile(*files[name], *stamp) for name, *stamp in self.listing if name in files}
            self._store.write_note(self._key, msgpack.encode(found))
