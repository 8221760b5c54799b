"""Write the documents into tests/documents/, and what must come of each into a table beside them."""

import json
from pathlib import Path

from tools.documents import first, hard, pages, second
from tools.documents.sample import Sample

FOLDER = Path(__file__).resolve().parent.parent.parent / "tests" / "documents"


def every_sample() -> list[Sample]:
    """Give all documents."""
    return [*first.samples(), *second.samples(), *pages.samples(), *hard.samples()]


def main() -> None:
    """Write each document, and one table of what must come of them."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {}
    for sample in every_sample():
        (FOLDER / sample.name).write_bytes(sample.content)
        wanted[sample.name] = {"points": sample.points, "fields": sample.fields}
    (FOLDER / "wanted.json").write_text(f"{json.dumps(wanted, indent=1, ensure_ascii=False)}\n", "utf-8")


if __name__ == "__main__":
    main()
