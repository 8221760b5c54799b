"""Sources with the places where tags belong: what stands in ⟨ ⟩ is added to what stands around it."""

from tests.support import FRONT

YAML_FRONT = "\n".join(FRONT.splitlines()[1:-1]) + "\n"
MARKDOWN, YAML = "briefings/a.md", "briefings/a.yml"


MARKDOWN_CASES = {
    "list": "## Findings\n\n- One.⟨ #plans⟩\n- Two.⟨ #plans⟩\n",
    "other marks": "## Findings\n\n* One.⟨ #plans⟩\n\n1. Two.⟨ #plans⟩\n2. Three.⟨ #plans⟩\n",
    "behind tags": "## Findings\n\n- One. #information-sharing⟨ #plans⟩\n",
    "before attributes": "## Findings\n\n- One.⟨ #plans⟩ {#my-id}\n- Two. #neglect⟨ #plans⟩  {#two} {was=three}\n",
    "tags behind attributes": "## Findings\n\n- One. {#my-id} #neglect⟨ #plans⟩\n",
    "attributes in a line of their own": "## Findings\n\n- One.⟨ #plans⟩\n  {#my-id}\n",
    "tags in a line of their own": "## Findings\n\n- One.\n  #neglect⟨ #plans⟩ {#my-id}\n",
    "action": '## What is being done {role=actions}\n\n- We act.⟨ #plans⟩ {owner="The hub" state=done}\n',
    "trailing blanks": "## Findings\n\n- One.⟨ #plans⟩   \n- Two.⟨ #plans⟩\t\n- Three.⟨ #plans⟩\u00a0\n",
    "hard break": "## Findings\n\n- One  \n  two.⟨ #plans⟩  \n- Three\\\n  four.⟨ #plans⟩\n",
    "backslash at the end": "## Findings\n\n- One\\⟨ #plans⟩\n",
    "no newline at the end": "## Findings\n\n- One.⟨ #plans⟩",
    "nested list": "## Findings\n\n- One:⟨ #plans⟩\n  - inner\n  - other\n- Two.⟨ #plans⟩\n",
    "nested list behind a blank line": "## Findings\n\n- One:⟨ #plans⟩\n\n  1. inner\n\n",
    "several paragraphs": "## Findings\n\n- One.⟨ #plans⟩\n\n  More of it.\n\n- Two.⟨ #plans⟩\n",
    "tags behind the second paragraph": "## Findings\n\n- One.⟨ #plans⟩\n\n  More. #neglect\n",
    "marks in the first paragraph": "## Findings\n\n- {#my-id}\n\n  One.⟨ #plans⟩\n",
    "code before the text": "## Findings\n\n- ```\n  code\n  ```\n\n  One.⟨ #plans⟩\n",
    "lazy line": "## Findings\n\n- One\ntwo.⟨ #plans⟩\n- Three.⟨ #plans⟩\n",
    "deep indentation": "## Findings\n\n   -   One\n       two.⟨ #plans⟩\n",
    "tabs": "## Findings\n\n-\tOne\n\ttwo.⟨ #plans⟩\n",
    "braces that are text": "## Findings\n\n- Use {this}⟨ #plans⟩\n",
    "digits that are text": "## Findings\n\n- See #5⟨ #plans⟩\n",
    "an escaped tag": "## Findings\n\n- See \\#neglect⟨ #plans⟩\n",
    "a web address": "## Findings\n\n- See https://example.org/a#b⟨ #plans⟩\n",
    "a comment": "## Findings\n\n- One. <!-- why -->⟨ #plans⟩\n",
    "a section that is a point": "## Findings\n\nOne.\n\nTwo.⟨ #plans⟩\n\n## Background\n\nNothing.\n",
    "tags as the section's last paragraph": "## Findings\n\nOne.\n\n#neglect⟨ #plans⟩ {#my-id}\n",
    "attributes as the section's last paragraph": "## Findings\n\nOne.⟨ #plans⟩\n\n{#my-id}\n",
    "a table behind the section's text": "## Findings\n\nOne.⟨ #plans⟩\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    "underlined heading": "Findings\n--------\nOne\ntwo.⟨ #plans⟩\n",
    "footnote": "## Findings\n\n- One.[^1]⟨ #plans⟩\n\n[^1]: A note.\n",
    "text outside points": "## Findings\n\nLead-in:\n\n- One.⟨ #plans⟩\n\nBetween.\n\n- Two.⟨ #plans⟩\n",
    "letters of more than a byte": "## Findings\n\n- “Größe” – 🙂⟨ #plans⟩ {#my-id}\n",
    "themes there already": "## Findings\n\n- One. #plans\n- Two.⟨ #plans⟩\n",
}

