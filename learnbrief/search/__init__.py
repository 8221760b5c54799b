"""The catalogue as an index in small files, which a browser reads without a server.

Pure: the same catalogue gives the same files. How the files are read is in `templates/assets/search.js`.
"""

from learnbrief.search.index import SearchIndex, nearest_raised
from learnbrief.search.words import ascii_words, fold, stem, words_of
