"""What a draft still lacks, as its pages say it. Elsewhere there is nothing of the kind."""

from learnbrief.fields import FILL_IN
from learnbrief.model import Gap


def gap_line(gap: Gap) -> str:
    """Say what is yet to be filled in at a heading or a point: "FILL IN: role (whose it is)"."""
    name = gap.name.replace("_", " ")
    return f"{FILL_IN}: {name} ({gap.note})" if gap.note else f"{FILL_IN}: {name}"


def gap_mark(gap: Gap) -> str:
    """Say what is yet to be filled in where its name is beside it."""
    return f"{FILL_IN}: {gap.note}" if gap.note else FILL_IN
