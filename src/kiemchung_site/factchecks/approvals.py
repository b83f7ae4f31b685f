"""Who stands behind a publication."""

import uuid
from dataclasses import dataclass, field

from kiemchung_site.factchecks.checklist import Answers
from kiemchung_site.members.models import Member


@dataclass(frozen=True, slots=True)
class Approval:
    """The author of a manuscript, and the second person who approved it with which answers."""

    author: Member
    reviewer: Member
    answers: Answers
    """The reviewer's part of the checklist."""
    co_authors: tuple[Member, ...] = ()
    """Others who wrote text in it; none of them is the reviewer."""
    disagreements: tuple[str, ...] = ()
    """Reasons of members who came to another conclusion, as far as they are shown."""
    identity: uuid.UUID = field(default_factory=uuid.uuid4)
    """The key of the one version that it allows; the draft names it before it is written."""
