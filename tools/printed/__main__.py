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

AFTERWARDS: Mapping[str, Maker] = {}
"""Made when the reader could read all of the first ones."""


def main() -> None:
    """Make them."""
    made = {**FIRST, **AFTERWARDS}
    for name in sys.argv[1:] or made:
        text = read_text(name.rpartition(".")[2])
        (FOLDER / f"{name}.pdf").write_bytes(made[name](text))
        print(f"{name}.pdf")


if __name__ == "__main__":
    main()
