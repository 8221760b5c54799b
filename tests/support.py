"""What tests share: whole projects written as one text, so that a test shows all its data."""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, wraps
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from msgspec.structs import replace

from learnbrief.build import Inputs, Plan, Site, build, plan_site
from learnbrief.cache.program import built_in_templates
from learnbrief.files import Stage, publish
from learnbrief.model import Briefing, Library
from learnbrief.problems import Problem, has_errors, in_order
from learnbrief.readers import read_library
from learnbrief.render.hosting import passes_on_compressed
from learnbrief.render.render import ENCODERS
from learnbrief.settings import read_settings

TODAY = date(2026, 1, 31)

EXAMPLES_OF_100 = 100 if os.environ.get("EXAMPLES") == "all" else 50
"""How many of a hundred examples Hypothesis makes up; `make test-long` has it make up all."""

VOCABULARY = """
--- briefings/_themes.yml
neglect:
  label: Neglect
  also: [chronic neglect]
  definition: Needs that go unmet over time.
information-sharing:
  label: Information sharing
  also: [sharing information, GDPR]
  definition: The right facts to the right people in time.
plans:
  label: Plans
  definition: What is to be done, by whom and by when.
--- briefings/_partnerships.yml
example:
  name: Example Safeguarding Partnership
  short: ESP
  area: Example
other:
  name: Other Safeguarding Partnership
  short: OSP
  area: Other
--- briefings/_glossary.yml
MASH: multi-agency safeguarding hub
"""
"""A small vocabulary for projects that are not about theirs."""

FRONT = """---
title: Neglect in Example
partnership: example
kind: multi-agency-audit
held: 2022-03
published: 2022-06-01
summary: What an audit of neglect taught.
topics: [neglect]
---
"""
"""Front matter for briefings whose fields do not matter."""


def project(text: str, *, today: date = TODAY, drafts: bool = False) -> Inputs:
    """Make a project of a text in which a line `--- path` begins each file."""
    return Inputs(sources=files_of(text), templates=templates(), today=today, drafts=drafts)


def files_of(text: str) -> dict[str, bytes]:
    """Part a text into files at its lines `--- path`; a line of `---` alone belongs to the file."""
    parts = re.split(r"(?m)^--- (\S.*)\n", text)
    return {name.strip(): content.encode() for name, content in zip(parts[1::2], parts[2::2], strict=True)}


def table(name: str) -> Any:
    """Read a long table of what is tried, a row a line, from `tests/tables/`."""
    return json.loads((Path(__file__).parent / "tables" / f"{name}.json").read_text("utf-8"))


def put(folder: Path, text: str) -> None:
    """Write a project, given as one text, to the disk."""
    for name, content in files_of(text).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@cache
def templates() -> Mapping[str, bytes]:
    """Read the built-in templates."""
    root = Path(built_in_templates())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def briefing_project(body: str, *, front: str = FRONT, name: str = "a.md", more: str = "") -> Inputs:
    """Make a project of one briefing with the small vocabulary."""
    return project(f"{VOCABULARY}--- briefings/{name}\n{front}{body}{more}")


def read(inputs: Inputs) -> tuple[Library, list[Problem]]:
    """Read a project's library, with the problems that reading meets."""
    problems: list[Problem] = list(inputs.problems)
    settings = read_settings(inputs.sources, problems.append)
    return read_library(inputs.sources, settings, problems.append), sorted(set(problems))


def read_briefing(body: str, *, front: str = FRONT, name: str = "a.md") -> Briefing:
    """Read one briefing in which there is no problem."""
    library, problems = read(briefing_project(body, front=front, name=name))
    assert not problems, problems
    return library.briefings[0]


