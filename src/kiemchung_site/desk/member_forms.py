"""What is filled in about members: by administrators, and by members about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kiemchung_site.members.models import Role


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name, as readers will see it"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class InvitationForm(NameForm):
    email = forms.EmailField(
        label=_("E-mail address to log in with"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
