"""Two administrators who decide about each other at the same moment."""

import threading

import pytest
from django.db import connection, transaction

from kiemchung_site.errors import LastAdministrator, NotAllowed
from kiemchung_site.members.actions import change_role
from kiemchung_site.members.models import Member, Role
from tests.site.building import member


@pytest.mark.usefixtures("shared_database")
def test_two_administrators_demoting_each_other_at_once_leave_one() -> None:
    one, other = member("An", Role.ADMINISTRATOR), member("Minh", Role.ADMINISTRATOR)
    start = threading.Barrier(2)

    def demote(found: Member, by: Member) -> None:
        start.wait()
        try:
            with transaction.atomic():
                change_role(found, Role.CHECKER, by=by)
        except (NotAllowed, LastAdministrator):
            pass
        finally:
            connection.close()

    both = [threading.Thread(target=demote, args=pair) for pair in ((one, other), (other, one))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert Member.objects.filter(role=Role.ADMINISTRATOR).count() == 1
