"""What a host is told of the site: headers, redirects, and files that are compressed ahead.

Each host has its own way of being told, which is chosen by the setting `host`. This room makes files, and knows
neither the disk nor the web; how a site is brought to a host stands in the documents.
"""

from learnbrief.render.hosting.compressed import compressed, passes_on_compressed
from learnbrief.render.hosting.hosted import hosted
from learnbrief.render.hosting.hosts import host_files
