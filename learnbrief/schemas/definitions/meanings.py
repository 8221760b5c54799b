"""What each of a few fixed words means, for an editor who chooses between them."""

from collections.abc import Mapping

from learnbrief.fields import Choices

MEANINGS: Mapping[Choices, Mapping[str, str]] = {
    Choices.ROLES: {
        "background": "Why and how it was looked at. Holds no learning points.",
        "findings": "What was found.",
        "good-practice": "What worked well and should go on.",
        "improvements": "What could be better.",
        "learning": "What to learn from it.",
        "recommendations": "What should be done.",
        "actions": "What has been or is being done.",
        "questions": "Questions for a team to talk over.",
        "resources": "Where to read on. Holds no learning points.",
        "other": "Anything else. Holds no learning points.",
    },
    Choices.STATES: {
        "promised": "Somebody has said that it will be done.",
        "under-way": "It is being done.",
        "done": "It has been done.",
        "dropped": "It will not be done.",
    },
    Choices.STATUSES: {
        "draft": "Nothing of it is shown; a preview shows it, marked.",
        "published": "Readers see it, from the day it is published on.",
        "archived": "It stays at its address, marked, and is left out of the latest ones.",
        "withdrawn": "Its address says so; none of its points are shown.",
    },
    Choices.LINK_FORMS: {
        "files": "Addresses name the file, and work everywhere.",
        "folders": "Shorter addresses, which need a web server that resolves folders.",
    },
    Choices.HOSTS: {
        "netlify": "Headers and redirects for Netlify.",
        "cloudflare-pages": "Headers and redirects for Cloudflare Pages.",
        "azure": "Headers and redirects for Azure Static Web Apps.",
        "github-pages": "What GitHub Pages needs to take the site as it is.",
        "gitlab-pages": "Compressed files for GitLab Pages.",
        "s3": "A script that brings the site to Amazon S3.",
        "nginx": "Headers, redirects and compressed files for nginx.",
    },
    Choices.SIMILAR_POINTS: {
        "shown": "Points that the program finds similar stand beside a point.",
        "hidden": "Only points that share a lesson do.",
    },
    Choices.BACKENDS: {
        "github": "The repository is on GitHub. Signing in needs a service of your own.",
        "gitlab": "The project is on GitLab.",
        "trial": "Nothing is kept: to try the form out.",
    },
    Choices.CONFORMANCES: {
        "full": "The site meets WCAG 2.2 AA.",
        "partial": "The site meets most of it; what it does not meet is listed.",
        "none": "The site does not meet it.",
    },
}
"""Held to the readers' own lists of words by a test."""
