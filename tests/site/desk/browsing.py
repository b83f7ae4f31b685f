"""A real server and a real browser in which members are logged in."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, sync_playwright

CHROMIUM = shutil.which("chromium") or ""
_PATIENCE = 120.0

_MEMBERS = """
import json
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from kiemchung_site.claims.models import Claim
from kiemchung_site.members.models import Member
sessions = {}
for name in ("Lan", "Minh", "Hoa"):
    member = Member.objects.create_user(f"{name}@desk.example", name, role="reviewer")
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    sessions[name] = session.session_key
print(json.dumps(sessions))
"""


@dataclass(frozen=True)
class Desk:
    """A running site, and who is logged in with which session."""

    address: str
    data: Path
    environment: dict[str, str]
    browser: Browser
    sessions: dict[str, str] = field(default_factory=dict)

    def context(self, name: str = "", **options: Any) -> BrowserContext:
        """Return a browser of its own, with ``name`` logged in."""
        context = self.browser.new_context(base_url=self.address, locale="en", **options)
        context.set_default_timeout(10_000)
        if name:
            self.log_in(context, name)
        return context

    def log_in(self, context: BrowserContext, name: str) -> None:
        session = {"name": "sessionid", "value": self.sessions[name], "url": self.address}
        context.add_cookies([session])  # type: ignore[list-item]

    def shell(self, code: str) -> Any:
        """Run ``code`` in the site's own shell and return what its last line prints, as JSON."""
        command = [_program(), "shell", "--no-imports", "-c", code]
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, timeout=_PATIENCE
        )
        return json.loads(done.stdout.decode().splitlines()[-1])

    def newest(self, draft: str) -> dict[str, Any]:
        """Return the newest text of a draft as it is stored."""
        found = self.shell(
            "import json\nfrom kiemchung_site.drafts.models import Draft\n"
            f"print(json.dumps(Draft.objects.get(pk={int(draft)}).newest.content))"
        )
        return dict(found["manuscript"])


@contextmanager
def running_desk(folder: Path) -> Iterator[Desk]:
    """Serve a site without the sample and open a browser."""
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO")},
        "KIEMCHUNG_MODE": "development",
        "KIEMCHUNG_DATA": str(folder / "data"),
        "KIEMCHUNG_ENCODER": "fake",
        "KIEMCHUNG_ORIGIN": f"http://127.0.0.1:{port}",
    }
    command = [_program(), "serve", "--port", str(port), "--without-sample"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}", process)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            desk = Desk(f"http://127.0.0.1:{port}", folder / "data", environment, browser)
            desk.sessions.update(desk.shell(_MEMBERS))
            yield desk
            browser.close()
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _program() -> str:
    return str(Path(sys.executable).with_name("kiemchung-site"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None
        try:
            httpx.get(f"{address}/en/")
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the site did not start")
