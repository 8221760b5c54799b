"""Published pictures tell what they show and no more: no place, time, device or words; and every pixel stays."""

import struct
from io import BytesIO
from typing import Literal
from unicodedata import normalize

import pytest
from msgspec.structs import replace
from PIL import Image, ImageOps, PngImagePlugin

from learnbrief.build import Site, build
from learnbrief.personal.pictures import DamagedError, without_metadata
from tests.support import FRONT, VOCABULARY, built, project, read

SECRET = b"07700 900123"
XMP = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
FORMS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


def exif(orientation: int = 1) -> Image.Exif:
    """Make EXIF as a telephone writes it, with a position and an owner."""
    written = Image.Exif()
    written[0x0112] = orientation
    written[0x013B] = SECRET.decode()  # the artist
    written.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 41.0), 3: "W", 4: (2.0, 5.0, 12.0)})
    return written


def picture(form: str, orientation: int = 1) -> bytes:
    """Make a picture that tells too much."""
    image = Image.new("RGB", (24, 16), "white")
    image.paste("teal", (3, 2, 11, 9))
    out = BytesIO()
    if form == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        text.add_text("Zipped", SECRET.decode() * 20, zip=True)
        image.save(out, form, exif=exif(orientation), pnginfo=text)
    elif form == "GIF":
        image.save(out, form, comment=SECRET, save_all=True, append_images=[image.rotate(90)], loop=0)
    elif form == "JPEG":
        image.save(out, form, exif=exif(orientation), comment=SECRET, xmp=XMP, progressive=True)
    else:
        image.save(out, form, exif=exif(orientation), xmp=XMP)
    return out.getvalue() + (b"" if form == "AVIF" else SECRET)


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_tells_nothing_but_what_it_shows(form: str) -> None:
    """EXIF with its position, XMP, comments and what hangs behind the end are gone; the pixels are the same."""
    before = picture(form)
    after = without_metadata(before)
    assert SECRET in before
    assert SECRET not in after
    assert b"Zipped" not in after
    old, new = Image.open(BytesIO(before)), Image.open(BytesIO(after))
    assert old.convert("RGB").tobytes() == new.convert("RGB").tobytes()
    assert not new.getexif().get_ifd(0x8825)
    assert (old.format, old.size, getattr(old, "n_frames", 1)) == (new.format, new.size, getattr(new, "n_frames", 1))
    assert old.info.get("loop") == new.info.get("loop")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stays_upright(form: str) -> None:
    """How a picture is to be turned is the one thing of EXIF that stays, because browsers heed it."""
    before = picture(form, orientation=6)
    after = without_metadata(before)
    assert dict(Image.open(BytesIO(after)).getexif()) == {0x0112: 6}
    turned = [ImageOps.exif_transpose(Image.open(BytesIO(each))).convert("RGB") for each in (before, after)]
    assert turned[0].tobytes() == turned[1].tobytes()
    assert turned[0].size == (16, 24)


def test_colour_profiles_stay() -> None:
    """What a picture's colours are read by is part of what it shows."""
    for form in ("JPEG", "PNG", "WEBP"):
        out = BytesIO()
        Image.new("RGB", (4, 4)).save(out, form, icc_profile=b"a profile" * 9)
        assert Image.open(BytesIO(without_metadata(out.getvalue()))).info["icc_profile"] == b"a profile" * 9


@pytest.mark.parametrize("form", FORMS)
def test_a_clean_picture_is_left_alone(form: str) -> None:
    """What tells nothing is given back as it is, so that its address stays."""
    clean = without_metadata(picture(form))
    assert without_metadata(clean) is clean


@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_picture_is_refused_or_clean(form: str) -> None:
    """Wherever a picture breaks off, it is called damaged, or tells nothing; nothing else is raised."""
    whole = picture(form).removesuffix(SECRET)
    for end in range(16, len(whole), 7):
        try:
            assert SECRET not in without_metadata(whole[:end])
        except DamagedError:
            continue


