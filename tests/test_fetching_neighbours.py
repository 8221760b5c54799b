"""A neighbour's data is fetched on request alone, whole or not at all, and from nowhere but its own site."""

import gzip
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from learnbrief.cli import main
from learnbrief.cli import neighbours as command
from learnbrief.data import documents
from learnbrief.other_sites.fetch import USER_AGENT, FetchingError
from learnbrief.other_sites.neighbours import fetching as fetching
from learnbrief.other_sites.neighbours.fetching import fetch_neighbour
from learnbrief.problems import Place
from learnbrief.settings import Neighbour
from tests.neighbouring import THEIRS, Host, anywhere, hosting, serve_data
from tests.support import FRONT, VOCABULARY, built, files_of, project


@pytest.fixture
def host() -> Iterator[Host]:
    """Serve on this machine."""
    with hosting() as host:
        yield host


def fetch(host: Host, **options: Any) -> fetching.Fetched:
    """Fetch from the tests' own host."""
    return fetch_neighbour(
        Neighbour("theirs", "Theirs", f"{host.url}/", Place("learnbrief.yml")), anywhere, **options
    )


def test_open_data_is_fetched(host: Host) -> None:
    """Points, briefings and themes are asked for once each, by a program that says what it is."""
    serve_data(host)
    fetched = fetch(host)
    assert fetched.site.points == 4
    assert not fetched.left_out
    assert sorted(path for path, _ in host.asked) == [
        "/data/briefings.json",
        "/data/points.json",
        "/data/themes.json",
    ]
    assert {agent for _, agent in host.asked} == {USER_AGENT}


def test_what_is_left_out_is_counted(host: Host) -> None:
    """A neighbour's mistakes are told apart from its learning."""
    serve_data(host, lambda data: data["points.json"]["points"].append({"id": "x"}))
    assert fetch(host).left_out.total() == 1


def in_years(data: dict[str, Any]) -> None:
    """Cut the points into a file for each year, as a large site does."""
    points = data["points.json"].pop("points")
    years = sorted({point["year"] for point in points})
    files = [{"year": year, "url": "https://elsewhere.example/x.json", "points": 1} for year in years]
    data["points.json"] |= {"split_by": "year", "files": [*files, {"year": "../../x"}, {"year": 7}, 2022]}
    for year in years:
        data[f"points/{year}.json"] = {"points": [point for point in points if point["year"] == year]}


