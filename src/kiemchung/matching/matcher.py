"""The matcher: a message in, the fact-checks of the same claims out, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kiemchung.claims import Answer, Level, Match, Reason, Scores
from kiemchung.errors import NoWords
from kiemchung.matching.candidates import find_candidates, search_words
from kiemchung.matching.diacritics import restore_diacritics
from kiemchung.matching.encoder import Encoder, Encoding
from kiemchung.matching.features import Candidate, Probe, feature_matrix
from kiemchung.matching.grouping import group_rows
from kiemchung.matching.index import IndexReader, Snapshot
from kiemchung.matching.index.reader import Hits
from kiemchung.matching.pairs import Likeness, Said, likeness
from kiemchung.matching.ranker import Ranker, trained_ranker
from kiemchung.matching.sameness import is_same_text
from kiemchung.matching.spelling import known_words
from kiemchung.matching.terms import Terms, analyse
from kiemchung.text.links import link_key
from kiemchung.text.message import Message, read_message

_MOST_PASSAGES = 4
"""Passages of one message that are encoded; the rest share too few words with any claim."""
_MOST_WORDS = 75
"""Words of a long message that are encoded: its time is nearly all theirs."""
_SHOWN = 5
"""Groups in an answer."""
_GROUPED = 15
"""Matches that are looked through for those of one claim."""


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    terms: Terms
    word_hits: Hits


@dataclass(frozen=True, slots=True)
class Look:
    """One passage with its candidates and the evidence on them."""

    passage: str
    terms: Terms
    candidates: list[Candidate]
    features: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row with the passage it fits best."""

    row: int
    probability: float
    passage: str
    candidate: Candidate
    terms: Terms
    reason: Reason


class Matcher:
    """Looks messages up in an index; safe to share between threads.

    The encoder reads messages without diacritics with them put back, or as they were typed where
    ``restores`` is false: the ranker learns from both.
    """

    def __init__(
        self,
        encoder: Encoder,
        reader: IndexReader,
        ranker: Ranker | None = None,
        *,
        restores: bool = True,
    ) -> None:
        self._encoder = encoder
        self._reader = reader
        self._ranker = ranker or trained_ranker()
        self._as_read = _restored if restores else _as_typed

    @property
    def revision(self) -> int:
        """The record's revision up to which everything can be found."""
        return self._reader.snapshot().revision

    def ask(self, text: str, limit: int = _SHOWN) -> Answer:
        """Return what the library knows about a message.

        Raises EmptyMessage, NotText, NoWords or MessageTooLong.
        """
        return self.ask_many([text], limit)[0]

    def ask_many(self, texts: Sequence[str], limit: int = _SHOWN) -> list[Answer]:
        """Answer many messages; encoding them together is faster than one by one."""
        snapshot = self._reader.snapshot()
        messages = [read_message(text) for text in texts]
        return [
            self._answer(snapshot, message, ranked, limit)
            for message, ranked in zip(messages, self._rank(snapshot, messages), strict=True)
        ]

    def rank(self, texts: Sequence[str]) -> list[list[Match]]:
        """Return for each message all candidates, best first, whatever their level."""
        snapshot = self._reader.snapshot()
        messages = [read_message(text) for text in texts]
        return [
            [self._match(snapshot, ranked) for ranked in found]
            for found in self._rank(snapshot, messages)
        ]

    def compare(self, text: str, others: Sequence[str]) -> list[Likeness]:
        """Return for each of ``others`` whether it makes the same claim as ``text``.

        Raises EmptyMessage, NotText, NoWords or MessageTooLong when one has nothing to compare.
        """
        cores = [said_in(written) for written in (text, *others)]
        encoding = self._encoder.encode_claims([core for core, _ in cores])
        one, *rest = (
            Said(core, language, analyse(core), vector, tokens)
            for (core, language), vector, tokens in zip(
                cores, encoding.vectors, encoding.tokens, strict=True
            )
        )
        weigh = self._reader.snapshot().word_weight
        return [likeness(one, other, weigh, self._ranker) for other in rest]

    def _answer(
        self, snapshot: Snapshot, message: Message, ranked: Sequence[Ranked], limit: int
    ) -> Answer:
        if not message.passages and not ranked:
            raise NoWords(message.links[0] if message.links else None)
        level_of = self._ranker.thresholds.level
        shown = [r for r in ranked if level_of(r.probability) is not Level.NOTHING][:_GROUPED]
        groups = group_rows(snapshot, [found.row for found in shown], self._ranker)
        matches = [
            replace(self._match(snapshot, found), group=group)
            for group, found in sorted(zip(groups, shown, strict=True), key=_by_group)
            if group < limit
        ]
        level = level_of(shown[0].probability) if shown else Level.NOTHING
        return Answer(level, tuple(matches), message.language)

    def look(self, texts: Sequence[str]) -> list[list[Look]]:
        """Return for each message what is found for each of its passages, unranked."""
        snapshot = self._reader.snapshot()
        return list(self._look(snapshot, [read_message(text) for text in texts]))

    def _rank(self, snapshot: Snapshot, messages: Sequence[Message]) -> Iterator[list[Ranked]]:
        for message, looks in zip(messages, self._look(snapshot, messages), strict=True):
            by_row = {ranked.row: ranked for ranked in _linked(snapshot, message)}
            for look in looks:
                for ranked in self._judge(look):
                    known = by_row.get(ranked.row)
                    if known is None or ranked.probability > known.probability:
                        by_row[ranked.row] = ranked
            yield sorted(by_row.values(), key=lambda found: (-found.probability, found.row))

    def _look(self, snapshot: Snapshot, messages: Sequence[Message]) -> Iterator[list[Look]]:
        chosen = [_choose_passages(snapshot, message) for message in messages]
        encoding = self._encoder.encode_messages(
            [
                tuple(self._as_read(snapshot, passage, message) for passage in some)
                for message, some in zip(messages, chosen, strict=True)
            ]
        )
        start = 0
        for message, passages in zip(messages, chosen, strict=True):
            yield [
                _look_at(snapshot, passage, message, encoding, start + offset, len(passages))
                for offset, passage in enumerate(passages)
            ]
            start += len(passages)

    def _judge(self, look: Look) -> Iterator[Ranked]:
        if not look.candidates:
            return
        probabilities = self._ranker.probabilities(look.features)
        same_claim = self._ranker.thresholds.same_claim
        for candidate, probability in zip(look.candidates, probabilities.tolist(), strict=True):
            same = is_same_text(look.terms, candidate.terms)
            yield Ranked(
                candidate.row,
                max(probability, same_claim) if same else probability,
                look.passage,
                candidate,
                look.terms,
                Reason.SAME_TEXT if same else Reason.MEANING,
            )

    def _match(self, snapshot: Snapshot, ranked: Ranked) -> Match:
        entry = snapshot.document(ranked.row).entry
        candidate = ranked.candidate
        shared = ranked.terms.vocabulary & candidate.terms.vocabulary
        weights = {word: snapshot.word_weight(word) for word in candidate.terms.vocabulary}
        total = sum(weights.values())
        return Match(
            key=entry.key,
            fact_check=entry.fact_check,
            level=self._ranker.thresholds.level(ranked.probability),
            probability=ranked.probability,
            scores=Scores(
                lexical=sum(weights[word] for word in shared) / total if total else 0.0,
                semantic=min(1.0, max(0.0, candidate.cosine)),
            ),
            words=_shared_words(ranked.terms, candidate.terms),
            passage=ranked.passage,
            reason=ranked.reason,
        )


