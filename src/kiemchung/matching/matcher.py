"""The matcher: a message in, the fact-checks of the same claims out, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kiemchung.claims import Answer, Level, Match, Reason, Scores
from kiemchung.errors import NoWords
from kiemchung.matching.candidates import find_candidates, search_words
from kiemchung.matching.encoder import Encoder, Encoding
from kiemchung.matching.features import Candidate, Probe, feature_matrix
from kiemchung.matching.grouping import group_matches
from kiemchung.matching.index import IndexReader, Snapshot
from kiemchung.matching.index.reader import Hits
from kiemchung.matching.ranker import Ranker, trained_ranker
from kiemchung.matching.sameness import is_same_text
from kiemchung.matching.spelling import known_words
from kiemchung.matching.terms import Terms, analyse
from kiemchung.text.links import link_key
from kiemchung.text.message import Message, read_message

_MOST_PASSAGES = 4
"""Passages of one message that are encoded; the rest share too few words with any claim."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    terms: Terms
    word_hits: Hits


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
    """Looks messages up in an index; safe to share between threads."""

    def __init__(self, encoder: Encoder, reader: IndexReader, ranker: Ranker | None = None) -> None:
        self._encoder = encoder
        self._reader = reader
        self._ranker = ranker or trained_ranker(with_tokens=encoder.token_width > 0)

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

    def _answer(
        self, snapshot: Snapshot, message: Message, ranked: Sequence[Ranked], limit: int
    ) -> Answer:
        if not message.passages and not ranked:
            raise NoWords(message.links[0] if message.links else None)
        matches = [self._match(snapshot, found) for found in ranked]
        shown = [match for match in matches if match.level is not Level.NOTHING]
        grouped = group_matches(snapshot, shown, self._ranker, limit)
        level = max((match.level for match in grouped), key=_SURENESS.index, default=Level.NOTHING)
        return Answer(level, tuple(grouped), message.language)

    def _rank(self, snapshot: Snapshot, messages: Sequence[Message]) -> Iterator[list[Ranked]]:
        chosen = [list(_choose_passages(snapshot, message)) for message in messages]
        encoding = self._encoder.encode_messages([p.text for some in chosen for p in some])
        start = 0
        for message, passages in zip(messages, chosen, strict=True):
            by_row: dict[int, Ranked] = {}
            for ranked in _linked(snapshot, message):
                by_row[ranked.row] = ranked
            for offset, passage in enumerate(passages):
                probe = _probe(passage, message, encoding, start + offset, len(passages))
                vector = encoding.vectors[start + offset]
                for ranked in self._rank_passage(snapshot, passage, probe, vector):
                    known = by_row.get(ranked.row)
                    if known is None or ranked.probability > known.probability:
                        by_row[ranked.row] = ranked
            start += len(passages)
            yield sorted(by_row.values(), key=lambda found: (-found.probability, found.row))

    def _rank_passage(
        self,
        snapshot: Snapshot,
        passage: _Passage,
        probe: Probe,
        vector: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    ) -> Iterator[Ranked]:
        candidates = find_candidates(snapshot, passage.terms.words, vector, passage.word_hits)
        if not candidates:
            return
        features = feature_matrix(probe, candidates, snapshot.word_weight)
        probabilities = self._ranker.probabilities(features)
        for candidate, probability in zip(candidates, probabilities, strict=True):
            same = is_same_text(passage.terms, candidate.terms)
            yield Ranked(
                candidate.row,
                max(float(probability), self._ranker.thresholds.same_claim)
                if same
                else float(probability),
                passage.text,
                candidate,
                passage.terms,
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
                semantic=max(0.0, candidate.cosine),
            ),
            words=_shared_words(ranked.terms, candidate.terms),
            passage=ranked.passage,
            reason=ranked.reason,
        )


_SURENESS = (Level.NOTHING, Level.RELATED, Level.SAME_CLAIM)


def _choose_passages(snapshot: Snapshot, message: Message) -> Iterator[_Passage]:
    """Yield the passages that share most with any claim, in their order."""
    passages = []
    for text in message.passages:
        terms = analyse(known_words(text, snapshot.knows_word))
        passages.append(_Passage(text, terms, search_words(snapshot, terms.words)))
    if len(passages) > _MOST_PASSAGES:
        best = sorted(passages, key=_best_word_score, reverse=True)[:_MOST_PASSAGES]
        passages = [passage for passage in passages if passage in best]
    yield from passages


def _best_word_score(passage: _Passage) -> float:
    return passage.word_hits[0][1] if passage.word_hits else 0.0


def _probe(
    passage: _Passage, message: Message, encoding: Encoding, position: int, passages: int
) -> Probe:
    return Probe(
        text=passage.text,
        terms=passage.terms,
        tokens=encoding.tokens[position],
        language=message.language,
        accented=message.accented,
        passages=passages,
    )


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
