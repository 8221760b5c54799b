"""How templates hang together: what one brings in is there, and what one replaces is there to be replaced."""

from collections.abc import Collection, Iterator, Mapping

from jinja2 import nodes

from learnbrief.problems import Place, Report, error, no_such


def check_structure(templates: Mapping[str, nodes.Template], known: Collection[str], report: Report) -> None:
    """Look at every template that could be parsed, whether or not a page is made with it.

    Reports `missing-template`, `unknown-block` and `missing-block`. `known` holds the names of those that could not
    be parsed, too. Names that a template works out while it is filled in are left to that time.
    """
    parents = {name: _parent(tree) for name, tree in templates.items()}
    for name, tree in templates.items():
        for line, brought_in in _brought_in(tree):
            if brought_in not in known:
                at = Place(f"templates/{name}", line)
                report(error("missing-template", no_such("template", brought_in, known), at))
        above = _above(name, parents)
        if above and all(parent in templates for parent in above):
            is_page = name not in parents.values()
            _check_blocks(name, tree, [templates[parent] for parent in above], report, is_page=is_page)


def _check_blocks(
    name: str, tree: nodes.Template, above: list[nodes.Template], report: Report, *, is_page: bool
) -> None:
    """Hold a template's blocks to those of the templates it extends; `is_page` if none extends it in turn."""
    inherited = {block.name: block for parent in above for block in parent.find_all(nodes.Block)}
    at = f"templates/{name}"
    unknown = [node for node in tree.body if isinstance(node, nodes.Block) and node.name not in inherited]
    for block in unknown:
        message = f"{no_such('block', block.name, inherited)} It would be shown nowhere."
        report(error("unknown-block", message, Place(at, block.lineno)))
    if unknown or not is_page:
        return  # a block that is missing may be the one that was misspelt
    given = {block.name for own in (tree, *above) for block in own.find_all(nodes.Block) if not block.required}
    for missing in (block.name for block in inherited.values() if block.required and block.name not in given):
        message = f'This template must fill in the block "{missing}": {{% block {missing} %}}…{{% endblock %}}'
        report(error("missing-block", message, Place(at)))


def _parent(tree: nodes.Template) -> str:
    extends = tree.find(nodes.Extends)
    name = extends.template if extends else None
    return str(name.value) if isinstance(name, nodes.Const) else ""


def _above(name: str, parents: Mapping[str, str]) -> list[str]:
    """Give the templates that one extends, nearest first; nothing where they go in a circle."""
    above: list[str] = []
    while parent := parents.get(name, ""):
        if parent in above:
            return []
        above.append(parent)
        name = parent
    return above


def _brought_in(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        template = getattr(node, "template", None)
        if isinstance(template, nodes.Const) and not getattr(node, "ignore_missing", False):
            yield node.lineno, str(template.value)
