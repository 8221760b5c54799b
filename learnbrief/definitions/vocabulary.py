"""The fields of a theme and of a partnership; SPEC 3.6."""

from learnbrief.fields import Choices, Definition, Form

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
)

PARTNERSHIP = (
    Definition("name", "Its full name.", example="Example Safeguarding Partnership", is_required=True),
    Definition("short", "Its abbreviation, or another short name.", example="ESP"),
    Definition("area", "Where it works.", example="Example"),
    Definition("website", "Its own website.", Form.WEB_ADDRESS, "https://example.org/"),
    Definition("email", "Where to write to it; never a person's own address.", Form.EMAIL, "name@example.org"),
    Definition(
        "procedures",
        "The procedures that hold in its area.",
        Form.FIELDS,
        "{title: Multi-agency procedures, url: https://example.org/}",
        parts=(
            Definition("title", "What they are called.", example="Multi-agency procedures", is_required=True),
            Definition("url", "Where they stand.", Form.WEB_ADDRESS, "https://example.org/", is_required=True),
        ),
    ),
)
