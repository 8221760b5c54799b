"""What a tired reader would stumble over does not stand on any page."""

import re

import pytest
from msgspec.structs import replace

from tests.support import FRONT, briefing_project, built, page, project

NAMELESS = """
--- briefings/_themes.yml
neglect:
  label: Neglect
  definition: neglect.
--- briefings/_partnerships.yml
qzx-7:
  name: Example Safeguarding Partnership
"""


def words_of(html: str) -> str:
    """Give what readers see of a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("<body")[2]).split())


def test_a_partnership_without_a_short_name_goes_by_its_name() -> None:
    """Its id stands in addresses only: wherever it is named, it is by its name."""
    text = FRONT.replace("partnership: example", "partnership: qzx-7")
    site = built(project(f"{NAMELESS}--- briefings/a.md\n{text}## Actions\n\n- It. {{state=promised}}\n"))
    pages = {address: words_of(text.decode()) for address, text in site.files.items() if address.endswith(".html")}
    assert [address for address, words in pages.items() if "qzx-7" in words] == []
    for address in ("index.html", "briefings/a/index.html", "themes/neglect/index.html", "insights/index.html"):
        assert "Example Safeguarding Partnership" in pages[address], address


def test_a_definition_that_repeats_the_label_is_left_out() -> None:
    """What says no more than the name of a theme stands neither on its page nor in its pack nor in its list."""
    text = FRONT.replace("partnership: example", "partnership: qzx-7")
    site = built(project(f"{NAMELESS}--- briefings/a.md\n{text}## Findings\n\n- It.\n"))
    for address in ("themes/neglect/index.html", "themes/neglect/pack/index.html"):
        assert "neglect." not in words_of(page(site, address)), address
        assert '<p class="lead"></p>' not in page(site, address)
    assert '<meta name="description" content="What was learned about Neglect.">' in page(
        site, "themes/neglect/index.html"
    )


def test_briefings_stand_in_one_order_everywhere() -> None:
    """The first page and the list of briefings begin with the latest review, whenever its briefing came out."""
    more = "".join(
        f"--- briefings/{slug}.md\n{FRONT.replace('2022-03', held).replace('2022-06-01', published)}"
        for slug, held, published in (("b", "2024-03", "2024-05-01"), ("c", "2020-01", "2025-01-01"))
    )
    site = built(briefing_project("", more=more))
    order = [
        re.findall(
            r'<h\d class="knotted"><a href="(?:\.\./)?(?:briefings/)?([abc])/index\.html"', page(site, address)
        )
        for address in ("index.html", "briefings/index.html")
    ]
    assert order == [["b", "a", "c"]] * 2


def test_a_topic_of_the_whole_briefing_does_not_stand_under_each_point() -> None:
    """It stands at the head; under a point stand the themes that are its own."""
    html = page(built(briefing_project("## Findings\n\n- A. #plans\n- B.\n")), "briefings/a/index.html")
    assert re.findall(r'href="\.\./\.\./themes/([a-z-]+)/index\.html"', html) == ["neglect", "plans"]


def test_points_do_not_say_for_whom_on_the_page_of_those() -> None:
    """ "For managers" stands on a point wherever it is not plain, and not on the page for managers."""
    site = built(briefing_project("## Key points for managers\n\n- A.\n"))
    assert "For <a" in page(site, "themes/neglect/index.html")
    assert "For <a" in page(site, "partnerships/example/index.html")
    assert "For <a" not in page(site, "audiences/managers/index.html")


@pytest.mark.parametrize("audience", ["managers", "practitioners"])
def test_a_briefing_offers_each_audience_its_points_and_those_for_everyone(audience: str) -> None:
    """Nobody is to miss what is asked of all; where all points are for an audience there is nothing to choose."""
    body = f"## Findings\n\n- A.\n\n## Key points for {audience}\n\n- B.\n- C.\n"
    other = "managers" if audience == "practitioners" else "practitioners"
    alone = page(built(briefing_project(body)), "briefings/a/index.html")
    both = page(built(briefing_project(f"{body}\n## Key points for {other}\n\n- D.\n")), "briefings/a/index.html")
    assert 'name="for"' not in alone
    choices = dict(re.findall(r'<label for="__for-([a-z]+)">\w+ <span class="quiet">(\d)</span>', both))
    assert choices == {"all": "4", audience: "3", other: "2"}


def test_paper_says_where_more_stands_only_where_it_has_an_address() -> None:
    """On paper an address and a code are of use; words in their place are not. A draft's address is nobody's yet."""
    text = "## Findings\n\n- It.\n"
    without = page(built(briefing_project(text)), "themes/neglect/pack/index.html")
    settings = "--- learnbrief.yml\nbase_url: https://example.org\n"
    given = page(built(briefing_project(text, more=settings)), "themes/neglect/pack/index.html")
    assert "QR code" not in without
    assert "<title>QR code: https://example.org/themes/neglect/</title>" in given
    draft = FRONT.replace("topics:", "status: draft\ntopics:")
    preview = built(replace(briefing_project(text, front=draft, more=settings), drafts=True))
    assert "QR code" not in page(preview, "briefings/a/index.html")
    assert "QR code" not in page(preview, "briefings/a/sheet/index.html")


def test_no_page_counts_a_part_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list in one piece is not called a part of it; in pieces each is."""
    text = briefing_project("", more=f"--- briefings/b.md\n{FRONT.replace('in Example', 'again')}")
    assert not any(b"art 1 of 1" in content for content in built(text).files.values())
    monkeypatch.setattr("learnbrief.pages.parts.MOST", 1)
    assert "part 2 of 2" in page(built(text), "years/2022/2/index.html")
