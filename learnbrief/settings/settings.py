"""`learnbrief.yml` as a value: what an owner may set, and what holds where nothing is set."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from learnbrief.fields import Fields, read_contact, read_web_address, read_yaml
from learnbrief.model import Link
from learnbrief.problems import Report, Severity, decode
from learnbrief.schemas.definitions import SETTINGS
from learnbrief.settings.accessibility import AccessibilityStatement, read_accessibility
from learnbrief.settings.admin import Admin, read_admin
from learnbrief.settings.advice import read_advice
from learnbrief.settings.branding import NO_BRANDING, BrandingSettings, read_branding_settings
from learnbrief.settings.kinds import BUILT_IN_AUDIENCES, BUILT_IN_KINDS, Audience, Kind, read_audiences, read_kinds
from learnbrief.settings.language import read_language
from learnbrief.settings.neighbours import Neighbour, read_neighbour_settings
from learnbrief.settings.personal import read_exceptions

SETTINGS_FILE = "learnbrief.yml"


class LinkForm(StrEnum):
    """How links inside the site are written; SPEC 4."""

    FILES = "files"
    FOLDERS = "folders"


class Host(StrEnum):
    """Who serves the site; each is configured in its own way."""

    NETLIFY = "netlify"
    CLOUDFLARE_PAGES = "cloudflare-pages"
    AZURE = "azure"
    GITHUB_PAGES = "github-pages"
    GITLAB_PAGES = "gitlab-pages"
    S3 = "s3"
    NGINX = "nginx"


class SimilarPoints(StrEnum):
    """Whether the program's own finds are beside points."""

    SHOWN = "shown"
    HIDDEN = "hidden"


class YesOrNo(StrEnum):
    """An answer as YAML writes it."""

    YES = "true"
    NO = "false"


class Settings(Struct, frozen=True):
    """Everything an owner may set."""

    title: str = "Learning briefings"
    description: str = "What partnerships have learned about keeping people safe."
    base_url: str = ""
    """Where the site will stand, without a slash at its end; empty where the owner has not said."""
    language: str = "en-GB"
    links: LinkForm = LinkForm.FILES
    host: Host | None = None
    """None where the owner has named no host, or one that needs no files of its own."""
    contact: str = ""
    """An e-mail address or web address for questions about the site."""
    licence: Link | None = None
    """Under which the data may be used; None where the owner has not stated any."""
    kinds: tuple[Kind, ...] = ()
    audiences: tuple[Audience, ...] = ()
    accessibility: AccessibilityStatement | None = None
    branding: BrandingSettings = NO_BRANDING
    advice: Mapping[str, Severity | None] = field(default_factory=dict)
    """How grave the owner holds a piece of advice to be, by its code; None where it is not wanted."""
    personal_data_exceptions: tuple[str, ...] = ()
    """What looks like somebody's own and may be published."""
    admin: Admin | None = None
    """The form for writing in the browser, where there is to be one."""
    similar_points: SimilarPoints = SimilarPoints.SHOWN
    pdf: bool = False
    """Whether what is printed most is there as PDFs, too."""
    neighbours: tuple[Neighbour, ...] = ()
    """Other partnerships' sites whose learning is shown beside ours, by id."""

    @property
    def kind_ids(self) -> tuple[str, ...]:
        """The ids of all kinds, built-in ones first."""
        return tuple(kind.id for kind in self.kinds)

    @property
    def audience_ids(self) -> tuple[str, ...]:
        """The ids of all audiences, built-in ones first."""
        return tuple(audience.id for audience in self.audiences)


DEFAULT_SETTINGS = Settings(kinds=BUILT_IN_KINDS, audiences=BUILT_IN_AUDIENCES)


def read_settings(sources: Mapping[str, bytes], report: Report) -> Settings:
    """Read `learnbrief.yml`; where there is none, or a value is wrong, the built-in settings hold."""
    if SETTINGS_FILE not in sources:
        return DEFAULT_SETTINGS
    text = decode(SETTINGS_FILE, sources[SETTINGS_FILE], report)
    whole = read_yaml(text, report) if text else None
    fields = whole.fields(SETTINGS_FILE, SETTINGS) if whole else None
    if not fields:
        return DEFAULT_SETTINGS
    base_url = read_web_address(fields.get("base_url"), report).rstrip("/")
    return Settings(
        title=fields.text("title") or DEFAULT_SETTINGS.title,
        description=fields.text("description") or DEFAULT_SETTINGS.description,
        base_url=base_url,
        language=read_language(fields.get("language"), report) or DEFAULT_SETTINGS.language,
        links=fields.choice("links", "form of links", LinkForm) or LinkForm.FILES,
        host=fields.choice("host", "host", Host),
        contact=read_contact(fields.get("contact"), report),
        licence=_read_licence(fields.inside("licence"), report),
        kinds=read_kinds(fields, report),
        audiences=read_audiences(fields, report),
        accessibility=read_accessibility(fields.inside("accessibility"), report),
        branding=read_branding_settings(fields, report),
        advice=dict(read_advice(fields.get("checks"), report)),
        personal_data_exceptions=tuple(read_exceptions(fields.inside("personal_data"), report)),
        admin=read_admin(fields.inside("admin"), report),
        similar_points=fields.choice("similar_points", "choice", SimilarPoints) or SimilarPoints.SHOWN,
        pdf=fields.choice("pdf", "answer", YesOrNo) is YesOrNo.YES,
        neighbours=read_neighbour_settings(fields, base_url, report),
    )


def _read_licence(fields: Fields | None, report: Report) -> Link | None:
    title = fields.get("title") if fields else None
    url = fields.get("url") if fields else None
    licence = Link(title.text(), read_web_address(url, report)) if title and url else None
    return licence if licence and licence.title and licence.url else None
