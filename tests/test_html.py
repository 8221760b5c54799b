"""The pages are HTML as its standard says, by the word of two checkers that know nothing of us."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sites import BuiltSite
from tools import checkers

MOST_SHOWN = 30

NOT_FAULTS = (
    # Opened from a folder, a page's origin is opaque to this checker, so that it takes 'self' for nothing. In a
    # browser, tests/browser would see what the policy blocks. Addresses with a host or a scheme are not let through.
    r"Resource violates Content Security Policy \(meta tag\): (external script|external stylesheet|image) "
    r"“(?!//|\w+:)[^”]+” blocked by “(script|style|img)-src” directive\.",
    # What a page says of itself for search engines is data, no script; a policy on scripts does not hold for it, as
    # tests/browser shows. Pages have no other script of their own: their addresses would be named above.
    r"Inline script violates Content Security Policy \(meta tag\): .+",
    # VoiceOver takes a list without marks for none, unless it says that it is one.
    r"The “list” role is unnecessary for element “[uo]l”\.",
)
"""What the Nu HTML checker says that is no fault."""


@pytest.fixture(params=["some", pytest.param("all", marks=pytest.mark.long)])
def sites(
    request: pytest.FixtureRequest,
    own_site: BuiltSite,
    golden_site: BuiltSite,
    large_site: BuiltSite,
    tmp_path: Path,
) -> Path:
    """Put pages of the repository's own site, the golden one and that of a large theme side by side."""
    if cure := checkers.missing():
        pytest.fail(cure, pytrace=False)
    folder = tmp_path / "html"
    for built in (own_site, golden_site, large_site):
        for address in built.telling_pages() if request.param == "some" else built.page_addresses():
            copy = folder / built.folder.name / address
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(built.folder / address, copy)
    assert len(list(folder.rglob("*.html"))) > 50
    (folder / FAULTY_PAGE).write_text(FAULTY, "utf-8")
    return folder


def run(program: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run one of the checkers, which find faults and still end."""
    command = [shutil.which(program) or program, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", timeout=300, check=False)


FAULTY_PAGE = "faulty.html"
FAULTY = (
    "<!doctype html>\n<html lang=en>\n<title>a</title>\n"
    '<main><h1 role=status>x</h1><p id=a></p><p id=a><img src="//other.example/a.png"></main>\n'
)
"""A page in which both checkers must find an id that stands twice."""

BRIEF = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java as it is best for so short a run: what is compiled with care would hardly be run again."""


def nu_faults(folder: Path) -> Iterator[str]:
    """Ask the Nu HTML checker about every page of a folder, in one process."""
    jar = checkers.PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    answer = run("java", *BRIEF, "-jar", jar, "--skip-non-html", "--format", "json", folder, cwd=folder)
    for message in json.loads(answer.stderr)["messages"]:
        if not any(re.fullmatch(known, message["message"]) for known in NOT_FAULTS):
            page = message.get("url", "").partition(folder.name)[2].lstrip("/")
            yield f"{page}:{message.get('lastLine')}: {message['message']}"


def html_validate_faults(folder: Path) -> Iterator[str]:
    """Ask html-validate about every page of a folder."""
    program = checkers.PACKAGES / "html-validate" / "bin" / "html-validate.mjs"
    config = checkers.FOLDER / "html-validate.cjs"
    told = folder.with_suffix(".json")  # through a pipe it ends before all is said
    run("node", program, "--config", config, "--formatter", f"json={told}", "**/*.html", cwd=folder)
    for report in json.loads(told.read_text("utf-8")):
        page = Path(report["filePath"]).relative_to(folder).as_posix()
        yield from (f"{page}:{each['line']}: [{each['ruleId']}] {each['message']}" for each in report["messages"])


def refuse(faults: Iterator[str]) -> None:
    """Fail with the first place of each fault, and how many there are; the page that is faulty must have its own."""
    places: dict[str, list[str]] = {}
    for fault in faults:
        place, _, message = fault.partition(" ")
        places.setdefault(message, []).append(place)
    in_faulty = {message for message, found in places.items() if f"{FAULTY_PAGE}:4:" in found}
    assert any(re.search("Duplicate ID|no-dup-id", message) for message in in_faulty), "it reads no page"
    of_ours = {message: [each for each in found if FAULTY_PAGE not in each] for message, found in places.items()}
    told = [f"{found[0]} {message} ({len(found)} in all)" for message, found in of_ours.items() if found]
    if told:
        pytest.fail("\n".join(told[:MOST_SHOWN]), pytrace=False)


def test_the_nu_checker_finds_nothing(sites: Path) -> None:
    """The checker of the HTML standard's makers finds no error, and nothing to warn of, on a page of any kind."""
    refuse(nu_faults(sites))


def test_html_validate_finds_nothing(sites: Path) -> None:
    """A second checker, which looks at accessibility too, finds nothing on a page of any kind."""
    refuse(html_validate_faults(sites))
