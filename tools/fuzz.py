"""Let a fuzzer make up sources for as long as asked: `python -m tools.fuzz SECONDS FOLDER`.

It stands on atheris, which is no dependency of the project: install it, pypdfium2, and what `requirements.txt`
names, into an environment of its own. It learns which bytes lead to which lines, and so comes to places that chance
alone does not. Any exception is a find, and so is a problem outside its file. Every `STRETCH`-th input is repeated
as often as a source may hold it, up to a megabyte; what then takes more than `LONGEST` seconds of the processor is
kept. The fuzzer's own watch on every line slows the work down: `python -m tools.fuzz --time FILE …` measures
without it.

The seeds are the repository's briefings, the bad sources of the tests and the made documents. In FOLDER are kept:
`seeds`, `corpus` (what led to new lines), `slow`, and what broke the program as `crash-…`.
"""

import sys
import time
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

if TYPE_CHECKING:
    from learnbrief.build import Inputs

ROOT = Path(__file__).resolve().parent.parent
GOOD = {
    "briefings/_themes.yml": b"plans: {label: Plans, also: [plan], definition: What is to be done.}\n",
    "briefings/_partnerships.yml": b"example: {name: Example Partnership, short: EP, area: Example}\n",
    "briefings/_glossary.yml": b"MASH: multi-agency safeguarding hub\n",
}
FIELDS = b"""title: Plans
partnership: example
kind: multi-agency-audit
held: 2022-03
published: 2022-06-01
summary: What plans taught.
topics: [plans]
"""
PLACES = (
    ("briefings/a.md", b"---\n" + FIELDS + b"---\n"),
    ("briefings/a.md", b"---\n" + FIELDS + b"---\n## Key points\n- "),
    ("briefings/a.md", b"---\n" + FIELDS),
    ("briefings/a.md", b""),
    ("briefings/a.yml", FIELDS),
    ("briefings/a.yml", FIELDS + b"sections:\n  - heading: Key points\n    points:\n      - "),
    ("briefings/a.yml", b""),
    ("briefings/_themes.yml", b""),
    ("briefings/_partnerships.yml", b""),
    ("briefings/_glossary.yml", b""),
    ("learnbrief.yml", b""),
    ("templates/pages/help.md", b"---\ntitle: Help\n---\n"),
    ("briefings/a.svg", b""),
    ("documents/a.html", b""),
    ("documents/a.txt", b""),
    ("documents/a.docx", b""),
    ("documents/a.pdf", b""),
)
"""Where an input may stand, and what stands before it there; its first byte decides. A document is imported; of a
Word file an input is the markup of its text."""
SHOWS_DRAWING = b"---\n" + FIELDS + b"---\n![A map](a.svg)\n"
WORDS = """# ## - * 1. > ``` | [ ] ( ) [^1] [^1]: [a]: https:// @ ` ** _ ~~ <b> </b> <!-- --> <script> onclick= <img
<svg> javascript: #plans {#id} {role=learning} {owner= due= state= : & ! ? % --- title: held: published: links: url:
sections: points: text: heading: topics: summary: aliases: [] {} 2022-03 2022/23 &amp; MASH"""
STRETCH = 500
LONGEST = 2.0
MEGABYTE = 1_000_000


def inputs_of(data: bytes, *, repeated: bool = False) -> "Inputs":
    """Make a project of a fuzzer's bytes, repeated to a megabyte, or to as much as a source may hold, if asked."""
    from learnbrief.build import Inputs

    name, before = PLACES[data[0] % len(PLACES)]
    content = data[1:]
    if repeated:
        content *= times_that_are_read(name, before, content)
    sources = {**GOOD, name: before + content}
    if name.endswith(".svg"):
        sources["briefings/a.md"] = SHOWS_DRAWING
    templates = {key.removeprefix("templates/"): sources.pop(key) for key in (name,) if key.startswith("templates/")}
    return Inputs(sources=sources, templates=templates, today=date(2026, 1, 31))


