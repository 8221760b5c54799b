"""Templates and views fit each other: no name without a field, no field that nobody shows."""

import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import FunctionType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, Template, meta, nodes
from markupsafe import Markup, escape
from msgspec import Struct

from learnbrief.build import build, plan_site
from learnbrief.pages import Page
from learnbrief.render import Frame, RenderContext, open_templates
from learnbrief.render.escaping import escaped
from tests.support import (
    FRONT,
    VOCABULARY,
    briefing_project,
    built,
    for_each,
    page,
    project,
    table,
    templates,
    with_templates,
)

PIPELINE = sys.modules[plan_site.__module__]
ENDINGS = (".html", ".xml", ".txt")
Shape = Any
"""A type as a view's field is annotated, a macro, a module of macros, or None where nothing is known."""
Scope = dict[str, Shape]

HOUSE = f"""{VOCABULARY}--- learnbrief.yml
base_url: https://example.org/
admin: {{backend: trial}}
accessibility: {{conformance: full, tested: 2026-01-01, method: a, contact: a@example.org, response: b}}
--- briefings/_lessons.yml
visits-are-not-announced: {{statement: Visits come as a surprise., themes: [plans]}}
--- briefings/a.md
{FRONT.replace("summary", "aliases: [b/]" + chr(10) + "summary")}
## Findings

- Visits were announced. {{lesson=visits-are-not-announced}}
- Visits were long.

## Actions {{role=actions}}

- Visit again.
--- briefings/b2.md
{FRONT.replace("in Example", "again")}
## Findings

- Visits were kept.
--- briefings/c.md
{FRONT.replace("summary", "status: withdrawn" + chr(10) + "summary")}
"""
"""A project with every kind of page that is made through a template."""


def parsed() -> dict[str, nodes.Template]:
    """Parse every built-in template."""
    environment = Environment(autoescape=True)
    environment.filters["cached"] = str
    found = {name: content.decode() for name, content in templates().items() if name.endswith(ENDINGS)}
    return {name: environment.parse(text) for name, text in found.items() if not name.startswith("assets/")}


@pytest.fixture(scope="module")
def views() -> dict[str, type]:
    """Give the class of the view that each template is filled in with, as pages are made."""
    found: dict[str, type] = {}
    render = PIPELINE.render_page

    def watch(made: Page, means: RenderContext, *arguments: Any) -> Any:
        if made.template.endswith(ENDINGS):
            found[made.template] = type(made.view(means.lookup))
        return render(made, means, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PIPELINE, "render_page", watch)
        patch.setattr("learnbrief.pages.parts.MOST", 1)
        assert all(built(project(HOUSE)).files.values())
    return found


@dataclass
class Macro:
    """A macro with the names it can see."""

    node: nodes.Macro
    scope: Scope