class LookedAt(Mapping[str, bytes]):
    """The files of a site, of which each page is made when a test looks at it; most look at one or two."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._pages = {page.address: page for page in plan.pages}
        self._made = {**plan.search.files, **plan.files}

    def __getitem__(self, address: str) -> bytes:
        if address not in self._made:
            rendered = self._plan.render(self._pages[address])
            assert rendered.content is not None
            assert not rendered.faults
            self._made[address] = rendered.content
        return self._made[address]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._made, *self._pages}))

    def __len__(self) -> int:
        return len({*self._made, *self._pages})

    def __contains__(self, address: object) -> bool:
        return address in self._made or address in self._pages


def laid_out(inputs: Inputs) -> Site:
    """Build a project, its pages when they are looked at; all at once where its templates may have faults."""
    if inputs.templates != templates():
        return build(inputs)
    planned = plan_site(inputs)
    plan = planned.plan
    if plan is None:
        return Site.of(planned, (), {})
    if passes_on_compressed(planned.settings.host):
        return build(inputs)
    files = LookedAt(plan)
    site = Site.of(planned, (*plan.check(), *plan.check_files(files.get)), {})
    return site if has_errors(site.problems) else replace(site, files=files)


def built(inputs: Inputs) -> Site:
    """Build a project that has no errors."""
    site = laid_out(inputs)
    assert site.files, site.problems
    return site


def problems_of(inputs: Inputs) -> tuple[Problem, ...]:
    """Give all that a build says, hints included, by place."""
    site = laid_out(inputs)
    return in_order((*site.problems, *site.hints))


def made_pages(inputs: Inputs, *addresses: str) -> dict[str, bytes]:
    """Make some pages of a project that has no errors, and what stands beside them: quicker with a large one."""
    plan = plan_site(replace(inputs, hints=False)).plan
    assert plan
    rendered = {page.address: plan.render(page) for page in plan.pages if page.address in addresses}
    assert not [fault for each in rendered.values() for fault in each.faults]
    files = {address: each.content for address, each in rendered.items() if each.content is not None}
    assert files.keys() == set(addresses)
    return {**files, **plan.search.files, **plan.files}


def keys_of_pages(inputs: Inputs) -> dict[str, bytes]:
    """Give the digest of all that each page of a project is made of, by address."""
    plan = plan_site(replace(inputs, hints=False)).plan
    assert plan
    return dict(zip((page.address for page in plan.pages), plan.keys(), strict=True))


def built_with_pictures_in_words(inputs: Inputs) -> Site:
    """Build a site in which each picture says what it would show: a person can review it, and Pillow has no part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(ENCODERS, "picture", lambda drawn: [f"{drawn}\n".encode()])
        return build(inputs)


def for_each(names: str | Sequence[str], rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test on each row of a table, in one go, and tell of all that fail; a row is a value for each name.

    Where a row costs less than pytest's care for a test, this takes a tenth of the time of `parametrize`. Its
    fixtures are made once, for all rows.
    """
    table: list[dict[str, Any]] = [
        {names: row} if isinstance(names, str) else dict(zip(names, row, strict=True)) for row in rows
    ]

    def on_all(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def run(**fixtures: Any) -> None:
            failures = []
            for values in table:
                try:
                    test(**fixtures, **values)
                except AssertionError as failure:
                    failures.append(f"{values}: {failure}")
                except Exception as fault:
                    fault.add_note(f"with {values}")
                    raise
            assert not failures, f"{len(failures)} of {len(table)} fail:\n" + "\n".join(failures)

        takes = signature(test)
        fixtures = [taken for name, taken in takes.parameters.items() if name not in table[0]]
        run.__signature__ = takes.replace(parameters=fixtures)  # type: ignore[attr-defined]
        return run

    return on_all


def examples(most: int) -> settings:
    """Have Hypothesis make up so many examples at most, or the part of them that `make test` has time for."""
    return settings(max_examples=most * EXAMPLES_OF_100 // 100)


def publish_files(files: Mapping[str, bytes], out: Path, project: Path) -> list[str]:
    """Publish a site of these files."""

    def write_site(stage: Stage) -> frozenset[str]:
        for address, content in files.items():
            stage.write(address, [content])
        return frozenset(files)

    return publish(write_site, out, project)


def page(site: Site, address: str) -> str:
    """Give the text of one of a site's files."""
    return site.files[address].decode()


def codes(problems: list[Problem] | tuple[Problem, ...]) -> list[tuple[int, str]]:
    """Give each problem's line and code."""
    return [(problem.at.line, problem.code) for problem in problems]


def with_templates(inputs: Inputs, own: Mapping[str, bytes]) -> Inputs:
    """Put a project's own templates in the place of the built-in ones."""
    return replace(inputs, templates={**inputs.templates, **own})
