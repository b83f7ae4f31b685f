"""How telling a word is."""

import math


def word_weight(document_frequency: int, documents: int) -> float:
    """Return how telling a word is, from near 0 (it is everywhere) to 1 (it is nowhere).

    BM25's inverse document frequency (Robertson and Zaragoza 2009) over its highest value, so
    that libraries of different sizes can be judged alike.
    """
    return _inverse_frequency(document_frequency, documents) / _inverse_frequency(0, documents)


def _inverse_frequency(document_frequency: int, documents: int) -> float:
    documents = max(documents, document_frequency)
    return math.log(1 + (documents - document_frequency + 0.5) / (document_frequency + 0.5))
