"""Pages for briefings and themes, lists of both, and a feed."""

SITENAME = "Benchmark"
SITEURL = "https://example.org"
TIMEZONE = "Europe/London"
PATH = "briefings"
OUTPUT_PATH = "public"
THEME = "look"
SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "briefings/{slug}/"
ARTICLE_SAVE_AS = "briefings/{slug}/index.html"
TAG_URL = "themes/{slug}/"
TAG_SAVE_AS = "themes/{slug}/index.html"
TAGS_SAVE_AS = "themes/index.html"
ARCHIVES_SAVE_AS = "briefings/index.html"
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
DIRECT_TEMPLATES = ("index", "tags", "archives")
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
CACHE_PATH = "cache"
