"""SVG drawings: the words in them, without the figures that they are drawn with."""

from learnbrief.cache.pattern import pattern

_FIGURES = pattern(
    rb"\s(?!(?:[\w-]+:)?(?:title|alt|label|id|href|class|docname|name|content|aria-[a-z]+|data-[a-z-]+)\s*=)"
    rb"[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')"
    rb"|<style[^<>]{0,300}>[^<]*"
    rb"|data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]*"
)
_VISIBLE = pattern(rb"[^\n]")


def words_of_drawing(content: bytes) -> bytes:
    """Blank whatever a drawing is drawn with, so that each word keeps its place."""
    return _FIGURES.sub(lambda figures: _VISIBLE.sub(b" ", figures[0]), content)
