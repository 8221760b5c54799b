"""What is known of the current site in an output folder, kept in the project's store."""

import os
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

from msgspec import MsgspecError, field, msgpack

from learnbrief.cache.cache import digest_of
from learnbrief.cache.program import program_digest
from learnbrief.cache.store import Store
from learnbrief.cache.unchanged import Listing
from learnbrief.cache.values import Value
from learnbrief.files.guards import real
from learnbrief.files.stage import Identity, Manifest, StagedFiles, WrittenFile, stamp
from learnbrief.published import Promises, are_kept, pages_of_collections


class LastSite(Value, frozen=True):
    """What the last build noted of its site."""

    files: Manifest = field(default_factory=dict)
    promises: Promises = field(default_factory=dict)

    def promises_are_kept(self, out: Path, now: Promises, addresses: Set[str]) -> bool:
        """Tell whether the site in a folder is this one, and one with other pages keeps whatever it promised.

        Where this is not so, what stands in the folder tells what goes away.
        """
        data = {address for address in self.files if address.startswith("data/") and address.endswith(".json")}
        try:
            is_this_one = data and all(self.files[each].is_of(os.lstat(out / each)) for each in data)
        except OSError:
            return False
        return (
            bool(is_this_one)
            and are_kept(self.promises, now)
            and pages_of_collections(self.files.keys()) <= addresses
        )


_DECODER = msgpack.Decoder(LastSite)
_NOT_OURS = Identity(b"", b"")


class StoredManifest:
    """The manifest of one output folder; without a store it is never known."""

    def __init__(self, store: Store | None, out: Path) -> None:
        self._store = store
        self._key = digest_of(("manifest", program_digest(), os.fsencode(real(out))))
        self.listing: Listing = ()
        """What the system said of the folder just after a site was put there."""

    def read(self) -> LastSite:
        """Give what the last build noted; nothing where that is not known."""
        content = self._store.note(self._key) if self._store else None
        with suppress(MsgspecError):
            return _DECODER.decode(content or b"\x90")
        return LastSite()

    def write(self, promises: Promises, out: Path, files: StagedFiles, others: Set[str]) -> None:
        """Note what a site promises that was just put into a folder, and the state of all files there."""
        listing: list[tuple[str, int, int, int]] = []
        ours: dict[str, WrittenFile] = {}
        for address in sorted(files.keys() | others):
            file = files.get(address, _NOT_OURS)
            if not isinstance(file, WrittenFile):
                try:
                    status = os.lstat(f"{out}/{address}")
                except OSError:
                    continue
                file = WrittenFile(file.key, file.digest, file.themes, *stamp(status))
            listing.append((address, file.size, file.changed, file.touched))
            if address in files:
                ours[address] = file
        self.listing = listing
        if self._store:
            self._store.write_note(self._key, msgpack.encode(LastSite(ours, promises)))
