import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict

from django.core.management.base import BaseCommand

from kiemchung_site.running.doctor import Finding, State, examine

_SIGNS = {State.GOOD: "ok", State.DOUBTFUL: "look", State.BAD: "MEND"}


class Command(BaseCommand):
    help = "Check everything that the site needs and say how to mend it; ends with 1 if it must be."
    requires_system_checks = []  # noqa: RUF012 - it looks after the state that these refuse

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Write JSON.")

    def handle(self, *, json: bool, **_: object) -> None:
        findings = examine()
        self.stdout.write(_as_json(findings) if json else _as_text(findings))
        if any(finding.state is State.BAD for finding in findings):
            sys.exit(1)


def _as_json(findings: list[Finding]) -> str:
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1)


def _as_text(findings: list[Finding]) -> str:
    lines = []
    for finding in findings:
        lines.append(f"{_SIGNS[finding.state]:4}  {finding.name}: {finding.found}")
        if finding.remedy:
            lines.append(f"      {finding.remedy}")
    return "\n".join(lines)
