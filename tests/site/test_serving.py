"""The site as it is run: one command, a real server, a real data folder."""

import re
import socket
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from prometheus_client.multiprocess import MultiProcessCollector

from tests.serving import Served, serving

pytestmark = pytest.mark.slow

SECRET = "Xiphosura"
MESSAGE = f"Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư. {SECRET} thì mọi người nên đọc!"
SENDER = {"User-Agent": "Tracer/77.3", "X-Forwarded-For": "203.0.113.77"}
TOKEN = "metrics-token-for-tests"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path, KIEMCHUNG_METRICS_TOKEN=TOKEN) as site:
        yield site


def test_a_first_run_answers_and_leaves_nothing_of_what_was_asked(served: Served) -> None:
    with httpx.Client(base_url=served.address, headers=SENDER) as reader:
        answer = reader.post("/vi/", data={"message": MESSAGE})
        assert answer.status_code == 200
        assert "National Cancer Institute" in answer.text
        assert "228 bản kiểm chứng" in reader.get("/vi/fact-checks/", params={"words": ""}).text
        assert reader.get("/static/public/site.css").status_code == 200
        reader.get("/vi/fact-checks/", params={"words": SECRET})
        reader.get(f"/vi/{SECRET}")
        reader.post("/vi/", data={"message": MESSAGE * 2000})
        reader.post("/vi/", data={"message": MESSAGE}, files={"f": MESSAGE.encode() * 50_000})
        assert not reader.cookies
        leftovers = traces(served.data.parent)
    assert served.stop() == 0
    assert leftovers == []
    assert traces(served.data.parent) == []
    assert (served.data / "site" / "site.sqlite").exists()


def test_of_a_question_its_text_without_personal_data_remains(served: Served) -> None:
    with httpx.Client(base_url=served.address, headers=SENDER) as reader:
        message = "Chị Xiphosura, số 0912 345 678, nói lá đu đủ chữa sốt xuất huyết"
        preview = reader.post("/vi/questions/", data={"message": message}).text
        fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', preview)
        sent = reader.post("/vi/questions/send/", data={k: unescape(v) for k, v in fields})
        (code,) = re.findall(r"<code>([^<]+)</code>", sent.text)
        assert reader.post("/vi/questions/status/", data={"code": code}).status_code == 200
    assert served.stop() == 0
    assert traces(served.data.parent) == []
    assert files_with(served.data.parent, code, "0912 345 678", "0912345678") == []
    assert files_with(served.data.parent, "đu đủ chữa sốt") != []


def traces(folder: Path) -> list[Path]:
    """Return the files, logs and journals included, with anything about the ask or its sender."""
    return files_with(folder, SECRET, SECRET.lower(), *SENDER.values())


def files_with(folder: Path, *words: str) -> list[Path]:
    forms = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def send(site: Served, *pieces: bytes, patience: float = 10.0) -> bytes:
    """Send bytes as they are, and return everything that comes back."""
    parts = urlsplit(site.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=patience) as line:
        answer = b""
        try:
            for piece in pieces:
                line.sendall(piece)
            while piece := line.recv(65536):
                answer += piece
        except OSError:
            pass
    return answer


def request(target: bytes, *headers: bytes, method: bytes = b"GET", body: bytes = b"") -> bytes:
    lines = [method + b" " + target + b" HTTP/1.1", b"Connection: close", *headers]
    if not any(header.startswith(b"Host:") for header in headers):
        lines.append(b"Host: 127.0.0.1")
    return b"\r\n".join([*lines, b"", body])


FORM = b"Content-Type: application/x-www-form-urlencoded"
ATTACKS = {
    "a star": (request(b"*"), 404),
    "options of all": (request(b"*", method=b"OPTIONS"), 405),
    "another host in the address": (request(b"//evil.example/vi/"), 404),
    "a foreign host": (request(b"/vi/", b"Host: evil.example"), 400),
    "no host": (b"GET /vi/ HTTP/1.0\r\n\r\n", 400),
    "out of the static folder": (request(b"/static/../../../etc/passwd"), 404),
    "out of it, hidden": (request(b"/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd"), 404),
    "raw bytes in the address": (request(b"/vi/\xff\xfe/"), 400),
    "a very long address": (request(b"/vi/" + b"a" * 100_000), 414),
    "very many headers": (request(b"/vi/", *(b"X-%d: v" % n for n in range(500))), 431),
    "a very long header": (request(b"/vi/", b"X: " + b"v" * 600_000), 431),
    "a raw zero in a cookie": (request(b"/", b"Cookie: language=\x00en"), 400),
    "broken cookies": (request(b"/", b'Cookie: \xff=\xfe; sessionid=%00; a="; ;;=='), 302),
    "a negative length": (request(b"/vi/", FORM, b"Content-Length: -5", method=b"POST"), 400),
    "a body of unknown length": (
        request(
            b"/vi/",
            FORM,
            b"Transfer-Encoding: chunked",
            method=b"POST",
            body=b"9\r\nmessage=x\r\n0\r\n\r\n",
        ),
        411,
    ),
    "two lengths": (
        request(b"/vi/", FORM, b"Content-Length: 1", b"Content-Length: 2", method=b"POST"),
        400,
    ),
    "no HTTP": (b"\x16\x03\x01\x00\xa5\x01\x00\r\n\r\n", 400),
}


