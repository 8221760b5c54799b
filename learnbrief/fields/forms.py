"""The forms that values take in more than one file: ids, days, web addresses, e-mail addresses."""

import re
from datetime import date

from learnbrief.fields.cursor import YamlValue
from learnbrief.problems import Place, Report, error

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of every id and slug: lower-case letters, digits, hyphens."""

LONGEST_ID = 100
"""Characters; SPEC 3."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\s*", re.IGNORECASE)

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def check_id(written: str, what: str, at: Place, report: Report, *, names_folder: bool = True) -> bool:
    """Tell whether a text is an id; reports `bad-id` if not, naming what it was to be, such as "a slug".

    Most ids are names of folders in the site, too, and so may not be one that Windows keeps to itself.
    """
    if len(written) > LONGEST_ID or not ID.fullmatch(written):
        why = f"use lower-case letters a to z, digits and single hyphens, at most {LONGEST_ID} characters."
    elif names_folder and is_reserved(written):
        why = "Windows keeps this name to itself, and nobody there could have the site. Choose another."
    else:
        return True
    report(error("bad-id", f'"{written[:60]}" cannot be {what}: {why}', at))
    return False


def double_quoted(words: str) -> str:
    """Write words as YAML in double quotes."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def is_reserved(name: str) -> bool:
    """Tell whether Windows keeps a file's name to itself, whatever its ending.

    Source: Microsoft's documentation, "Naming Files, Paths, and Namespaces".
    """
    return bool(_RESERVED.fullmatch(name.partition(".")[0]))


def read_day(value: YamlValue | None, report: Report) -> date | None:
    """Read a day, `2022-03-22`; reports `bad-date` and `impossible-date`."""
    if value is None:
        return None
    written = value.text()
    if not written:
        return None  # said already: a list or fields stand where text should
    match = _DAY.fullmatch(written)
    if not match:
        message = f'"{written}" is not a day. Write year-month-day, as in 2022-03-22.'
        report(error("bad-date", message, value.at))
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        report(error("impossible-date", f"There is no day {written} in the calendar.", value.at))
        return None


def read_contact(value: YamlValue | None, report: Report) -> str:
    """Read an e-mail address or a web address; reports `bad-contact`; nothing where none is given."""
    written = value.text() if value else ""
    if written and value and not is_email(written) and not is_web_address(written):
        message = f'"{written}" is neither an e-mail address nor a web address beginning with https://'
        report(error("bad-contact", message, value.at))
        return ""
    return written


def read_web_address(value: YamlValue | None, report: Report) -> str:
    """Read a web address; reports `bad-url`; nothing where none is given."""
    return check_web_address(value.text(), value.at, report) if value else ""


def check_web_address(written: str, at: Place, report: Report) -> str:
    """Give a text that is a web address, or nothing; reports `bad-url` where something else is written."""
    if written and not is_web_address(written):
        report(error("bad-url", f'"{written}" is not a web address. It begins with https://', at))
        return ""
    return written


def is_email(text: str) -> bool:
    """Tell whether a text has the form of an e-mail address."""
    return bool(re.fullmatch(r"[^\s@<>\"']+@[^\s@<>\"'.]+(?:\.[^\s@<>\"'.]+)+", text))


def is_web_address(text: str) -> bool:
    """Tell whether a text has the form of a web address."""
    return bool(re.fullmatch(r"https?://[^\s/?#<>\"']+(?:[/?#][^\s<>\"']*)?", text))
