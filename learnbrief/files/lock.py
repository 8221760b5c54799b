"""Builds that publish into one folder take turns: a second one waits for the first."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

if sys.platform == "win32":
    import ctypes

    @contextmanager
    def alone_in(folder: Path) -> Iterator[None]:
        """Let one build publish into a folder at a time, by a mutex named after it, since folders cannot be locked.

        The system gives the mutex of a killed build to the next. Source: Microsoft's documentation of `CreateMutexW`
        and `WaitForSingleObject`.
        """
        system = ctypes.WinDLL("kernel32", use_last_error=True)
        system.CreateMutexW.restype = ctypes.c_void_p
        name = sha256(os.path.normcase(folder).encode("utf-8", "surrogatepass")).hexdigest()
        mutex = ctypes.c_void_p(system.CreateMutexW(None, False, f"learnbrief-{name}"))
        try:
            system.WaitForSingleObject(mutex, ctypes.c_uint32(0xFFFFFFFF))
            yield
        finally:
            system.ReleaseMutex(mutex)
            system.CloseHandle(mutex)

else:
    import fcntl

    @contextmanager
    def alone_in(folder: Path) -> Iterator[None]:
        """Let one build publish into a folder at a time; the lock of a killed build ends with it."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
