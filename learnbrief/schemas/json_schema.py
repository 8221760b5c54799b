"""Definitions as JSON Schemas.

Draft 7, which every version of the common YAML language server reads (json-schema.org/draft-07). `enumDescriptions`
is no part of it: editors' programs show these texts beside the words, and others pass them over. Readers take every
value for text, so a schema lets numbers stand where YAML would see one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from learnbrief.fields import FILL_IN, Choices, Definition, ValueForm
from learnbrief.schemas.choices import Choice

Schema = dict[str, Any]
Known = Mapping[Choices, Sequence[Choice]]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_POINT = "^([a-z0-9]+(-[a-z0-9]+)*#)?[a-z0-9]+(-[a-z0-9]+)*$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DATE = r"[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?|/[0-9]{2}|[/-][0-9]{4})?"
_SPAN = rf"{_DATE}(\s+(to|until|-|–|—)\s+{_DATE})?"
_PUBLISHED = r"^\s*([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown)\s*$"
_YEARS = {"minimum": 1, "maximum": 9999}
_WEB_ADDRESS = r"^https?://[^\s/?#<>\"']+([/?#][^\s<>\"']*)?$"
_EMAIL = r"^[^\s@<>\"']+@[^\s@<>\"'.]+(\.[^\s@<>\"'.]+)+$"

_ANY_SCALAR = ["string", "number", "boolean"]
_FORMS: Mapping[ValueForm, Schema] = {
    ValueForm.TEXT: {"type": _ANY_SCALAR},
    ValueForm.MARKDOWN: {"type": _ANY_SCALAR},
    ValueForm.ID: {"type": ["string", "number"], "pattern": _ID, "maxLength": 100},
    ValueForm.POINT: {"type": ["string", "number"], "pattern": _POINT},
    ValueForm.DAY: {"type": "string", "pattern": _DAY},
    ValueForm.DATE: {"type": ["string", "integer"], "pattern": _PUBLISHED, "minimum": 1000, "maximum": 9999},
    ValueForm.HELD: {"type": ["string", "integer"], "pattern": rf"^\s*({_SPAN}|unknown)\s*$", **_YEARS},
    ValueForm.DUE: {"type": ["string", "integer"], "pattern": rf"^\s*{_SPAN}\s*$", **_YEARS},
    ValueForm.NUMBER: {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,9}$"},
    ValueForm.YES_OR_NO: {"enum": [True, False, "true", "false"]},
    ValueForm.WEB_ADDRESS: {"type": "string", "pattern": _WEB_ADDRESS},
    ValueForm.EMAIL: {"type": "string", "pattern": _EMAIL},
    ValueForm.CONTACT: {"type": "string", "anyOf": [{"pattern": _EMAIL}, {"pattern": _WEB_ADDRESS}]},
}


def fields_schema(title: str, definitions: Sequence[Definition], known: Known) -> Schema:
    """Make the schema of a file that holds fields."""
    shared = {**_shared(definitions, known), **_repeated(definitions, known)}
    return {"$schema": _DRAFT, "title": title, **_object(definitions, known), "definitions": shared}


def briefing_schema(title: str, definitions: Sequence[Definition], known: Known) -> Schema:
    """Make the schema of a briefing, in which any value may be yet to be filled in."""
    schema: Schema = _with_gaps(fields_schema(title, definitions, known))
    return {
        **schema,
        "definitions": {**schema["definitions"], _GAP: {"type": "string", "pattern": rf"^\s*{FILL_IN}\b"}},
    }


_GAP = "to-fill-in"


def _with_gaps(schema: Any) -> Any:
    """Let each field, and each entry of a list, wait, at any depth."""
    if isinstance(schema, list):
        return [_with_gaps(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _with_gaps(value) for name, value in schema.items()}
    if "properties" in found:
        found["properties"] = {name: _or_gap(field) for name, field in found["properties"].items()}
    if "items" in found:
        found["items"] = _or_gap(found["items"])
    return found


def _or_gap(schema: Schema) -> Schema:
    """Let a value wait, unless any text may be there anyway."""
    gap = {"$ref": f"#/definitions/{_GAP}"}
    described = {name: schema[name] for name in ("description",) if name in schema}
    rest = {name: value for name, value in schema.items() if name not in described}
    if rest.get("type") == _ANY_SCALAR:
        return schema
    return {**described, "anyOf": [*rest["anyOf"], gap] if set(rest) == {"anyOf"} else [rest, gap]}


def entries_schema(title: str, definitions: Sequence[Definition], known: Known) -> Schema:
    """Make the schema of a file that holds entries, each under an id and with fields."""
    return {
        "$schema": _DRAFT,
        "title": title,
        **_entries(definitions, known),
        "definitions": _shared(definitions, known),
    }


def glossary_schema(title: str) -> Schema:
    """Make the schema of the glossary, whose entries are under abbreviations."""
    return {
        "$schema": _DRAFT,
        "title": title,
        "type": ["object", "null"],
        "additionalProperties": {"type": _ANY_SCALAR, "minLength": 1, "description": "What it stands for."},
    }


def _shared(definitions: Sequence[Definition], known: Known) -> Schema:
    """Make one list of words for each sort of choices that these fields have, for all of them to refer to."""
    used = set(_choices_in(definitions))
    return {_name(choices): _words(words) for choices, words in known.items() if words and choices in used}


def _choices_in(definitions: Sequence[Definition]) -> Iterator[Choices]:
    for definition in definitions:
        if definition.choices:
            yield definition.choices
        yield from _choices_in(definition.parts)


def _repeated(definitions: Sequence[Definition], known: Known) -> Schema:
    """Make what is inside itself, as sections do, once."""
    return {
        part.same_as: _object(definition.parts, known)
        for definition in definitions
        for part in definition.parts
        if part.same_as
    }


def _name(choices: Choices) -> str:
    return choices.value.replace(" ", "-")


def _words(words: Sequence[Choice]) -> Schema:
    return {"enum": [word.id for word in words], "enumDescriptions": [word.explanation for word in words]}


def _object(definitions: Sequence[Definition], known: Known) -> Schema:
    required = [definition.name for definition in definitions if definition.is_required]
    return {
        "type": "object",
        "properties": {definition.name: _field(definition, known) for definition in definitions},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _entries(definitions: Sequence[Definition], known: Known) -> Schema:
    entry = _object(definitions, known) if definitions else {"type": _ANY_SCALAR}
    names = {"pattern": _ID, "maxLength": 100}
    return {"type": ["object", "null"], "propertyNames": names, "additionalProperties": entry}


def _field(definition: Definition, known: Known) -> Schema:
    """Make a field's schema: it may be left empty unless it must be there, and a list where there may be several."""
    value = _value(definition, known)
    forms = [value]
    needs_one = definition.is_required and not definition.can_be_empty
    if definition.is_list or definition.form is ValueForm.ITEMS:
        forms.append({"type": "array", "items": value, **({"minItems": 1} if needs_one else {})})
    if not definition.is_required:
        forms.append({"enum": ["", None]})
    example = f" For example: {definition.example}" if definition.example else ""
    described = {"description": f"{definition.purpose}{example}"}
    return {**described, **(value if len(forms) == 1 and "$ref" not in value else {"anyOf": forms})}


def _value(definition: Definition, known: Known) -> Schema:
    repeated = definition.same_as or next((part.same_as for part in definition.parts if part.same_as), "")
    if repeated:
        return {"$ref": f"#/definitions/{repeated}"}
    if definition.choices and known.get(definition.choices):
        return {"$ref": f"#/definitions/{_name(definition.choices)}"}
    if definition.form is ValueForm.FIELDS:
        return _object(definition.parts, known)
    if definition.form is ValueForm.ITEMS:
        return {"anyOf": [{"type": _ANY_SCALAR}, _object(definition.parts, known)]}
    if definition.form is ValueForm.ENTRIES:
        return _entries(definition.parts, known)
    return {**_FORMS[definition.form], **({"minLength": 1} if definition.is_required else {})}
