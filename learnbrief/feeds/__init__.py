"""Feeds: what is new and what has changed, in Atom and JSON Feed."""

from learnbrief.feeds.feeds import feed_in, feed_pages, site_feed