@dataclass
class Walk:
    """Goes through templates as filling them in would, knowing what is what, and notes which fields are shown."""

    templates: Mapping[str, nodes.Template]
    shown: defaultdict[type, set[str]] = field(default_factory=lambda: defaultdict(set))
    faults: list[str] = field(default_factory=list)
    called: set[tuple[int, str]] = field(default_factory=set)

    def template(self, name: str, scope: Scope) -> None:
        """Go through one template and those it extends."""
        self.body(self.templates[name].body, scope)

    def body(self, body: list[nodes.Node], scope: Scope) -> None:
        """Go through statements in their order; imports and macros are known everywhere below."""
        for node in body:
            if isinstance(node, nodes.Macro):
                scope[node.name] = Macro(node, scope)
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: Scope) -> None:
        """Go through one statement."""
        match node:
            case nodes.Macro():
                pass
            case nodes.Extends(template=nodes.Const(value=name)):
                self.template(name, dict(scope))
            case nodes.Import(template=nodes.Const(value=name), target=target):
                module: Scope = {}
                self.body(self.templates[name].body, module)
                scope[target] = module
            case nodes.For(target=nodes.Name(name=name), iter=iterated):
                inner = {**scope, name: element(self.shape(iterated, scope)), "loop": None}
                self.body(node.body, inner)
                self.body(node.else_, scope)
            case nodes.FromImport(template=nodes.Const(value=name), names=names):
                module = {}
                self.body(self.templates[name].body, module)
                for imported in names:
                    there, here = (imported, imported) if isinstance(imported, str) else imported
                    scope[here] = module[there]
            case nodes.Assign(target=nodes.Name(name=name)):
                scope[name] = self.shape(node.node, scope)
            case nodes.Include(template=nodes.Const(value=name)):
                self.body(self.templates[name].body, scope)
            case nodes.Block():
                self.body(node.body, scope)
            case nodes.If():
                self.shape(node.test, scope)
                self.body([*node.body, *node.elif_, *node.else_], scope)
            case nodes.Output():
                for expression in node.nodes:
                    self.shape(expression, scope)
            case _:
                self.faults.append(f"line {node.lineno}: this test does not know {type(node).__name__}")

    def shape(self, node: nodes.Node, scope: Scope) -> Shape:
        """Say what an expression gives, noting every field it looks at."""
        match node:
            case nodes.Name(name=name):
                return scope.get(name)
            case nodes.Getattr(node=owner, attr=name):
                return self.field(self.shape(owner, scope), name, node.lineno)
            case nodes.Getitem(node=owner):
                return element(self.shape(owner, scope))
            case nodes.Call(node=called, args=arguments):
                shapes = [self.shape(argument, scope) for argument in arguments]
                macro = self.shape(called, scope)
                if isinstance(macro, Macro):
                    self.call(macro, shapes)
                return None
            case nodes.Filter():
                given = [self.shape(child, scope) for child in node.iter_child_nodes()]
                if node.name == "cached" and isinstance(given[1], Macro):
                    self.call(given[1], given[:1])
                return given[0] if node.name in ("sort", "list", "reverse") else None
            case _:
                for child in node.iter_child_nodes():
                    self.shape(child, scope)
                return None

    def field(self, owner: Shape, name: str, line: int) -> Shape:
        """Look up a name on a view, or a macro in a module."""
        if isinstance(owner, dict):
            return owner[name]
        if not is_view(owner):
            return None
        if name not in fields_of(owner):
            self.faults.append(f"line {line}: {owner.__name__} has no field {name}")
            return None
        self.shown[owner].add(name)
        return bare(get_type_hints(owner)[name])

    def call(self, macro: Macro, arguments: list[Shape]) -> None:
        """Go through a macro as it is called, once for each kind of arguments."""
        call = (id(macro.node), repr(arguments))
        if call not in self.called:
            self.called.add(call)
            names = [argument.name for argument in macro.node.args]
            self.body(macro.node.body, {**macro.scope, **dict(zip(names, arguments, strict=False))})


def is_view(shape: Shape) -> bool:
    """Tell whether a type has fields."""
    return isinstance(shape, type) and (is_dataclass(shape) or issubclass(shape, Struct))


def fields_of(view: Any) -> set[str]:
    """Give the names of a view's fields."""
    return set(view.__struct_fields__) if issubclass(view, Struct) else {known.name for known in fields(view)}


def bare(shape: Shape) -> Shape:
    """Take `| None` away."""
    if is_union(shape):
        (shape,) = (part for part in get_args(shape) if part is not NoneType)
    return shape


def is_union(shape: Shape) -> bool:
    """Tell whether a type is one or another."""
    origin: Any = get_origin(shape)
    return origin in (Union, UnionType)


def is_tuple(shape: Shape) -> bool:
    """Tell whether a type is a tuple of something."""
    origin: Any = get_origin(shape)
    return origin is tuple


def element(shape: Shape) -> Shape:
    """Give what a tuple, a mapping, or a class that can be gone through holds."""
    if is_tuple(shape):
        return bare(get_args(shape)[0])
    if isinstance(shape, type) and isinstance(going_through := vars(shape).get("__iter__"), FunctionType):
        return get_args(get_type_hints(going_through)["return"])[0]
    return bare(get_args(shape)[-1]) if get_args(shape) else None


def below(view: type, found: set[type]) -> set[type]:
    """Gather a view and all views inside it."""
    if view not in found:
        found.add(view)
        for hint in get_type_hints(view).values():
            inner = bare(hint)
            inner = inner if is_view(inner) else element(inner)
            if is_view(inner):
                below(inner, found)
    return found


