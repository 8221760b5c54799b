"""The output folder is the old site or the new one, and keeps what others put there."""

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner

from learnbrief.cli import main
from learnbrief.files import PublishingError, Stage, mounts, publish, refuse_dangerous
from learnbrief.files.fill import READY, STAGED, complete
from tests.support import FRONT, VOCABULARY, files_of, publish_files, table

OLD = {"index.html": b"old", "gone/index.html": b"an old page", "themes/index.html": b"old themes"}
NEW = {"index.html": b"new", "themes/index.html": b"new themes", "data/points.json": b"{}"}
LIST = ".learnbrief-files"
MODULE = sys.modules[publish.__module__]
"""The module, which in `learnbrief.files` hides behind the function of its name."""
ROOT = Path(__file__).parent.parent
Tree = dict[str, bytes | str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project's folder that holds nothing but an empty `briefings/`."""
    (tmp_path / "project/briefings").mkdir(parents=True)
    return tmp_path / "project"


@pytest.fixture
def out(project: Path) -> Path:
    """Give a place for the site, where the old one stands already."""
    publish_files(OLD, project / "site", project)
    return project / "site"


def tree(folder: Path) -> Tree:
    """Give everything below a folder: bytes of files, targets of links, "/" for folders."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = str(path.readlink()) if path.is_symlink() else "/" if path.is_dir() else path.read_bytes()
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Give a site's files without the list of them."""
    found = tree(folder)
    return {name: content for name, content in found.items() if isinstance(content, bytes) and name != LIST}


def siblings(out: Path) -> set[str]:
    """Give the names that stand beside the output folder, but for its own and that of the site before it."""
    return {path.name for path in out.parent.iterdir()} - {out.name, f".{out.name}.spare"}


def write(path: Path, content: str = "theirs") -> Path:
    """Put a file that no build wrote."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def test_the_new_site_replaces_the_old_one(out: Path, project: Path) -> None:
    """After a build there stands the new site alone: pages of ours that it no longer has are gone, folders too."""
    assert publish_files(NEW, out, project) == []
    assert files(out) == NEW
    assert not (out / "gone").exists()
    assert siblings(out) == {"briefings"}


def test_the_site_before_last_is_brought_up_to_date(out: Path, project: Path) -> None:
    """Each site is right, and so is the one before it: what both share is never changed in its place."""
    spare = out.with_name(f".{out.name}.spare")
    turned = {"index.html/index.html": b"now a folder", "themes": b"now a file", "gone.html": b"back"}
    before = files(out)
    for site in (NEW, OLD, turned, NEW, turned, {}, OLD):
        publish_files(site, out, project)
        assert files(out) == site
        assert {name: content for name, content in files(spare).items() if name != ".gitignore"} == before
        before = site


def test_what_is_in_the_place_of_the_spare_is_left_alone(out: Path, project: Path) -> None:
    """A file, or a link to a folder of somebody's, is neither used nor changed, and the site is published."""
    spare = out.with_name(f".{out.name}.spare")
    spare.write_text("mine")
    publish_files(NEW, out, project)
    assert (files(out), spare.read_text()) == (NEW, "mine")
    spare.unlink()
    write(project / "theirs/kept.txt")
    spare.symlink_to(project / "theirs")
    publish_files(OLD, out, project)
    assert files(out) == OLD
    assert [path.name for path in (project / "theirs").iterdir()] == ["kept.txt"]
    assert siblings(out) == {"briefings", "theirs"}


@pytest.mark.parametrize(
    "name", ["CNAME", ".gitignore", "gone/theirs.txt", ".well-known/security.txt", "themes/x.html"]
)
def test_foreign_files_stay(out: Path, project: Path, name: str) -> None:
    """A file that no build wrote stays, also where the pages beside it vanish."""
    write(out / name)
    publish_files(NEW, out, project)
    publish_files(NEW, out, project)
    assert files(out) == {**NEW, name: b"theirs"}


def test_foreign_links_stay_links(out: Path, project: Path, tmp_path: Path) -> None:
    """A link that no build wrote stays the same link, whether to a file, a folder or nothing, and is not followed."""
    write(tmp_path / "elsewhere/file")
    links = {"file": "../../elsewhere/file", "sub/folder": "../../../elsewhere", "nothing": "no-such-file"}
    (out / "sub").mkdir()
    for name, target in links.items():
        (out / name).symlink_to(target)
    publish_files(NEW, out, project)
    assert {name: tree(out)[name] for name in links} == links
    assert tree(tmp_path / "elsewhere") == {"file": b"theirs"}


def test_foreign_folders_stay(out: Path, project: Path) -> None:
    """An empty folder that no build made stays: a git checkout without `.git/refs/` would be none any more."""
    (out / ".git/refs").mkdir(parents=True)
    publish_files(NEW, out, project)
    assert (out / ".git/refs").is_dir()


def test_foreign_folders_keep_their_mode(out: Path, project: Path) -> None:
    """A folder that others closed to the world does not open by a build, nor does the output folder itself."""
    (out / "private/deep").mkdir(parents=True)
    (out / "private").chmod(0o700)
    out.chmod(0o750)
    publish_files(NEW, out, project)
    assert (out / "private").stat().st_mode & 0o777 == 0o700
    assert out.stat().st_mode & 0o777 == 0o750


def test_a_git_checkout_stays_one(out: Path, project: Path) -> None:
    """An output folder that is a git checkout is one after the build too."""
    for command in (["init", "--quiet"], ["pack-refs", "--all"]):
        subprocess.run(["git", *command], cwd=out, check=True)
    before = {name for name, content in tree(out / ".git").items() if content == "/"}
    publish_files(NEW, out, project)
    assert {name for name, content in tree(out / ".git").items() if content == "/"} == before
    found = subprocess.run(["git", "rev-parse", "--absolute-git-dir"], cwd=out, capture_output=True, check=True)
    assert found.stdout.decode().strip() == str(out / ".git")


def test_folders_of_ours_go_although_empty(out: Path, project: Path) -> None:
    """A folder that held a page of ours alone goes with it, also where somebody took the page out before."""
    (out / "gone/index.html").unlink()
    publish_files(NEW, out, project)
    assert not (out / "gone").exists()


def test_a_folder_that_cannot_be_looked_into_stops_the_build(
    out: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A unmanaged folder whose files cannot be listed is not taken for an empty one."""
    write(out / "closed/file")
    scandir = os.scandir

    def failing(path: str) -> object:
        if str(path).rstrip("/").endswith("closed"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scandir(path)

    before = tree(project)
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", failing)
        with pytest.raises(PublishingError, match="closed"):
            publish_files(NEW, out, project)
    assert tree(project) == before


@pytest.mark.parametrize("name", ["data", "data/points.json", "index.html"])
def test_a_foreign_folder_in_the_way(project: Path, name: str) -> None:
    """An empty unmanaged folder stops the build where a page must go, and only there."""
    out = project / "site"
    (out / name).mkdir(parents=True)
    if name == "data":
        publish_files(NEW, out, project)
        assert files(out) == NEW
    else:
        with pytest.raises(PublishingError, match=name):
            publish_files(NEW, out, project)
        assert (out / name).is_dir()


@pytest.mark.parametrize(
    "name",
    ["data/points.json", "data", "index.html/deeper.txt", "themes/index.html/x"],
    ids=["where a page must go", "where a folder must be", "below a page", "deeper below a page"],
)
def test_a_foreign_file_in_the_way_stops_the_build(project: Path, name: str) -> None:
    """A unmanaged file where a page must go is named, and nothing changes."""
    out = project / "site"
    publish_files({"about/index.html": b"old"}, out, project)
    write(out / name)
    before = tree(project)
    with pytest.raises(PublishingError, match=name):
        publish_files(NEW, out, project)
    assert tree(project) == before


def test_a_foreign_link_in_the_way_stops_the_build(project: Path, tmp_path: Path) -> None:
    """A link where a page must go is unmanaged even if it leads to that very page."""
    out = project / "site"
    out.mkdir()
    (out / "index.html").symlink_to(write(tmp_path / "elsewhere.html", "new"))
    with pytest.raises(PublishingError, match=r"index\.html"):
        publish_files(NEW, out, project)
    assert (out / "index.html").is_symlink()


def test_a_lost_list_deletes_nothing(out: Path, project: Path) -> None:
    """Without the list of what was written every file is unmanaged: old pages stay, changed ones stop the build."""
    (out / LIST).unlink()
    before = tree(out)
    with pytest.raises(PublishingError):
        publish_files(NEW, out, project)
    assert tree(out) == before
    publish_files({"new.html": b"new"}, out, project)
    assert files(out) == {**OLD, "new.html": b"new"}


def test_a_lost_list_is_found_again(out: Path, project: Path) -> None:
    """Without the list the same site can be built again, and is ours again after that."""
    (out / LIST).unlink()
    publish_files(OLD, out, project)
    publish_files(NEW, out, project)
    assert files(out) == NEW


def test_a_spoilt_list_is_no_crash(out: Path, project: Path) -> None:
    """A list that is no text stops the build in one line, or counts as lost; it deletes nothing."""
    (out / LIST).write_bytes(b"\xff\xfe\x00")
    publish_files(OLD, out, project)
    assert files(out) == OLD


@pytest.mark.parametrize("name", ["a\nCNAME", "a\u2028CNAME", "a\rCNAME"])
def test_a_name_of_two_lines_claims_nothing(out: Path, project: Path, name: str) -> None:
    """A page whose name holds an end of line does not make another's file ours."""
    publish_files({**OLD, name: b"page"}, out, project)
    write(out / "CNAME")
    publish_files({**OLD, name: b"page"}, out, project)
    assert files(out)["CNAME"] == b"theirs"


@pytest.mark.parametrize("place", table("publish-sources-are-refused"))
def test_sources_are_refused(project: Path, place: str) -> None:
    """The output folder neither is nor holds the sources, nor lies inside them."""
    write(project / "briefings/a.md")
    before = tree(project.parent)
    with pytest.raises(PublishingError):
        publish_files(NEW, project / place, project)
    assert tree(project.parent) == before


def test_linked_sources_are_refused(project: Path, tmp_path: Path) -> None:
    """The output folder is not what `briefings/` is a link to."""
    (tmp_path / "texts").mkdir()
    (project / "briefings").rmdir()
    (project / "briefings").symlink_to("../texts")
    with pytest.raises(PublishingError):
        refuse_dangerous((tmp_path / "texts").resolve(), project)


@pytest.mark.parametrize("place", ["home/me", "home", ""], ids=["home", "above home", "above that"])
def test_home_is_refused(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """The output folder neither is nor holds the user's home folder."""
    home = tmp_path / "users/home/me"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    with pytest.raises(PublishingError, match="home"):
        refuse_dangerous((tmp_path / "users" / place).resolve(), project)
    refuse_dangerous((home / "site").resolve(), project)


def test_a_linked_home_is_refused(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Home is home also where the system reaches it through a link."""
    (tmp_path / "disk/me").mkdir(parents=True)
    (tmp_path / "home").symlink_to("disk")
    monkeypatch.setenv("HOME", str(tmp_path / "home/me"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home/me"))
    with pytest.raises(PublishingError, match="home"):
        refuse_dangerous((tmp_path / "home/me").resolve(), project)


def test_the_root_is_refused(project: Path) -> None:
    """The output folder is not the whole disk."""
    with pytest.raises(PublishingError):
        refuse_dangerous(Path(project.anchor), project)


def test_a_file_is_refused(project: Path) -> None:
    """The output folder is not a file, which stays."""
    out = write(project / "site")
    with pytest.raises(PublishingError, match="file"):
        publish_files(NEW, out, project)
    assert out.read_text("utf-8") == "theirs"


def test_a_linked_output_is_written_through(project: Path, tmp_path: Path) -> None:
    """Where the output folder is a link, the site goes where it leads, and the link stays."""
    (tmp_path / "www").mkdir()
    (project / "site").symlink_to(tmp_path / "www")
    publish_files(OLD, project / "site", project)
    publish_files(NEW, project / "site", project)
    assert (project / "site").is_symlink()
    assert files(tmp_path / "www") == NEW
    assert {path.name for path in tmp_path.iterdir()} - {".www.spare"} == {"project", "www"}


def test_a_place_that_is_not_there_yet_is_made(project: Path) -> None:
    """The folders above the output folder are made too."""
    publish_files(NEW, project / "a/b/site", project)
    assert files(project / "a/b/site") == NEW


# Interrupted builds


def test_a_half_written_stage_is_cleared_away(out: Path, project: Path) -> None:
    """What a build left that was killed while it wrote does not get into the next site."""
    write(project / ".site.staged/half.html")
    publish_files(NEW, out, project)
    assert files(out) == NEW
    assert siblings(out) == {"briefings"}


def test_a_site_set_aside_comes_back(out: Path, project: Path) -> None:
    """A build killed between its two steps is undone by the next one, unmanaged files included."""
    write(out / "CNAME")
    out.rename(project / ".site.before")
    write(project / ".site.staged/half.html")
    publish_files(NEW, out, project)
    assert files(out) == {**NEW, "CNAME": b"theirs"}
    assert siblings(out) == {"briefings"}


def test_a_site_left_behind_is_cleared_away(out: Path, project: Path) -> None:
    """A build killed after its two steps is completed by the next one."""
    publish_files(OLD, project / ".site.before", project)
    publish_files(NEW, out, project)
    assert files(out) == NEW
    assert siblings(out) == {"briefings"}


def test_a_site_set_aside_is_not_lost_to_an_empty_folder(out: Path, project: Path) -> None:
    """What others had put into a site that is still set aside comes back, although the folder was made anew."""
    write(out / "CNAME")
    out.rename(project / ".site.before")
    write(out / ".gitignore")
    publish_files(NEW, out, project)
    assert files(out) == {**NEW, "CNAME": b"theirs", ".gitignore": b"theirs"}


def test_what_both_have_stays_as_in_the_output(out: Path, project: Path) -> None:
    """Of a file that stands in a site set aside and in the folder made anew, the newer one stays."""
    write(out / "CNAME", "old")
    (out / "empty").mkdir()
    out.rename(project / ".site.before")
    write(out / "CNAME", "new")
    publish_files(NEW, out, project)
    assert files(out) == {**NEW, "CNAME": b"new"}
    assert (out / "empty").is_dir()
    assert siblings(out) == {"briefings"}


def test_a_site_set_aside_stays_until_the_next_is_whole(out: Path, project: Path) -> None:
    """Where the folder made anew holds files in the way, the good site that is set aside is not thrown away."""
    out.rename(project / ".site.before")
    write(out / "index.html")
    with pytest.raises(PublishingError, match=r"index\.html"):
        publish_files(NEW, out, project)
    assert files(project / ".site.before") == OLD
    assert files(out) == {"index.html": b"theirs"}


def test_a_mount_point(out: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the output folder cannot be moved at all, as a mount point cannot, it is filled, and that is said."""
    busy = OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(out))
    rename = Path.rename

    def refuse(_first: Path, _second: Path) -> bool:
        raise busy

    def failing(path: Path, target: Path) -> Path:
        if out in (path, target):
            raise busy
        return rename(path, target)

    monkeypatch.setattr(MODULE, "exchange", refuse)
    monkeypatch.setattr(Path, "rename", failing)
    write(out / "CNAME")
    (note,) = publish_files(NEW, out, project)
    assert note
    assert files(out) == {**NEW, "CNAME": b"theirs"}


def test_two_steps_where_there_is_no_exchange(out: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two folders cannot be exchanged in one step the site is put in place all the same, and that is said."""
    monkeypatch.setattr(MODULE, "exchange", lambda _first, _second: False)
    write(out / "CNAME")
    (note,) = publish_files(NEW, out, project)
    assert "two steps" in note
    assert files(out) == {**NEW, "CNAME": b"theirs"}
    assert siblings(out) == {"briefings"}


def test_a_failed_second_step_is_undone(out: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second of two steps fails, the old site stands where it stood."""
    monkeypatch.setattr(MODULE, "exchange", lambda _first, _second: False)
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name.endswith(".staged"):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    before = tree(project)
    with pytest.raises(PublishingError):
        publish_files(NEW, out, project)
    assert tree(project) == before


@pytest.mark.parametrize("written", [0, 1, 3])
def test_a_full_disk_changes_nothing(out: Path, project: Path, monkeypatch: pytest.MonkeyPatch, written: int) -> None:
    """When the disk is full after any number of files, the old site stands and no litter beside it."""
    write(out / "CNAME")
    before = tree(project)
    write_file = Stage.write
    left = [written]

    def failing(stage: Any, address: str, content: Iterable[bytes]) -> None:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), address)
        left[0] -= 1
        write_file(stage, address, content)

    monkeypatch.setattr(Stage, "write", failing)
    monkeypatch.setattr(Path, "write_bytes", partial(failing, None, "the list"))
    with pytest.raises(PublishingError, match="space left"):
        publish_files(NEW, out, project)
    assert tree(project) == before


@contextmanager
def disk(place: Path, options: str = "size=4m") -> Iterator[bool]:
    """Mount an empty file system in memory on a folder, where the system lets us; tell if it did."""
    try:
        command = ["mount", "-t", "tmpfs", "-o", options, "none", str(place)]
        is_mounted = not subprocess.run(command, stderr=subprocess.DEVNULL).returncode
    except OSError:
        is_mounted = False
    yield is_mounted
    if is_mounted:
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a real file system of 256 KB; where the system lets us mount none, skip the test."""
    place = tmp_path / "small"
    place.mkdir()
    with disk(place, "size=256k") as is_mounted:
        if not is_mounted:
            pytest.skip("this system lets us mount nothing")
        yield place


LARGE = {f"large/{number}.html": bytes(20_000) for number in range(20)}
"""More than goes onto the small disk."""


def test_a_disk_that_is_really_full(small_disk: Path, project: Path) -> None:
    """On a disk too small for both, the old site stands without litter, and a small one can be built at once."""
    out = small_disk / "site"
    publish_files(OLD, out, project)
    write(out / "CNAME")
    before = tree(small_disk)
    for _ in range(2):
        with pytest.raises(PublishingError, match="space left"):
            publish_files(LARGE, out, project)
        assert tree(small_disk) == before
    assert publish_files(NEW, out, project) == []
    assert files(out) == {**NEW, "CNAME": b"theirs"}
    assert siblings(out) == set()


def test_a_mounted_disk_that_is_really_full(small_disk: Path, project: Path) -> None:
    """The same holds where the output folder is the disk."""
    publish_files(OLD, small_disk, project)
    before = tree(small_disk)
    with pytest.raises(PublishingError, match="space left"):
        publish_files(LARGE, small_disk, project)
    assert tree(small_disk) == before
    publish_files(NEW, small_disk, project)
    assert files(small_disk) == NEW


@pytest.mark.parametrize("place", ["site", "."], ids=["a folder on it", "the disk itself"])
def test_a_disk_that_is_really_read_only(small_disk: Path, project: Path, place: str) -> None:
    """On a disk that may only be read the build says so in one line, and the next build that may write succeeds."""
    out = small_disk / place
    publish_files(OLD, out, project)
    before = tree(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(PublishingError, match="read-only"):
        publish_files(NEW, out, project)
    assert tree(small_disk) == before
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    publish_files(NEW, out, project)
    assert files(out) == NEW


def test_a_page_that_is_mounted(out: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is a mount point of its own, which nobody can replace, is named before anything changes."""
    listing = write(project.parent / "mountinfo", f"1 1 0:1 / {out / 'index.html'} rw - tmpfs none rw\n")
    monkeypatch.setattr(mounts, "_MOUNTS", listing)
    before = tree(out)
    with pytest.raises(PublishingError, match=r"index\.html is a mount point"):
        publish_files(NEW, out, project)
    assert tree(out) == before


# An output folder that cannot be moved

BEFORE = {"index.html": b"old", "gone/deep/index.html": b"an old page", "turns": b"a file", "turned/file": b"deeper"}
AFTER = {"index.html": b"new", "themes/index.html": b"themes", "turns/file": b"deeper", "turned": b"a file"}


@pytest.fixture(params=["mounted", "holding a mount", "with pages in a mount", "beside nothing"])
def fixed(request: pytest.FixtureRequest, project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an output folder that cannot be moved: a real mount point where the system lets us make one, or as if."""
    out = project / "site"
    out.mkdir()
    if request.param == "beside nothing":
        access = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != out.parent and access(path, mode))
        yield out
        return
    place = {"mounted": out, "holding a mount": out / "volume"}.get(request.param, out / "themes")
    place.mkdir(exist_ok=True)
    with disk(place) as is_mounted:
        if not is_mounted:
            listing = write(project.parent / "mountinfo", f"1 1 0:1 / {place} rw - tmpfs none rw\n")
            monkeypatch.setattr(mounts, "_MOUNTS", listing)
        yield out


def test_filling_gives_the_same_site(fixed: Path, project: Path) -> None:
    """A folder that cannot be moved holds the same in the end as one that can, and the build says what it did."""
    for out in (fixed, project / "free/site"):
        publish_files(BEFORE, out, project)
        for name in ("CNAME", "gone/theirs.txt", "volume/theirs.txt"):
            write(out / name)
        (out / ".git/refs").mkdir(parents=True)
        (out / "link").symlink_to("nowhere")
    (note,) = publish_files(AFTER, fixed, project)
    assert "file by file" in note
    assert publish_files(AFTER, project / "free/site", project) == []
    assert tree(fixed) == tree(project / "free/site")
    assert files(fixed) == {**AFTER, **dict.fromkeys(("CNAME", "gone/theirs.txt", "volume/theirs.txt"), b"theirs")}
    assert siblings(fixed) == {"briefings", "free"}


def test_filling_overwrites_nothing_foreign(fixed: Path, project: Path) -> None:
    """A unmanaged file where a page must go stops the build here too, and nothing changes."""
    publish_files(BEFORE, fixed, project)
    write(fixed / "themes/index.html")
    before = tree(fixed)
    with pytest.raises(PublishingError, match=r"themes/index\.html"):
        publish_files(AFTER, fixed, project)
    assert tree(fixed) == before


def test_filling_follows_no_link(fixed: Path, project: Path) -> None:
    """Where somebody put a link in the place of a folder of ours, nothing goes from where it leads."""
    publish_files(BEFORE, fixed, project)
    shutil.copytree(fixed / "gone", project / "elsewhere")
    shutil.rmtree(fixed / "gone")
    (fixed / "gone").symlink_to(project / "elsewhere")
    publish_files(AFTER, fixed, project)
    assert files(project / "elsewhere") == {"deep/index.html": b"an old page"}
    assert (fixed / "gone").is_symlink()


def test_a_full_disk_while_filling(fixed: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full while the site is staged, the old one stands; when it fails later, the next completes."""
    publish_files(BEFORE, fixed, project)
    before = tree(fixed)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def failing(*_: object) -> None:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr(Stage, "write", failing)
        with pytest.raises(PublishingError, match="space left"):
            publish_files(AFTER, fixed, project)
    assert tree(fixed) == before
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        with pytest.raises(PublishingError, match="build again"):
            publish_files(AFTER, fixed, project)
    publish_files(OLD, fixed, project)
    assert files(fixed) == OLD


def test_the_system_lists_its_mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount is known by its place in the system's list, blanks and all; what stands beside it can be moved."""
    (tmp_path / "my site/uploads").mkdir(parents=True)
    (tmp_path / "my").mkdir()
    place = f"{tmp_path}/my\\040site/uploads"
    monkeypatch.setattr(mounts, "_MOUNTS", write(tmp_path / "mounts", f"36 35 98:0 / {place} rw - ext4 none rw\n"))
    found = {name: mounts.can_be_moved(tmp_path / name) for name in ("my site", "my site/uploads", "my", "nothing")}
    assert found == {"my site": False, "my site/uploads": False, "my": True, "nothing": True}


# Killed at every step

WRITING = ("mkdir", "rename", "replace", "unlink", "rmdir", "link", "symlink", "chmod")


def is_killed(work: Callable[[], object], steps: int) -> bool:
    """Do some work in a process of its own, which dies in front of its nth change to the disk; tell if it did."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [steps]

    def mortal(change: Callable[..., object]) -> Callable[..., object]:
        def changed(*given: object, **named: object) -> object:
            if not left[0]:
                os._exit(9)
            left[0] -= 1
            return change(*given, **named)

        return changed

    for name in WRITING:
        setattr(os, name, mortal(getattr(os, name)))
    for kind, name in ((Path, "write_bytes"), (Stage, "write")):
        setattr(kind, name, mortal(getattr(kind, name)))
    try:
        work()
    finally:
        os._exit(0)


def remade(out: Path, project: Path) -> None:
    """Put the first site, and what others put beside it, in the place of whatever stands there."""
    for path in sorted(project.rglob("*"), reverse=True):
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path not in (project / "briefings", out) and not path.is_mount():
            path.rmdir()
    publish_files(BEFORE, out, project)
    write(out / "gone/CNAME")
    (out / ".git/refs").mkdir(parents=True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot split a process")
def test_filling_killed_at_every_step(fixed: Path, project: Path) -> None:
    """Wherever filling is killed, what others put is there, and the next build first makes one whole site of it."""
    steps = 0
    completed = set()
    while True:
        remade(fixed, project)
        killed = is_killed(lambda: publish_files(AFTER, fixed, project), steps)
        assert (fixed / "gone/CNAME").is_file()
        assert (fixed / ".git/refs").is_dir()
        is_ready = (fixed / READY / LIST).is_file()
        complete(fixed)
        completed.add(is_ready)
        found = {name: content for name, content in files(fixed).items() if name != "gone/CNAME"}
        assert found == (AFTER if is_ready or found != BEFORE else BEFORE)
        assert not (fixed / STAGED).exists()
        assert not (fixed / READY).exists()
        publish_files(BEFORE, fixed, project)
        assert files(fixed) == {**BEFORE, "gone/CNAME": b"theirs"}
        if not killed:
            break
        steps += 1
    assert completed == {True, False}
    assert steps > len(AFTER) * 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot split a process")
@pytest.mark.parametrize("exchanges", [True, False], ids=["in one step", "in two"])
def test_publishing_killed_at_every_step(project: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool) -> None:
    """Wherever publishing is killed, the output is one whole site or none, and the next build loses nothing."""
    if not exchanges:
        monkeypatch.setattr(MODULE, "exchange", lambda _first, _second: False)
    out = project / "site"
    steps = 0
    while True:
        remade(out, project)
        killed = is_killed(lambda: publish_files(AFTER, out, project), steps)
        theirs = {"gone/CNAME": b"theirs"}
        assert not out.exists() or files(out) in ({**BEFORE, **theirs}, {**AFTER, **theirs})
        assert out.exists() or not exchanges
        publish_files(OLD, out, project)
        assert files(out) == {**OLD, **theirs}
        assert (out / ".git/refs").is_dir()
        assert siblings(out) == {"briefings"}
        if not killed:
            break
        steps += 1
    assert steps > len(AFTER) * 2


def test_a_foreign_file_put_in_the_way_of_the_rest(fixed: Path, project: Path) -> None:
    """A file that others put where a page of an interrupted site must still go is named, and not overwritten."""
    publish_files(BEFORE, fixed, project)
    publish_files(AFTER, project / "free/site", project)
    shutil.copytree(project / "free/site", fixed / READY)
    write(fixed / "themes/index.html")
    with pytest.raises(PublishingError, match=r"themes/index\.html"):
        publish_files(AFTER, fixed, project)
    assert (fixed / "themes/index.html").read_text("utf-8") == "theirs"
    (fixed / "themes/index.html").unlink()
    publish_files(AFTER, fixed, project)
    assert files(fixed) == AFTER


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot split a process")
@pytest.mark.parametrize("way", ["one-step", "two-steps", "filled"])
@pytest.mark.parametrize("kills", [40, pytest.param(200, marks=pytest.mark.long)])
def test_publishing_killed_at_random_moments(way: str, kills: int) -> None:
    """Ended wherever it is, a build leaves the old site or the new; the next one succeeds and leaves no litter."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        command = [sys.executable, "-m", "tests.killing", way, folder, str(kills)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr


# Real builds, killed and racing

BUILDS = """
import sys
from learnbrief.cli import main
sources, out, rounds = sys.argv[1:-2], sys.argv[-2], int(sys.argv[-1])
for source in sources * rounds:
    main(["build", "--source", source, "--out", out, "--today", "2026-01-31"], standalone_mode=False)
    print("built", flush=True)
"""


def start(sources: list[Path], out: Path, rounds: int) -> subprocess.Popen[str]:
    """Start a process that builds the sources in turn, again and again."""
    command = [sys.executable, "-c", BUILDS, *map(str, sources), str(out), str(rounds)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def finish(process: subprocess.Popen[str]) -> None:
    """Wait for a process that must end well."""
    printed, _ = process.communicate(timeout=120)
    assert process.returncode == 0, printed


@pytest.fixture
def twins(tmp_path: Path) -> list[Path]:
    """Make two projects, whose sites differ in every page."""
    sources = []
    for name in ("First", "Second"):
        text = f"{VOCABULARY}--- learnbrief.yml\ndescription: {name}\n--- briefings/{name.lower()}.md\n{FRONT}"
        for file, content in files_of(text).items():
            write(tmp_path / name / file, content.decode())
        sources.append(tmp_path / name)
    return sources


def build_here(source: Path, out: Path) -> None:
    """Build in this process."""
    arguments = ["build", "--source", str(source), "--out", str(out), "--today", "2026-01-31"]
    assert CliRunner().invoke(main, arguments).exit_code == 0


@pytest.fixture
def whole(twins: list[Path], tmp_path: Path) -> list[Tree]:
    """Build each of the two projects by itself."""
    for source in twins:
        build_here(source, tmp_path / "whole" / source.name)
    return [tree(tmp_path / "whole" / source.name) for source in twins]


def test_killed_at_any_moment(twins: list[Path], whole: list[Tree], tmp_path: Path) -> None:
    """A build that is killed at any moment leaves the old site or the new one, and the next build succeeds."""
    out = tmp_path / "www/site"
    build_here(twins[1], out)
    moments = random.Random(7)
    for _ in range(4):
        process = start(twins, out, 1000)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moments.uniform(0, 0.15))
        process.kill()
        process.communicate()
        assert tree(out) in whole
    build_here(twins[1], out)
    assert tree(out) == whole[1]
    assert siblings(out) == set()


def test_two_builds_at_once(twins: list[Path], whole: list[Tree], tmp_path: Path) -> None:
    """Two builds into one folder take turns: neither fails, and one whole site stands in the end."""
    out = tmp_path / "www/site"
    processes = [start([source], out, 4) for source in twins]
    for process in processes:
        finish(process)
    assert tree(out) in whole
    assert siblings(out) == set()
