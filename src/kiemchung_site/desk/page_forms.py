"""What is filled in to change a page of the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kiemchung_site.pages.actions.edit import LONGEST


class PageForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        help_text=_("In Markdown: ## for a heading, - for a list, **bold**, [words](address)."),
        widget=forms.Textarea(attrs={"rows": 20, "class": "long"}),
    )
    reason = forms.CharField(
        label=_("Why it is changed, for readers to see"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
