"""Edits of briefings and of what they may name."""

import os

from tools.random_editor.desk import WORDS, Desk, change_line, indent_of, lines_of

IDS = ["harm", "neglect", "plans", "sharing", "missing-children", "nothing"]
HEADINGS = ["Findings", "What worked well", "Key points for managers", "Background", "Actions taken", "Odds and ends"]
HEADINGS += ['Next {role="FILL IN"}', "Earlier findings {held=unknown}"]
TIES = (
    *(f"{{lesson={lesson}}}" for lesson in ("plans-are-read", "nobody-learned-this", "nothing")),
    '{answers="2021-neglect#plans-were-written-and-not-read"}',
    '{answers="2024-neglect#no-visits 2025-both#who-was-told"}',
)
FIELDS = (
    *(f"status: {status}" for status in ("published", "draft", "archived", "withdrawn")),
    *(f"held: {held}" for held in ("2019", "2020-02", "2021/22", "2022-08 to 2022-10", "2022-02-30", "unknown")),
    *(
        f"published: {day}"
        for day in ("2020-01-01", "2025-12-31", "2026-02-01", "2027-01-01", "2019", "2026-02", "unknown")
    ),
    *(f"topics: [{topic}]" for topic in IDS),
    *(f"kind: {kind}" for kind in ("deep-dive", "dip-sample", "practice-week")),
    *(f"partnership: {who}" for who in ("northbridge", "westhaven", "[northbridge, westhaven]")),
    *(f"superseded_by: {slug}" for slug in ("2025-both", "2024-neglect")),
    *(f'{name}: "FILL IN: ask"' for name in ("title", "held", "published", "kind", "partnership", "topics")),
    "updated: 2025-11-30",
    "audience: schools",
    "review_by: 2026-01-01",
    "cases: {count: 3, unit: adults}",
)


def text(desk: Desk) -> bool:
    """Say something else in a point."""
    words = " ".join(desk.chance.choices(WORDS, k=4))
    return change_line(
        desk, desk.briefings(), "- ", lambda line: [f"{indent_of(line)}- The {words} {desk.new('again')}."]
    )


def same_size_and_time(desk: Desk) -> bool:
    """Change a letter so that neither the file's size nor its time tells."""
    paths = [path for path in desk.briefings() if b"e" in path.read_bytes().rpartition(b"- ")[2]]
    if not paths:
        return False
    path = desk.chance.choice(paths)
    times = path.stat()
    before, mark, last = path.read_bytes().rpartition(b"- ")
    path.write_bytes(before + mark + last.replace(b"e", b"o", 1))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    return True


def touched(desk: Desk) -> bool:
    """Save a source without a change."""
    desk.chance.choice(desk.briefings()).touch()
    return True


def new_point(desk: Desk) -> bool:
    """Add a point behind another."""
    return change_line(desk, desk.briefings(), "- ", lambda line: [line, f"{indent_of(line)}- A {desk.new('plan')}."])


def lost_point(desk: Desk) -> bool:
    """Take a point out."""
    return change_line(desk, desk.briefings(), "- ", lambda _: [])


def tag(desk: Desk) -> bool:
    """Tag a point."""
    return change_line(desk, desk.briefings(), "- ", lambda line: [f"{line} #{desk.chance.choice(IDS)}"])


def lost_tag(desk: Desk) -> bool:
    """Take the tags off a point."""
    return change_line(desk, desk.briefings(), "- ", lambda line: [line.partition(" #")[0]])


def point_id(desk: Desk) -> bool:
    """Give a point an id."""
    return change_line(desk, desk.briefings(), "- ", lambda line: [f"{line} {{#{desk.new('id')}}}"])


def tie(desk: Desk) -> bool:
    """Have a point bear a lesson, or answer another point."""
    return change_line(desk, desk.briefings(), "- ", lambda line: [f"{line} {desk.chance.choice(TIES)}"])


def lost_tie(desk: Desk) -> bool:
    """Take away what a point bears in braces."""
    return change_line(desk, desk.briefings(), "- ", lambda line: [line.partition(" {")[0]])


def title(desk: Desk) -> bool:
    """Give a briefing another title."""
    return change_line(
        desk, desk.briefings(), "title: ", lambda line: [f"{indent_of(line)}title: A {desk.new('title')}"]
    )