def test_a_segment_that_lies_about_its_length_is_refused() -> None:
    """A length of nought, or beyond the end, ends in no endless walk."""
    for length in (0, 1, 65535):
        with pytest.raises(DamagedError):
            without_metadata(b"\xff\xd8\xff\xe1" + struct.pack(">H", length) + b"Exif\x00\x00")


def test_pictures_are_published_clean() -> None:
    """The site holds the clean picture, under the address that its own bytes give it; the source is not changed."""
    inputs = project(f"{VOCABULARY}--- briefings/a.md\n{FRONT}## Findings\n- A plan.\n\n![A map](map.jpg)\n")
    taken = picture("JPEG")
    site = built(replace(inputs, sources={**inputs.sources, "briefings/map.jpg": taken}))
    clean = built(replace(inputs, sources={**inputs.sources, "briefings/map.jpg": without_metadata(taken)}))
    assert site.files == clean.files
    assert not [address for address, content in site.files.items() if SECRET in content]


def with_damaged(where: str, body: str) -> Site:
    """Build a project in which a picture is cut short."""
    inputs = project(f"{VOCABULARY}--- briefings/a.md\n{FRONT}{body}")
    damaged = {where: picture("JPEG")[:60]}
    if where.startswith("templates/"):
        name = where.removeprefix("templates/")
        return build(replace(inputs, templates={**inputs.templates, name: damaged[where]}, hints=False))
    return build(replace(inputs, sources={**inputs.sources, **damaged}, hints=False))


@pytest.mark.parametrize(
    ("where", "body"),
    [
        ("briefings/map.jpg", "## Findings\n- A plan: ![A map](map.jpg)\n"),
        ("templates/assets/map.jpg", "## Findings\n- A plan.\n"),
    ],
)
def test_a_damaged_picture_stops_the_build(where: str, body: str) -> None:
    """Nobody can tell what a damaged picture holds, so it is not published."""
    site = with_damaged(where, body)
    errors = [(problem.at.file, problem.code) for problem in site.problems if problem.severity == "error"]
    assert errors == [(where, "unreadable-picture")]
    assert not site.files


def test_a_damaged_picture_that_nobody_sees_is_a_warning() -> None:
    """What no page shows is not published, so it stops nothing; its editor is told all the same."""
    site = with_damaged("briefings/map.jpg", "## Findings\n- A plan.\n")
    assert ("briefings/map.jpg", "damaged-picture") in [(each.at.file, each.code) for each in site.problems]
    assert site.files
    assert not [address for address in site.files if "map" in address]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_picture_is_found_however_its_name_is_written(form: Literal["NFC", "NFD"]) -> None:
    """Some systems write é as one sign in a file's name, others as two; to an editor they are the same."""
    name, other = (
        normalize(each, "briefings/pictures/café.jpg") for each in (form, "NFD" if form == "NFC" else "NFC")
    )
    inputs = project(f"{VOCABULARY}--- briefings/a.md\n{FRONT}## Background\n![A plan]({other[10:]})\n")
    library, problems = read(replace(inputs, sources={**inputs.sources, name: picture("JPEG")}))
    assert not problems
    assert [each.source for each in library.briefings[0].pictures] == [name]


@pytest.mark.parametrize(
    ("named", "there", "told"),
    [
        ("map.jpg", "Map.jpg", 'Did you mean "Map.jpg"?'),
        ("pathway.png", "patway.png", 'Did you mean "patway.png"?'),
        ("map.jpg", "map.JPG", 'Did you mean "map.JPG"?'),
        ("map.jpg", "garden.jpg", "Put it there"),
    ],
)
def test_a_picture_of_nearly_that_name_is_offered(named: str, there: str, told: str) -> None:
    """A name in other capitals, or with a slip, is another file on most hosts; the one that is there is named."""
    inputs = project(f"{VOCABULARY}--- briefings/a.md\n{FRONT}## Background\n![A plan]({named})\n")
    _, problems = read(replace(inputs, sources={**inputs.sources, f"briefings/{there}": picture("JPEG")}))
    assert {problem.code for problem in problems} == {"missing-picture"}
    assert told in problems[0].message
