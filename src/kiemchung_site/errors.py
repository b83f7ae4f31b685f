"""What can go wrong at the desk: a branch of the library's tree.

::

    KiemchungError
    └── SiteError
        ├── BadSetting              a setting is missing or cannot be understood
        ├── BackupProblem           a backup cannot be made, read or put back
        │   ├── NothingToBackUp     no site was ever set up here
        │   ├── NoFolder            the file cannot be written where it should be
        │   ├── NotABackup          another kind of file, or not whole any more
        │   ├── BackupFromLater     made by a later version of the program
        │   ├── OtherDatabase       made from another kind of database
        │   ├── WouldReplace        a site is there already, and nobody said that it may go
        │   ├── SiteInUse           the site is running
        │   └── ToolProblem         PostgreSQL's own tools are missing or have failed
        ├── QuestionRefusal         a question that is not taken as it was sent
        │   ├── FormUsed            this very form was sent before
        │   ├── FormNotOurs         forged, expired, or its puzzle was not solved
        │   └── TooMany             more from one place than people send
        ├── NoSuchQuarter           no quarter, or one of which there are no public figures
        └── DeskRefusal             a deed that the desk's rules do not allow
            ├── NotAllowed          the member's role does not cover the deed
            ├── SessionOver         the page is older than the session, or there is none any more
            ├── SamePerson          author and reviewer would be one person
            ├── IncompleteDraft     a part without which nothing is published is missing
            ├── NothingChanged      a correction that corrects nothing
            ├── Overtaken           somebody else has corrected it meanwhile
            ├── WrongLink           a one-time link that is forged, used or expired
            ├── AlreadyMember       an invitation for who is a member already
            ├── LastAdministrator   nobody would be left to let others in
            ├── OwnAccount          what only another administrator does to an account
            ├── EmptyPage           a page of the desk without any text
            ├── EditedMeanwhile     somebody else has saved the draft meanwhile
            ├── DraftClosed         the draft was published or put away
            ├── NotAskedFor         nobody asked for this review
            ├── AlreadyReviewed     the member has reviewed this very text
            ├── NotApproved         no approval of the newest text is in force
            ├── ClaimClosed         the claim was published, declined or merged meanwhile
            ├── CannotMerge         the claim is not open, or the other one stands no more
            ├── SampleEntry         what comes with the program answers no claim
            ├── CannotUndo          somebody has decided already, or nothing is left to undo
            ├── ReasonMissing       words that others will read are missing
            └── Unchangeable        what is published cannot be changed or deleted
"""

from pathlib import Path

from kiemchung.errors import KiemchungError


class SiteError(KiemchungError):
    """Base of the errors that only the site knows."""


class BadSetting(SiteError):
    def __init__(self, name: str, remedy: str) -> None:
        self.name, self.remedy = name, remedy
        super().__init__(f"The setting {name} cannot be used. {remedy}")


class BackupProblem(SiteError):
    """Backup or restore did not do what it should; what was there is as it was."""


class NothingToBackUp(BackupProblem):
    def __init__(self, database: str) -> None:
        self.database = database
        super().__init__(f"There is no site in {database} yet. Check KIEMCHUNG_DATA.")


class NoFolder(BackupProblem):
    def __init__(self, target: Path) -> None:
        self.target = target
        super().__init__(f"{target} cannot be written. Name a file in a folder that is there.")


class NotABackup(BackupProblem):
    def __init__(self, file: Path, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file} is not a whole backup: {reason}. Take another one.")


class BackupFromLater(BackupProblem):
    def __init__(self, version: str) -> None:
        self.version = version
        super().__init__(
            f"The backup was made by version {version} of the program, which knows more than this "
            "one. Install that version and repeat."
        )


class OtherDatabase(BackupProblem):
    def __init__(self, found: str, wanted: str) -> None:
        self.found, self.wanted = found, wanted
        super().__init__(
            f"The backup is of a {found} database, and DATABASE_URL names a {wanted} one. "
            f"Set DATABASE_URL to a {found} database."
        )


class WouldReplace(BackupProblem):
    def __init__(self, database: str) -> None:
        self.database = database
        super().__init__(
            f"There is a site in {database}. Nothing was changed; say --replace if it may go."
        )


class SiteInUse(BackupProblem):
    def __init__(self, database: str) -> None:
        self.database = database
        super().__init__(f"{database} is in use. Stop the site and repeat.")


class ToolProblem(BackupProblem):
    def __init__(self, tool: str, reason: str) -> None:
        self.tool, self.reason = tool, reason
        super().__init__(f"PostgreSQL's {tool} cannot be used: {reason}.")


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


class NoSuchQuarter(SiteError):
    def __init__(self) -> None:
        super().__init__("There are no figures of this quarter. Choose one that is over.")


class DeskRefusal(SiteError):
    """The desk's rules do not allow this, whoever asks."""


class NotAllowed(DeskRefusal):
    def __init__(self, deed: str) -> None:
        self.deed = deed
        super().__init__(f"Your role does not allow you to {deed}. Ask an administrator.")


class SessionOver(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("The session has ended or begun anew. Log in and send it again.")


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


class EditedMeanwhile(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("Somebody else saved meanwhile. Read the newest text and merge yours.")


class DraftClosed(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("The draft was published or put away. Start a new one.")


class NotAskedFor(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("Nobody asked for a review of this text.")


class AlreadyReviewed(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("You have reviewed this very text. It has to change first.")


class NotApproved(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("No approval of the newest text is in force. Ask for a review.")


class ClaimClosed(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("The claim was published, declined or merged. Reopen it first.")


class CannotMerge(DeskRefusal):
    def __init__(self) -> None:
        super().__init__(
            "Only an open claim goes into another one that stands. Merge the other way."
        )


class SampleEntry(DeskRefusal):
    def __init__(self) -> None:
        super().__init__("An entry of the sample library answers no claim. Choose another one.")


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
