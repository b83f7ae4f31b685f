"""What can go wrong at the desk: a branch of the library's tree.

::

    KiemchungError
    └── SiteError
        ├── BadSetting              a setting is missing or cannot be understood
        ├── QuestionRefusal         a question that is not taken as it was sent
        │   ├── FormUsed            this very form was sent before
        │   ├── FormNotOurs         forged, expired, or its puzzle was not solved
        │   └── TooMany             more from one place than people send
        └── DeskRefusal             a deed that the desk's rules do not allow
            ├── NotAllowed          the member's role does not cover the deed
            ├── SamePerson          author and reviewer would be one person
            ├── IncompleteDraft     a part without which nothing is published is missing
            ├── NothingChanged      a correction that corrects nothing
            ├── Overtaken           somebody else has corrected it meanwhile
            ├── ClaimClosed         the claim was published, declined or merged meanwhile
            ├── CannotMerge         the claim is not open, or the other one stands no more
            ├── CannotUndo          somebody has decided already, or nothing is left to undo
            ├── ReasonMissing       words that others will read are missing
            └── Unchangeable        what is published cannot be changed or deleted
"""

from kiemchung.errors import KiemchungError


class SiteError(KiemchungError):
    """Base of the errors that only the site knows."""


class BadSetting(SiteError):
    def __init__(self, name: str, remedy: str) -> None:
        self.name, self.remedy = name, remedy
        super().__init__(f"The setting {name} cannot be used. {remedy}")


class QuestionRefusal(SiteError):
    """A question is not taken as it was sent; sent otherwise, it is."""


class FormUsed(QuestionRefusal):
    def __init__(self) -> None:
        super().__init__("This form was sent before. A new question needs a new form.")


class FormNotOurs(QuestionRefusal):
    def __init__(self) -> None:
        super().__init__("The form is not ours or has expired. Open it anew.")


class TooMany(QuestionRefusal):
    def __init__(self) -> None:
        super().__init__("Too much was sent from one place. Wait a while and repeat.")


class DeskRefusal(SiteError):
    """The desk's rules do not allow this, whoever asks."""


class NotAllowed(DeskRefusal):
    def __init__(self, deed: str) -> None:
        self.deed = deed
        super().__init__(f"Your role does not allow you to {deed}. Ask an administrator.")


class SamePerson(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("Nobody approves their own work. Ask another member to review it.")


class IncompleteDraft(DeskRefusal):
    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(f"The draft cannot be published: {', '.join(missing)} is missing.")


class NothingChanged(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("The correction is the same as what is published. Change something.")


class Overtaken(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("It was corrected meanwhile. Read the newest version and correct that.")


class ClaimClosed(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("The claim was published, declined or merged. Reopen it first.")


class CannotMerge(DeskRefusal):
    def __init__(self) -> None:
        super().__init__(
            "Only an open claim goes into another one that stands. Merge the other way."
        )


class CannotUndo(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("There is nothing left to undo here, or somebody has decided already.")


class ReasonMissing(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("Words that others will read are missing. Write them.")


class Unchangeable(DeskRefusal):
    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"A {what} is never changed or deleted. Publish a correction instead.")