def test_the_points_of_a_large_site_are_fetched_year_by_year(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """The points of a site that publishes a file for each year are the same points."""
    serve_data(host)
    whole = fetch(host).site
    monkeypatch.setattr(documents, "LARGEST", 100)
    host.files = {f"/{name}": content for name, content in built(project(THEIRS)).files.items()}
    host.asked.clear()
    assert fetch(host).site == whole
    assert [path for path, _ in host.asked if "points/" in path] == [
        "/data/points/2022.json",
        "/data/points/2024.json",
    ]


def test_no_year_leads_elsewhere(host: Host) -> None:
    """Only years are taken from the list of files, and asked for where the neighbour's site stands."""
    serve_data(host, in_years)
    assert fetch(host).site.points == 4
    years = [path for path, _ in host.asked if "points/" in path]
    assert years == ["/data/points/2022.json", "/data/points/2024.json"]


def test_a_flood_of_years_is_not_fetched(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once there are too many points, no further year is asked for."""
    monkeypatch.setattr(fetching, "MOST_POINTS", 2)
    serve_data(host, in_years)
    fetch(host)
    assert [path for path, _ in host.asked if "points/" in path] == ["/data/points/2022.json"]


POINTS = "/data/points.json"


def _larger(host: Host) -> None:
    host.files[POINTS] = b" " * 3_000_000


def _leads_to(url: str, host: Host) -> None:
    host.status[POINTS] = 302
    host.headers[POINTS] = {"Location": url}


def _packed(host: Host) -> None:
    host.files[POINTS] = gzip.compress(host.files[POINTS])
    host.headers[POINTS] = {"Content-Encoding": "gzip"}


def _gives(content: bytes, host: Host) -> None:
    host.files[POINTS] = content


def _answers(status: int, host: Host) -> None:
    host.status[POINTS] = status


def _breaks_off(host: Host) -> None:
    host.headers[POINTS] = {"Content-Length": str(len(host.files[POINTS]) + 10), "Connection": "close"}


def _is_slow(host: Host) -> None:
    host.files[POINTS] = b" " * 400_000
    host.pause = 0.1


def _loops(host: Host) -> None:
    _leads_to(POINTS, host)


FAILURES: dict[str, tuple[Callable[[Host], None], str]] = {
    "absent": (partial(_answers, 404), "no such file"),
    "forbidden": (partial(_answers, 403), "answers 403"),
    "broken": (partial(_answers, 500), "answers 500"),
    "too large": (_larger, "larger than"),
    "another site": (partial(_leads_to, "http://localhost:9/points.json"), "another site"),
    "a file": (partial(_leads_to, "file:///etc/passwd"), "cannot be had|another site"),
    "in a circle": (_loops, "cannot be had"),
    "packed": (_packed, "packed"),
    "no JSON": (partial(_gives, b"<!doctype html>"), "not JSON"),
    "a list": (partial(_gives, b"[]"), "not what a site"),
    "other JSON": (partial(_gives, b'{"points": {}}'), 'no list "points"'),
    "too deep": (partial(_gives, b"[" * 100_000), "deeper"),
    "cut off": (_breaks_off, "broke off"),
    "slow": (_is_slow, "too slowly"),
}


@pytest.mark.parametrize(("spoil", "said"), FAILURES.values(), ids=FAILURES)
def test_whatever_is_wrong_is_said(
    host: Host, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Host], None], said: str
) -> None:
    """A host that fails, leads astray or sends what cannot be used gives one sentence that says so, and no data."""
    monkeypatch.setattr(fetching, "MOST_BYTES", 2_000_000)
    serve_data(host)
    spoil(host)
    with pytest.raises(FetchingError, match=said):
        fetch(host, time_out=5, longest=0.3 if said == "too slowly" else 5)


def test_a_host_that_is_silent_is_left_alone(host: Host) -> None:
    """One does not wait for ever."""
    serve_data(host)
    host.files[POINTS] = b" " * 200_000
    host.pause = 0.6
    with pytest.raises(FetchingError, match="in time"):
        fetch(host, time_out=0.2)


def test_a_network_is_not_looked_into(host: Host) -> None:
    """A list of neighbours cannot have a CI host ask around in its own network."""
    serve_data(host)
    with pytest.raises(FetchingError, match="inside a network"):
        fetch_neighbour(Neighbour("theirs", "Theirs", f"{host.url}/", Place("learnbrief.yml")))
    assert host.asked == []


# The command


@pytest.fixture
def folder(tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a project with two neighbours: one at the tests' host, and one that is not there."""
    monkeypatch.setattr(command, "fetch_neighbour", partial(fetch_neighbour, may_ask=anywhere))
    text = f"""{VOCABULARY}--- learnbrief.yml
neighbours:
  theirs: {{name: Theirs, url: "{host.url}/"}}
  absent: {{name: Absent, url: "{host.url}/absent/"}}
--- briefings/a.md
{FRONT}## Findings

- Visits were announced.
"""
    for name, content in files_of(text).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    serve_data(host)
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    """Run the program on the project."""
    return CliRunner().invoke(main, [*words, "--source", str(folder)])


def test_each_neighbour_is_kept_by_itself(folder: Path, host: Host) -> None:
    """One that cannot be had is named and fails the command; the others, even of an older program, are kept."""
    del host.files["/data/themes.json"]
    result = run(folder, "neighbours", "update")
    assert result.exit_code == 1
    assert "theirs: 2 briefings, 4 learning points, kept in neighbours/theirs.json" in result.stdout
    assert "absent: http" in result.stderr
    assert [path.name for path in (folder / "neighbours").iterdir()] == ["theirs.json"]
    assert "themes" not in result.stderr
    assert "child-neglect" in result.stderr


def test_what_was_kept_stays_where_nothing_new_can_be_had(folder: Path, host: Host) -> None:
    """A neighbour that fails today goes on being shown as it was yesterday, to the byte."""
    assert run(folder, "neighbours", "update", "theirs").exit_code == 0
    kept = (folder / "neighbours/theirs.json").read_bytes()
    assert "as before in" in run(folder, "neighbours", "update", "theirs").stdout
    host.files["/data/briefings.json"] = b"{"
    result = run(folder, "neighbours", "update", "theirs")
    assert result.exit_code == 1
    assert "stays as it is" in result.stderr
    assert (folder / "neighbours/theirs.json").read_bytes() == kept
    assert [path.name for path in (folder / "neighbours").iterdir()] == ["theirs.json"]


def test_a_neighbours_slip_is_not_repeated(folder: Path, host: Host) -> None:
    """A point in which something looks personal is not kept, unless it is an exception here; the rest is."""

    def slip(data: dict[str, Any]) -> None:
        data["points.json"]["points"][0]["text"] += " Ring 07700 900123."

    serve_data(host, slip)
    result = run(folder, "neighbours", "update", "theirs")
    assert "3 learning points" in result.stdout
    assert "looks personal" in result.stderr
    kept = (folder / "neighbours/theirs.json").read_text()
    assert "900123" not in kept + result.output
    settings = folder / "learnbrief.yml"
    settings.write_text(settings.read_text() + "personal_data: {exceptions: ['07700 900123']}\n")
    assert "4 learning points" in run(folder, "neighbours", "update", "theirs").stdout


@pytest.mark.parametrize("words", [["build"], ["check"], ["neighbours", "--help"]])
def test_nothing_but_the_command_asks(folder: Path, host: Host, words: list[str]) -> None:
    """No build and no check fetches anything; what is not here yet is a warning."""
    result = CliRunner().invoke(main, words if "--help" in words else [*words, "--source", str(folder)])
    assert result.exit_code == 0
    assert host.asked == []
    assert result.stderr.count("[missing-neighbour]") == (0 if "--help" in words else 2)


def test_a_neighbour_that_is_not_listed_is_named(folder: Path, host: Host) -> None:
    """A slip in an id gives the nearest one, and nothing is fetched."""
    result = run(folder, "neighbours", "update", "thiers")
    assert result.exit_code == 1
    assert 'Did you mean "theirs"?' in result.stderr
    assert host.asked == []


def test_without_neighbours_the_cure_is_said(folder: Path) -> None:
    """Who lists nobody is told where neighbours are listed."""
    (folder / "learnbrief.yml").write_text("title: Alone\n")
    result = run(folder, "neighbours", "update")
    assert result.exit_code == 1
    assert "lists no neighbours" in result.stderr


def test_nothing_is_kept_through_a_link_out_of_the_project(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A folder that leads elsewhere is not written into."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / "neighbours").symlink_to(elsewhere)
    result = run(folder, "neighbours", "update", "theirs")
    assert result.exit_code == 1
    assert "leads out of the project" in result.stderr
    assert list(elsewhere.iterdir()) == []
