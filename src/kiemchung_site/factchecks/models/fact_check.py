import secrets

from django.db import models
from django.urls import reverse
from django.utils import translation

from kiemchung.text.folding import fold
from kiemchung.text.normal import normal_form
from kiemchung_site.factchecks.models.permanent import Permanent, PermanentQuerySet

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
"""Digits and letters that are not taken for each other."""
_SUFFIX = 6
_LONGEST_WORDS = 60


class FactCheck(Permanent):
    """The desk's review of one claim; what it says stands in its versions."""

    slug = models.CharField(max_length=80, unique=True)
    """The last part of its address, which never changes, whatever becomes of the claim."""

    objects = PermanentQuerySet.as_manager()

    class Meta:
        verbose_name = "fact-check"

    def __str__(self) -> str:
        return self.slug

    def address(self, language: str) -> str:
        """Return the path of its page in one of the site's languages."""
        with translation.override(language):
            return reverse("public:fact_check", args=[self.slug])


def new_slug(claim: str) -> str:
    """Return words of ``claim`` without diacritics, and a random end."""
    words = fold(normal_form(claim))
    plain = "".join(c if c.isascii() and c.isalnum() else " " for c in words).split()
    slug = ""
    for word in plain:
        if len(slug) + len(word) > _LONGEST_WORDS:
            break
        slug += f"{word}-"
    return slug + "".join(secrets.choice(_ALPHABET) for _ in range(_SUFFIX))
