"""The fields of a theme, a partnership and a lesson; SPEC 3.6."""

from learnbrief.fields import Choices, Definition, ValueForm

_WAS = Definition("was", "Ids that it had before, where it has another now.", ValueForm.ID, "[old-id]", is_list=True)

THEME = (
    Definition("label", "What pages show for the theme.", example="Name of the theme", is_required=True),
    Definition(
        "also",
        "Other words that people write or type. A word belongs to one theme only.",
        example="[domestic violence, DV]",
        is_list=True,
    ),
    Definition("broader", "The one wider theme that this is part of.", choices=Choices.THEMES, example="harm"),
    Definition("related", "Themes worth looking at too.", is_list=True, choices=Choices.THEMES, example="[neglect]"),
    Definition(
        "definition",
        "One or two plain sentences: what belongs here, and what does not.",
        example="What the theme means, in a plain sentence.",
        is_required=True,
    ),
    _WAS,
)

PARTNERSHIP = (
    Definition("name", "Its full name.", example="Example Safeguarding Partnership", is_required=True),
    Definition("short", "Its abbreviation, or another short name.", example="ESP"),
    Definition("area", "Where it works.", example="Example"),
    Definition("website", "Its own website.", ValueForm.WEB_ADDRESS, "https://example.org/"),
    Definition("email", "Where to write to it; never a person's own address.", ValueForm.EMAIL, "name@example.org"),
    Definition(
        "procedures",
        "The procedures that hold in its area.",
        ValueForm.FIELDS,
        "{title: Multi-agency procedures, url: https://example.org/}",
        parts=(
            Definition("title", "What they are called.", example="Multi-agency procedures", is_required=True),
            Definition("url", "Where they stand.", ValueForm.WEB_ADDRESS, "https://example.org/", is_required=True),
        ),
    ),
    Definition(
        "succeeded_by",
        "The id of the body that has taken its place, where it exists no longer.",
        choices=Choices.PARTNERSHIPS,
        example="west-midlands",
    ),
)

LESSON = (
    Definition(
        "statement",
        "What was learned more than once, in a plain sentence.",
        example="Minutes and plans reach every agency, and promptly.",
        is_required=True,
    ),
    Definition(
        "themes",
        "What it is about: one to three themes.",
        is_required=True,
        is_list=True,
        choices=Choices.THEMES,
        example="[information-sharing]",
    ),
    _WAS,
)