@pytest.fixture(scope="module")
def walk(views: dict[str, type]) -> Walk:
    """Go through all templates that pages are made with."""
    walk = Walk(parsed())
    for name, view in views.items():
        walk.template(name, {"page": view, "site": Frame})
    return walk


def test_templates_name_only_fields(walk: Walk) -> None:
    """Whatever a template or macro asks of a view is one of its fields."""
    assert walk.faults == []


def test_templates_show_every_field(walk: Walk, views: dict[str, type]) -> None:
    """Views are narrow: every field is shown by some template, so that nothing else changes when it does."""
    known: set[type] = below(Frame, set())
    for view in views.values():
        below(view, known)
    unused = {view.__name__: left for view in known if (left := fields_of(view) - walk.shown[view])}
    assert unused == {}


def test_the_walk_finds_faults() -> None:
    """The test itself tells a field from what is none, in a page, in a loop, in a macro of another template."""

    @dataclass
    class Inner:
        name: str

    @dataclass
    class Outer:
        lines: tuple[Inner, ...]

    Outer.__annotations__["lines"] = tuple[Inner, ...]
    environment = Environment(autoescape=True)
    texts = {
        "parts.html": "{% macro show(line) %}{{ line.nmae }}{% endmacro %}",
        "page.html": "{% import 'parts.html' as parts %}{{ page.line }}"
        "{% for line in page.lines %}{{ line.name }}{{ line.nema }}{{ parts.show(line) }}{% endfor %}",
    }
    walk = Walk({name: environment.parse(text) for name, text in texts.items()})
    walk.template("page.html", {"page": Outer})
    assert [fault.split()[-1] for fault in walk.faults] == ["line", "nema", "nmae"]
    assert walk.shown == {Outer: {"lines"}, Inner: {"name"}}


def test_templates_see_two_names() -> None:
    """A template knows `page` and `site` and nothing else."""
    for name, tree in parsed().items():
        macros = {node.target for node in tree.find_all(nodes.Import)} | {
            node.name for node in tree.find_all(nodes.Macro)
        }
        assert meta.find_undeclared_variables(tree) - macros <= {"page", "site"}, name


def test_every_template_is_used(views: dict[str, type]) -> None:
    """No template lies about that no page is made with."""
    trees = parsed()
    used = set(views)
    while True:
        more = {name for known in used for name in meta.find_referenced_templates(trees[known]) if name}
        if more <= used:
            break
        used |= more
    assert used == trees.keys()


# Faults in an owner's templates


@for_each(("name", "text", "code", "line"), table("templates-a-fault-is-a-problem"))
def test_a_fault_is_a_problem(name: str, text: str, code: str, line: int) -> None:
    """A template's fault is an error with file and line, told once, and nothing is published."""
    site = build(with_templates(project(HOUSE), {name: text.encode()}))
    found = [(problem.code, str(problem.at.file), problem.at.line) for problem in site.problems]
    assert found == [(code, f"templates/{name}", line)]
    assert not site.files


def test_a_fault_in_the_frame_is_told_once() -> None:
    """A fault that shows on every page is one problem."""
    text = templates()["base.html"].replace(b"</header>", b"</header>\n{{ site.nothing }}")
    site = build(with_templates(project(HOUSE), {"base.html": text}))
    assert [(problem.code, problem.at.file) for problem in site.problems] == [
        ("template-error", "templates/base.html")
    ]


