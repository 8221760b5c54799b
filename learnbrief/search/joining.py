"""All segments of the index together: the files that hold something of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any

from learnbrief.cache.cache import Shared
from learnbrief.search.script import address_of, as_json, safe, script, script_of_json
from learnbrief.search.segment import Segment

MOST_IN_FILE = 24_000
"""Letters of words with their postings above which they are parted by their third letter."""


def join_segments(
    segments: Sequence[Segment], first: Mapping[str, Any], terms: str, themes: Iterable[str]
) -> dict[str, Shared[bytes]]:
    """Write the files that hold something of all segments, the first one last."""
    files: dict[str, Shared[bytes]] = {}

    def add(name: str, content: bytes) -> str:
        digest = sha256(content).digest()[:16]
        address = address_of(name, digest)
        files[address] = Shared(content, digest)
        return address

    common: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for word, postings in _by_name([segment.common for segment in segments]).items():
        content = script_of_json(f"postings/{word}", _as_list(postings))
        common[word[:3]][word] = add(f"search/postings/{safe(word)}", content)
    shards = []
    rows_of_words = _by_name([segment.shards for segment in segments])
    for letters, beginnings in _files_of_words(rows_of_words).items():
        own = {word: address for beginning in beginnings for word, address in common[beginning].items()}
        held = [",".join(filter(None, each)) for each in zip(*map(rows_of_words.get, beginnings), strict=True)]
        content = script_of_json(f"words/{letters}", f"[{as_json(own)},{_as_list(held)}]")
        shards.append(letters + add(f"search/words/{safe(letters)}", content).split(".")[-2])
    words = add("search/all-words", script("all-words", _shortened(segments)))
    columns = {
        facet: "".join([segment.columns[facet] for segment in segments if segment.columns])
        for facet in dict.fromkeys(facet for segment in segments for facet in segment.columns)
    }
    choices = {
        facet: ["".join(codes) for codes in zip(*(segment.choices[facet] for segment in segments), strict=True)]
        for facet in ("theme", "lesson")
    }
    of_themes = []
    for theme in themes:
        of_segments = [segment.themes.get(theme, "") for segment in segments]
        content = script_of_json(f"themes/{theme}", _as_list(of_segments))
        address = add(f"search/themes/{theme}", content) if any(of_segments) else ".."
        of_themes.append(address.split(".")[-2])
    rows = ",".join(f"[{segment.briefings}]" for segment in segments)
    others = {
        **first,
        "columns": columns,
        "choices": add("search/choices", script("choices", choices)),
        "themes": " ".join(of_themes),
        "shards": " ".join(shards),
        "words": words,
        "terms": terms,
    }
    add("search/index", script_of_json("index", f'{{"segments":[{rows}],{as_json(others)[1:]}'))
    return files


def _by_name(of_segments: Sequence[Mapping[str, str]]) -> dict[str, list[str]]:
    """Give by each name what every segment has under it, in the order of names."""
    found: dict[str, list[str]] = {}
    for number, held in enumerate(of_segments):
        for name, text in held.items():
            if name not in found:
                found[name] = [""] * len(of_segments)
            found[name][number] = text
    return dict(sorted(found.items()))


def _as_list(codes: Iterable[str]) -> str:
    """Write what holds nothing that JSON escapes."""
    return '["' + '","'.join(codes) + '"]'


def _files_of_words(rows: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Give the beginnings of words that each file holds, by its own: two letters, or three where there are many."""
    files: dict[str, Sequence[str]] = {}
    for letters, group in groupby(rows, lambda beginning: beginning[:2]):
        beginnings = list(group)
        if sum(sum(map(len, rows[beginning])) for beginning in beginnings) > MOST_IN_FILE:
            files |= {beginning: [beginning] for beginning in beginnings}
        else:
            files[letters] = beginnings
    return files


def _shortened(segments: Iterable[Segment]) -> str:
    """Write all words, those that share three letters behind these."""
    words = sorted(set().union(*(segment.words.split() for segment in segments)))
    return " ".join(
        letters + ",".join([word[3:] for word in group]) for letters, group in groupby(words, lambda word: word[:3])
    )
