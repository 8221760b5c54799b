"""The fields of a briefing, of its sections and of its learning points; SPEC 3.1 to 3.5."""

from learnbrief.fields import Choices, Definition, ValueForm

_LINK = (
    Definition("title", "The words that lead there.", example="What it leads to", is_required=True),
    Definition("url", "Where it leads.", ValueForm.WEB_ADDRESS, "https://example.org/", is_required=True),
)

FRONT = (
    Definition(
        "title",
        "What the briefing is called, in the list of briefings and at the head of its page.",
        example="What the audit taught us",
        is_required=True,
    ),
    Definition(
        "partnership",
        "Who publishes it: one id of _partnerships.yml, or several if they did it together.",
        example="your-partnership",
        is_required=True,
        is_list=True,
        choices=Choices.PARTNERSHIPS,
    ),
    Definition(
        "kind", "What kind of review it was.", example="multi-agency-audit", is_required=True, choices=Choices.KINDS
    ),
    Definition(
        "held",
        "When the audit or review took place, as exactly as you know: 2022-03-22, 2022-03, 2022, "
        "2022-08 to 2022-10, or 2022/23 for a reporting year. If nobody knows it: unknown.",
        ValueForm.HELD,
        "2026-01",
        is_required=True,
    ),
    Definition(
        "published",
        "The day it comes out. Until a day to come, the site shows nothing of it. Of an older briefing, write what "
        "is known: 2022-03-22, 2022-03 or 2022. If nobody knows it: unknown.",
        ValueForm.DATE,
        "2026-01-31",
        is_required=True,
    ),
    Definition(
        "updated",
        "The day of its last change that readers should know of. Feeds then show it again, as changed.",
        ValueForm.DAY,
        "2026-03-31",
    ),
    Definition(
        "review_by", "The day by which to look at it again; past it, its page says so.", ValueForm.DAY, "2028-01-31"
    ),
    Definition(
        "status",
        "How far along its life it is. Without it, it is published.",
        example="draft",
        choices=Choices.STATUSES,
    ),
    Definition(
        "summary",
        "One or two sentences: what was looked at, and what matters most.",
        ValueForm.MARKDOWN,
        "One or two sentences on what was looked at and what matters most.",
        is_required=True,
    ),
    Definition(
        "topics",
        "The themes that the review was about. They hold for every learning point in it. "
        "Where it was about many things, write [] and tag the points.",
        example="[neglect]",
        is_required=True,
        is_list=True,
        can_be_empty=True,
        choices=Choices.THEMES,
    ),
    Definition(
        "cases",
        "How many cases were looked at.",
        ValueForm.FIELDS,
        "{count: 7, unit: children}",
        parts=(
            Definition("count", "How many.", ValueForm.NUMBER, "7", is_required=True),
            Definition("unit", "What is counted, such as children or families.", example="children"),
            Definition("note", "What else is to be said of them.", example="2 early help, 5 child protection"),
        ),
    ),
    Definition(
        "follows_up",
        "Slugs of earlier briefings whose learning this one looked at again.",
        ValueForm.ID,
        "[2020-dudley-neglect]",
        is_list=True,
        choices=Choices.BRIEFINGS,
    ),
    Definition(
        "source",
        "The published original.",
        ValueForm.FIELDS,
        "{title: Learning briefing, url: https://example.org/}",
        parts=(
            Definition(
                "title",
                "What the original is called.",
                example="Learning briefing, published by the partnership",
                is_required=True,
            ),
            Definition("url", "Where it can be read.", ValueForm.WEB_ADDRESS, "https://example.org/"),
        ),
    ),
    Definition(
        "superseded_by",
        "The slug of the briefing that takes its place.",
        ValueForm.ID,
        "2024-dudley-neglect",
        choices=Choices.BRIEFINGS,
    ),
    Definition(
        "aliases",
        "Old addresses of its page that must go on working, below the site.",
        example="[briefings/old-name/]",
        is_list=True,
    ),
    Definition(
        "role", "What its sections are if their headings do not say.", choices=Choices.ROLES, example="learning"
    ),
    Definition(
        "audience",
        "Whom its sections are for if their headings do not say.",
        choices=Choices.AUDIENCES,
        example="managers",
    ),
    Definition(
        "slug", "The end of its address, if it is not to be the file's name.", ValueForm.ID, "2022-dudley-neglect"
    ),
    Definition("contact", "Where questions go.", ValueForm.CONTACT, "name@example.org"),
    Definition("links", "Where to read on.", ValueForm.FIELDS, is_list=True, parts=_LINK),
)
"""Between the two lines `---` of a Markdown source, or at the head of a YAML one."""

