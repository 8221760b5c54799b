"""Makes the PDFs, or those that are named."""

import sys
from collections.abc import Callable, Mapping

from tools.printed import browser, drawn, office
from tools.printed.text import FOLDER, Text, read_text

Maker = Callable[[Text], bytes]


def _browser(layout: Callable[[Text], str], **options: object) -> Maker:
    return lambda text: browser.print_pages(layout(text), **options)


def _office(layout: Callable[[Text], str], ending: str = "fodt", *, tagged: bool = False) -> Maker:
    return lambda text: office.export(layout(text), ending, tagged=tagged)


FIRST: Mapping[str, Maker] = {
    "browser-plain.handover": _browser(browser.plain),
    "browser-two-columns.discharge": _browser(browser.two_columns),
    "browser-circles.neglect": _browser(browser.circles),
    "browser-scattered.handover": _browser(browser.scattered),
    "browser-report.actions": _browser(browser.report, **browser.FOOTED),
    "browser-slides.exploitation": _browser(browser.slides),
    "drawn-boxes.handover": drawn.boxes,
    "drawn-columns.discharge": drawn.columns,
    "drawn-circled.neglect": drawn.circled,
    "drawn-table.actions": drawn.table,
    "drawn-running.year": drawn.running,
    "drawn-shape-bullets.exploitation": drawn.shape_bullets,
    "office-plain.actions": _office(office.plain),
    "office-tagged.handover": _office(office.plain, tagged=True),
    "office-two-columns.discharge": _office(office.two_columns),
    "office-frames.neglect": _office(office.frames),
    "office-layout-table.year": _office(office.layout_table),
    "office-slides.exploitation": _office(office.slides, "fodp"),
}
"""Made while the reader was written. A name is the way it is set, and its text."""

AFTERWARDS: Mapping[str, Maker] = {
    "browser-sidebar.discharge": _browser(browser.sidebar),
    "browser-hyphenated.year": _browser(browser.hyphenated),
    "browser-bars.handover": _browser(browser.bars),
    "browser-leaflet.exploitation": _browser(browser.leaflet),
    "browser-bold-only.audit": _browser(browser.bold_only),
    "browser-timeline.neglect": _browser(browser.timeline),
    "browser-dark.homeless": _browser(browser.dark),
    "browser-long-table.audit": _browser(browser.report, **browser.FOOTED),
    "drawn-big-numbers.handover": drawn.big_numbers,
    "drawn-poster.neglect": drawn.poster,
    "drawn-turned.actions": drawn.turned,
    "drawn-word-by-word.homeless": drawn.word_by_word,
    "drawn-dingbats.year": drawn.dingbats,
    "drawn-shadows.handover": drawn.shadows,
    "drawn-footnoted.audit": drawn.footnoted,
    "drawn-unruled.actions": drawn.unruled,
    "office-shapes.handover": _office(office.shapes),
    "office-three-columns.year": _office(office.three_columns),
    "office-numbered-headings.audit": _office(office.numbered_headings),
    "office-paired-slides.homeless": _office(office.paired_slides, "fodp"),
    "office-tagged-table.audit": _office(office.plain, tagged=True),
    "browser-as-boxes.2020-sandwell-core-groups": _browser(browser.as_boxes),
    "browser-as-cards.2018-hartlepool-stockton-lessons-learned": _browser(browser.as_cards),
    "browser-as-report.2023-solihull-audit-learning": _browser(browser.as_report, **browser.FOOTED),
    "office-as-columns.2022-03-dudley-permanently-excluded-children": _office(office.two_columns),
    "office-as-text.2022-06-dudley-domestic-abuse": _office(office.plain, tagged=True),
}
"""Made when the reader could read all of the first ones."""

LAST: Mapping[str, Maker] = {
    "browser-magazine.coercion": _browser(browser.magazine),
    "browser-around.coercion": _browser(browser.around),
    "browser-strips.neglect": _browser(browser.strips),
    "drawn-spaced-out.coercion": drawn.spaced_out,
    "drawn-two-up.coercion": drawn.two_up,
    "office-letter.exploitation": _office(office.letter),
    "office-slides-tagged.coercion": _office(office.slides, "fodp", tagged=True),
}
"""Made when the reader could read all of those, to see how it does with what it has never met."""


def main() -> None:
    """Make them."""
    made = {**FIRST, **AFTERWARDS, **LAST}
    for name in sys.argv[1:] or made:
        text = read_text(name.rpartition(".")[2])
        (FOLDER / f"{name}.pdf").write_bytes(made[name](text))
        print(f"{name}.pdf")


if __name__ == "__main__":
    main()
