"""The files that an editor's program finds in the project: schemas, snippets, and which schema holds for which file.

The settings are those of Visual Studio Code with Red Hat's YAML extension; others find the schemas by the line
`# yaml-language-server: $schema=…` at the head of a YAML source.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from learnbrief.fields import Choices, Definition
from learnbrief.model import Vocabulary
from learnbrief.schemas.choices import Choice, NamedSettings, choices_of
from learnbrief.schemas.definitions import BRIEFING, FRONT, LESSON, PARTNERSHIP, SETTINGS, THEME
from learnbrief.schemas.json_schema import Known, briefing_schema, entries_schema, fields_schema, glossary_schema

SCHEMA_FILES: Mapping[str, tuple[str, ...]] = {
    "schemas/front-matter.json": (),
    "schemas/briefing.json": ("briefings/**/*.yml", "briefings/**/*.yaml", "!briefings/**/_*"),
    "schemas/themes.json": ("briefings/_themes.yml",),
    "schemas/lessons.json": ("briefings/_lessons.yml",),
    "schemas/partnerships.json": ("briefings/_partnerships.yml",),
    "schemas/glossary.json": ("briefings/_glossary.yml",),
    "schemas/settings.json": ("learnbrief.yml",),
}
"""Each schema with the files that it holds for. Front matter is no file of its own."""

SNIPPETS_FILE = ".vscode/learnbrief.code-snippets"
OWNERS_FILES = (".vscode/settings.json", ".vscode/extensions.json")
"""What the owner may have written already: it is begun for them, and never changed."""


def editor_files(settings: NamedSettings, vocabulary: Vocabulary) -> dict[str, bytes]:
    """Make every file, by its path in the project."""
    known = choices_of(settings, vocabulary)
    made = {
        "schemas/front-matter.json": briefing_schema("The fields of a briefing in Markdown", FRONT, known),
        "schemas/briefing.json": briefing_schema("A briefing in YAML", BRIEFING, known),
        "schemas/themes.json": entries_schema("The themes", THEME, known),
        "schemas/lessons.json": entries_schema("The lessons", LESSON, known),
        "schemas/partnerships.json": entries_schema("The partnerships", PARTNERSHIP, known),
        "schemas/glossary.json": glossary_schema("The abbreviations"),
        "schemas/settings.json": fields_schema("The settings of the site", SETTINGS, known),
        SNIPPETS_FILE: _snippets(known),
        OWNERS_FILES[0]: _workspace_settings(),
        OWNERS_FILES[1]: {"recommendations": ["redhat.vscode-yaml"]},
    }
    return {
        name: (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode() for name, content in made.items()
    }


def _workspace_settings() -> dict[str, Any]:
    """Say which schema holds for which file, and let words be suggested in Markdown too."""
    return {
        "yaml.schemas": {f"./{name}": list(files) for name, files in SCHEMA_FILES.items() if files},
        "[markdown]": {
            "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "off"},
            "editor.snippetSuggestions": "top",
            "editor.wordBasedSuggestions": "off",
        },
    }


def _snippets(known: Known) -> dict[str, Any]:
    """Complete fields, their words and tags in Markdown, where no schema reaches."""
    snippets = {f"Field: {field.name}": _field_snippet(field, known) for field in FRONT}
    for choices in (Choices.KINDS, Choices.PARTNERSHIPS, Choices.THEMES):
        for choice in known[choices]:
            snippets[f"{choices.value.capitalize()}: {choice.id}"] = _snippet(choice.id, [choice.id], choice)
    for choice in known[Choices.THEMES]:
        also = ("-".join(re.findall(r"[^\W_]+", term.lower())) for term in choice.also)  # as typed, in one word
        typed = dict.fromkeys(f"#{word}" for word in (choice.id, *also))
        snippets[f"Tag: {choice.id}"] = _snippet(f"#{choice.id}", list(typed), choice)
    for choice in known[Choices.LESSONS]:
        snippets[f"Lesson: {choice.id}"] = _snippet(f"{{lesson={choice.id}}}", ["lesson", choice.id], choice)
    return snippets


def _snippet(text: str, typed: Sequence[str], choice: Choice) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": typed, "body": text, "description": choice.explanation}


def _field_snippet(field: Definition, known: Known) -> dict[str, Any]:
    words = [choice.id for choice in known.get(field.choices, ())] if field.choices else []
    place = f"${{1|{','.join(words)}|}}" if words else f"${{1:{_escaped(field.example)}}}"
    value = f"[{place}]" if field.is_list and words else place
    return {"scope": "markdown", "prefix": field.name, "body": f"{field.name}: {value}", "description": field.purpose}


def _escaped(text: str) -> str:
    r"""Escape what stands for something in a snippet: `$`, `}` and `\`."""
    return re.sub(r"([$}\\])", r"\\\1", text)
