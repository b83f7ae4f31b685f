from allauth.mfa.models import Authenticator
from django.db import transaction

from kiemchung_site.members.actions.administering import lock_member, note
from kiemchung_site.members.models import Deed, Member, MemberSession


@transaction.atomic
def reset_second_factor(member: Member, *, by: Member) -> None:
    """Take app, passkeys and recovery codes away, as when a phone is lost; sessions end.

    Raises NotAllowed or OwnAccount.
    """
    stored = lock_member(member, by=by)
    Authenticator.objects.filter(user=stored).delete()
    MemberSession.objects.filter(member=stored).delete()
    note(stored, Deed.SECOND_FACTOR_RESET, by=by)
