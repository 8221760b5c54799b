"""What is new on a site as an e-mail: chosen, and written as HTML, as plain text and as a message ready to send.

Pure: it is made of the catalogue, so of what readers may see today, and of what was published before. It knows no
address of a person, no clock and no chance.
"""

from learnbrief.digest.content import Digest, compose
from learnbrief.digest.html import as_html
from learnbrief.digest.mail import as_mail
from learnbrief.digest.news import News, since_day, since_published
from learnbrief.digest.text import as_text
