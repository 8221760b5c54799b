"""Other sites: their answers and their data, politely, and only when somebody wants it. Nothing else asks the web.

What asks takes long to load, so nothing of it is loaded here: a build asks nobody.
"""
