"""A draft as a form: everything may be empty, because it is saved long before it is complete."""

import secrets
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from kiemchung_site.drafts.actions.save import Pen
from kiemchung_site.drafts.models import Revision
from kiemchung_site.drafts.texts import Text
from kiemchung_site.factchecks.checklist import OF_AUTHORS, Question
from kiemchung_site.factchecks.manuscripts import Manuscript, Quote
from kiemchung_site.factchecks.models import Kind, Stance, Step
from kiemchung_site.public.records import TOPICS

MOST_EVIDENCE = 20
_LANGUAGES = ("vi", "en", "km", "th", "id", "fr", "de", "es", "ru", "ja", "ko")
_CHOOSE = ("", _("Choose"))
_PLAIN = {"label_suffix": ""}
_LONG, _MIDDLE = 30_000, 4_000

KINDS = [(kind.value, kind.label) for kind in Kind if kind is not Kind.FIRST]


class _Words(forms.CharField):
    """Words of any length up to ``longest``, with the line ends of one system."""

    def __init__(self, longest: int, rows: int, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=False, max_length=longest, widget=area, **options)

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class DraftForm(forms.Form):
    """All parts of a draft but its evidence."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    pen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    stroke = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )
    kind = forms.ChoiceField(
        choices=[_CHOOSE, *KINDS], required=False, label=_("Kind of correction")
    )
    reason = _Words(
        _MIDDLE,
        3,
        label=_("Reason"),
        help_text=_("Readers see it beside the correction."),
    )
    claim = _Words(
        500,
        3,
        label=_("Claim"),
        help_text=_("One sentence that can be checked, fair to whoever says it."),
    )
    verdict = forms.ChoiceField(
        choices=[_CHOOSE, *Step.choices], required=False, label=_("Verdict")
    )
    summary = _Words(
        _MIDDLE,
        4,
        label=_("Summary"),
        help_text=_("What a hurried reader should take away. Answers to messages show it."),
    )
    reasoning = _Words(
        _LONG,
        14,
        label=_("Reasoning"),
        help_text=_("In Markdown: **bold**, *italic*, - lists, [words](https://address)."),
    )
    would_refute = _Words(
        _MIDDLE,
        3,
        label=_("What would show this conclusion to be wrong?"),
        help_text=_("Readers see the answer."),
    )
    uncertainty = _Words(_MIDDLE, 3, label=_("What is uncertain"))
    language = forms.ChoiceField(
        choices=[
            _CHOOSE,
            *((code, str(get_language_info(code)["name_local"])) for code in _LANGUAGES),
        ],
        required=False,
        label=_("Language"),
    )
    topic = forms.ChoiceField(choices=[_CHOOSE, *TOPICS.items()], required=False, label=_("Topic"))
    factual = _Words(_MIDDLE, 2, label=Question.FACTUAL.label)
    primary_source = _Words(_MIDDLE, 2, label=Question.PRIMARY_SOURCE.label)
    reply = _Words(_MIDDLE, 2, label=Question.REPLY.label)

    def __init__(self, *args: Any, is_correction: bool = False, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        if not is_correction:
            del self.fields["kind"], self.fields["reason"]
        self._admit_other_topic()

    def _admit_other_topic(self) -> None:
        """Keep a topic that a claim or an older version brought along."""
        topic = str(self.initial.get("topic") or self.data.get("topic", ""))[:40]
        field = self.fields["topic"]
        if topic and topic not in TOPICS and isinstance(field, forms.ChoiceField):
            field.choices = [_CHOOSE, *TOPICS.items(), (topic, topic)]


class EvidenceForm(forms.Form):
    """A quote, what it says about the claim, and where it stands."""

    quote = _Words(_MIDDLE, 3, label=_("Quote, word for word"))
    stance = forms.ChoiceField(
        choices=[_CHOOSE, *Stance.choices], required=False, label=_("What it says about the claim")
    )
    source_name = forms.CharField(required=False, max_length=200, label=_("Name of the source"))
    source_url = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Address of the source"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
    )


EvidenceForms = forms.formset_factory(
    EvidenceForm, extra=1, max_num=MOST_EVIDENCE, absolute_max=MOST_EVIDENCE + 1, validate_max=True
)


class DraftForms:
    """The form of a draft together with the forms of its evidence."""

    def __init__(
        self, form: DraftForm, evidence: "forms.BaseFormSet[EvidenceForm]", deed: str = ""
    ) -> None:
        self.form, self.evidence, self.deed = form, evidence, deed
        self.evidence_is_missing = False

    def is_valid(self) -> bool:
        """Return whether what was sent can be kept."""
        return all([self.form.is_valid(), self.evidence.is_valid()])

    @property
    def base(self) -> int:
        """The revision on which this was written."""
        return int(self.form.cleaned_data["revision"])

    @property
    def pen(self) -> Pen:
        """The page that was sent."""
        sent = self.form.cleaned_data
        return Pen(sent["pen"], sent["stroke"] or 0)

    @property
    def text(self) -> Text:
        """What was written, with the evidence in the order that was asked for."""
        sent = self.form.cleaned_data
        manuscript = Manuscript(
            **{name: sent[name] for name in _TEXTS},
            verdict=Step(int(sent["verdict"])) if sent["verdict"] else None,
            evidence=tuple(self._quotes()),
            answers={question: sent[question] for question in OF_AUTHORS},
        )
        return Text(manuscript, Kind(sent.get("kind") or Kind.FIRST), sent.get("reason", ""))

    def _quotes(self) -> list[Quote]:
        rows = _arranged([form.cleaned_data for form in self.evidence], self.deed)
        return [
            Quote(
                row["quote"],
                Stance(row["stance"]) if row["stance"] else None,
                row["source_name"],
                row["source_url"],
            )
            for row in rows
            if any(row.values())
        ]

    def mark_missing(self, names: tuple[str, ...]) -> None:
        """Say beside each part of ``names`` that it is missing."""
        for name in names:
            if name in self.form.fields:
                self.form.add_error(name, _("This part is missing."))
        self.evidence_is_missing = "evidence" in names


def _arranged(rows: list[dict[str, Any]], deed: str) -> list[dict[str, Any]]:
    """Return ``rows`` after a deed like ``up-2``, ``down-0`` or ``remove-1``."""
    name, _hyphen, number = deed.partition("-")
    places = [place for place in range(len(rows)) if str(place) == number]
    if name not in ("up", "down", "remove") or not places:
        return rows
    (place,) = places
    rest, moved = [*rows[:place], *rows[place + 1 :]], rows[place]
    if name == "remove":
        return rest
    rest.insert(max(0, place - 1) if name == "up" else place + 1, moved)
    return rest


_TEXTS = (
    "claim",
    "summary",
    "reasoning",
    "would_refute",
    "uncertainty",
    "language",
    "topic",
)


def shown_forms(text: Text, number: int, *, is_correction: bool) -> DraftForms:
    """Return the forms that show ``text``, to be saved on top of revision ``number``."""
    manuscript = text.manuscript
    initial = {
        **{name: getattr(manuscript, name) for name in _TEXTS},
        **{str(question): answer for question, answer in manuscript.answers.items()},
        "verdict": manuscript.verdict,
        "kind": text.kind,
        "reason": text.reason,
        "revision": number,
        "pen": secrets.token_hex(8),
        "stroke": 0,
    }
    evidence = [
        {
            "quote": quote.text,
            "stance": quote.stance,
            "source_name": quote.source_name,
            "source_url": quote.source_url,
        }
        for quote in manuscript.evidence
    ]
    return DraftForms(
        DraftForm(initial=initial, is_correction=is_correction),
        EvidenceForms(initial=evidence, prefix="evidence", form_kwargs=_PLAIN),
    )


def forms_of(revision: Revision) -> DraftForms:
    """Return the forms that show a stored text."""
    is_correction = revision.draft.corrects_id is not None
    return shown_forms(revision.text, revision.number, is_correction=is_correction)


def sent_forms(sent: QueryDict, *, is_correction: bool) -> DraftForms:
    """Return the forms with what a member sent."""
    return DraftForms(
        DraftForm(sent, is_correction=is_correction),
        EvidenceForms(sent, prefix="evidence", form_kwargs=_PLAIN),
        sent.get("deed", ""),
    )
