"""One cache: the results of pure functions, under a digest of all that they depend on.

A step is a function at the top of a module that makes a result of one value. Its key is the digest of the program,
the step's name and the value; nobody writes a key, nothing is ever invalidated, and no times are compared. So a
remembered result is right as long as each input of a step is in its value. The caller cannot tell whether a result
was remembered.

Results are written as msgpack (https://msgpack.org), and taken up as values of a step's own type, so that nothing
that is kept can make the program do anything.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from hashlib import blake2b, sha256
from typing import Any, Generic, Protocol, TypeVar, cast, get_type_hints

from msgspec import MsgspecError, Struct
from msgspec.msgpack import Decoder, Encoder

from learnbrief.cache.pool import OnProgress, Pool, no_progress
from learnbrief.cache.store import Store

Given = TypeVar("Given")
Result = TypeVar("Result")


class Digested(Protocol):
    """Has a digest of its whole content, which stands for it in a cache key."""

    digest: bytes


class Shared(Generic[Given]):
    """Something that many values hold. Their keys have its digest, which is made once."""

    __slots__ = ("_make", "_value", "digest", "passes")

    def __init__(self, value: Given, digest: bytes = b"") -> None:
        self._value: Given | None = value
        self._make: Callable[[], Given] | None = None
        self.passes = False
        self.digest = digest or digest_of(value)

    @classmethod
    def lazy(cls, make: Callable[[], Given], digest: bytes, *, passes: bool = False) -> "Shared[Given]":
        """Hold something that is made when it is asked for, and what passes each time; its digest is known before."""
        found = cls.__new__(cls)
        found._value, found._make, found.passes, found.digest = None, make, passes, digest
        return found

    @property
    def value(self) -> Given:
        """Give it."""
        if self._make is None:
            return cast(Given, self._value)
        value = self._make()
        if not self.passes:
            self._value, self._make = value, None
        return value

    def __repr__(self) -> str:
        return f"Shared({self.digest.hex()})"


class Cache(Protocol):
    """Gives the results of steps."""

    def map(
        self, step: Callable[[Given], Result], values: Sequence[Given], on_progress: OnProgress = no_progress
    ) -> list[Result]:
        """Give the step's result for each value, in their order."""
        ...

    def refer(self, step: Callable[[Given], Result], values: Sequence[Given]) -> list[Shared[Result]]:
        """Give the same, for other values to hold; a remembered result is loaded when it is asked for."""
        ...

    def refer_by_digest(self, step: Callable[[Given], Result], value: Given) -> Shared[Result]:
        """Tell a step's result from any other; of it only the digest is remembered, so it may hold anything."""
        ...


class NoCache:
    """Computes everything anew."""

    def __init__(self, pool: Pool | None = None) -> None:
        self._pool = pool or Pool()

    def map(
        self, step: Callable[[Given], Result], values: Sequence[Given], on_progress: OnProgress = no_progress
    ) -> list[Result]:
        """Compute the step's result for each value."""
        if self._pool.processes == 1:
            return self._pool.map(step, values, on_progress)
        contents = self._pool.map(partial(_encoded, step), _complete(values), on_progress)
        return [_decoded(step, value, content) for value, content in zip(values, contents, strict=True)]

    def refer(self, step: Callable[[Given], Result], values: Sequence[Given]) -> list[Shared[Result]]:
        """Compute the same, for other values to hold."""
        return _referred(self, step, values)

    def refer_by_digest(self, step: Callable[[Given], Result], value: Given) -> Shared[Result]:
        """Compute the step's result."""
        return Shared(step(value))


no_cache = NoCache()

_AT_ONCE = 100
"""So many results that were just computed are in memory as they are written."""


class DiskCache:
    """Remembers results in a project's store, from one build to the next."""

    def __init__(self, store: Store, program: str, pool: Pool) -> None:
        self._store = store
        self._program = program
        self._pool = pool

    def map(
        self, step: Callable[[Given], Result], values: Sequence[Given], on_progress: OnProgress = no_progress
    ) -> list[Result]:
        """Give the step's result for each value; the pool computes those that are not remembered."""
        keys = [_key(step, value, self._program) for value in values]
        decoder = _decoder(step)
        found: dict[bytes, Result] = {}
        for key, content in self._store.results(keys):
            with suppress(MsgspecError):
                found[key] = decoder.decode(content)
        new = {key: value for key, value in zip(keys, values, strict=True) if key not in found}
        for batch in self._computed(step, new, on_progress):
            self._store.keep({key: content for key, content in batch.items() if content})
            found |= {key: _decoded(step, new[key], content) for key, content in batch.items()}
        return [found[key] for key in keys]

    def refer(self, step: Callable[[Given], Result], values: Sequence[Given]) -> list[Shared[Result]]:
        """Give the same for other values to hold; each result is kept under its digest, and that under its key."""
        keys = [_key(step, value, f"digest {self._program}") for value in values]
        digests = dict(self._store.results(keys))
        new = {key: value for key, value in zip(keys, values, strict=True) if key not in digests}
        held: dict[bytes, bytes] = {}
        for batch in self._computed(step, new):
            found = {key: _digest(content) for key, content in batch.items() if content}
            if not self._store.keep(found | {found[key]: batch[key] for key in found}):
                held |= batch
            digests |= {key: key for key in batch} | found
        return [
            Shared.lazy(partial(self._taken_up, step, value, digests[key], held.get(key, b"")), digests[key])
            for key, value in zip(keys, values, strict=True)
        ]

    def _taken_up(self, step: Callable[[Given], Result], value: Given, digest: bytes, content: bytes) -> Result:
        """Take up a result as it is written, or as it is kept under its digest; else make it anew."""
        with suppress(MsgspecError):
            return _decoded(step, value, content or dict(self._store.results([digest])).get(digest, b""))
        return step(value)

    def refer_by_digest(self, step: Callable[[Given], Result], value: Given) -> Shared[Result]:
        """Give the step's result by its digest; made again when asked for, if remembered."""
        key = _key(step, value, f"digest {self._program}")
        if digest := dict(self._store.results([key])).get(key):
            return Shared.lazy(partial(step, value), digest)
        result = Shared(step(value))
        self._store.keep({key: result.digest})
        return result

    def _computed(
        self, step: Callable[[Given], Result], new: Mapping[bytes, Given], on_progress: OnProgress = no_progress
    ) -> Iterator[dict[bytes, bytes]]:
        """Compute results, each as it is written, some at a time; nothing for what cannot be written."""
        keys = list(new)
        contents = self._pool.each(partial(_encoded, step), _complete(list(new.values())), on_progress)
        for first in range(0, len(keys), _AT_ONCE):
            yield dict(zip(keys[first : first + _AT_ONCE], contents, strict=False))

    def end_build(self) -> None:
        """Let the store forget what no build has asked for lately."""
        self._store.end_build()


