"""``kiemchung ask``: look a message up."""

import sys
from typing import Annotated

import typer

from kiemchung.claims import Answer
from kiemchung.claims_json import Json
from kiemchung.cli.answers import print_answer
from kiemchung.cli.console import print_json
from kiemchung.cli.opening import open_library_with_sample
from kiemchung.text.message import LONGEST, decode_message

# A character takes up to four bytes; what is longer than a message may be need not be read.
_MOST_BYTES = 4 * LONGEST + 4


def ask(
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT|-", help="The message, or - to read it from standard input."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=50, help="Matches shown at most.")] = 5,
) -> None:
    """Find the published fact-checks of a message, and say why."""
    message = decode_message(sys.stdin.buffer.read(_MOST_BYTES)) if text == "-" else text
    answer = open_library_with_sample().matcher.ask(message, limit)
    if as_json:
        print_json(answer_fields(answer))
    else:
        print_answer(answer)


def answer_fields(answer: Answer) -> dict[str, Json]:
    """Return ``answer`` as the JSON that ``--json`` prints."""
    return {
        "answer": str(answer.level),
        "language": answer.language,
        "matches": [
            {
                "claim": match.fact_check.claim,
                "verdict": match.fact_check.verdict.name,
                "publisher": match.fact_check.publisher.name,
                "date": str(match.fact_check.published) if match.fact_check.published else None,
                "url": match.fact_check.url,
                "language": match.fact_check.language,
                "level": str(match.level),
                "probability": round(match.probability, 4),
                "scores": {
                    "lexical": round(match.scores.lexical, 4),
                    "semantic": round(match.scores.semantic, 4),
                },
                "words": list(match.words),
                "passage": match.passage,
                "reason": str(match.reason),
                "group": match.group,
                "sample": match.fact_check.sample,
            }
            for match in answer.matches
        ],
    }
