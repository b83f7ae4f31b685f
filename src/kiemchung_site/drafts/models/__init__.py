"""Tables: drafts with every state of their text, who wrote in them, and what reviewers said."""

from kiemchung_site.drafts.models.draft import Contributor, Draft
from kiemchung_site.drafts.models.review import Decision, Request, Review
from kiemchung_site.drafts.models.revision import Revision

__all__ = ["Contributor", "Decision", "Draft", "Request", "Review", "Revision"]