class MemoryCache:
    """Remembers the results of the last two rounds; so a mistake, once corrected, costs nothing again."""

    def __init__(self, pool: Pool | None = None) -> None:
        self._computed = NoCache(pool)
        self._known: dict[bytes, Any] = {}
        self._asked: set[bytes] = set()
        self._before: set[bytes] = set()
        """What was asked for in this round, and in the one before."""

    def map(
        self, step: Callable[[Given], Result], values: Sequence[Given], on_progress: OnProgress = no_progress
    ) -> list[Result]:
        """Give the step's result for each value; the pool computes those that are not remembered."""
        keys = [_key(step, value) for value in values]
        self._asked.update(keys)
        new = {key: value for key, value in zip(keys, values, strict=True) if key not in self._known}
        results = self._computed.map(step, list(new.values()), on_progress)
        self._known.update(zip(new, results, strict=True))
        return [self._known[key] for key in keys]

    def refer(self, step: Callable[[Given], Result], values: Sequence[Given]) -> list[Shared[Result]]:
        """Give the same for other values to hold."""
        return _referred(self, step, values)

    def refer_by_digest(self, step: Callable[[Given], Result], value: Given) -> Shared[Result]:
        """Compute the step's result."""
        return self._computed.refer_by_digest(step, value)

    def end_round(self) -> None:
        """Forget what was asked for neither in this round nor in the one before."""
        for key in self._known.keys() - self._asked - self._before:
            del self._known[key]
        self._before, self._asked = self._asked, set()


def _referred(cache: Cache, step: Callable[[Given], Result], values: Sequence[Given]) -> list[Shared[Result]]:
    """Hold the results of a cache that has them all in memory, each under its key."""
    return [Shared(result, _key(step, value)) for value, result in zip(values, cache.map(step, values), strict=True)]


def digest_of(value: object) -> bytes:
    """Digest a value of ours: 16 bytes of SHA-256 over all its fields, and of what is `Digested` its digest."""
    return _digest(_packed(value))


def lasting_digest_of(value: object) -> bytes:
    """Digest a value where readers see the digest, or an order by it: by BLAKE2b, however keys are made."""
    return blake2b(_packed(value), digest_size=16).digest()


def _packed(value: object) -> bytes:
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:  # such as in the name of a file that is no text
        return repr(value).encode("utf-8", "surrogatepass")


def _digest(content: bytes) -> bytes:
    return sha256(content).digest()[:16]


def _complete(values: Sequence[Given]) -> Sequence[Given]:
    """Take up what several values hold, before they are shared out; what one holds, its process takes up alone."""
    met: set[int] = set()
    for value in values:
        for each in _held(value):
            if id(each) in met:
                each.value  # noqa: B018 (it is made here)
            met.add(id(each))
    return values


def _held(value: object) -> Iterator[Shared[Any]]:
    for field in (getattr(value, name) for name in value.__struct_fields__) if isinstance(value, Struct) else ():
        yield from (each for each in (field if isinstance(field, tuple) else (field,)) if isinstance(each, Shared))


def _key(step: Callable[..., object], value: object, program: str = "") -> bytes:
    name = f"{step.__module__}.{step.__qualname__}"
    if "<" in name:
        raise ValueError(f"{name} may know more than its value")
    return digest_of((program, name, value))


def _own_digest(value: Digested) -> bytes:
    """Give the digest of something that is no plain value; raises where it has none, such as a function."""
    return value.digest


_ENCODER = Encoder(enc_hook=_own_digest, order="deterministic")
_WRITER = Encoder()
"""Of results; these keep the order of their mappings, as they have it where nothing is remembered."""


def _encoded(step: Callable[[Any], Any], value: object) -> bytes:
    """Encode a step's result; nothing if it holds text that cannot be encoded."""
    result = step(value)
    try:
        return _WRITER.encode(result)
    except UnicodeEncodeError:
        return b""


def _decoded(step: Callable[[Given], Result], value: Given, content: bytes) -> Result:
    """Take up a step's result, or make it where it could not be written."""
    return _decoder(step).decode(content) if content else step(value)


@cache
def _decoder(step: Callable[..., Result]) -> Decoder[Result]:
    return Decoder(get_type_hints(step)["return"])
