"""Word files (`.docx`) read as documents, from their own markup: all that readers see, and nothing else."""

from learnbrief.importing.word.read import read_word
