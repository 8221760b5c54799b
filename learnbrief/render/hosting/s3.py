"""What brings a site to Amazon S3: one script that uses Amazon's own program, with each file's headers.

Sources: Amazon's documentation of `aws s3 sync` and `aws s3 cp`, and "Configuring a webpage redirect" of S3. S3
itself sends no security headers: those are set in CloudFront, which is before it.
"""

from learnbrief.render.hosting.hosted import A_WHILE, FEED_TYPES, FOR_EVER, TYPES, HostSettings

S3_FILE = ".host/s3.sh"

_HEAD = """\
#!/bin/sh
# Made by Learnbrief, anew with each build. Brings this site to a bucket of Amazon S3, old files away last:
#     sh site/.host/s3.sh NAME-OF-THE-BUCKET
set -eu
bucket="s3://${1:?Name the bucket}"
site="$(cd "$(dirname "$0")/.." && pwd)"
"""


def s3_files(hosted: HostSettings) -> dict[str, str]:
    """Write the script; it touches nothing in the bucket that lies outside the site's path."""
    there = f'"$bucket{hosted.path}/"'
    lasting = "--exclude '*' --include 'assets/*' --include 'search/*.js'"
    others = "--exclude '.*' --exclude 'assets/*' --exclude 'search/*.js'"
    typed = {f"*{name}": kind for name, kind in (TYPES | FEED_TYPES).items()}
    apart = "".join(f" --exclude '{pattern}'" for pattern in typed)
    lines = [
        f"aws s3 cp \"$site/\" {there} --recursive {lasting} --cache-control '{FOR_EVER}'",
        f"aws s3 cp \"$site/\" {there} --recursive {others}{apart} --cache-control '{A_WHILE}'",
        *(
            f"aws s3 cp \"$site/\" {there} --recursive --exclude '*' --include '{pattern}' "
            f"--content-type '{kind}' --cache-control '{A_WHILE}'"
            for pattern, kind in typed.items()
        ),
        *(
            f'aws s3 cp "$site{each.old}" "$bucket{hosted.path}{each.old}" '
            f"--website-redirect '{each.new}' --cache-control '{A_WHILE}'"
            for each in hosted.redirects
            if each.old.endswith(".html")
        ),
        f"aws s3 sync \"$site/\" {there} --size-only --exclude '.*' --delete",
    ]
    return {S3_FILE: _HEAD + "".join(f"{line}\n" for line in lines)}
