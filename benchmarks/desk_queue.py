"""The desk's queue with many open claims, and submitting one more question.

Through the site's views in one process, on a database file of its own.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiemchung_site.members.models import Member

_WORDS = (
    "chanh",
    "tỏi",
    "gừng",
    "sốt",
    "ung thư",
    "đập vỡ",
    "thuế",
    "tiền",
    "ngân hàng",
    "vắc xin",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--encoder", default="fake")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _set_up(folder, options.encoder)
        _measure(options.claims, options.rounds)


def _set_up(folder: str, encoder: str) -> None:
    os.environ |= {
        "KIEMCHUNG_MODE": "development",
        "KIEMCHUNG_DATA": folder,
        "KIEMCHUNG_ENCODER": encoder,
        "KIEMCHUNG_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "kiemchung_site.config.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _measure(claims: int, rounds: int) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from kiemchung_site.claims.models import Claim
    from kiemchung_site.factchecks.filling import add_sample
    from kiemchung_site.factchecks.library import site_library

    add_sample(site_library())
    _fill(claims)
    client = Client()
    client.force_login(_checker())
    some = Claim.objects.order_by("-priority").values_list("pk", flat=True)[claims // 2]
    pages = (
        "/vi/desk/claims/",
        "/vi/desk/claims/?harm=2",
        "/vi/desk/claims/?words=ung+thu+vac+xin&harm=1",
        "/vi/desk/claims/?page=150",
        "/vi/desk/figures/",
    )
    for path in (*pages, f"/vi/desk/claims/{some}/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        _report(f"{path}, {len(queries)} queries", rounds, lambda path=path: client.get(path))
    _report("submitting a question", rounds, _submit)


def _checker() -> "Member":
    """Add a checker with the second factor, without which no page of the desk opens."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from kiemchung_site.members.models import Member, Role

    checker = Member.objects.create_user("mai@desk.example", "Mai", role=Role.CHECKER)
    TOTP.activate(checker, generate_totp_secret())
    return checker


def _fill(claims: int) -> None:
    """Open claims with one question each, all from the same few words."""
    import random

    from django.utils import timezone

    from kiemchung_site.claims.models import Claim, ClaimVector, Question, searchable
    from kiemchung_site.claims.nearness import vector_of

    chance, now = random.Random(7), timezone.now()
    texts = [" ".join(chance.choices(_WORDS, k=9)) + f" {n}" for n in range(claims)]
    Claim.objects.bulk_create(
        Claim(
            text=text,
            folded=searchable(text),
            language="vi",
            opened_at=now,
            last_asked_at=now,
            asked=1 + n % 40,
            harm=n % 4,
            priority=chance.random(),
        )
        for n, text in enumerate(texts)
    )
    opened = list(Claim.objects.all())
    Question.objects.bulk_create(
        Question(
            text=c.text, language="vi", claim=c, joined="opened", asked_at=now, receipt=f"{c.pk}"
        )
        for c in opened
    )
    vector = vector_of(texts[0])
    assert vector is not None
    ClaimVector.objects.bulk_create(
        ClaimVector(
            claim=c, fingerprint=vector.fingerprint, content=_direction(c.pk, len(vector.direction))
        )
        for c in opened
    )


def _direction(seed: int, dimensions: int) -> bytes:
    import numpy as np

    made = np.random.default_rng(seed).normal(size=dimensions)
    return bytes((made / np.linalg.norm(made)).astype(np.float16).tobytes())


def _submit() -> None:
    import secrets
    from datetime import timedelta

    from django.utils import timezone

    from kiemchung_site.claims.actions import SentForm, submit_question

    text = f"Uống nước lá đu đủ chữa khỏi sốt xuất huyết {secrets.token_hex(4)}"
    form = SentForm(secrets.token_hex(32), timezone.now() + timedelta(hours=1))
    submit_question(text, form)


def _report(what: str, rounds: int, deed: Callable[[], object]) -> None:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        deed()
        times.append(1000 * (time.perf_counter() - start))
    p50, worst = statistics.median(times), sorted(times)[int(0.99 * (rounds - 1))]
    print(f"{what}: p50 {p50:.1f} ms, p99 {worst:.1f} ms")


if __name__ == "__main__":
    main()
