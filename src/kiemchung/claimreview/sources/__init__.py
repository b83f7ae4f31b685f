"""Where fact-checks come from: feeds, pages, tables and saved answers, one reader a format."""

from kiemchung.claimreview.sources.base import Found
from kiemchung.claimreview.sources.opening import FORMATS, open_source

__all__ = ["FORMATS", "Found", "open_source"]
