"""What leads from the screen to paper and back: pages as tagged PDFs, and addresses as codes.

WeasyPrint lays a page out, with the site's own files alone. It comes with the extra `pdf` and needs libraries of
the system, so it is loaded only where something is printed. This room knows HTML and bytes; it knows nothing of
briefings, and asks nobody for a file.
"""

from learnbrief.printing.missing import PACKAGES, what_is_missing
from learnbrief.printing.printer import STYLE, Printer, forget_fonts
from learnbrief.printing.qr import QRCode, qr_code
