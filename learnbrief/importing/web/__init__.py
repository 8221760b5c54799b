"""Saved web pages, and what Word, Outlook and Google Docs put on the clipboard, read as documents."""

from learnbrief.importing.web.read import read_web
