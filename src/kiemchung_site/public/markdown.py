"""Markdown of the desk as safe HTML: no scripts, no styles, nothing loaded from elsewhere."""

from html import unescape

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}


def render_markdown(text: str) -> SafeString:
    """Return ``text`` as HTML with nothing but plain formatting and links."""
    return _render(text, _TAGS)


def render_page(text: str) -> SafeString:
    """Do the same for a text that is a page of its own, with headings of the second level."""
    return _render(text, _TAGS | {"h2"})


def words_of(page: SafeString) -> str:
    """Return what is read on ``page``, without formatting."""
    return unescape(strip_tags(page))


def _render(text: str, tags: set[str]) -> SafeString:
    clean = nh3.clean(
        _MARKDOWN.render(text),
        tags=tags,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has just sanitised it
