from typing import ClassVar

from django.db import models

from kiemchung_site.claims.models.claim import Claim


class Joined(models.TextChoices):
    """Who put a question to its claim."""

    OPENED = "opened"
    """The claim was opened for it."""
    SAME_TEXT = "same_text"
    MATCHER = "matcher"
    MEMBER = "member"


class Question(models.Model):
    """A message that its sender submitted; without the sender, without personal data."""

    text = models.TextField()
    language = models.CharField(max_length=3)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="questions")
    joined = models.CharField(max_length=20, choices=Joined.choices)
    asked_at = models.DateTimeField()
    receipt = models.CharField(max_length=64, unique=True)
    """The slow hash of the code; the code itself is known to the sender alone."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asked_at"], name="question_asked_at")]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Doubt(models.Model):
    """A claim that a question may belong to; one member confirms or refuses."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="doubt")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="doubts")
    probability = models.FloatField()

    def __str__(self) -> str:
        return f"{self.question} about {self.claim_id}?"


class ClaimVector(models.Model):
    """What the encoder makes of a claim, for finding the claims near a question."""

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="vector")
    fingerprint = models.CharField(max_length=100)
    content = models.BinaryField()
    """float16, of length 1."""

    def __str__(self) -> str:
        return f"vector of {self.claim_id}"
