"""Show the site while it is written: build in memory, serve, watch, reload, and show mistakes in the page.

Nothing is written to the disk. This room knows nothing of the command line and of how things are said there.
"""

from learnbrief.serve.preview import Outcome, Preview
from learnbrief.serve.server import USUAL_PORT, PortTakenError, ServerAddress, open_address, serve
from learnbrief.serve.watching import Watch
