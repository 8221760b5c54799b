"""Write a project of N made-up briefings beside the repository's own: for benchmarks and for tests at size.

    python benchmarks/corpus.py 1000 FOLDER

The same N gives the same bytes; briefing number i is the same for every N. The repository's five briefings and its
vocabulary are part of the project, so that what readers look for there can be looked for among many.

Words come as often as they do where people write: few of them in most sentences, most of them in hardly any. A tenth
of the points say again what others said, half of these with the lesson that they bear.
"""

import argparse
import random
import re
import shutil
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
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
ACTIONS = "What is being done {role=actions}"
"""Stands in every other briefing in the place of recommendations."""
STATES = ("promised", "under-way", "done", "dropped")
PLACES = (
    "Ashham Birchwick Cloverton Dunmere Elmstead Fernhurst Greyford Hollowell Ivyford Juniper Kestrelby Larkfield"
)
ALSO = """
about {}, {} and {} {}
because the {} {} was {} and {}
with {} {} in mind, and the {} of {}
as {} and {} were {} by the {}
where {} {} met {} {}
and asked for {}, {} and {} {}
""".split("\n")[1:-1]
"""What stands behind who did what: four words, each drawn as often as it is used."""
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
COMMON = 60
"""How many of the most frequent words are left out, since the phrases above have enough of their kind."""
DISTINCT = 30_000
"""Words that there are in all; those that the repository's sources do not have are made of syllables."""
BEGINNINGS, MIDDLES, ENDS = (
    "b br d f fl g h k l m n p r s st t tr v w".split(),
    "a e i o u ay ea oo".split(),
    ("b ck d ft g ld ll m mp n nd ng p r rd rn sk st t th".split()),
)
RECURRING = 120
"""Lessons that come up again and again."""
RECURS, BEARS = 0.1, 0.5
"""The share of points that say one of them, and of these the share that name it."""
MARKUP = ("*{0}*", "**{0}**", "[{0}](https://example.org/forms/{1})")


@dataclass(frozen=True, slots=True)
class Recurring:
    """A lesson that comes up again and again."""

    id: str
    words: tuple[str, ...]
    themes: tuple[str, ...]

    @property
    def entry(self) -> str:
        """Write it for the list of lessons."""
        statement = f"{self.words[0].capitalize()} {' and '.join(self.words[1:4])} come before the {self.words[4]}."
        return f"{self.id}:\n  statement: {statement}\n  themes: [{', '.join(self.themes)}]\n"


@cache
def _words() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Give all words, the most frequent first, and how often each of them and those before it come, added up.

    The word of rank n is drawn as often as 1 / (n + 3): Zipf's law, as Mandelbrot has it.
    """
    sources = sorted((REPOSITORY / "briefings").iterdir())
    known = Counter(word for path in sources for word in re.findall("[a-z]{3,}", path.read_text("utf-8").lower()))
    dice = random.Random("words")
    words = dict.fromkeys(sorted(known, key=lambda word: (-known[word], word))[COMMON:])
    while len(words) < DISTINCT:
        parts = [dice.choice(BEGINNINGS), dice.choice(MIDDLES), dice.choice(ENDS)] * dice.choice((1, 2))
        parts[3:] = [dice.choice(MIDDLES), dice.choice(ENDS)] if parts[3:] else []
        words["".join(parts)] = None
    return tuple(words), tuple(accumulate(1 / (rank + 3) for rank in range(len(words))))


def _word(dice: random.Random) -> str:
    words, shares = _words()
    return words[bisect(shares, dice.random() * shares[-1])]


def _recurring(themes: list[str]) -> list[Recurring]:
    """Make up the lessons that come up again and again: each has words that seldom stand together by chance."""
    dice = random.Random("recurring")
    return [
        Recurring(f"recurs-{number:03}", tuple(_word(dice) for _ in range(7)), tuple(dice.sample(themes, 2)))
        for number in range(RECURRING)
    ]


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
    recurring = _recurring(themes)
    with (sources / "_lessons.yml").open("a", encoding="utf-8") as file:
        file.writelines(lesson.entry for lesson in recurring)
    for number in range(count - len(own)):
        (sources / f"made-up-{number:05}.md").write_text(_briefing(number, themes, recurring), encoding="utf-8")


def _briefing(number: int, themes: list[str], recurring: list[Recurring]) -> str:
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
        are_actions = heading == "Recommendations" and number % 2 == 1
        lines += [f"## {ACTIONS if are_actions else heading}", "", f"{_sentence(dice)} {_sentence(dice)}", ""]
        for at in range(dice.randint(*POINTS)):
            again = dice.choice(recurring) if dice.random() < RECURS else None
            said = _saying(dice, again) if again else _point(dice, themes)
            lines.append(f"{said} {_progress(number + at, year)}" if are_actions else said)
        lines.append("")
    lines += ["## More information", "", f"Read [the {place} procedures](https://example.org/{place.lower()}).", ""]
    return "\n".join(lines)


def _progress(number: int, year: int) -> str:
    """Say how far an action is; of some nobody says it, and some have no date by which they are to be done."""
    state = (*STATES, "")[number % (len(STATES) + 1)]
    due = f" due={year + 1}" if number % 3 else ""
    return f"{{owner=Board{due}{f' state={state}' if state else ''}}}"


def _point(dice: random.Random, themes: list[str]) -> str:
    tags = "".join(f" #{theme}" for theme in dice.sample(themes, dice.choice((0, 1, 1, 2))))
    return f"- {_sentence(dice, marked=dice.random() < 0.2)}{tags}"


def _saying(dice: random.Random, lesson: Recurring) -> str:
    """Say a lesson again, in most of its words and some others."""
    said = dice.sample(lesson.words, 5)
    named = f" {{lesson={lesson.id}}}" if dice.random() < BEARS else ""
    who, also, when = dice.choice(WHO)[4:].capitalize(), ALSO[0].format(*said[1:]), dice.choice(WHEN)
    return f"- {who} and {said[0]}, {also}, {when}. #{lesson.themes[0]}{named}"


def _sentence(dice: random.Random, *, marked: bool = False) -> str:
    """Say who did what: a phrase or two of the lists above, and beside them words as they come."""
    who, did, what = (dice.choice(words) for words in (WHO, DID, WHAT))
    if marked:
        what = dice.choice(MARKUP).format(what, dice.randint(1, 40))
    elif dice.random() < 0.7:
        what = f"the {_word(dice)} {_word(dice)}"
    end = dice.choice((dice.choice(WHEN), dice.choice(SO), _also(dice), _also(dice)))
    sentence = f"{who} {did} {what} {_also(dice)}, {end}."
    return sentence[0].upper() + sentence[1:]


def _also(dice: random.Random) -> str:
    return dice.choice(ALSO).format(*(_word(dice) for _ in range(4)))


def main() -> None:
    """Read the command line and write the project."""
    ask = argparse.ArgumentParser(description="Write a project of made-up briefings.")
    ask.add_argument("count", type=int)
    ask.add_argument("folder", type=Path)
    given = ask.parse_args()
    write_project(given.count, given.folder)


if __name__ == "__main__":
    main()
