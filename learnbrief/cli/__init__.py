"""The command line: what is asked is done, what is wrong is said, and the exit status tells which.

0: done, warnings allowed. 1: the sources have errors, or the work could not be done. 2: the command line is wrong.
"""

from learnbrief.cli.main import main
