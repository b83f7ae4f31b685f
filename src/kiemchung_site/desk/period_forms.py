"""Which days the desk's figures are about."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kiemchung_site.figures.periods import Period, quarter_of

_FIRST_YEAR, _LAST_YEAR = 2000, 2199


class PeriodForm(forms.Form):
    """The first and the last day; without either, the quarter that runs."""

    def __init__(self, said: QueryDict, today: date) -> None:
        self._today = today
        running = quarter_of(today).period
        names = {"from": str(running.first), "to": str(running.last)}
        given = {name: said[name] for name in names if name in said}
        super().__init__(given or names)
        self.fields["from"] = _day(_("First day"))
        self.fields["to"] = _day(_("Last day"))

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("to", _("The last day is before the first one. Change one of them."))
        elif first and first > self._today:
            self.add_error("from", _("This day is yet to come. Choose one that has begun."))
        return self.cleaned_data

    @property
    def period(self) -> Period:
        """What was chosen, once the form is valid."""
        return Period(self.cleaned_data["from"], self.cleaned_data["to"])


class _DayField(forms.DateField):
    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not _FIRST_YEAR <= value.year <= _LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"])


def _day(label: object) -> forms.DateField:
    wrong = _("This is not a day of the calendar. Choose one, such as 2026-04-01.")
    return _DayField(
        label=label,  # type: ignore[arg-type]
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": wrong, "required": _("Choose a day.")},
    )
