"""What was found, as a problem with its cure."""

from learnbrief.cache.pattern import pattern
from learnbrief.markup.lookalikes.found import Lookalike, LookalikeKind, TextPlace
from learnbrief.markup.lookalikes.headings import marks_of_heading
from learnbrief.markup.lookalikes.signs import BLANKS
from learnbrief.markup.structure import Line
from learnbrief.problems import Place, Problem, Text, warning

_FIX = ' The command "check --fix" does that.'
_SECTION = 'Make it a section of its own: "- heading: …".'
_INDENTED = "more than three blanks stand before it; take them away"
_OTHER_BLANK = pattern(f"[{BLANKS}]")
_REAL_SIGN = pattern(r"[-+*]|\d{1,9}[.)]")


def lookalike_problem(found: Lookalike, text: Text, place: TextPlace) -> Problem:
    """Tell of a lookalike: `unread-list`, `unread-heading`, `unread-table` or `indented-text`."""
    at = _place(found.lines[0], text)
    match found.what:
        case LookalikeKind.LIST:
            return warning("unread-list", _list(found, text, place), at)
        case LookalikeKind.SECOND_SIGN:
            message = f"This entry of a list begins with a second sign, “{found.signs[0].written}”. Take it away."
            return warning("unread-list", f"{message}{_fix(place)}", at)
        case LookalikeKind.INSIDE_LINE:
            message = (
                "This line seems to hold several entries of a list, which run together on the page. Put each on a "
                'line of its own, and begin it with a hyphen and a blank, "- ".'
            )
            return warning("unread-list", message, at)
        case (
            LookalikeKind.MARKED_HEADING
            | LookalikeKind.HEADING
            | LookalikeKind.HEADING_INSIDE
            | LookalikeKind.GLUED_HEADING
        ):
            return warning("unread-heading", _heading(found, place), at)
        case LookalikeKind.TABLE:
            return warning("unread-table", _table(found, text), at)
        case LookalikeKind.PARAGRAPH:
            message = (
                f"Four blanks or a tab before these words make program code of them, shown letter by letter"
                f"{_lines(found, text)}. Take the blanks away. Code that is meant stands between lines of ```."
            )
            return warning("indented-text", message, at)


def _list(found: Lookalike, text: Text, place: TextPlace) -> str:
    points = "" if place is TextPlace.PAGE else ", and make no learning points"
    what = f"This looks like a list, {_signs(found)}, and is not read as one{_lines(found, text)}"
    if _is_real(found):
        is_number = found.signs[0].written[0].isdigit()
        cure = "a list that does not begin with 1 needs an empty line above it" if is_number else _INDENTED
        return f"{what}: {cure}.{_fix(place)}"
    cure = 'Begin each with a hyphen and a blank, "- ".'
    if found.is_parted:
        cure = f"{cure} A paragraph between them stands two blanks in, if it belongs to the entry above it."
    return f"{what}. Its lines run together on the page{points}. {cure}{'' if found.is_parted else _fix(place)}"


def _signs(found: Lookalike) -> str:
    """Say with which signs the lines begin, and what is wrong with those that Markdown knows."""
    signs = list(dict.fromkeys(sign.written for sign in found.signs))
    named = " and ".join(f"“{sign}”" for sign in signs[:2])
    if _is_real(found) or not all(_REAL_SIGN.fullmatch(sign) for sign in signs):
        return f"its lines beginning with {named}"
    if found.signs[0].is_behind_blank:
        return f"with a blank of another kind before its {named}"
    has_blank = found.signs[0].width > len(found.signs[0].written)
    return f"with {'a blank of another kind' if has_blank else 'no blank'} behind its {named}"


def _is_real(found: Lookalike) -> bool:
    """Tell whether the lines begin as Markdown's own lists do, and are only where such a list cannot begin."""
    sign = found.signs[0]
    blanks = found.lines[0].text[len(sign.written) : sign.width]
    is_known = bool(_REAL_SIGN.fullmatch(sign.written)) and not sign.is_behind_blank
    return is_known and bool(blanks) and not blanks.strip(" \t")


def _heading(found: Lookalike, place: TextPlace) -> str:
    what = "This looks like a heading, and is not read as one"
    mark = _SECTION if place is TextPlace.FIELD else 'Write "## " before it'
    if found.what is LookalikeKind.HEADING_INSIDE:
        cure = _SECTION if place is TextPlace.FIELD else "Take away the blanks before its #."
        return f"This heading stands inside an entry of a list, so it begins no section. {cure}"
    if found.what is LookalikeKind.MARKED_HEADING:
        if place is TextPlace.FIELD:
            return f"{what}: no heading can stand inside a field. {_SECTION}"
        return f"{what}: {_fault(found.lines[0].text)} its #. Put an ordinary blank behind it, and none before.{_FIX}"
    if found.what is LookalikeKind.GLUED_HEADING and found.why == "below":
        return (
            "This line is read as part of the list's entry above it. If it is a heading, "
            f"{mark[0].lower()}{mark[1:].rstrip('.')}; if it belongs to the entry, put two blanks before it."
        )
    if found.what is LookalikeKind.GLUED_HEADING:
        return (
            "This short line is read as what leads in to the list below it, and may be meant as a heading. If it is "
            f"one, {mark[0].lower()}{mark[1:].rstrip('.')}; if it leads in, end it with a colon."
        )
    without = ", without its stars," if found.lines[0].text.startswith("*") else ""
    return (
        f"{what}: it {found.why}. {mark.rstrip('.')}{without} if it is one; if it is none, end it with a full stop."
    )


def _fault(text: str) -> str:
    """Say what is wrong with the blanks beside the # of a heading."""
    marks = marks_of_heading(text, lambda _: True)
    if marks and _OTHER_BLANK.search(marks[0]):
        return "a blank of another kind stands beside"
    return "more than three blanks stand before" if marks and marks[0].endswith((" ", "\t")) else "no blank is behind"


def _table(found: Lookalike, text: Text) -> str:
    what = f"This looks like a table, and is not read as one{_lines(found, text)}"
    if "|" in found.lines[0].text:
        return (
            f'{what}: below its first row stands no line of dashes with as many columns. Write "| --- | --- |" there.'
        )
    return (
        f"{what}: its columns are parted by tabs, and run together on the page. Write each row as "
        '"| one | two |", and "| --- | --- |" below the first.'
    )


def _fix(place: TextPlace) -> str:
    return "" if place is TextPlace.FIELD else _FIX


def _lines(found: Lookalike, text: Text) -> str:
    """Name the lines where there are several."""
    first, last = _place(found.lines[0], text).line, _place(found.lines[-1], text).line
    return f" (lines {first} to {last})" if last > first else ""


def _place(line: Line, text: Text) -> Place:
    return text.place(line.row, line.column + line.indent)
