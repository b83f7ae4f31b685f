from kiemchung.claims import Answer, FactCheck, Level, Match, Publisher, Scores, Verdict
from kiemchung_site.public.answers import Piece, mark_words, show_answer


def match(key: str, level: Level, group: int) -> Match:
    check = FactCheck("ba con mèo", Verdict("Sai"), Publisher(key, key), "https://x.example", "vi")
    return Match(key, check, level, 0.9, Scores(0.456, 0.5), ("mèo",), "MEO ơi", group=group)


def test_shared_words_are_marked_whatever_case_and_diacritics() -> None:
    assert mark_words("Mèo và MEO.", frozenset({"meo"})) == [
        Piece("Mèo", shared=True),
        Piece(" và ", shared=False),
        Piece("MEO", shared=True),
        Piece(".", shared=False),
    ]
    assert mark_words("", frozenset()) == []


def test_shared_words_side_by_side_are_one_mark() -> None:
    assert mark_words("con mèo con, mèo", frozenset({"con", "meo"})) == [
        Piece("con mèo con", shared=True),
        Piece(", ", shared=False),
        Piece("mèo", shared=True),
    ]


def test_groups_stay_together_and_levels_apart() -> None:
    matches = (
        match("a", Level.SAME_CLAIM, 0),
        match("b", Level.RELATED, 0),
        match("c", Level.RELATED, 1),
    )
    shown = show_answer(Answer(Level.SAME_CLAIM, matches, "vi"))
    assert [[m.match.key for m in group.matches] for group in shown.same] == [["a", "b"]]
    assert [m.match.key for m in shown.same[0].sure] == ["a"]
    assert [m.is_same_claim for m in shown.same[0].matches] == [True, False]
    assert [[m.match.key for m in group.matches] for group in shown.related] == [["c"]]
    assert [m.match.key for m in shown.related[0].sure] == ["c"]
    assert shown.same[0].matches[0].lexical == 46