def faults_of(own: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Build with an owner's templates, and give each problem's code, file and line."""
    site = build(with_templates(project(HOUSE), {name: text.encode() for name, text in own.items()}))
    assert not site.files
    return [(problem.code, problem.at.file, problem.at.line) for problem in site.problems]


def test_all_faults_are_told_at_once() -> None:
    """Of names that are not there a single run tells every one, in every template."""
    assert faults_of(
        {
            "404.html": "{{ page.one }}\n{{ page.two }} {{ page.three }}\n{% if page.four %}{% endif %}",
            "home.html": "\n{{ five }}",
        }
    ) == [
        ("template-error", "templates/404.html", 1),
        ("template-error", "templates/404.html", 2),
        ("template-error", "templates/404.html", 2),
        ("template-error", "templates/404.html", 3),
        ("template-error", "templates/home.html", 2),
    ]


def test_all_faults_of_structure_are_told_at_once() -> None:
    """What cannot be read, is not there or replaces nothing is told of all templates before a page is made."""
    child = "{% extends 'base.html' %}\n"
    assert faults_of(
        {
            "404.html": f"{child}{{% block mian %}}{{% endblock %}}",
            "home.html": f"{child}{{% block main %}}\n{{% include 'parts/gone.html' %}}{{% endblock %}}",
            "page.html": "{% if %}",
            "spare.html": f"{child}{{% block trail %}}{{% endblock %}}",
        }
    ) == [
        ("unknown-block", "templates/404.html", 2),
        ("missing-template", "templates/home.html", 3),
        ("template-syntax", "templates/page.html", 1),
        ("missing-block", "templates/spare.html", 1),
    ]


def test_a_fault_in_a_part_stands_in_the_part() -> None:
    """A fault inside a macro or an included file is told there, once, whichever pages use it."""
    own = {
        "parts/own.html": "{% macro show(view) %}\n{{ view.nothing }}\n{% endmacro %}",
        "parts/shared.html": "one\n\n{{ site.nothing }}",
        "404.html": "{% import 'parts/own.html' as own %}{{ own.show(page) }}{% include 'parts/shared.html' %}",
        "home.html": "{% import 'parts/own.html' as own %}{{ own.show(page) }}{% include 'parts/shared.html' %}",
    }
    assert faults_of(own) == [
        ("template-error", "templates/parts/own.html", 2),
        ("template-error", "templates/parts/shared.html", 3),
    ]


def test_a_fault_of_many_pages_is_told_once() -> None:
    """A thousand pages made with one faulty template give one problem a mistake."""
    themes = "".join(f"theme-{number}: {{label: Theme {number}, definition: d}}\n" for number in range(1000))
    inputs = project(HOUSE.replace("plans:\n", f"{themes}plans:\n"))
    own = {"theme.html": b"{{ page.nothing }}\n{{ 1 // 0 }}"}
    site = build(with_templates(inputs, own))
    assert [(problem.at.file, problem.at.line) for problem in site.problems] == [
        ("templates/theme.html", 1),
        ("templates/theme.html", 2),
    ]


def test_a_name_may_be_asked_for() -> None:
    """Asking whether there is a name is no fault, and a layout between may leave blocks to its pages."""
    own = {
        "layout.html": "{% extends 'base.html' %}{% block trail %}<p>No trail</p>{% endblock %}",
        "404.html": "{% extends 'layout.html' %}{% block main %}{% block inner %}{% if page.nothing is defined %}"
        "one{% endif %}{{ page.nothing | default('two') }}{% endblock %}{% endblock %}",
        "home.html": "{% include 'parts/gone.html' ignore missing %}three",
    }
    site = built(with_templates(project(HOUSE), {name: text.encode() for name, text in own.items()}))
    assert "two" in page(site, "404.html")
    assert "No trail" in page(site, "404.html")


def test_the_cure_names_what_there_is() -> None:
    """A name that is misspelt is answered with the nearest one."""
    site = build(
        with_templates(project(HOUSE), {"404.html": b"{{ site.titel }}{{ pgae }}{{ site.assets['stile.css'] }}"})
    )
    said = " ".join(problem.message for problem in site.problems)
    assert [name for name in ('"title"', '"page"', '"style.css"') if name not in said] == []


def test_an_own_template_is_used() -> None:
    """An owner's template takes the place of the built-in one, and may build on the others."""
    own = b"{% extends 'base.html' %}{% block main %}<h1>Lost?</h1>{% endblock %}"
    site = built(with_templates(project(HOUSE), {"404.html": own}))
    assert "<h1>Lost?</h1>" in page(site, "404.html")
    assert "Accessibility" in page(site, "404.html")


# Escaping

EVIL = "<script>alert(1)</script> & \"x\" 'y'"
YAML = EVIL.replace("'", "''")
EVERYWHERE = f"""
--- learnbrief.yml
title: '{YAML}'
description: '{YAML}'
accessibility: {{conformance: none, failures: ['{YAML}'], tested: 2026-01-01, method: '{YAML}', contact: a@b.example,
  response: '{YAML}'}}
logo: {{file: briefings/_logo.svg, alt: '{YAML}'}}
navigation: [{{title: '{YAML}', url: /themes/}}]
footer: {{links: [{{title: '{YAML}', url: /themes/}}]}}
--- briefings/_logo.svg
<svg xmlns="http://www.w3.org/2000/svg"/>
--- briefings/_themes.yml
t: {{label: '{YAML} t', also: ['{YAML} s'], definition: '{YAML}'}}
u: {{label: '{YAML} u', definition: '{YAML}', broader: t, related: [t]}}
--- briefings/_partnerships.yml
p: {{name: '{YAML}', short: '{YAML}', area: '{YAML}', procedures: {{title: '{YAML}', url: https://b.example/}}}}
--- briefings/_glossary.yml
MASH: '{YAML}'
--- briefings/a.yml
title: '{YAML}'
partnership: p
kind: deep-dive
held: 2022
published: 2022-12-01
summary: The MASH.
topics: [t]
cases: {{count: 3, unit: '{YAML}', note: '{YAML}'}}
source: {{title: '{YAML}'}}
links: [{{title: '{YAML}', url: https://b.example/}}]
aliases: [old/]
sections:
  - heading: What we are doing
    points: [{{text: The MASH acts., owner: '{YAML}', state: done}}]
"""


def test_everything_is_escaped() -> None:
    """What an editor writes as plain text stays text wherever it is shown, in elements and in attributes."""
    site = built(project(EVERYWHERE))
    escaped = str(escape(EVIL))
    for address, content in site.files.items():
        if address.endswith(".html"):
            assert b"<script>alert" not in content, address
            assert b'& "x"' not in content, address
            assert escaped in content.decode(), address


def test_markdown_is_made_safe() -> None:
    """A heading, a point, a lead-in and a summary bring no script in either."""
    script = "<script>alert(1)</script>"
    body = f"## Findings {script}\n\nLead <b onclick=alert(1)>in</b>:\n\n- Point {script}\n"
    site = built(briefing_project(body, front=FRONT.replace("What an audit", f"{script} What an audit")))
    pages = {name: content for name, content in site.files.items() if not name.startswith("assets/")}
    assert [name for name, content in pages.items() if b"<script>alert" in content or b"onclick" in content] == []


@given(st.one_of(st.text(), st.text("&<>'\"x").map(Markup), st.integers(), st.none(), st.floats(), st.binary()))
@example(Markup("<b>&amp;</b>"))
@example("Fish & <chips>")
def test_values_are_escaped_as_jinja_does_it(value: object) -> None:
    """The short way gives the same as the long one, in a template that the environment compiled, too."""
    assert escaped(value) == escape(value)
    environment = open_templates({"a.html": b"{{ value }}", "a.txt": b"{{ value }}"})
    assert environment.get_template("a.html").render(value=value) == str(escape(value))
    assert environment.get_template("a.txt").render(value=value) == str(value)


@pytest.mark.parametrize(
    ("macro", "call"),
    [
        ("{{ a }}{{ varargs }}", "m('x', 'y')"),
        ("{{ a }}{{ varargs }}{{ kwargs }}", "m('x', 'y', 'z')"),
        ("{{ a }}{{ caller and caller() }}", "m('x', 'y')"),
    ],
)
def test_macros_are_called_as_jinja_calls_them(macro: str, call: str) -> None:
    """The short way is for macros that take their own arguments alone: nothing else is ever taken for one."""
    text = f"{{% macro m(a) %}}{macro}{{% endmacro %}}{{{{ {call} }}}}"

    def outcome(template: Template) -> str:
        try:
            return template.render()
        except TypeError as fault:
            return str(fault)

    ours = open_templates({"a.html": text.encode()}).get_template("a.html")
    assert outcome(ours) == outcome(Environment(autoescape=True).from_string(text))


def test_templates_escape_the_short_way() -> None:
    """A new version of Jinja might name what escapes otherwise; it would still escape, but slowly."""
    template = open_templates({"a.html": b"{{ value }}"}).get_template("a.html")
    assert "escape" in template.root_render_func.__code__.co_names
    assert template.root_render_func.__globals__["escape"] is escaped
