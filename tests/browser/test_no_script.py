"""No source brings in more than words: every file of an attacked site has the shape of its harmless twin's.

Pages are read by the browser's own parser, then opened.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import yaml
from jinja2 import Environment
from playwright.sync_api import Dialog, Page

from learnbrief.fields import is_email, is_web_address
from learnbrief.markup.html import ALLOWED, ALLOWED_EVERYWHERE, Sanitiser
from tests import attacked
from tests.attacked import harmless, quoted, refused
from tests.browser.conftest import NewPage
from tests.payloads import EVERY, PAYLOADS
from tests.sites import once_for_all
from tests.support import FRONT, briefing_project, built, project, publish_files, templates
from tests.test_templates import EVERYWHERE
from tools.loopback import serve

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula; SPEC 4."""
XHTML = "{http://www.w3.org/1999/xhtml}"
LINKED_DATA = re.compile(r'(?s)<script type="application/ld\+json">(.*?)</script>')
TAKEN = re.compile(r"(?s)learnbrief\.take\((.*)\);?\n?")

Files = Mapping[str, bytes]
Shape = object
"""What is left of a file when its words are left out."""


def shape_of_json(content: str) -> Shape:
    """Keep names and the kinds of values."""
    return _shape_of_value(json.loads(content))


def _shape_of_value(value: object) -> Shape:
    if isinstance(value, dict):
        return {name: _shape_of_value(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_shape_of_value(inner) for inner in value]
    return "text" if value is None or isinstance(value, str) else type(value).__name__  # a text may be left out


def shape_of_xml(content: str) -> Shape:
    """Count elements and attributes; of XHTML only what sources may not bring."""
    found = Counter[str]()
    for element in ElementTree.fromstring(content).iter():
        name = str(element.tag)
        if not name.startswith(XHTML) or name.removeprefix(XHTML) not in ALLOWED:
            found.update([name, *(f"{name} {attribute}" for attribute in element.attrib)])
    return found


def shape_of_csv(content: str) -> Shape:
    """Count the cells of each row, and those of which a spreadsheet would make a formula."""
    rows = list(csv.reader(io.StringIO(content, newline="")))
    return [len(row) for row in rows], [cell for row in rows for cell in row if cell.startswith(FORMULA)]


def shape_of_page(content: str) -> Shape:
    """Keep the shape of the data in it; the rest is a browser's business."""
    return [shape_of_json(block) for block in LINKED_DATA.findall(content)]


def shape_of_script(content: str) -> Shape:
    """Hold a file of the search index to handing over values, and no more; how many words there are may differ."""
    handed_over = TAKEN.fullmatch(content)
    return bool(handed_over and json.loads(f"[{handed_over[1]}]"))


def shape_of_yaml(content: str) -> Shape:
    """Keep names and the kinds of values."""
    return _shape_of_value(yaml.safe_load(content))


def shape_of_text(content: str) -> Shape:
    """Count the lines."""
    return content.count("\n")


SHAPES: Mapping[str, Callable[[str], Shape]] = {
    ".html": shape_of_page,
    ".xml": shape_of_xml,
    ".json": shape_of_json,
    ".jsonld": shape_of_json,
    ".webmanifest": shape_of_json,
    ".csv": shape_of_csv,
    ".js": shape_of_script,
    ".yml": shape_of_yaml,
    ".txt": shape_of_text,
    "": shape_of_text,
}
"""How a kind of file is looked at, by the end of its name."""


def shapes(files: Mapping[str, bytes]) -> Iterator[tuple[str, Shape]]:
    """Give the shape of every file that is made of sources' words; the search index's names tell of its words."""
    for name, content in files.items():
        if not re.match("(settings/)?(assets|admin/decap-cms|admin/[A-Z]+$)", name):
            shape = SHAPES[PurePosixPath(name).suffix](content.decode())
            yield ("search" if "search/" in name and name.endswith(".js") else name), shape


@pytest.fixture(scope="session")
def attacked_files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Give the attacked site, built once for all processes."""
    return once_for_all("attacked", tmp_path_factory, lambda _: attacked.attacked_files())


@pytest.fixture(scope="session")
def harmless_files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Give its twin, built once for all processes."""
    return once_for_all("harmless", tmp_path_factory, lambda _: attacked.harmless_files())


def test_no_file_is_more_than_its_words(attacked_files: Files, harmless_files: Files) -> None:
    """Data, feeds and scripts can be read, and hold what they would with harmless words, value by value."""
    found, twin = dict(shapes(attacked_files)), dict(shapes(harmless_files))
    assert found.keys() == twin.keys()
    assert {name for name, shape in found.items() if shape != twin[name]} == set()
    assert found["search"] is True


def test_no_cell_is_a_formula(attacked_files: Files) -> None:
    """No cell of any table begins as a formula does."""
    for name, content in attacked_files.items():
        if name.endswith(".csv"):
            assert shape_of_csv(content.decode())[1] == [], name  # type: ignore[index]


@pytest.mark.parametrize(
    ("kind", "bad", "good"),
    [
        (".json", '{"a": 1, "b": 1}', '{"a": 1}'),
        (".jsonld", '["a", "b"]', '["a"]'),
        (".xml", "<a><b/><script/></a>", "<a><b/></a>"),
        (".xml", "<a onclick='x'/>", "<a/>"),
        (".csv", "a,=b\n", "a,b\n"),
        (".csv", 'a,"\t=b"\n', "a,b\n"),
        (".csv", "a,b,c\n", "a,b\n"),
        (".js", 'learnbrief.take("a", 1);alert(1)', 'learnbrief.take("a", 1);'),
        (".txt", "a\nb\n", "a\n"),
        (".html", '<script type="application/ld+json">{"a": {}}</script>', "<p>"),
    ],
)
def test_shapes_tell_what_was_brought_in(kind: str, bad: str, good: str) -> None:
    """A value, element, cell, line or statement too many makes another shape, or cannot be read at all."""
    try:
        shape = SHAPES[kind](bad)
    except ValueError:
        return
    assert shape != SHAPES[kind](good)


@pytest.mark.long
def test_what_is_refused_is_as_it_is_listed(pytestconfig: pytest.Config) -> None:
    """Each attack is tried in each place by itself: those listed are errors there, and no other is."""
    found = attacked.find_refused()
    if pytestconfig.getoption("--regold"):
        attacked.write_refused(found)
    assert found == refused()


def test_there_are_attacks_enough() -> None:
    """There are more than 150 attacks, and in most places most of them are published, made harmless."""
    assert len(EVERY) >= 180
    assert all(len(family) >= 5 for family in PAYLOADS.values())
    for place, left_out in Counter(place for place, _ in refused()).items():
        assert left_out < len(EVERY) * 0.4, place


def shown(files: Mapping[str, bytes]) -> str:
    """Give all that pages say, tags included, with letters in the place of references."""
    return unescape("\n".join(content.decode() for name, content in files.items() if name.endswith(".html")))


def test_template_syntax_is_shown_as_it_stands(attacked_files: Files, harmless_files: Files) -> None:
    """What a template would act on is words in a source: shown letter by letter, as harmless words are."""
    in_attacked, in_twin = shown(attacked_files), shown(harmless_files)
    for number in (EVERY.index(payload) for payload in PAYLOADS["templates"]):
        expected = len(re.findall(rf"{harmless(number)}\b", in_twin))
        assert expected > 100
        assert in_attacked.count(EVERY[number]) > expected / 2  # in some places it is also emphasis, or a tag


def test_no_source_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is ever parsed or compiled as a template is the templates."""
    compiled: set[str] = set()
    parse, compile_ = Environment.parse, Environment.compile

    def parsing(environment: Environment, source: str, *more: str) -> object:
        compiled.add(source)
        return parse(environment, source, *more)

    def compiling(environment: Environment, source: object, *more: object) -> object:
        if isinstance(source, str):
            compiled.add(source)
        return compile_(environment, source, *more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "parse", parsing)
    monkeypatch.setattr(Environment, "compile", compiling)
    inputs = project(EVERYWHERE)
    own = {**templates(), "robots.txt": b"User-agent: *\n{# compiled in this test, and in no other #}\n"}
    built(type(inputs)(inputs.sources, own, inputs.today))
    assert own["robots.txt"].decode() in compiled
    assert compiled <= {text.decode() for text in own.values() if b"\0" not in text}


READER = """
([texts, allowed, everywhere, base]) => texts.map(([name, html]) => {
  const counts = {}, harmful = [];
  const document = new DOMParser().parseFromString(html, "text/html");
  const look = (element) => {
    const inHtml = element.namespaceURI === "http://www.w3.org/1999/xhtml";
    const kind = (inHtml ? "" : element.namespaceURI + " ") + element.localName;
    const may = inHtml && Object.hasOwn(allowed, kind) ? [...allowed[kind], ...everywhere] : null;
    if (!may) counts[kind] = (counts[kind] || 0) + 1;
    for (const { name, value } of element.attributes) {
      if (!may || !may.includes(name)) counts[`${kind} ${name}`] = (counts[`${kind} ${name}`] || 0) + 1;
      if (/^on/i.test(name)) harmful.push(`${kind} ${name}`);
      if (/(href|src|action|data|cite|poster|ping|background)$/i.test(name) || /^srcset$/i.test(name)) {
        const { protocol } = new URL(value, base);
        if (!["http:", "https:", "mailto:", "tel:"].includes(protocol)) harmful.push(`${kind} ${name}=${value}`);
      }
    }
    for (const inner of element.children) look(inner);
    if (element.localName === "template") for (const inner of element.content.children) look(inner);
  };
  look(document.documentElement);
  return [name, counts, harmful];
})
"""
"""Reads pages as a browser does, and counts what sources may not bring in; names what no page may hold."""


def read_by_browser(page: Page, texts: Mapping[str, str]) -> dict[str, tuple[dict[str, int], list[str]]]:
    """Give of each text what stands in it beyond what sources may bring, and what no page may hold at all."""
    allowed = {element: sorted(names) for element, names in ALLOWED.items()}
    given = [list(texts.items()), allowed, sorted(ALLOWED_EVERYWHERE), "https://learning.example.org/a/b/"]
    return {name: (counts, harmful) for name, counts, harmful in page.evaluate(READER, given)}


def pages(files: Mapping[str, bytes]) -> dict[str, str]:
    """Give the text of every page, but for a class of our own that says of a link that its words are its address."""
    texts = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    return {name: text.replace('<a class="spelt-out" ', "<a ") for name, text in texts.items()}


def pieces(files: Mapping[str, bytes]) -> Iterator[str]:
    """Give every piece of HTML that a data file or a feed holds."""
    for name, content in files.items():
        if name.endswith(".json"):
            yield from _html_in(json.loads(content))
        elif name.endswith(".xml"):
            for element in ElementTree.fromstring(content).iter():
                if element.get("type") == "html":
                    yield element.text or ""


def _html_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        held = (value.get("html"), value.get("content_html"))
        yield from (piece for piece in held if isinstance(piece, str))
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _html_in(inner)


MANY_OF_A_KIND = ("themes/", "audiences/", "kinds/", "partnerships/", "lessons/", "settings/")
SOME_OR_ALL = pytest.mark.parametrize("of_all", [False, pytest.param(True, marks=pytest.mark.long)])


def chosen(texts: Mapping[str, str], *, of_all: bool) -> dict[str, str]:
    """Leave out pages of which others of their kind say the same; every briefing's own page stays."""
    alike = {(name.partition("/")[0], name.count("/")): name for name in texts if name.startswith(MANY_OF_A_KIND)}
    left_out = set() if of_all else {name for name in texts if name.startswith(MANY_OF_A_KIND)} - {*alike.values()}
    return {name: text for name, text in texts.items() if name not in left_out}


@SOME_OR_ALL
def test_no_page_is_more_than_its_words(
    page: Page, attacked_files: Files, harmless_files: Files, *, of_all: bool
) -> None:
    """Read by a browser, a page has no element and no attribute that its twin has not, but those that sources may."""
    found, twin = (
        read_by_browser(page, chosen(pages(files), of_all=of_all)) for files in (attacked_files, harmless_files)
    )
    assert [(name, harmful) for name, (_, harmful) in found.items() if harmful] == []
    brought_in = {name: _difference(counts, twin[name][0]) for name, (counts, _) in found.items()}
    assert {name: kinds for name, kinds in brought_in.items() if kinds} == {}


def _difference(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Give what stands in one more often than in the other, or less."""
    counts = {kind: one.get(kind, 0) - other.get(kind, 0) for kind in {*one, *other}}
    return {kind: count for kind, count in counts.items() if count}


FRAME = {"html": 1, "head": 1, "body": 1}
"""What a browser puts around a piece of HTML."""


def test_no_piece_of_html_is_more_than_it_may_be(page: Page, attacked_files: Files) -> None:
    """What data files and feeds hold, and what the sanitiser leaves of each attack by itself, is on the list of what
    may stay; also when a browser has written it anew, which changes what was only nearly right.
    """
    sanitiser = Sanitiser()
    found = dict.fromkeys(pieces(attacked_files))
    cleaned = [sanitiser.sanitise(around.format(attack), {}) for attack in EVERY for around in AROUND]
    ours = {"h3", "a class", "a aria-label", "a id", "sup class", "sup id", "li id", "ol class"}
    anew = page.evaluate(ANEW, [*found, *cleaned])
    for name, (counts, harmful) in read_by_browser(page, {text: text for text in [*found, *cleaned, *anew]}).items():
        assert not harmful, name
        assert {kind: count for kind, count in counts.items() if kind not in ours} == FRAME, name


AROUND = (
    "{}",
    "<div>{}</div>",
    "<table><tr><td>{}",
    "<p title='{}'>",
    "<svg>{}",
    "<math><mtext>{}",
    "<a href='{}'>x",
)
"""What may stand around an attack."""
ANEW = """
(texts) => texts.map((text) => {
  for (let round = 0; round < 2; round += 1) {
    const element = document.implementation.createHTMLDocument().createElement("div");
    element.innerHTML = text;
    text = element.innerHTML;
  }
  return text;
})
"""
"""Has the browser read and write each text twice."""


@pytest.fixture(scope="module")
def served(attacked_files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the attacked site."""
    folder = tmp_path_factory.mktemp("attacked")
    publish_files(attacked_files, folder / "site", folder)
    with serve(folder / "site") as origin:
        yield origin


@pytest.fixture
def wired(new_page: NewPage) -> Iterator[Page]:
    """Open a page on which any dialog and any word on the console is a complaint, as foreign requests always are.

    The policy for scripts is off: with it a browser would only say what it did not run.
    """
    page = new_page(bypass_csp=True)
    tripped: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        tripped.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", on_dialog)
    page.on("console", lambda message: tripped.append(f"console: {message.text}"))
    page.on("popup", lambda popup: tripped.append(f"window: {popup.url}"))
    yield page
    assert tripped == []


@SOME_OR_ALL
def test_no_attack_acts(wired: Page, served: str, attacked_files: Files, *, of_all: bool) -> None:
    """Opened, every page stays silent: no dialog, no message, no request to another host."""
    for name in chosen(pages(attacked_files), of_all=of_all):
        if name in ("settings/admin/index.html", "settings/404.html"):
            continue  # another project's program, which greets on the console; and what begins at a host's root
        wired.goto(f"{served}/{quote(name)}", wait_until="load")
        assert wired.url.startswith(served), name


def test_no_attack_acts_in_results(wired: Page, served: str) -> None:
    """Shown by the search and by the index of themes, and typed or linked as a query, attacks are words."""
    for query in ["alert", EVERY[0], EVERY[-1]]:
        wired.goto(f"{served}/search/index.html?q={quote(query)}&theme={quote(query)}#{quote(query)}")
        wired.wait_for_selector("html[data-searched]", state="attached")
        wired.goto(f"{served}/themes/index.html?q={quote(query)}")
        wired.locator("#_term").fill(query)
    wired.goto(f"{served}/search/index.html?q=alert")
    wired.wait_for_selector("#_results li")
    (found,) = read_by_browser(
        wired, {"results": wired.locator("#_results").evaluate("list => list.outerHTML")}
    ).values()
    assert found[1] == []


def test_the_tripwire_trips(new_page: NewPage) -> None:
    """Where a handler is in a page, the browser's parser names it, and an address that is a script."""
    page = new_page()
    counts, harmful = read_by_browser(page, {"": "<p onclick=x><a href='java\tscript:x'><svg><a href='data:,'>"})[""]
    assert harmful == ["p onclick", "a href=java\tscript:x", "http://www.w3.org/2000/svg a href=data:,"]
    assert counts["p onclick"] == 1


def test_addresses_that_pass_lead_where_they_say(page: Page) -> None:
    """No attack passes for an address, and those that pass for the end of one or for an old path stay there."""
    assert [attack for attack in EVERY if is_web_address(attack) or is_email(attack)] == []
    ends = [attack for attack in EVERY if is_web_address(f"https://example.org/{attack}")]
    assert len(ends) > 10
    links = "".join(f"- {{title: a, url: {quoted(f'https://example.org/{end}')}}}\n" for end in ends)
    paths = [attack for attack in EVERY if re.fullmatch(r"(?!/)[^\\:?#\s.]+(?<!/)", attack) and "//" not in attack]
    assert len(paths) > 10
    front = FRONT.replace(
        "title:", f"aliases: [{', '.join(quoted(f'old/{path}/') for path in paths)}]\nlinks:\n{links}title:"
    )
    files = built(briefing_project("## Findings\n\n- A.\n", front=front)).files
    found = read_by_browser(page, pages(files))
    assert [(name, harmful) for name, (_, harmful) in found.items() if harmful] == []
    old = [counts for name, (counts, _) in found.items() if name.startswith("old/")]
    assert len(old) == len(paths)
    assert all(counts == old[0] for counts in old)