def times_that_are_read(name: str, before: bytes, content: bytes) -> int:
    """Tell how often a text may stand in a source without being too much."""
    from learnbrief.problems import decode

    times = max(1, MEGABYTE // max(1, len(content)))
    while times > 1 and not decode(name, before + content * times, lambda _: None):
        times -= (times + 9) // 10
    return times


def run(inputs: "Inputs") -> float:
    """Build a project, hold the problems' places to their files, and give the seconds of the processor."""
    from learnbrief.build import build

    began = time.process_time()
    problems = build(inputs).problems
    seconds = time.process_time() - began
    for problem in problems:
        lines = inputs.files.get(problem.at.file, b"").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        assert 1 <= problem.at.line <= len(lines) + 1, problem
    return seconds


def tried(data: bytes, *, repeated: bool = False) -> float:
    """Build a project of a fuzzer's bytes, or import them as a document; give the seconds of the processor."""
    name, before = PLACES[data[0] % len(PLACES)]
    if not name.startswith("documents/"):
        return run(inputs_of(data, repeated=repeated))
    content = before + data[1:] * (max(1, MEGABYTE // max(1, len(data))) if repeated else 1)
    return bring_in(name, content)


def bring_in(name: str, content: bytes) -> float:
    """Import a document, hold its draft to its words, and give the seconds of the processor."""
    from learnbrief.importing import Imported, ImportOptions, import_document
    from learnbrief.model import Vocabulary
    from learnbrief.settings import read_settings
    from tools.documents.word import WordFile

    if name.endswith(".docx"):
        content = WordFile().content(content.decode("utf-8", "replace"))
    began = time.process_time()
    made = import_document(name, content, read_settings({}, lambda _: None), Vocabulary({}, {}, {}), ImportOptions())
    seconds = time.process_time() - began
    if isinstance(made, Imported):
        assert made.account.is_complete, (made.account.lost, made.account.added)
    else:
        assert "\n" not in made.message
    return seconds


def write_seeds(folder: Path) -> None:
    """Give the fuzzer something to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in [*ROOT.glob("briefings/*"), *ROOT.glob("tests/bad/*")]:
        content = path.read_bytes()
        for place in [4] if path.suffix == ".yml" else [0, 3]:
            (folder / f"{path.name}-{place}").write_bytes(bytes([place]) + content)
    endings = [name.rpartition(".")[2] for name, _ in PLACES]
    made = ROOT / "tests/documents"
    for path in [*made.glob("*.html"), *made.glob("*.txt"), *made.glob("pdf/*.pdf")]:
        (folder / path.name).write_bytes(bytes([endings.index(path.suffix[1:])]) + path.read_bytes())
    for path in made.glob("*.docx"):
        with ZipFile(path) as archive:
            body = archive.read("word/document.xml").partition(b"<w:body>")[2].partition(b"<w:sectPr>")[0]
        (folder / path.name).write_bytes(bytes([endings.index("docx")]) + body)


def fuzz(seconds: int, folder: Path) -> None:
    """Let the fuzzer work."""
    import atheris

    with atheris.instrument_imports(include=["learnbrief", "markdown", "yaml"]):
        import learnbrief.build  # noqa: F401 - as above

    done = [0]

    def test_one(data: bytes) -> None:
        if len(data) < 2:
            return
        tried(data)
        done[0] += 1
        if done[0] % STRETCH == 0 and tried(data, repeated=True) > LONGEST:
            (folder / "slow" / sha256(data).hexdigest()[:16]).write_bytes(data)

    write_seeds(folder / "seeds")
    for name in ("corpus", "slow"):
        (folder / name).mkdir(exist_ok=True)
    words = folder / "words"
    words.write_text("".join(f'"{word}"\n' for word in WORDS.split()), "utf-8")
    options = [
        f"-max_total_time={seconds}",
        f"-dict={words}",
        f"-artifact_prefix={folder}/",
        "-timeout=60",
        "-rss_limit_mb=4096",
    ]
    atheris.Setup([sys.argv[0], *options, "-max_len=8192", f"{folder}/corpus", f"{folder}/seeds"], test_one)
    atheris.Fuzz()


def main(arguments: list[str]) -> None:
    """Fuzz, or measure what the fuzzer found slow."""
    if arguments[0] == "--time":
        for name in arguments[1:]:
            print(f"{tried(Path(name).read_bytes(), repeated=True):.2f} {name}")
    else:
        fuzz(int(arguments[0]), Path(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
