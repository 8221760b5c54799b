"""Settings for nginx: one file, to be included in the owner's `server` block.

Sources: nginx's documentation of `location`, `add_header` (a block with one of its own inherits none),
`gzip_static` and `error_page`.
"""

import re

from learnbrief.render.hosting.hosted import EVERYWHERE, FEED_TYPES, TYPES, HeaderRule, Headers, HostSettings

NGINX_FILE = ".host/nginx.conf"

_TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js",
    "application/json": "json",
    "text/xml": "xml",
    "text/plain": "txt",
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg jpeg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "text/yaml": "yml",
    **{kind.partition(";")[0]: ending.removeprefix(".") for ending, kind in TYPES.items()},
}


def nginx_files(hosted: HostSettings) -> dict[str, str]:
    """Write the file; it holds for the site's path alone, so other things may be on the same host."""
    path = hosted.path
    lines = [
        "# Made by Learnbrief, anew with each build. Include it in a server block of nginx:",
        "#     server { …; root /where/it/lies; include /where/it/lies/site/.host/nginx.conf; }",
        f"location {path}/ {{",
        *_indented(
            [
                "index index.html;",
                "absolute_redirect off;",
                f"error_page 404 {path}/404.html;",
                "charset utf-8;",
                "charset_types text/css text/javascript application/json text/xml text/plain text/csv image/svg+xml "
                "application/atom+xml;",
                "gzip_static on;",
                "# brotli_static on; # take the first # away if your nginx has the module ngx_brotli",
                *_block("types", [f"{kind} {endings};" for kind, endings in _TYPES.items()]),
                *_headers(EVERYWHERE),
                *_block(f"location ~ ^{re.escape(path)}/(?:.*/)?\\.(?!well-known/)", ["return 404;"]),
                *(line for rule in hosted.rules for line in _rule(rule, path)),
                *(line for name, kind in FEED_TYPES.items() for line in _feed(name, kind, path)),
                *(
                    line
                    for each in hosted.redirects
                    for line in _block(f"location = {path}{each.old}", [f"return 301 {each.new};"])
                ),
            ]
        ),
        "}",
    ]
    return {NGINX_FILE: "".join(f"{line}\n" for line in lines)}


def _rule(rule: HeaderRule, path: str) -> list[str]:
    headers = _headers(tuple((dict(EVERYWHERE) | dict(rule.headers)).items()))
    if not rule.name:
        return _block(f"location ^~ {path}/{rule.folder}", headers)
    return _block(f"location ~ ^{re.escape(path)}/{re.escape(rule.folder)}.*{re.escape(rule.name)}$", headers)


def _feed(name: str, kind: str, path: str) -> list[str]:
    inside = ["types { }", f"default_type '{kind.partition(';')[0]}';"]
    return _block(f"location ~ ^{re.escape(path)}/(?:.*/)?{re.escape(name)}$", inside)


def _headers(headers: Headers) -> list[str]:
    return [f'add_header {name} "{value}" always;' for name, value in headers]


def _block(name: str, inside: list[str]) -> list[str]:
    return [f"{name} {{", *_indented(inside), "}"]


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]
