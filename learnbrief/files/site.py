"""A site's files into a stage: what has not changed is taken over from the current site, the rest is rendered."""

import gc
import tempfile
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct

from learnbrief.build import OnProgress, Plan, Planned, Site, each_once
from learnbrief.cache.cache import Shared, digest_of
from learnbrief.cache.pool import Pool
from learnbrief.files.guards import PublishingError
from learnbrief.files.publish import publish
from learnbrief.files.stage import Identity, Manifest, Stage, StagedFiles, WrittenFile
from learnbrief.pages import Lazy, Page
from learnbrief.printing import forget_fonts, what_is_missing
from learnbrief.problems import Problem
from learnbrief.render import USING_THE_CACHE, Fault
from learnbrief.render.hosting import compressed, passes_on_compressed

_ENOUGH_DOCUMENTS = 2
"""Each takes as long as hundreds of pages."""


class Filled(Struct, frozen=True):
    """What filling a stage came to."""

    files: StagedFiles
    """Every file that was put there."""
    problems: tuple[Problem, ...]
    """Those of templates; with any, the stage is not whole."""


def fill_stage(plan: Plan, stage: Stage, before: Manifest, pool: Pool, on_progress: OnProgress) -> Filled:
    """Put every file of a site into a stage; `before` describes the current site."""
    on_progress("Indexing words", 0, 0)
    contents = {**plan.search.contents, **{address: Shared(content) for address, content in plan.files.items()}}
    on_progress("Taking over pages", 0, 0)
    keys = {address: content.digest for address, content in contents.items()}
    keys |= zip((page.address for page in plan.pages), plan.keys(), strict=True)
    files: dict[str, Identity | WrittenFile] = {}

    def identity(address: str, digest: bytes, themes: bytes = b"") -> Identity:
        return Identity(keys[address] + plan.lookup.themes.digest_of(int.from_bytes(themes)), digest, themes)

    def take_over(addresses: Iterable[str]) -> None:
        for address in addresses:
            if known := before.get(address):
                key = identity(address, known.digest, known.themes).key
                if taken := stage.take(address, known, key):
                    files[address] = taken

    take_over(keys)
    measuring = [page for page in plan.pages if page.measures]
    pages = [page for page in plan.pages if page.address not in files and not page.measures]
    # Those of one sort and year follow one another: they show the same points, which a process makes once.
    pages.sort(key=lambda page: page.address.split("/")[::-1])
    documents = [page for page in pages if page.prints]
    first = [page for page in pages if page.template in USING_THE_CACHE]
    others = [page for page in pages if page.template not in USING_THE_CACHE and not page.prints]
    render = partial(_render, stage, plan)
    rendered = _print_all(documents, render, pool, on_progress) if documents else []

    def write_data() -> list[Rendering]:
        for address in contents.keys() - files.keys():
            files[address] = identity(address, stage.write(address, [contents[address].value]))
        return [render(page) for page in first]

    data = Lazy(write_data)
    on_progress("Rendering pages", 0, len(others))
    shared = pool.map(render, others, partial(on_progress, "Rendering pages"), meanwhile=lambda: data.value)
    on_progress("Writing data", 0, 0)
    rendered += [*data.value, *shared]
    for page in measuring:
        keys[page.address] = digest_of((keys[page.address], _sizes(stage, page)))
    take_over(page.address for page in measuring)
    last = [page for page in measuring if page.address not in files]
    rendered += pool.map(render, last)
    for page, (digest, themes, _) in zip((*documents, *first, *others, *last), rendered, strict=True):
        files[page.address] = identity(page.address, digest, themes)
    if passes_on_compressed(plan.lookup.settings.host):
        on_progress("Compressing", 0, 0)
        files |= _compress_all(files, stage, before, pool)
    return Filled(files, each_once(fault for *_, faults in rendered for fault in faults))


Rendering = tuple[bytes, bytes, tuple[Fault, ...]]
"""The digest of what a page became, the themes that it looked up, a bit each, and the faults of templates."""
Render = Callable[[Page], Rendering]


