"""An answer for the eyes: verdict, claim, who, when, where, and why it matched."""

import regex
from rich.panel import Panel
from rich.text import Text

from kiemchung.claims import Answer, FactCheck, Level, Match, Reason
from kiemchung.cli.console import out
from kiemchung.text.folding import fold_aligned

_WORDS = {
    "vi": {
        Level.SAME_CLAIM: "Đã có bản kiểm chứng về đúng điều này.",
        Level.RELATED: "Có thể liên quan: hãy đọc kỹ, chưa chắc nói về đúng điều bạn hỏi.",
        Level.NOTHING: "Không tìm thấy: thư viện chưa có bản kiểm chứng nào về điều này.",
        Reason.MEANING: "Vì sao khớp",
        Reason.SAME_TEXT: "Gần như nguyên văn",
        Reason.SAME_LINK: "Cùng đường dẫn",
        "label_same": "CÙNG MỘT ĐIỀU",
        "label_related": "CÓ THỂ LIÊN QUAN",
        "by_words": "từ ngữ",
        "by_meaning": "ý nghĩa",
        "shared": "từ chung",
        "none": "không có từ chung",
        "sample": "Thư viện mẫu đi kèm chương trình, không phải kết quả của một tòa soạn.",
        "source": "Kiểm tra tại",
    },
    "en": {
        Level.SAME_CLAIM: "The same claim has been fact-checked.",
        Level.RELATED: "Possibly related: read before you rely on it; it may not be your claim.",
        Level.NOTHING: "Nothing found: the library has no fact-check of this yet.",
        Reason.MEANING: "Why it matched",
        Reason.SAME_TEXT: "Almost the same text",
        Reason.SAME_LINK: "The same link",
        "label_same": "SAME CLAIM",
        "label_related": "POSSIBLY RELATED",
        "by_words": "words",
        "by_meaning": "meaning",
        "shared": "shared words",
        "none": "no words in common",
        "sample": "From the sample library that comes with the program, not from a desk.",
        "source": "Check at",
    },
}
_STYLES = {Level.SAME_CLAIM: "green", Level.RELATED: "yellow"}
_STEP_STYLES = ("bold red", "bold red", "bold yellow", "bold green", "bold green")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def print_answer(answer: Answer) -> None:
    """Print the matches and one honest line."""
    said = _WORDS["vi" if answer.language == "vi" else "en"]
    for match in answer.matches:
        out.print(_panel(match, said), soft_wrap=False)
    if any(match.fact_check.sample for match in answer.matches):
        out.print(Text(said["sample"], style="dim"))
    out.print(Text(said[answer.level], style=f"bold {_STYLES.get(answer.level, '')}".strip()))


def _panel(match: Match, said: dict[str, str]) -> Panel:
    check = match.fact_check
    label = said["label_same" if match.level is Level.SAME_CLAIM else "label_related"]
    body = Text.assemble(
        _verdict(check),
        "\n",
        _highlighted(check.claim, match.words),
        "\n",
        *([f"{check.explanation}\n"] if check.explanation else []),
        (_origin(check), "dim"),
        "\n",
        (f"{said['source']}: " if check.sample else "", "dim"),
        check.url,
        "\n",
        (_why(match, said), "dim"),
    )
    title = f"{label} · {match.probability:.0%}"
    return Panel(body, title=title, title_align="left", border_style=_STYLES[match.level])


def _verdict(check: FactCheck) -> Text:
    step = check.verdict.step
    return Text(check.verdict.name, style=_STEP_STYLES[step - 1] if step else "bold")


def _highlighted(claim: str, words: tuple[str, ...]) -> Text:
    """Return ``claim`` with the shared words underlined, whatever their case or diacritics."""
    shared = {fold_aligned(word) for word in words}
    text = Text(claim)
    for word in _WORD.finditer(claim):
        if fold_aligned(word.group().lower()) in shared:
            text.stylize("bold underline", *word.span())
    return text


def _origin(check: FactCheck) -> str:
    names = [check.publisher.name, *(source.name for source in check.sources)]
    day = check.published.strftime("%d/%m/%Y") if check.published else ""
    return " · ".join(filter(None, [*names, day, check.language]))


def _why(match: Match, said: dict[str, str]) -> str:
    shared = ", ".join(match.words) if match.words else said["none"]
    return (
        f"{said[match.reason]}: {said['shared']}: {shared} · "
        f"{said['by_words']} {match.scores.lexical:.2f} · {said['by_meaning']} {match.scores.semantic:.2f}"
    )
