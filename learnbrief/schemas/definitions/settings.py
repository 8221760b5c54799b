"""What an owner may set in `learnbrief.yml`."""

from learnbrief.fields import Choices, Definition, ValueForm

AUDIENCE = (
    Definition("label", "What pages show for the audience.", example="Schools", is_required=True),
    Definition("words", "Words in a heading that set this audience.", example="[school, head teacher]", is_list=True),
)

STATEMENT = (
    Definition(
        "conformance",
        "How far the site meets WCAG 2.2 AA.",
        example="partial",
        is_required=True,
        choices=Choices.CONFORMANCES,
    ),
    Definition(
        "failures",
        "What is known not to meet it, a sentence each, with the rule that it breaks.",
        example='["The diagrams before 2024 have no description (1.1.1)."]',
        is_list=True,
    ),
    Definition(
        "not_offered",
        "What the site does not offer, and need not to meet it, a sentence each.",
        example='["No briefing is there in sign language."]',
        is_list=True,
    ),
    Definition("tested", "The day of the last test.", ValueForm.DAY, "2026-01-31", is_required=True),
    Definition(
        "method",
        'How and by whom it was tested; it goes on the sentence "This website was last tested on …,".',
        example="by the editors, with a keyboard and a screen reader",
        is_required=True,
    ),
    Definition(
        "contact",
        "Where complaints and requests for other formats go.",
        ValueForm.CONTACT,
        "name@example.org",
        is_required=True,
    ),
    Definition(
        "response",
        'How soon an answer comes; it goes on the sentence "You will have an answer …".',
        example="within 10 working days",
        is_required=True,
    ),
    Definition(
        "answered_by",
        'Who answers; it goes on the sentence "You will have an answer … from …".',
        example="the partnership's business manager",
    ),
    Definition("prepared", "The day on which the statement was first written.", ValueForm.DAY, "2026-01-15"),
    Definition("reviewed", "The day on which it was last looked through.", ValueForm.DAY, "2026-07-15"),
)

ADMIN = (
    Definition(
        "backend", "Where what is written is kept.", example="github", is_required=True, choices=Choices.BACKENDS
    ),
    Definition("repository", "The repository, as owner and name.", example="northshire/learning"),
    Definition("branch", "The branch that is published. Without it, main.", example="main"),
    Definition(
        "sign_in",
        "For GitHub: the service through which one signs in.",
        ValueForm.WEB_ADDRESS,
        "https://sign-in.example.org",
    ),
    Definition("application", "For GitLab: the id of the application that you registered there.", example="a1b2c3"),
)

PERSONAL_DATA = (
    Definition(
        "exceptions",
        "What looks like somebody's own and is not, such as an office's number; * stands for any letters.",
        example='["0121 496 0000", "*@example.org"]',
        is_list=True,
    ),
)

LOGO = (
    Definition(
        "file", "The picture's path from the project's folder.", example="briefings/_logo.svg", is_required=True
    ),
    Definition("alt", "What the picture says beyond the site's name; mostly nothing.", example="Northshire"),
)

COLOURS = (
    Definition(
        "accent",
        "The colour of links and lines, in hexadecimal and in quotes.",
        example='"#14505c"',
        is_required=True,
    ),
    Definition("accent_dark", "The same for devices that are set to dark.", example='"#6fb5c4"'),
)

LICENCE = (
    Definition("title", "What it is called.", example="Open Government Licence v3.0", is_required=True),
    Definition(
        "url",
        "Where it can be read.",
        ValueForm.WEB_ADDRESS,
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        is_required=True,
    ),
)

MENU = (
    Definition("title", "The words that lead there.", example="Themes", is_required=True),
    Definition(
        "url", "A page of this site, such as /themes/, or a web address.", example="/themes/", is_required=True
    ),
)

FOOTER = (
    Definition("text", "A text for the foot of every page.", ValueForm.MARKDOWN),
    Definition("links", "Links in the place of ours at the foot.", ValueForm.FIELDS, is_list=True, parts=MENU),
)

NEIGHBOUR = (
    Definition("name", "What pages call them.", example="Sandwell Safeguarding Partnership", is_required=True),
    Definition(
        "url",
        "Where their site begins.",
        ValueForm.WEB_ADDRESS,
        "https://learning.sandwell.example",
        is_required=True,
    ),
)

SETTINGS = (
    Definition("title", "The site's name, on every page.", example="Learning in Northshire"),
    Definition("description", "A sentence about the site, on its first page and for search engines."),
    Definition("base_url", "Where the site will stand.", ValueForm.WEB_ADDRESS, "https://learning.example.org"),
    Definition("language", "The language of the pages, as a tag for English.", example="en-GB"),
    Definition("links", "How links inside the site are written.", choices=Choices.LINK_FORMS, example="files"),
    Definition("host", "Who serves the site, so that its files for that host are written.", choices=Choices.HOSTS),
    Definition("contact", "Where questions about the site go.", ValueForm.CONTACT, "name@example.org"),
    Definition("licence", "Under which the data may be used.", ValueForm.FIELDS, parts=LICENCE),
    Definition("kinds", "More kinds of review: an id and a label each.", ValueForm.ENTRIES),
    Definition("audiences", "More audiences, each with a label and words.", ValueForm.ENTRIES, parts=AUDIENCE),
    Definition("accessibility", "The facts for the accessibility statement.", ValueForm.FIELDS, parts=STATEMENT),
    Definition("logo", "A picture beside the site's name.", ValueForm.FIELDS, parts=LOGO),
    Definition("colours", "Your own colour, which is measured.", ValueForm.FIELDS, parts=COLOURS),
    Definition(
        "navigation",
        "Links in the place of ours at the top of every page.",
        ValueForm.FIELDS,
        is_list=True,
        parts=MENU,
    ),
    Definition("footer", "A text and links for the foot of every page.", ValueForm.FIELDS, parts=FOOTER),
    Definition("urgent", "Whom to call at once, at the top of every page.", ValueForm.MARKDOWN),
    Definition("checks", "What becomes of warnings and hints, by their codes.", ValueForm.ENTRIES),
    Definition(
        "personal_data", "What of that which looks personal may be published.", ValueForm.FIELDS, parts=PERSONAL_DATA
    ),
    Definition(
        "similar_points",
        "Whether points that the program finds similar stand beside a point, or only those that share a lesson.",
        choices=Choices.SIMILAR_POINTS,
        example="shown",
    ),
    Definition(
        "pdf",
        "Whether briefings, their sheets, team packs and years are there as PDFs, too.",
        ValueForm.YES_OR_NO,
        "true",
    ),
    Definition(
        "neighbours",
        "Other partnerships' sites whose learning is shown beside ours.",
        ValueForm.ENTRIES,
        parts=NEIGHBOUR,
    ),
    Definition(
        "admin", "A form for writing in the browser. Without it, there is none.", ValueForm.FIELDS, parts=ADMIN
    ),
)