def test_attacks_are_refused_and_the_site_goes_on(served: Served) -> None:
    statuses = {}
    for name, (sent, expected) in ATTACKS.items():
        answer = send(served, sent)
        statuses[name] = (int(answer.split(b" ", 2)[1] or 0), expected)
        assert b"Traceback" not in answer, name
    assert {name: got for name, (got, wanted) in statuses.items() if got != wanted} == {}
    assert httpx.get(f"{served.address}/vi/").status_code == 200
    log = served.log.read_text(encoding="utf-8")
    assert "evil.example" not in log
    assert "passwd" not in log


def test_slow_senders_do_not_keep_others_waiting(served: Served) -> None:
    begun = request(b"/vi/", FORM, b"Content-Length: 100", method=b"POST", body=b"mess")
    parts = urlsplit(served.address)
    lines = [socket.create_connection((parts.hostname, parts.port)) for _ in range(8)]
    try:
        for line in lines:
            line.sendall(begun)
        time.sleep(0.5)
        assert httpx.get(f"{served.address}/vi/", timeout=5).status_code == 200
    finally:
        for line in lines:
            line.close()


def test_a_stop_lets_an_ask_under_way_finish(served: Served) -> None:
    body = b"message=" + b"nuoc+chanh+" * 50
    head = request(b"/vi/", FORM, b"Content-Length: %d" % len(body), method=b"POST")
    answers: list[bytes] = []

    def slowly() -> None:
        parts = urlsplit(served.address)
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as line:
            line.sendall(head)
            time.sleep(2)
            line.sendall(body)
            answers.append(b"".join(iter(lambda: line.recv(65536), b"")))

    asker = threading.Thread(target=slowly)
    asker.start()
    time.sleep(1)
    assert served.stop() == 0
    asker.join()
    assert answers[0].startswith(b"HTTP/1.1 200")
    assert b"</html>" in answers[0]


def test_counts_are_in_the_database_after_a_stop_and_sums_in_the_metrics(tmp_path: Path) -> None:
    settings = {"KIEMCHUNG_METRICS_TOKEN": TOKEN, "KIEMCHUNG_WORKERS": "2"}
    with serving(tmp_path, **settings) as site:
        for _ in range(20):
            httpx.post(f"{site.address}/vi/", data={"message": MESSAGE})
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        for _ in range(5):
            numbers = httpx.get(f"{site.address}/metrics", headers=bearer).text
            (level,) = re.findall(r'kiemchung_asks_total{level="(\w+)"} 20\.0', numbers)
        assert httpx.get(f"{site.address}/metrics").status_code == 404
        site.stop()
    with closing(sqlite3.connect(site.data / "site" / "site.sqlite")) as database:
        counts = database.execute("SELECT level, count FROM figures_askcount").fetchall()
    assert counts == [(level, 20)]
    assert traces(tmp_path) == []


def test_every_worker_knows_a_publication_and_a_retraction_within_a_second(tmp_path: Path) -> None:
    claim = "Ăn hạt nhãn thì chữa được cận thị"
    settings = {"KIEMCHUNG_METRICS_TOKEN": TOKEN, "KIEMCHUNG_WORKERS": "2"}
    with serving(tmp_path, **settings) as site:
        ask_two_workers(site, claim)
        path = site.run("tests.functional.filling:publish_one", claim)
        time.sleep(1)
        assert all(path in answer for answer in ask_two_workers(site, claim))
        site.run("tests.functional.filling:retract_newest")
        time.sleep(1)
        assert not any(path in answer for answer in ask_two_workers(site, claim))


def ask_two_workers(site: Served, message: str) -> list[str]:
    """Ask, each time over a new connection, until two workers have answered five times each."""
    before, answers = answers_of_workers(site), []
    for _ in range(200):
        answers.append(ask(site, message))
        given = answers_of_workers(site) - before
        if len(given) == 2 and min(given.values()) >= 5:
            assert given.total() == len(answers)
            return answers
    raise AssertionError(f"not every worker has answered: {given}")


def answers_of_workers(site: Served) -> Counter[str]:
    """Return how many messages each worker has answered, by the file in which it counts."""
    numbers: Counter[str] = Counter()
    for file in (site.data / "site" / "metrics").glob("counter_*.db"):
        for metric in MultiProcessCollector.merge([str(file)]):  # type: ignore[no-untyped-call]
            if metric.name == "kiemchung_asks":
                numbers[file.name] += sum(int(sample.value) for sample in metric.samples)
    return numbers


def ask(site: Served, message: str) -> str:
    return httpx.post(f"{site.address}/vi/", data={"message": message}).text


def test_a_backup_is_made_while_the_site_answers_and_restored_only_when_it_stopped(
    served: Served, tmp_path: Path
) -> None:
    backup = str(tmp_path / "backup")
    stop = threading.Event()
    statuses: list[int] = []

    def keep_reading() -> None:
        while not stop.is_set():
            statuses.append(httpx.get(f"{served.address}/vi/fact-checks/").status_code)

    reader = threading.Thread(target=keep_reading)
    reader.start()
    try:
        done = served.command("backup", backup)
        assert done.returncode == 0, done.stderr
        refused = served.command("restore", backup, "--replace")
    finally:
        stop.set()
        reader.join()
    assert "Stop the site" in refused.stderr
    assert set(statuses) == {200}
    assert "228" in httpx.get(f"{served.address}/vi/fact-checks/").text
    served.stop()
    assert served.command("restore", backup, "--replace").returncode == 0