ACTION_MARKS = (
    Definition("owner", "Who does it; only for actions.", example="MASH"),
    Definition("due", "By when it is to be done; only for actions.", ValueForm.DUE, "2026-03"),
    Definition("state", "How far it has come; only for actions.", choices=Choices.STATES, example="done"),
    Definition(
        "evidence",
        "The web address of what shows how far it has come; only for actions.",
        ValueForm.WEB_ADDRESS,
        "https://example.org/report",
    ),
    Definition("as_of", "When its state was true, if not when the briefing came out.", ValueForm.HELD, "2026-03"),
)
"""Only a point of role `actions` has these."""

POINT_MARKS = (
    Definition("id", "The end of its address, where you want to choose it.", ValueForm.ID, "plans-say-how"),
    Definition("was", "Ids under which it was published before; they go on working.", ValueForm.ID, is_list=True),
    Definition(
        "lesson",
        "The lessons of _lessons.yml that it bears: what was learned more than once.",
        is_list=True,
        choices=Choices.LESSONS,
        example="minutes-reach-everyone",
    ),
    Definition(
        "answers",
        "The points that it answers: ids in this briefing, or a briefing's slug, # and the id.",
        ValueForm.POINT,
        "2020-dudley-neglect#plans-say-how",
        is_list=True,
    ),
    *ACTION_MARKS,
)
"""What a point may carry in braces at its end."""

POINT = (
    Definition("text", "What was learned, in Markdown.", ValueForm.MARKDOWN, "What was learned.", is_required=True),
    Definition("themes", "Themes that this point raises.", is_list=True, choices=Choices.THEMES, example="[neglect]"),
    *POINT_MARKS,
)
"""Beside a learning point's text in the YAML form."""

HEADING_MARKS = (
    Definition(
        "role", "What the section is, if its heading does not say.", choices=Choices.ROLES, example="learning"
    ),
    Definition(
        "audience",
        "Whom the section is for, if its heading does not say.",
        choices=Choices.AUDIENCES,
        example="managers",
    ),
    Definition(
        "topics",
        "Themes that hold for every point in the section.",
        is_list=True,
        choices=Choices.THEMES,
        example="[neglect]",
    ),
    Definition("held", "When this part took place, if not when the rest did.", ValueForm.HELD, "2022-08"),
)
"""What a heading may carry in braces at its end."""

SECTION = (
    Definition("heading", "What the section is called. Its words say what it is.", example="Key points for managers"),
    Definition("text", "What leads in to its points, or what it says if it has none.", ValueForm.MARKDOWN),
    Definition("points", "Its learning points, each a text or the same with fields.", ValueForm.ITEMS, parts=POINT),
    Definition("sections", "Sections inside it.", ValueForm.FIELDS, is_list=True, same_as="section"),
    *HEADING_MARKS,
)
"""A section in the YAML form. Only the first may go without a heading, which its reader sees to."""

BRIEFING = (
    *FRONT,
    Definition("sections", "The text: a heading each, with points.", ValueForm.FIELDS, is_list=True, parts=SECTION),
)
"""A whole briefing in the YAML form."""

PAGE = (Definition("title", "What the page is called.", example="About this site", is_required=True),)
"""A page in the owner's own words."""
