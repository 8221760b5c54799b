"""A digest as a message in a file: both forms of it, no address, and nothing that differs from day to day."""

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from learnbrief.digest.content import Digest
from learnbrief.digest.html import as_html
from learnbrief.digest.text import as_text


def as_mail(digest: Digest) -> bytes:
    """Write a digest as a message (RFC 5322) that is ready to send: `X-Unsent` lets Outlook open it as a draft.

    A date, an id and who sends it are given by the program that does. What parts its two forms is made of these.
    """
    text, html = as_text(digest), as_html(digest)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = digest.title
    message["X-Unsent"] = "1"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{sha256(f'{text}{html}'.encode()).hexdigest()[:32]}")
    return message.as_bytes()
