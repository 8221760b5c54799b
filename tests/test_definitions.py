"""Fields are defined once, and everything that reads them takes them from there."""

import ast
import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import pytest

from learnbrief.fields import Choices, Definition, ValueForm, read_yaml
from learnbrief.model import ActionState, Role, Status
from learnbrief.problems import Place, Problem, Text
from learnbrief.schemas import definitions
from learnbrief.schemas.definitions import MEANINGS
from learnbrief.settings import Backend, Conformance, Host, LinkForm, SimilarPoints
from tests.support import for_each

PACKAGE = Path(__file__).parent.parent / "learnbrief"
TABLES = {name: table for name, table in vars(definitions).items() if isinstance(table, tuple)}


def walk(table: Sequence[Definition]) -> Iterator[Definition]:
    """Give every field of a table, those inside others included."""
    for definition in table:
        yield definition
        yield from walk(definition.parts)


ALL = [definition for table in TABLES.values() for definition in walk(table)]


def only_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Make a mapping in which nothing was named twice."""
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_a_field_is_defined_once() -> None:
    """No table holds two fields of one name, neither of its own nor from another table."""
    assert json.loads((PACKAGE / "schemas/fields.json").read_text("utf-8"), object_pairs_hook=only_once)
    for table in TABLES.values():
        assert len(table) == len({definition.name for definition in table})


@for_each("definition", ALL)
def test_a_field_explains_itself(definition: Definition) -> None:
    """Every field says in a sentence what it is for, and one that must be there shows what to write."""
    assert definition.purpose[0].isupper()
    assert definition.purpose.endswith(".")
    assert definition.example or not definition.is_required
    assert bool(definition.parts or definition.same_as) == (
        definition.form in (ValueForm.FIELDS, ValueForm.ITEMS) or definition.name in ("audiences", "neighbours")
    )


@for_each("definition", [one for one in ALL if one.example])
def test_an_example_is_yaml(definition: Definition) -> None:
    """An example can be written behind its field's name just as it stands."""
    problems: list[Problem] = []
    whole = read_yaml(Text(f"{definition.name}: {definition.example}\n", Place("a.yml")), problems.append)
    assert whole
    assert not problems


@for_each(
    ("choices", "words"),
    [
        (Choices.ROLES, Role),
        (Choices.STATES, ActionState),
        (Choices.STATUSES, Status),
        (Choices.LINK_FORMS, LinkForm),
        (Choices.HOSTS, Host),
        (Choices.SIMILAR_POINTS, SimilarPoints),
        (Choices.BACKENDS, Backend),
        (Choices.CONFORMANCES, Conformance),
    ],
)
def test_every_fixed_word_is_explained(choices: Choices, words: type[StrEnum]) -> None:
    """The words that are explained are those that readers know."""
    assert set(MEANINGS[choices]) == {word.value for word in words}


def sources_of_readers() -> Iterator[ast.AST]:
    """Give every node of the code that reads settings and briefings."""
    for path in (*(PACKAGE / "settings").glob("*.py"), *(PACKAGE / "readers").glob("*.py")):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def test_every_field_that_is_read_is_defined() -> None:
    """No reader asks for a field that has no definition, and no field is defined that no reader names."""
    methods = ("get", "text", "items", "inside", "place", "require")
    asked = {
        node.args[0].value
        for node in sources_of_readers()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in methods
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    named = {definition.name for definition in ALL}
    assert len(asked) > 30
    assert asked <= named
    assert named <= {node.value for node in sources_of_readers() if isinstance(node, ast.Constant)}


def test_asking_for_a_field_without_a_definition_fails() -> None:
    """A reader that asks for an undefined field is a bug, and is found out by the first source that it reads."""
    whole = read_yaml(Text("name: Example\n", Place("a.yml")), lambda problem: pytest.fail(str(problem)))
    fields = whole.fields("A partnership", definitions.PARTNERSHIP) if whole else None
    assert fields
    with pytest.raises(KeyError):
        fields.get("logo")
