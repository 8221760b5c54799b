"""Edits of what a site is made with: settings, templates, assets, pages, options, the program, and the cache."""

import shutil
import sqlite3
from contextlib import closing, suppress

from PIL import Image

from tools.random_editor.desk import Desk, lines_of
from tools.random_editor.program import ROOT

SETTINGS = (
    "title: Another name",
    "description: Other words.",
    "links: folders",
    "links: files",
    'colours: {accent: "#225522"}',
    "base_url: https://other.example.org",
    "audiences: {schools: {label: All schools, words: [school, class]}}",
    "colour: red",
)


def setting(desk: Desk) -> bool:
    """Change or add a setting that stands in one line."""
    given = desk.chance.choice(SETTINGS)
    path = desk.project / "learnbrief.yml"
    name = given.partition(":")[0]
    lines, kept = lines_of(path), []
    inside = False
    for line in lines:
        inside = line.startswith(f"{name}:") or (inside and line.startswith(" "))
        kept += [] if inside else [line]
    path.write_text("\n".join([given, *kept]), "utf-8")
    return True


def template(desk: Desk) -> bool:
    """Put a template of the owner's in the place of a built-in one, or take it away again."""
    name = desk.chance.choice(
        ["briefing.html", "home.html", "theme.html", "robots.txt", "parts/new.html", "404.html"]
    )
    own = desk.project / "templates" / name
    if own.exists() and desk.chance.random() < 0.4:
        own.unlink()
        return True
    built_in = (desk.program or ROOT) / "templates" / name
    before = built_in.read_text("utf-8") if built_in.exists() else ""
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(
        f"{before}\n{{# {desk.new('note')} #}}{desk.chance.choice(['', desk.new('word'), '{% if'])}\n", "utf-8"
    )
    return True


def asset(desk: Desk) -> bool:
    """Change an asset, or add one."""
    name = desk.chance.choice(["print.css", "sort.js", "new.txt"])
    own = desk.project / "templates/assets" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"/* {desk.new('asset')} */\n", "utf-8")
    return True


def picture(desk: Desk) -> bool:
    """Draw a picture anew under its name."""
    desk.number += 1
    path = desk.project / "briefings/pictures/map.png"
    Image.new("RGB", (8 + desk.number % 50, 8), (desk.number % 256, 9, 9)).save(path)
    return True


def own_page(desk: Desk) -> bool:
    """Change a page of the owner's, or write another."""
    name = desk.chance.choice(["help", desk.new("page")])
    path = desk.project / f"templates/pages/{name}.md"
    path.write_text(f"---\ntitle: {name.title()}\n---\nAsk the MASH {desk.new('time')}.\n\n## At night\n", "utf-8")
    return True


def option(desk: Desk) -> bool:
    """Build for another day, with drafts, for another place, or by more processes."""
    name, given = desk.chance.choice(
        [
            ("day", ["--today", "2026-01-31"]),
            ("day", ["--today", "2026-02-01"]),
            ("day", ["--today", "2028-01-01"]),
            ("drafts", ["--drafts"]),
            ("drafts", []),
            ("place", ["--base-url", "https://place.example.org/sub"]),
            ("place", []),
            ("jobs", ["--jobs", "2"]),
            ("jobs", ["--jobs", "1"]),
        ]
    )
    desk.options[name] = given
    return True


def lost_page(desk: Desk) -> bool:
    """Lose a page of the sites that are built already."""
    names = sorted(path.relative_to(desk.clean) for path in desk.clean.rglob("*.html"))
    if names:
        name = desk.chance.choice(names)
        for site in (desk.cached, desk.clean):
            (site / name).unlink(missing_ok=True)
    return bool(names)


def new_version(desk: Desk) -> bool:
    """Change the program: its version, its templates, the words that it knows, its code."""
    if not desk.program:
        return False
    name, find, put = desk.chance.choice(
        [
            ("learnbrief/__init__.py", '__version__ = "', '__version__ = "9.'),
            ("learnbrief/pages/words.py", '"""', f'"""{desk.new("Words")} '),
            ("learnbrief/readers/headings.yml", "", f"# {desk.new('note')}\n"),
            ("templates/404.html", "</h1>", f" {desk.new('again')}</h1>"),
            ("templates/theme.html", "</h1>", f" {desk.new('again')}</h1>"),
            ("templates/assets/style.css", "", f"/* {desk.new('style')} */"),
        ]
    )
    path = desk.program / name
    content = path.read_text("utf-8")
    path.write_text(content.replace(find, put, 1), "utf-8")
    desk.restart()
    return content != path.read_text("utf-8")


def cut_cache(desk: Desk) -> bool:
    """Cut a file of the cache short."""
    paths = desk.remembered()
    if paths:
        path = desk.chance.choice(paths)
        path.write_bytes(path.read_bytes()[: desk.chance.randrange(path.stat().st_size + 1)])
    return bool(paths)


def scribbled_cache(desk: Desk) -> bool:
    """Change bytes in a file of the cache."""
    paths = desk.remembered()
    if paths:
        path = desk.chance.choice(paths)
        content = bytearray(path.read_bytes())
        for _ in range(desk.chance.randint(1, 4)):
            if content:
                content[desk.chance.randrange(len(content))] ^= 1 << desk.chance.randrange(8)
        path.write_bytes(content)
    return bool(paths)


def mixed_cache(desk: Desk) -> bool:
    """Put what the cache holds under one key in the place of another's."""
    paths = desk.remembered()
    for path in paths:
        with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("update results set content = (select content from results limit 1)")
    return bool(paths)


def lost_cache(desk: Desk) -> bool:
    """Lose a file of the cache, or all of it."""
    paths = desk.remembered()
    if paths and desk.chance.random() < 0.3:
        shutil.rmtree(desk.project / ".learnbrief")
    elif paths:
        desk.chance.choice(paths).unlink()
    return bool(paths)


def old_cache(desk: Desk) -> bool:
    """Bring back the cache as it once was, or keep it for that."""
    kept, folder = desk.work / "old-cache", desk.project / ".learnbrief"
    if kept.exists():
        shutil.rmtree(folder, ignore_errors=True)
        kept.rename(folder)
    elif folder.exists():
        shutil.copytree(folder, kept)
    return folder.exists()
