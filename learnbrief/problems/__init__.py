"""What a problem is, where it is and how it prints; a source's text, whose every character knows its place."""

from learnbrief.problems.likeness import nearest_names
from learnbrief.problems.problem import (
    Place,
    Problem,
    Report,
    Severity,
    as_code_quality,
    as_json,
    as_step_summary,
    as_text,
    as_workflow_commands,
    did_you_mean,
    error,
    escape_control_characters,
    has_errors,
    hint,
    in_order,
    lines_of,
    no_such,
    system_reason,
    warning,
    weighed,
)
from learnbrief.problems.source import (
    FORBIDDEN,
    LARGEST_SOURCE,
    MOST_LINES,
    MOST_SIGNS,
    Text,
    decode,
    without_invisible,
)