def said_in(text: str) -> tuple[str, str]:
    """Return what a message says, without greetings and links, and its language.

    Raises EmptyMessage, NotText, NoWords or MessageTooLong.
    """
    message = read_message(text)
    if not message.passages:
        raise NoWords(message.links[0] if message.links else None)
    text = message.passages[0] if message.has_whole else " ".join(message.passages)
    return text, message.language


def _by_group(pair: tuple[int, Ranked]) -> int:
    return pair[0]


def _choose_passages(snapshot: Snapshot, message: Message) -> list[_Passage]:
    """Return the passages that share most with any claim, in their order."""
    passages = []
    for text in dict.fromkeys(message.passages):
        terms = analyse(known_words(text, snapshot.knows_word))
        passages.append(_Passage(text, terms, search_words(snapshot, terms.words)))
    best = sorted(passages, key=_best_word_score, reverse=True)[:_MOST_PASSAGES]
    chosen = best if message.has_whole else _within_reach(best)
    return [passage for passage in passages if passage in chosen]


def _as_typed(_snapshot: Snapshot, passage: _Passage, _message: Message) -> str:
    return passage.text


def _restored(snapshot: Snapshot, passage: _Passage, message: Message) -> str:
    """Return ``passage`` with the diacritics that a Vietnamese message was typed without."""
    if message.accented or message.language != "vi":
        return passage.text
    nearest = (snapshot.document(row).terms for row, _ in passage.word_hits)
    return restore_diacritics(passage.text, nearest)


def _within_reach(passages: Sequence[_Passage]) -> list[_Passage]:
    """Return the first of ``passages``, and of the others what ``_MOST_WORDS`` leaves room for."""
    kept: list[_Passage] = []
    room = _MOST_WORDS
    for passage in passages:
        if not kept or len(passage.terms.words) <= room:
            kept.append(passage)
            room -= len(passage.terms.words)
    return kept


def _best_word_score(passage: _Passage) -> float:
    return passage.word_hits[0][1] if passage.word_hits else 0.0


def _look_at(
    snapshot: Snapshot,
    passage: _Passage,
    message: Message,
    encoding: Encoding,
    position: int,
    passages: int,
) -> Look:
    probe = Probe(
        text=passage.text,
        terms=passage.terms,
        tokens=encoding.tokens[position],
        language=message.language,
        accented=message.accented,
        passages=passages,
    )
    vector = encoding.vectors[position]
    candidates = find_candidates(snapshot, passage.terms.words, vector, passage.word_hits)
    features = feature_matrix(probe, candidates, snapshot.word_weight)
    return Look(passage.text, passage.terms, candidates, features)


def _linked(snapshot: Snapshot, message: Message) -> Iterator[Ranked]:
    """Yield the entries whose address, or whose claim's address, stands in the message."""
    nothing = analyse("")
    for link in message.links:
        for row in snapshot.with_link(link_key(link)):
            document = snapshot.document(row)
            candidate = Candidate(
                row, document.terms, document.tokens, document.language, 1.0, None, None
            )
            yield Ranked(row, 1.0, link, candidate, nothing, Reason.SAME_LINK)


def _shared_words(passage: Terms, claim: Terms) -> tuple[str, ...]:
    """Return the claim's words, as it writes them, that stand in the passage."""
    shared = passage.vocabulary & claim.vocabulary
    return tuple(
        dict.fromkeys(
            word for word, folded in zip(claim.words, claim.folded, strict=True) if folded in shared
        )
    )
