import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiemchung.claims import Answer, Level
from kiemchung.errors import EmptyMessage
from kiemchung_site.public.together import Together


class Library:
    """Answers with the message as the language, and lets the first call wait for company."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.may_go_on = threading.Event()

    def ask_many(self, texts: Sequence[str]) -> list[Answer]:
        self.calls.append(list(texts))
        self.may_go_on.wait(10)
        if "" in texts:
            raise EmptyMessage
        if "broken" in texts:
            raise ZeroDivisionError
        return [Answer(Level.NOTHING, (), text) for text in texts]


def ask_at_once(texts: Sequence[str], turns: int = 1) -> tuple[Library, list[str | type]]:
    library = Library()
    together = Together(library.ask_many, turns)

    def ask(text: str) -> str | type:
        try:
            return together.ask(text).language
        except Exception as error:
            return type(error)

    with ThreadPoolExecutor(len(texts)) as pool:
        first = pool.submit(ask, texts[0])
        while not library.calls:
            pass
        others = [pool.submit(ask, text) for text in texts[1:]]
        while len(together._waiting) < len(others) and turns == 1:
            pass
        library.may_go_on.set()
        return library, [future.result(10) for future in (first, *others)]


def test_everybody_gets_the_answer_to_their_own_message() -> None:
    texts = [str(number) for number in range(30)]
    library, answers = ask_at_once(texts)
    assert answers == texts
    assert sorted(text for call in library.calls for text in call) == sorted(texts)
    assert [len(call) for call in library.calls] == [1, 8, 8, 8, 5]


@pytest.mark.parametrize("turns", [2, 5])
def test_with_several_turns_too(turns: int) -> None:
    texts = [str(number) for number in range(30)]
    assert ask_at_once(texts, turns)[1] == texts


def test_a_message_that_cannot_be_answered_hurts_nobody_else() -> None:
    _, answers = ask_at_once(["a", "b", "", "c"])
    assert answers == ["a", "b", EmptyMessage, "c"]


def test_whatever_goes_wrong_is_heard_by_all_and_the_next_are_answered() -> None:
    _, answers = ask_at_once(["a", "b", "broken"])
    assert answers == ["a", ZeroDivisionError, ZeroDivisionError]
    _, answers = ask_at_once(["broken", "a"])
    assert answers == [ZeroDivisionError, "a"]
