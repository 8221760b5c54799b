"""Files that configure a host: headers, redirects, and files that are compressed ahead.

Each host has its own format, which is chosen by the setting `host`. This room makes files, and knows
neither the disk nor the web; how a site is brought to a host is in the documents.
"""

from learnbrief.render.hosting.compressed import compressed, passes_on_compressed
from learnbrief.render.hosting.hosted import hosted
from learnbrief.render.hosting.hosts import host_files
