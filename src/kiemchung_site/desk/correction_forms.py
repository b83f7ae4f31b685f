from django import forms
from django.utils.translation import gettext_lazy as _

from kiemchung_site.desk.draft_forms import KINDS


class CorrectionForm(forms.Form):
    """Why something published is to be changed."""

    kind = forms.ChoiceField(choices=KINDS, label=_("Kind of correction"))
    reason = forms.CharField(
        max_length=4_000,
        label=_("Reason"),
        help_text=_("Readers see it beside the correction."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