def heading(desk: Desk) -> bool:
    """Give a section another heading."""
    return change_line(desk, desk.briefings(), "## ", lambda _: [f"## {desk.chance.choice(HEADINGS)}"])


def a_field(desk: Desk) -> bool:
    """Change or add a field."""
    given = desk.chance.choice(FIELDS)
    name = given.partition(":")[0]
    paths = [path for path in desk.briefings() if any(line.startswith("published:") for line in lines_of(path))]
    if not paths:
        return False
    path = desk.chance.choice(paths)
    lines = [line for line in lines_of(path) if not line.startswith(f"{name}:")]
    lines.insert(1 if lines[0] == "---" else 0, given)
    path.write_text("\n".join(lines), "utf-8")
    return True


def rename(desk: Desk) -> bool:
    """Give a source another name, or another folder."""
    path = desk.chance.choice(desk.briefings())
    folder = desk.chance.choice([path.parent, desk.project / "briefings", desk.project / "briefings/deep"])
    folder.mkdir(exist_ok=True)
    path.rename(folder / f"{desk.new('name')}{path.suffix}")
    return True


def swap(desk: Desk) -> bool:
    """Exchange the names of two sources of one form."""
    pair = desk.chance.sample(desk.briefings(), 2)
    if pair[0].suffix != pair[1].suffix:
        return False
    contents = [path.read_bytes() for path in pair]
    for path, content in zip(pair, reversed(contents), strict=True):
        path.write_bytes(content)
    return True


def deletion(desk: Desk) -> bool:
    """Delete a source, as long as there are some."""
    paths = desk.briefings()
    if len(paths) < 5:
        return False
    desk.chance.choice(paths).unlink()
    return True


def new_briefing(desk: Desk) -> bool:
    """Write a source, much like another."""
    paths = desk.briefings()
    if len(paths) > 8:
        return False
    path = desk.chance.choice(paths)
    name = desk.new("more")
    lines = [f"title: {name}" if line.startswith("title:") else line for line in lines_of(path)]
    lines = [line for line in lines if not line.startswith("aliases:")]
    (path.parent / f"{name}{path.suffix}").write_text("\n".join(lines), "utf-8")
    return True


def theme(desk: Desk) -> bool:
    """Change, add or take away a theme."""
    path = desk.project / "briefings/_themes.yml"
    way = desk.chance.randrange(4)
    if way == 0:
        name = desk.new("theme")
        path.write_text(f"{path.read_text('utf-8')}{name}: {{label: {name}, definition: New.}}\n", "utf-8")
        return True
    begins, word = (("label: ", "Label"), ("definition: ", "Words"), ("broader: ", "x"))[way - 1]
    return change_line(desk, [path], begins, lambda line: [f"  {begins}{desk.new(word)}"] if way < 3 else [])


def lesson(desk: Desk) -> bool:
    """Say a lesson in other words, or take a theme's or a lesson's old ids away."""
    path = desk.project / "briefings/_lessons.yml"
    if desk.chance.random() < 0.2:
        paths = [path, desk.project / "briefings/_themes.yml"]
        return change_line(desk, paths, "was: ", lambda _: [])
    return change_line(desk, [path], "statement: ", lambda _: [f"  statement: A {desk.new('lesson')}."])


def partnership(desk: Desk) -> bool:
    """Give a partnership another name, or have another take its place."""
    path = desk.project / "briefings/_partnerships.yml"
    if desk.chance.random() < 0.3:
        who = desk.chance.choice(["northbridge", "westhaven"])
        return change_line(desk, [path], "succeeded_by: ", lambda _: [f"  succeeded_by: {who}"])
    return change_line(desk, [path], "name: ", lambda line: [f"{indent_of(line)}name: {desk.new('Partnership')}"])


def abbreviation(desk: Desk) -> bool:
    """Explain an abbreviation otherwise, or a word that was none."""
    path = desk.project / "briefings/_glossary.yml"
    given = desk.chance.choice(["MASH", "GP", *WORDS])
    kept = [line for line in lines_of(path) if line and not line.startswith(f"{given}:")]
    path.write_text("\n".join([*kept, f"{given}: a {desk.new('meaning')}"]) + "\n", "utf-8")
    return True
