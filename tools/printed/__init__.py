"""Makes the PDFs of `tests/documents/pdf/` from the texts beside them: `python -m tools.printed [NAME…]`.

Each is one text set in one way, by a browser, by LibreOffice or drawn line by line. What must come out again is the
text itself, so nobody has to write down what to expect. The PDFs are kept, so that tests need none of these programs.
"""