def _render(stage: Stage, plan: Plan, page: Page) -> Rendering:
    """Render a page into the stage, where the files are that it measures."""

    def write() -> tuple[bytes, tuple[Fault, ...]]:
        rendered = plan.render(page, _sizes(stage, page))
        return stage.write(page.address, rendered.parts) if rendered.parts else b"", rendered.faults

    (digest, faults), themes = plan.lookup.themes.watch(write)
    return digest, themes.to_bytes(-(-themes.bit_length() // 8)), faults


def _sizes(stage: Stage, page: Page) -> dict[str, int]:
    return {address: stage.size(address) for address in page.measures}


def _print_all(documents: list[Page], render: Render, pool: Pool, on_progress: OnProgress) -> list[Rendering]:
    """Print documents; raises PublishingError where this machine cannot."""
    if missing := what_is_missing():
        raise PublishingError(missing)
    on_progress("Printing PDFs", 0, len(documents))
    gc.freeze()  # what is known by now lives on: only what printing leaves behind is looked through
    with _fonts_forgotten_together():
        print_it, tell = partial(_print, render), partial(on_progress, "Printing PDFs")
        return pool.map(print_it, documents, tell, enough=_ENOUGH_DOCUMENTS)


@contextmanager
def _fonts_forgotten_together() -> Iterator[None]:
    """Let each process have copies of the fonts, and take all of them away: no forked process does at its end."""
    forget_fonts()
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="learnbrief-") as tempfile.tempdir:
        try:
            yield
        finally:
            tempfile.tempdir = before
            forget_fonts()


def _print(render: Render, page: Page) -> Rendering:
    """Print a document, and let go of the megabytes that this took, which circles would keep."""
    try:
        return render(page)
    finally:
        gc.collect()


def _compress_all(files: StagedFiles, stage: Stage, before: Manifest, pool: Pool) -> StagedFiles:
    """Compress the texts in a stage; gives what was made."""
    made: dict[str, Identity | WrittenFile] = {}
    waiting = []
    for address, file in files.items():
        forms = [name for name in (f"{address}.gz", f"{address}.br") if name in before]
        taken = {name: found for name in forms if (found := stage.take(name, before[name], file.key))}
        if forms and len(taken) == len(forms):
            made |= taken
        else:
            waiting.append(address)
    for address, packed in zip(waiting, pool.map(partial(_compress, stage), waiting), strict=True):
        made |= {name: Identity(files[address].key, digest) for name, digest in packed}
    return made


def _compress(stage: Stage, address: str) -> list[tuple[str, bytes]]:
    packed = compressed(address, stage.read(address) or b"")
    return [(name, stage.write(name, [content])) for name, content in packed.items()]


class Publication(Struct, frozen=True):
    """What publishing a site came to."""

    site: Site
    """Without its files, which were never all at hand."""
    files: StagedFiles
    """Every file of the site; none where nothing was published."""
    notes: tuple[str, ...] = ()
    """What the reader of the terminal should know."""


class _RefusedError(Exception):
    """The site may not be published."""


def publish_site(
    planned: Planned,
    out: Path,
    project: Path,
    before: Manifest,
    pool: Pool,
    on_progress: OnProgress,
    refuses: Callable[[Site], bool],
    note: Callable[[Path, StagedFiles, Set[str]], None],
) -> Publication:
    """Render a planned site into the output folder, all or nothing.

    `before` describes the current site. Where `refuses` says so of the problems, nothing is touched. `note` is called
    with the folder, its files and the addresses of all others in it, while no other build may change it. Raises
    PublishingError.
    """
    plan = planned.plan
    if plan is None:
        return Publication(Site.of(planned, (), {}), {})
    problems = list(plan.check(plan.search.contents))
    if refuses(Site.of(planned, problems, {})):
        return Publication(Site.of(planned, problems, {}), {})
    files: dict[str, Identity | WrittenFile] = {}

    def write_site(stage: Stage) -> frozenset[str]:
        filled = fill_stage(plan, stage, before, pool, on_progress)
        problems.extend((*filled.problems, *plan.check_files(stage.read)))
        if refuses(Site.of(planned, problems, {})):
            raise _RefusedError
        files.update(filled.files)
        on_progress("Publishing", 0, 0)
        return frozenset(files)

    try:
        notes = publish(write_site, out, project, lambda folder, others: note(folder, files, others))
    except _RefusedError:
        return Publication(Site.of(planned, problems, {}), {})
    return Publication(Site.of(planned, problems, {}), files, tuple(notes))
