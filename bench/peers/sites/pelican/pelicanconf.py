"""Pelican's settings: only the pages of the comparison, and its documented caches."""

SITENAME = "Korpus"
SITEURL = "https://example.org"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "Asia/Jakarta"
DEFAULT_LANG = "id"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["events"]

ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"index": 50}
PAGINATION_PATTERNS = [
    (1, "/", "index.html"),
    (2, "/page/{number}/", "page/{number}/index.html"),
]
ARCHIVES_SAVE_AS = AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_ALL_RSS = "index.xml"
FEED_MAX_ITEMS = 50
STATIC_PATHS: list[str] = []
DEFAULT_CATEGORY = "peristiwa"

CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
CHECK_MODIFIED_METHOD = "mtime"
GZIP_CACHE = False
