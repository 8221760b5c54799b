"""Where the form for writing in the browser keeps what is written."""

from enum import StrEnum

from msgspec import Struct

from learnbrief.fields import Fields, read_web_address
from learnbrief.problems import Place, Report


class Backend(StrEnum):
    """Which git host the form speaks with."""

    GITHUB = "github"
    GITLAB = "gitlab"
    TRIAL = "trial"


class Admin(Struct, frozen=True):
    """What the owner says of the form for writing in the browser."""

    backend: Backend
    repository: str
    branch: str
    sign_in: str
    """GitHub: the address of the service through which one signs in."""
    application: str
    """GitLab: the id of the application that the owner registered there."""
    at: Place
    """Where the settings turn it on."""


def read_admin(fields: Fields | None, report: Report) -> Admin | None:
    """Read what is under `admin:`; nothing comes of it while a part is missing, which is reported."""
    backend = fields.choice("backend", "backend", Backend) if fields else None
    if fields is None or backend is None:
        return None
    needed = {Backend.GITHUB: ("repository", "sign_in"), Backend.GITLAB: ("repository", "application")}
    missing = [name for name in needed.get(backend, ()) if not fields.get(name)]
    for name in missing:
        fields.require(name)
    if missing:
        return None
    return Admin(
        backend=backend,
        repository=fields.text("repository"),
        branch=fields.text("branch") or "main",
        sign_in=read_web_address(fields.get("sign_in"), report).rstrip("/"),
        application=fields.text("application"),
        at=fields.place("backend"),
    )
