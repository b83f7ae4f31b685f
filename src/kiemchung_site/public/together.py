"""Answering together what is asked at the same moment: encoding texts in one go takes less."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kiemchung.claims import Answer
from kiemchung.errors import KiemchungError

_MOST = 8
"""Messages answered in one go; nobody waits for more."""

AskMany = Callable[[Sequence[str]], Sequence[Answer]]


@dataclass(eq=False, slots=True)
class _Ask:
    text: str
    taken: bool = False
    answered: threading.Event = field(default_factory=threading.Event)
    answer: Answer | None = None
    error: Exception | None = None


class Together:
    """Takes turns: whoever has one answers everything that waits, for the others too.

    Answering keeps a core busy, so with as many turns as there are threads nobody gets slower
    by having company.
    """

    def __init__(self, ask_many: AskMany, turns: int) -> None:
        self._ask_many = ask_many
        self._turns = threading.BoundedSemaphore(turns)
        self._lock = threading.Lock()
        self._waiting: deque[_Ask] = deque()

    def ask(self, text: str) -> Answer:
        """Return the answer to ``text``, or raise what ``ask_many`` raises for it alone."""
        asked = _Ask(text)
        with self._lock:
            self._waiting.append(asked)
        with self._turns:
            while asks := self._take(asked):
                self._answer(asks)
        asked.answered.wait()
        if asked.error is not None:
            raise asked.error
        assert asked.answer is not None  # noqa: S101 (it is answered or has failed)
        return asked.answer

    def _take(self, asked: _Ask) -> list[_Ask]:
        """Take what has waited longest; nothing once ``asked`` itself is taken."""
        with self._lock:
            if asked.taken:
                return []
            asks = [self._waiting.popleft() for _ in range(min(_MOST, len(self._waiting)))]
            for each in asks:
                each.taken = True
            return asks

    def _answer(self, asks: Sequence[_Ask]) -> None:
        try:
            answers = self._ask_many([asked.text for asked in asks])
            for asked, answer in zip(asks, answers, strict=True):
                asked.answer = answer
        except KiemchungError as error:
            if len(asks) == 1:
                asks[0].error = error
            else:  # one of them cannot be answered; the others shall not suffer for it
                for asked in asks:
                    self._answer([asked])
        except Exception as error:  # each asker has to hear of it
            for asked in asks:
                asked.error = error
        finally:
            for asked in asks:
                asked.answered.set()