YAML_CASES = {
    "plain": "points:\n  - One.⟨ #plans⟩\n  - Two.⟨ #plans⟩\n",
    "plain with tags": "points:\n  - One. #neglect⟨ #plans⟩\n",
    "plain with attributes": "points:\n  - One.⟨ #plans⟩ {#my-id}\n  - Two. #neglect⟨ #plans⟩ {#two}  \n",
    "plain with a comment": "points:\n  - One.⟨ #plans⟩  # why\n  - Two. #neglect⟨ #plans⟩ # why\n",
    "plain with a no-break space": "points:\n  - One.\u00a0⟨ #plans⟩ \n",
    "plain in lines": "points:\n  - One\n    two.⟨ #plans⟩\n  - Three.⟨ #plans⟩\n",
    "plain in lines with tags": "points:\n  - One\n    two. #neglect⟨ #plans⟩ # why\n",
    "double quotes": 'points:\n  - "One: \\"two\\".⟨ #plans⟩"\n  - "Three \\u00e9\\\\.⟨ #plans⟩ {#my-id}"   # why\n',
    "double quotes with blanks": 'points:\n  - "One.⟨ #plans⟩\\u0020\\t\\x20 "\n',
    "double quotes in lines": 'points:\n  - "One\n    two,\\\n    three\n\n    four.⟨ #plans⟩"\n',
    "single quotes": "points:\n  - 'It''s one.⟨ #plans⟩'\n  - 'It''⟨ #plans⟩'\n",
    "single quotes in lines": "points:\n  - 'It''s\n     one''s.⟨ #plans⟩ '\n",
    "quotes with tags": "points:\n  - 'One. #neglect⟨ #plans⟩'\n",
    "literal block": "points:\n  - |\n    One\n    two.⟨ #plans⟩\n  - |+\n    Three.⟨ #plans⟩\n\n",
    "folded block": "points:\n  - >-\n    One\n    two.⟨ #plans⟩\n  - text: >  # why\n      Three.⟨ #plans⟩\n",
    "folded block with tags": "points:\n  - >-\n    One\n    two.\n    #neglect⟨ #plans⟩ {#my-id}\n",
    "block of paragraphs": "points:\n  - |\n    One.⟨ #plans⟩\n\n    Two.\n",
    "folded block of paragraphs": "points:\n  - >\n    One.⟨ #plans⟩\n\n\n    Two.\n",
    "block with a list": "points:\n  - |\n    One:⟨ #plans⟩\n    - inner\n",
    "block with an indentation of its own": "points:\n  - |2\n      One.⟨ #plans⟩\n",
    "text beside an id": "points:\n  - text: One.⟨ #plans⟩\n    id: my-id\n",
    "themes in brackets": "points:\n  - text: One.\n    themes: [neglect⟨, plans⟩]  # why\n",
    "themes in brackets before the text": "points:\n  - themes: [ 'neglect'⟨, plans⟩ , ]\n    text: One.\n",
    "themes in brackets on lines": "points:\n  - text: One.\n    themes: [\n      neglect⟨, plans⟩ # why\n    ]\n",
    "empty brackets": "points:\n  - text: One.\n    themes: [⟨plans⟩]\n",
    "one theme": "points:\n  - text: One.⟨ #plans⟩\n    themes: neglect\n",
    "no theme": "points:\n  - text: One.⟨ #plans⟩\n    themes:\n",
    "themes as a list": "points:\n  - text: One.\n    themes:\n      - neglect  # why⟨\n      - plans⟩\n    id: i\n",
    "themes not indented": "points:\n  - text: >\n      One.\n    themes:\n    -   neglect⟨\n    - plans⟩\n",
    "themes as a list at the end": "points:\n  - text: One.\n    themes:\n     - neglect⟨\n     - plans⟩",
    "quotes in brackets": "points: [\"One.⟨ #plans⟩\", 'Two.⟨ #plans⟩']\n",
    "braces": "points:\n  - {text: One., themes: [neglect⟨, plans⟩]}\n  - {text: 'Two.⟨ #plans⟩', id: two}\n",
    "a section that is a point": "text: |\n  One.\n\n  Two.⟨ #plans⟩\n",
    "a section that is a plain point": "text: One.⟨ #plans⟩\n",
    "a list in the text": "text: |\n  Lead-in:\n\n  - One.⟨ #plans⟩\n  - Two\n    three.⟨ #plans⟩ {#my-id}\n",
    "nested sections": "sections:\n  - heading: Inner\n    points:\n      - One.⟨ #plans⟩\n",
    "letters of more than a byte": "points:\n  - “Größe” – 🙂⟨ #plans⟩ {#my-id}\n  - '🙂⟨ #plans⟩'\n",
}


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
