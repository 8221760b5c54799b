"""The files that configure each host."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from learnbrief.render.hosting.hosted import EVERYWHERE, FEED_TYPES, TYPES, HostSettings
from learnbrief.render.hosting.nginx import nginx_files
from learnbrief.render.hosting.s3 import s3_files
from learnbrief.settings import Host

_MOST_CLOUDFLARE = 2_000
"""Redirects without a wildcard (Cloudflare's documentation, "Redirects", "Per file")."""
_MOST_AZURE = 20_000
"""Bytes of `staticwebapp.config.json` (Microsoft's documentation of Static Web Apps, "Quotas")."""


def host_files(host: Host | None, hosted: HostSettings) -> dict[str, bytes]:
    """Make the files that a host reads, by address; none where the owner has named no host."""
    return {name: text.encode() for name, text in HOSTS[host](hosted).items()} if host else {}


def _netlify(hosted: HostSettings) -> dict[str, str]:
    """Write for Netlify (its documentation, "Custom headers" and "Redirects").

    A later rule's header takes the place of an earlier one's. `!` has a redirect go before the page that forwards.
    """
    lines = [f"{each.old} {each.new} 301!" for each in hosted.redirects]
    return {"_headers": _headers(hosted, detach=False), "_redirects": _lines(lines)}


def _cloudflare(hosted: HostSettings) -> dict[str, str]:
    """Write for Cloudflare Pages (its documentation, "Headers" and "Redirects").

    There, headers of two rules are joined unless the later one takes the earlier one's away, and redirects always go
    before pages.
    """
    lines = [f"{each.old} {each.new} 301" for each in hosted.redirects]
    return {"_headers": _headers(hosted, detach=True), "_redirects": _lines(lines[:_MOST_CLOUDFLARE])}


def _headers(hosted: HostSettings, *, detach: bool) -> str:
    parts = [("/*", EVERYWHERE, False)]
    parts += [(f"/{rule.folder}*{rule.name}", rule.headers, detach) for rule in hosted.rules]
    types = {f"*{ending}": kind for ending, kind in TYPES.items()}
    types |= {pattern: kind for name, kind in FEED_TYPES.items() for pattern in (name, f"*/{name}")}
    parts += [(f"/{pattern}", (("Content-Type", kind),), detach) for pattern, kind in types.items()]
    lines = []
    for pattern, headers, replaces in parts:
        lines.append(pattern)
        lines += [f"  ! {name}" for name, _ in headers if replaces and name in dict(EVERYWHERE)]
        lines += [f"  {name}: {value}" for name, value in headers]
    return _lines(lines)


def _azure(hosted: HostSettings) -> dict[str, str]:
    """Write for Azure Static Web Apps (Microsoft's documentation, "Configure Azure Static Web Apps").

    The first route that matches is the only one, and its headers go before the global ones. A file of more than 20 KB
    is refused, so what does not fit is left to the pages that forward. A folder without its slash gets it by itself.
    """
    routes: list[dict[str, Any]] = [
        {
            "route": f"/{rule.folder}*" + (f".{{{rule.name.removeprefix('.')}}}" if rule.name else ""),
            "headers": dict(rule.headers),
        }
        for rule in hosted.rules
    ]
    document = {
        "globalHeaders": dict(EVERYWHERE),
        "mimeTypes": TYPES,
        "responseOverrides": {"404": {"rewrite": "/404.html"}},
        "routes": routes,
    }
    for each in (redirect for redirect in hosted.redirects if redirect.old.endswith(("/", ".html"))):
        routes.append({"route": each.old, "redirect": each.new, "statusCode": 301})
        if len(_json(document)) > _MOST_AZURE:
            routes.pop()
            break
    return {"staticwebapp.config.json": _json(document)}


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _json(document: Any) -> str:
    return json.dumps(document, indent=1) + "\n"


HOSTS: Mapping[Host, Callable[[HostSettings], dict[str, str]]] = {
    Host.NETLIFY: _netlify,
    Host.CLOUDFLARE_PAGES: _cloudflare,
    Host.AZURE: _azure,
    # An empty file has it take the site as it is, and not work it over with Jekyll.
    Host.GITHUB_PAGES: lambda _: {".nojekyll": ""},
    # Nothing but the compressed files; it never redirects where there is a page.
    Host.GITLAB_PAGES: lambda _: {},
    Host.S3: s3_files,
    Host.NGINX: nginx_files,
}
