"""What tests share: whole projects written as one text, so that a test shows all its data."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from learnbrief.build import Inputs, Site, build, plan_site
from learnbrief.cache.program import built_in_templates
from learnbrief.files import Stage, publish
from learnbrief.model import Briefing, Library
from learnbrief.problems import Problem, in_order
from learnbrief.readers import read_library
from learnbrief.render.render import ENCODERS
from learnbrief.settings import read_settings

TODAY = date(2026, 1, 31)

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


def built(inputs: Inputs) -> Site:
    """Build a project that has no errors."""
    site = build(inputs)
    assert site.files, site.problems
    return site


def problems_of(inputs: Inputs) -> tuple[Problem, ...]:
    """Give all that a build says, hints included, by place; of the pages only those are made that links lead into.

    Where a project has templates of its own, any page may have a fault, and all are made.
    """
    if inputs.templates != templates():
        site = build(inputs)
        return in_order((*site.problems, *site.hints))
    planned = plan_site(inputs)
    problems = list(planned.problems)
    if plan := planned.plan:
        pages = {page.address: page for page in plan.pages}

        def file(address: str) -> bytes | None:
            page = pages.get(address)
            return plan.render(page).content if page else plan.files.get(address)

        problems += (*plan.check(), *plan.check_files(file))
    return in_order(problems)


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
        patch.setitem(ENCODERS, "picture", lambda drawn: f"{drawn}\n".encode())
        return build(inputs)


def publish_files(files: Mapping[str, bytes], out: Path, project: Path) -> list[str]:
    """Publish a site of these files."""

    def write_site(stage: Stage) -> frozenset[str]:
        for address, content in files.items():
            stage.write(address, content)
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
