"""Learnbrief turns learning briefings, kept in git as Markdown or YAML, into a static website.

The rooms of this package and the way of a briefing through them are drawn in ARCHITECTURE.md.
"""

__version__ = "0.1.0"
