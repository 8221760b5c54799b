"""A file of the index: a classic script that hands one value to `learnbrief.take(name, value)`.

So it loads from any host and from a folder, under `script-src 'self'`.
"""

import json
from hashlib import sha256
from typing import Any

import msgspec


def script(name: str, value: Any) -> bytes:
    """Write a file that hands over a value by its name."""
    return script_of_json(name, as_json(value))


def script_of_json(name: str, value: str) -> bytes:
    """Write the same of a value that is JSON already."""
    return f"learnbrief.take({json.dumps(name)},{value});\n".encode()


def as_json(value: Any) -> str:
    """Write a value without what ends a line in a script of old."""
    text = msgspec.json.encode(value).decode()
    return text.replace("\u2028", "").replace("\u2029", "")


def script_address(name: str, content: bytes) -> str:
    """Give a file's address, which changes with its content."""
    return address_of(name, sha256(content).digest())


def address_of(name: str, digest: bytes) -> str:
    """Give the address of a file whose content has a digest, by SHA-256."""
    return f"{name}.{digest.hex()[:6]}.js"


def safe(letters: str) -> str:
    """Name a file after letters of any script."""
    if letters.isascii():
        return letters
    return "".join(letter if letter.isascii() else f"_{ord(letter):x}" for letter in letters)
