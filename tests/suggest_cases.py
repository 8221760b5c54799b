"""Sources with the places where tags belong: what stands in ⟨ ⟩ is added to what stands around it."""

from tests.support import FRONT, table

YAML_FRONT = "\n".join(FRONT.splitlines()[1:-1]) + "\n"
MARKDOWN, YAML = "briefings/a.md", "briefings/a.yml"


MARKDOWN_CASES: dict[str, str] = table("tags-in-markdown")

YAML_CASES: dict[str, str] = table("tags-in-yaml")


def markdown_of(body: str) -> str:
    """Make a Markdown source."""
    return f"{FRONT}{body}"


def yaml_of(section: str) -> str:
    """Make a YAML source of one section of findings."""
    indented = "".join(f"    {line}" if line.strip() else line for line in section.splitlines(keepends=True))
    return f"{YAML_FRONT}sections:\n  - heading: Findings\n{indented}"


CASES = {
    **{f"md: {name}": (MARKDOWN, markdown_of(case)) for name, case in MARKDOWN_CASES.items()},
    **{f"yml: {name}": (YAML, yaml_of(case)) for name, case in YAML_CASES.items()},
}
