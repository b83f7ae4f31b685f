"""What members write about a claim."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kiemchung_site.claims.models import Claim, ClaimEvent, Ground, Harm, Question, Status
from kiemchung_site.claims.queries import QueueFilter, Whose
from kiemchung_site.factchecks.models import Record
from kiemchung_site.members.models import WRITERS, Member
from kiemchung_site.public.records import TOPICS, topic_name

_LONGEST = 4000


def _long_text(label: object, **more: object) -> forms.CharField:
    rows = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=_LONGEST, widget=rows, **more)  # type: ignore[arg-type]


class NoteForm(forms.Form):
    text = _long_text(_("Note for the other members"))


class RestateForm(forms.Form):
    text = forms.CharField(
        label=_("One checkable sentence, without names of private persons"), max_length=500
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # One that a claim has from elsewhere may stay.
        own = self.initial.get("topic") or self.data.get(self.add_prefix("topic"), "")
        topics = dict.fromkeys([*TOPICS, str(own)[:40]])
        named = [(topic, topic_name(topic)) for topic in topics if topic]
        self.fields["topic"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined]


class HarmForm(forms.Form):
    harm = forms.TypedChoiceField(
        label=_("What could happen to people who believe it"),
        choices=Harm.choices,
        coerce=lambda value: Harm(int(value)),
    )


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Who works on it"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("nobody"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        writers = Member.objects.filter(is_active=True, role__in=WRITERS).order_by("name")
        self.fields["to"].queryset = writers  # type: ignore[attr-defined]


class DeadlineForm(forms.Form):
    day = forms.DateField(
        label=_("To be answered by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class DeclineForm(forms.Form):
    text = forms.CharField(label=_("The claim, as everybody will read it"), max_length=500)
    ground = forms.TypedChoiceField(label=_("Ground"), choices=Ground.choices, coerce=Ground)
    reason = _long_text(_("Reason, for everybody to read"))


class AnswerForm(forms.Form):
    """The entry of the record that answers a claim."""

    record = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def clean_record(self) -> Record:
        found = Record.objects.filter(pk=self.cleaned_data["record"]).select_related("own").first()
        if found is None:
            raise forms.ValidationError(_("This fact-check is not in the library any more."))
        return found


class NothingForm(forms.Form):
    """A button alone."""


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("Number of the claim that it goes into"),
        queryset=Claim.objects.standing(),
        widget=forms.NumberInput(attrs={"min": 1}),
    )


class QuestionForm(forms.Form):
    question = forms.ModelChoiceField(queryset=Question.objects.select_related("claim"))


class EventForm(forms.Form):
    event = forms.ModelChoiceField(queryset=ClaimEvent.objects.select_related("claim", "other"))


class FilterName(forms.Form):
    name = forms.CharField(label=_("Keep this view as"), max_length=60)
    query = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)


class FilterForm(forms.Form):
    """Which claims the queue shows; what cannot be understood is left out."""

    words = forms.CharField(
        label=_("Words in the claim"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("to be done")), *Status.choices]
    )
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[
            (Whose.ANYBODY, _("anybody’s")),
            (Whose.ME, _("mine")),
            (Whose.NOBODY, _("nobody’s")),
        ],
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    harm = forms.ChoiceField(label=_("Harm, at least"), required=False, choices=Harm.choices)
    doubtful = forms.BooleanField(label=_("with a doubtful joining"), required=False)
    overdue = forms.BooleanField(label=_("past the deadline"), required=False)

    def __init__(self, data: object, topics: list[str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        named = [(topic, topic_name(topic)) for topic in topics]
        self.fields["topic"].choices = [("", _("All topics")), *named]  # type: ignore[attr-defined]

    def chosen(self) -> QueueFilter:
        """Return the filter, made of the fields that could be understood."""
        self.is_valid()
        said = self.cleaned_data
        return QueueFilter(
            words=said.get("words", ""),
            status=said.get("status", ""),
            whose=Whose(said.get("whose", "")),
            topic=said.get("topic", ""),
            harm=int(said.get("harm") or Harm.NONE),
            doubtful=said.get("doubtful", False),
            overdue=said.get("overdue", False),
        )
