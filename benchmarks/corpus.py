"""Write a project of N made-up briefings beside the repository's own: for benchmarks and for tests at size.

    python benchmarks/corpus.py 1000 FOLDER

The same N gives the same bytes; briefing number i is the same for every N. The repository's five briefings and its
vocabulary are part of the project, so that what readers look for there can be looked for among many.
"""

import argparse
import random
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent

WHO = """
the social worker
the health visitor
the school nurse
the midwife
the class teacher
the duty officer
the youth worker
the police constable
the family support worker
the housing officer
the ward sister
the probation officer
the foster carer
the nursery manager
the paediatrician
the independent reviewing officer
the early years adviser
the clinic receptionist
the education welfare officer
the drug and alcohol worker
""".split("\n")[1:-1]
DID = """
wrote down
asked about
passed on
looked at
talked over
kept a copy of
went back to
explained
put a date to
checked
read aloud
signed
questioned
noticed
followed up
summed up
misread
put off
lost sight of
waited for
""".split("\n")[1:-1]
WHAT = """
the genogram
the body map
the growth chart
the attendance log
the tenancy record
the housing letter
the duty note
the hospital passport
the pathway plan
the contact sheet
the school letter
the crime sheet
the immunisation card
the discharge letter
the family tree
the diary sheet
the visiting schedule
the text messages
the ambulance sheet
the neighbour's account
""".split("\n")[1:-1]
WHEN = """
before the first visit
on the day of discharge
during the school holidays
after the second call
at the end of the month
over the following weeks
in the winter term
when the case was closed
on the same afternoon
within three days
after the funeral
while the worker was on leave
""".split("\n")[1:-1]
SO = """
so that the next worker knew where to begin
and the pattern only showed with hindsight
which gave the family time to answer
but nobody told the grandparents
and small changes went unseen
so the visit could be planned
which the father welcomed
and the same question was asked five times
so that tasks were not done twice
but the reason was never recorded
""".split("\n")[1:-1]
HEADINGS = (
    "What was found",
    "Good practice",
    "What could be better",
    "Key points for managers",
    "Key points for leaders",
    "Learning points for practitioners",
    "Learning points for schools",
    "Recommendations",
    "Questions for your team",
)
"""Those of sections that hold points; each briefing has some of them."""
PLACES = (
    "Ashham Birchwick Cloverton Dunmere Elmstead Fernhurst Greyford Hollowell Ivyford Juniper Kestrelby Larkfield"
)
KINDS = ("multi-agency-audit", "deep-dive", "dip-sample", "thematic-review", "rapid-review", "single-agency-audit")
SECTIONS = 5
POINTS = (3, 7)
"""The fewest and the most of a section: 25 a briefing, on average."""
SETTINGS = """title: Benchmark
base_url: https://example.org
audiences:
  schools:
    label: Schools and colleges
    words: [school, college]
"""
MARKUP = ("*{0}*", "**{0}**", "[{0}](https://example.org/forms/{1})")


def write_project(count: int, folder: Path) -> None:
    """Write a project of `count` briefings, the repository's own among them, into a folder."""
    sources = folder / "briefings"
    shutil.copytree(REPOSITORY / "briefings", sources, dirs_exist_ok=True)
    own = sorted(path for path in sources.iterdir() if not path.name.startswith("_"))
    for path in own[count:]:
        path.unlink()
    with (sources / "_partnerships.yml").open("a", encoding="utf-8") as file:
        for place in PLACES.split():
            name = f"{place} Safeguarding Partnership"
            file.write(f"{place.lower()}:\n  name: {name}\n  short: {place[:2].upper()}SP\n  area: {place}\n")
    (folder / "learnbrief.yml").write_text(SETTINGS, encoding="utf-8")
    themes = [
        line[:-1]
        for line in (sources / "_themes.yml").read_text(encoding="utf-8").splitlines()
        if line.endswith(":") and not line.startswith((" ", "#"))
    ]
    for number in range(count - len(own)):
        (sources / f"made-up-{number:05}.md").write_text(_briefing(number, themes), encoding="utf-8")


def _briefing(number: int, themes: list[str]) -> str:
    dice = random.Random(f"briefing {number}")
    place = dice.choice(PLACES.split())
    year = dice.randint(2016, 2025)
    topics = dice.sample(themes, 2)
    lines = [
        "---",
        f"title: What {place} looked at in {year}, number {number}",
        f"partnership: {place.lower()}",
        f"kind: {dice.choice(KINDS)}",
        f"held: {year}-{dice.randint(1, 12):02}",
        f"published: {year + 1}-01-15",
        f"summary: {_sentence(dice)}",
        f"topics: [{', '.join(topics)}]",
        f"cases: {{count: {dice.randint(3, 30)}, unit: children}}",
        "---",
        "",
    ]
    lines += ["## Background", ""]
    for _ in range(3):
        lines += [f"{_sentence(dice)} {_sentence(dice)}", ""]
    if dice.random() < 0.25:
        lines += ["| Who | Looked at |", "| --- | --- |"]
        lines += [f"| {who} | {dice.choice(WHAT)} |" for who in dice.sample(WHO, 4)]
        lines.append("")
    for heading in sorted(dice.sample(HEADINGS, SECTIONS), key=HEADINGS.index):
        lines += [f"## {heading}", "", f"{_sentence(dice)} {_sentence(dice)}", ""]
        for _ in range(dice.randint(*POINTS)):
            tags = "".join(f" #{theme}" for theme in dice.sample(themes, dice.choice((0, 1, 1, 2))))
            lines.append(f"- {_sentence(dice, marked=dice.random() < 0.2)}{tags}")
        lines.append("")
    lines += ["## More information", "", f"Read [the {place} procedures](https://example.org/{place.lower()}).", ""]
    return "\n".join(lines)


def _sentence(dice: random.Random, *, marked: bool = False) -> str:
    who, did, what, when, so = (dice.choice(words) for words in (WHO, DID, WHAT, WHEN, SO))
    if marked:
        what = dice.choice(MARKUP).format(what, dice.randint(1, 40))
    sentence = f"{who} {did} {what} {when}, {so}."
    return sentence[0].upper() + sentence[1:]


def main() -> None:
    """Read the command line and write the project."""
    ask = argparse.ArgumentParser(description="Write a project of made-up briefings.")
    ask.add_argument("count", type=int)
    ask.add_argument("folder", type=Path)
    given = ask.parse_args()
    write_project(given.count, given.folder)


if __name__ == "__main__":
    main()
