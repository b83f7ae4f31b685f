"""What a reviewer answers and decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kiemchung_site.drafts.actions.review import Judgement
from kiemchung_site.drafts.models import Decision
from kiemchung_site.factchecks.checklist import OF_REVIEWERS

_LONGEST = 4_000


class ReviewForm(forms.Form):
    """The reviewer's checklist and decision about one revision."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        choices=Decision.choices, label=_("Decision"), widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        required=False,
        max_length=_LONGEST,
        label=_("Reasons"),
        help_text=_("Needed to send back or to disagree. A disagreement may be shown to readers."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        for question in OF_REVIEWERS:
            self.fields[question] = forms.CharField(
                required=False,
                max_length=_LONGEST,
                label=question.label,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields(["revision", *OF_REVIEWERS, "decision", "reasons"])

    @property
    def judgement(self) -> Judgement:
        """What the reviewer said."""
        sent = self.cleaned_data
        answers = {question: sent[question] for question in OF_REVIEWERS if sent[question]}
        return Judgement(Decision(sent["decision"]), answers, sent["reasons"])

    def mark_missing(self, names: tuple[str, ...]) -> None:
        """Say beside each part of ``names`` that it is missing."""
        for name in names:
            self.add_error(name, _("This part is missing."))
