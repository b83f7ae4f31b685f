"""What can go wrong at the desk: a branch of the library's tree.

::

    KiemchungError
    └── SiteError
        ├── BadSetting              a setting is missing or cannot be understood
        └── DeskRefusal             a deed that the desk's rules do not allow
            ├── NotAllowed          the member's role does not cover the deed
            ├── SamePerson          author and reviewer would be one person
            ├── IncompleteDraft     a part without which nothing is published is missing
            ├── NothingChanged      a correction that corrects nothing
            ├── Overtaken           somebody else has corrected it meanwhile
            ├── WrongLink           a one-time link that is forged, used or expired
            ├── AlreadyMember       an invitation for who is a member already
            ├── LastAdministrator   nobody would be left to let others in
            ├── OwnAccount          what only another administrator does to an account
            ├── EmptyPage           a page of the desk without any text
            └── Unchangeable        what is published cannot be changed or deleted
"""

from kiemchung.errors import KiemchungError


class SiteError(KiemchungError):
    """Base of the errors that only the site knows."""


class BadSetting(SiteError):
    def __init__(self, name: str, remedy: str) -> None:
        self.name, self.remedy = name, remedy
        super().__init__(f"The setting {name} cannot be used. {remedy}")


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


class Unchangeable(DeskRefusal):
    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"A {what} is never changed or deleted. Publish a correction instead.")


class WrongLink(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("This link is not valid, or not any more. Ask for a new one.")


class AlreadyMember(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("A member has this e-mail address already.")


class LastAdministrator(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("The last administrator stays. Make somebody else one first.")


class OwnAccount(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("Ask another administrator to do this to your own account.")


class EmptyPage(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("The page would be empty. Write something.")
