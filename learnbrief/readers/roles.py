"""Why a section holds no points, and what makes it hold some: said in the same words wherever an editor meets it."""

from learnbrief.model import Decider, Reason, Role

_IN_YAML = (".yml", ".yaml")


def why_no_points(role: Role, reason: Reason, heading: str, file: str) -> str:
    """Say, as a part of a sentence, which role a section has and what decided it."""
    match reason.by:
        case Decider.PHRASE:
            return f'this section\'s role is "{role}", by “{reason.words}” in its heading'
        case Decider.ATTRIBUTE:
            return f'this section\'s role is "{role}", as {as_role(role, file)} says'
        case Decider.ABOVE:
            return f'this section takes its role, "{role}", from the heading “{reason.words}” above it'
        case Decider.FRONT:
            return f'this section\'s role is "{role}", by "role:" among the briefing\'s fields'
        case _ if heading:
            return f"nothing in the heading “{heading}” tells what its section holds"
        case _:
            return "it stands before the first heading"


def where_no_points_are(role: Role, reason: Reason, heading: str, file: str) -> str:
    """Say why a section holds no points, and what to write if it does."""
    why = why_no_points(role, reason, heading, file)
    return f"{why}. If it holds points, {role_to_write(Role.LEARNING, heading, file)}"


def role_to_write(role: Role, heading: str, file: str) -> str:
    """Say, as a part of a sentence, how a section is given a role."""
    is_yaml = file.lower().endswith(_IN_YAML)
    if not heading:
        return (
            'give it a heading: "heading: Findings"' if is_yaml else 'put a heading above it, such as "## Findings"'
        )
    return f"write {as_role(role, file)} {'beside' if is_yaml else 'behind'} its heading"


def as_role(role: Role, file: str) -> str:
    """Write a role as it is beside a heading in a source."""
    return f"role: {role}" if file.lower().endswith(_IN_YAML) else f"{{role={role}}}"
