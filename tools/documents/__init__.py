"""Documents such as editors have, made to try `import` on: `python -m tools.documents` writes tests/documents/."""
