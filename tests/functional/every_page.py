"""Every page of the site, in every state that looks different."""

from tests.functional.account_pages import ACCOUNT_PAGES
from tests.functional.desk_pages import DESK_PAGES
from tests.functional.draft_pages import DRAFT_PAGES
from tests.functional.public_pages import PUBLIC_PAGES
from tests.functional.refusal_pages import REFUSAL_PAGES

MEMBERS_PAGES = (*DESK_PAGES, *DRAFT_PAGES, *ACCOUNT_PAGES, *REFUSAL_PAGES)
"""Those of the desk, and of the way in."""
EVERY_PAGE = (*PUBLIC_PAGES, *MEMBERS_PAGES)
