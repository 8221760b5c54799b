"""The form for writing in the browser, which an owner can turn on: its page, and its description of the fields.

The form is Decap CMS, which is in `templates/admin/` whole. Its settings follow decapcms.org/docs/widgets. The
page is none of the site's: nothing leads there, crawlers are asked to leave it, and its policy is its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from learnbrief.cache.values import Value
from learnbrief.fields import FILL_IN, Choices, Definition, ValueForm
from learnbrief.pages.documents import JsonView
from learnbrief.pages.page import ADMIN_ADDRESS, ADMIN_FOLDER, Contents, Page
from learnbrief.schemas import Choice, choices_of
from learnbrief.schemas.definitions import FRONT
from learnbrief.settings import Admin, Backend

PASTE = f"{ADMIN_FOLDER}paste.js"

_HOSTS = {
    Backend.GITHUB: "https://api.github.com",
    Backend.GITLAB: "https://gitlab.com",
    Backend.TRIAL: "",
}
"""The one host that each backend speaks with."""

_DATE = rf"^\s*([0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}})?)?|unknown|{FILL_IN}.*)\s*$"
"""What the form lets through as a date; whether there is such a day, the check says."""
_WIDGETS: Mapping[ValueForm, dict[str, Any]] = {
    ValueForm.TEXT: {"widget": "string"},
    ValueForm.MARKDOWN: {"widget": "text"},
    ValueForm.DATE: {"widget": "string", "pattern": [_DATE, "2022-03-22, 2022-03, 2022 or unknown"]},
    ValueForm.DAY: {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False},
    ValueForm.NUMBER: {"widget": "number", "value_type": "int", "min": 0},
}
_ONE_AT_A_TIME = ("partnership",)
"""Most sources name one without a list around it, which the form cannot read as a choice of several."""


class AdminView(Value, frozen=True):
    """The form's own page."""

    host: str
    """What its scripts may speak with besides the site; empty where they speak with nothing else."""
    paste: str
    """What makes Markdown of what is pasted from Word."""
    program: str
    settings: str


def admin_pages(contents: Contents) -> Iterator[Page]:
    """Make the form's page and its settings, where the owner has turned it on."""
    admin = contents.settings.admin
    if admin is None:
        return
    view = AdminView(_HOSTS[admin.backend], f"/{PASTE}", f"/{ADMIN_ADDRESS}", f"/{ADMIN_FOLDER}config.yml")
    yield Page(f"{ADMIN_FOLDER}index.html", "admin.html", view, "Write in the browser", is_listed=False)
    known = choices_of(contents.settings, contents.catalogue.vocabulary)
    document = {
        "backend": _backend(admin),
        **({} if admin.backend is Backend.TRIAL else {"publish_mode": "editorial_workflow"}),
        "media_folder": "briefings/pictures",
        "public_folder": "pictures",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [_briefings(known)],
    }
    yield Page(f"{ADMIN_FOLDER}config.yml", "json", JsonView(document), is_listed=False)


def _backend(admin: Admin) -> dict[str, Any]:
    if admin.backend is Backend.TRIAL:
        return {"name": "test-repo"}
    repository = {"name": admin.backend.value, "repo": admin.repository, "branch": admin.branch}
    if admin.backend is Backend.GITLAB:
        return {**repository, "auth_type": "pkce", "app_id": admin.application}
    return {**repository, "base_url": admin.sign_in}


def _briefings(known: Mapping[Choices, Sequence[Choice]]) -> dict[str, Any]:
    """Describe briefings in Markdown. Their text is written as it is, so that tags and ids stay what they are."""
    text = {"name": "body", "label": "Text", "widget": "markdown", "modes": ["raw"], "required": False}
    hint = (
        "Headings begin with ##, learning points with a hyphen. A tag such as #neglect stands at a point's end, and "
        "so does what it bears, such as {lesson=an-id}."
    )
    return {
        "name": "briefings",
        "label": "Briefings",
        "label_singular": "Briefing",
        "folder": "briefings",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{fields.partnership}}-{{slug}}",
        "editor": {"preview": False},
        "fields": [*(_field(definition, known) for definition in FRONT), {**text, "hint": hint}],
    }


def _field(
    definition: Definition, known: Mapping[Choices, Sequence[Choice]], *, inside: bool = False
) -> dict[str, Any]:
    """Describe a field. What must be there inside another is left to the check, since the other may be left out."""
    return {
        "name": definition.name,
        "label": definition.name.replace("_", " ").capitalize(),
        "hint": definition.purpose,
        "required": definition.is_required and not inside,
        **_widget(definition, known),
    }


def _widget(definition: Definition, known: Mapping[Choices, Sequence[Choice]]) -> dict[str, Any]:
    if definition.choices and definition.choices in known:
        options = [{"label": choice.label, "value": choice.id} for choice in known[definition.choices]]
        several = definition.is_list and definition.name not in _ONE_AT_A_TIME
        return {"widget": "select", "options": options, **({"multiple": True} if several else {})}
    if definition.parts:
        parts = [_field(part, known, inside=True) for part in definition.parts]
        return {"widget": "list" if definition.is_list else "object", "collapsed": True, "fields": parts}
    if definition.is_list:
        return {"widget": "list"}
    return dict(_WIDGETS.get(definition.form, {"widget": "string"}))
