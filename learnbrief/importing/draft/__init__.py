"""A document as a draft of a briefing: the fields proposed, the body as printed, each heading with its role."""

from learnbrief.importing.draft.draft import Draft, ImportOptions, drafted
