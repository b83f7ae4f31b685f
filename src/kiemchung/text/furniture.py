"""Forwarded-message furniture: greetings, calls to share and question frames.

"Is it true that …", "chia sẻ ngay", "Fwd:" say nothing about the claim but pull matching
towards other messages that are wrapped the same way. They are left out of what is matched,
never out of what is shown, and never so far that nothing with words is left.

Patterns are written in folded letters and matched on folded text, so that they hold for
Vietnamese with and without diacritics.
"""

import regex

from kiemchung.text.folding import fold_aligned
from kiemchung.text.sentences import split_sentences
from kiemchung.text.tokens import has_words, words

_PEOPLE = (
    r"(?:ad(?:min)?|anh(?: chi)?|chi|em|co(?: chu)?|chu|bac|ban|cac (?:ban|bac|me|chi|anh|con|chau|cu)"
    r"|moi (?:nguoi|ng)|mn|mng|ca nha|bs|bac si|nha|group|nhom|everyone|every ?body|all|friends|guys"
    r"|folks|team|there|doctor|doc)"
)
_ASKER = r"(?:em|minh|toi|con|chau|t|m|chi|anh|me|bo|ba|tui|mk|mik)"

# Frames that open a sentence, tried again and again until none fits.
_OPENINGS = regex.compile(
    r"(?:"
    r"(?:fwd?|re|fw|chuyen tiep|forwarded(?: as received| many times)?|tin nhan chuyen tiep)\s*[:：>|-]+"
    r"|(?:canh bao|tin nong|tin khan|khan cap|khan|hot|breaking(?: news)?|urgent|warning|alert|luu y|chu y"
    r"|important|attention)\s*[:!：-]+"
    r"|(?:a+|o+i+|da|vang|uh+m*|hmm+|oh|wow|so|well|ok)\b[\s,!.:]+"
    rf"|(?:xin )?(?:chao|hello+|hi+|hey+|dear|kinh gui|kinh chao|thua|alo+)\b\s*{_PEOPLE}?\b"
    r"(?:\s+(?:oi|nhe|nha|a))?[\s,!.:~]*"
    # "gửi ảnh" folds to the same letters as "gửi anh", so that this greeting needs its comma.
    rf"|gui\s+{_PEOPLE}(?:\s+(?:oi|nhe|nha|a))?\s*[,:!.~]+"
    rf"|{_PEOPLE}\s+(?:oi|a|ui)\b[\s,!.:~]*"
    rf"|(?:{_PEOPLE}\s+)?(?:lam on\s+)?cho\s+{_ASKER}\s+(?:hoi|xin hoi)(?:\s+(?:ti|chut|ty|xiu|voi|la|nha|nhe))*[\s,:]+"
    r"|(?:xin |muon )hoi(?:\s+(?:la|ve(?: viec)?))?[\s,:]+"
    rf"|(?:{_ASKER}\s+)?(?:moi\s+)?(?:nghe|thay|doc(?: duoc)?)\s+"
    r"(?:noi|bao|don|don thoi|nguoi ta noi|nguoi ta bao|tren mang noi|tren mang)(?:\s+(?:la|rang))?[\s,:]+"
    r"|(?:nguoi ta|dan tinh|tren mang|thien ha)\s+(?:noi|bao|don|dong|dong thoi)(?:\s+(?:la|rang|nhau))?[\s,:]+"
    rf"|(?:{_PEOPLE}\s+)?(?:co ai|ai)\s+(?:biet|ro)\b[\s,:]*(?:la\s+)?"
    r"|(?:co (?:phai|that|dung|thiet)(?: su)?(?: la| rang)?|lieu(?: rang)?|phai chang|thuc hu(?: chuyen| viec)?)\b[\s,:]+"
    r"|(?:is|was) it (?:really |actually )?(?:true|correct|right|real|a fact)(?: that| if)?\b[\s,:]*"
    r"|(?:can|could|would) (?:you|someone|anyone|u)(?: guys)?(?: please| pls)? "
    r"(?:confirm|verify|check|fact[- ]?check|tell me|let me know|explain)(?: this| for me)?(?: if| whether| that)?\b[\s,:]*"
    r"|(?:please|pls|plz) (?:confirm|verify|check|fact[- ]?check|advise)(?: this)?(?: if| whether| that)?\b[\s,:]*"
    r"|(?:does|do) (?:anyone|anybody|someone|you(?: guys)?) know (?:if|whether|that)\b[\s,:]*"
    r"|(?:any truth (?:to|in)|true or false|fact or (?:fiction|myth)|fact[- ]?check(?: this)?)\b[\s,:?]*"
    r"|(?:i (?:just )?(?:heard|read|saw|got told|was told)|(?:people|they|some(?:one|body)|everyone) (?:say|says|said|told me|claims?))"
    r"(?: (?:somewhere|online|on (?:facebook|tiktok|zalo|the internet|the news|fb)))?(?: that)?\b[\s,:]+"
    r")"
)
# Tags that close a sentence.
_CLOSINGS = regex.compile(
    r"(?<![\s,.;:?!])[\s,.;:?!]++(?:"
    r"(?:co )?(?:dung|phai|that|thiet|chuan|chinh xac)(?: vay| the)?(?: hay)?"
    r" (?:khong|ko|k|kh|hong|hok|hem|hk|khum|hay sai|chu)(?: (?:a|vay|nhi|ha|nhe))?"
    r"|dung hay sai|that hay (?:gia|dua|khong)|hay (?:la )?(?:khong|ko)"
    rf"|{_PEOPLE} (?:oi|a)"
    r"|(?:is (?:this|that|it) )?(?:true|real|right|correct|legit)\s*\?"
    r"|(?:please|pls|plz) (?:confirm|verify|check|help|advise|share|forward)"
    r"|thanks?(?: you)?(?: so much| all)?|(?:em )?cam on(?: nhieu| a| moi nguoi| ad)*"
    r")[\s.?!…)]*$"
)
# Sentences that are furniture from end to end.
_WHOLE = regex.compile(
    r"(?:"
    r"(?:(?:hay|xin|lam on|nho|vui long|moi nguoi|mn|cac ban|ai doc duoc|doc xong|nho la)\s+)*"
    r"(?:chia se|share|chuyen tiep|forward|lan truyen)\b"
    r"(?=\s+(?:ngay|gap|nhe|nha|di|rong rai|it on|this)\b|.*\b(?:moi nguoi|nguoi than|ban be|nguoi khac"
    r"|nhieu nguoi|cung biet|de cuu|everyone|friends|family|contacts|loved ones|others|groups?)\b|\s*$).{0,90}"
    # Money and pictures are sent too: only what can be a message is a call to send it on.
    r"|(?:(?:hay|xin|lam on|nho|vui long)\s+)*(?:gui|chuyen|copy|fwd|pass)"
    r"(?:\s+(?:tin|bai|clip|video|link|thong tin|tin nhan|nay|di|tiep|ngay|lai|het|gap|it|this))*"
    r"\s+(?:cho|den|toi|on|to)\s+(?:moi nguoi|mn|tat ca|nguoi than|ban be|gia dinh|ca nha|nhieu nguoi"
    r"|cac nhom|everyone|all|friends|family|your)\b.{0,70}"
    r"|(?:please|pls|kindly|do) (?:share|forward|pass|send|copy|spread)\b.{0,90}"
    r"|(?:share|forward|send) this\b.{0,80}"
    r"|(?:cuu duoc|them) mot nguoi .{0,60}"
    r"|(?:phuc duc|phuoc duc|duc phat|nam mo|amen|god bless|a di da phat).{0,80}"
    r"|(?:kinh gui|kinh chao|xin chao|chao|hello|hi|dear|good (?:morning|evening)|chuc)\b.{0,60}"
    rf"|(?:{_ASKER}\s+)?(?:xin )?(?:cam on|thanks?|thank you|tks|cam on)\b.{{0,40}}"
    r"|(?:xem (?:them|chi tiet)|chi tiet|doc them|nguon|source|via|read more|link|lien he|sdt|dt|hotline|tel|call)\b\s*[:：]?[\s\d().+-]*(?:tai day|here)?"
    r"|(?:co (?:dung|that|phai)(?: vay| the)? (?:khong|ko|k|hong)|that (?:khong|ko|k)|dung (?:khong|ko|k)|is (?:this|it|that) (?:true|real|right|legit|a scam)"
    r"|true or false|what do you think|thoughts|any truth to this)(?: (?:a|vay|nhi|ad|moi nguoi|mn|the|ha|or not|please))*"
    r")[\s.,!?…:;)]*"
)
_EDGES = " \t,;:.!?…~-–—>|*\"'“”‘’"


def without_furniture(text: str) -> str:
    """Return ``text`` (in normal form) without what only wraps its claim.

    Sentences that are furniture throughout are dropped; openings and closings of the others
    are cut. If nothing with words would be left, ``text`` comes back unchanged.
    """
    kept = [core for sentence in split_sentences(text) if (core := _core(sentence))]
    result = "\n".join(kept)
    return result if has_words(result) else text


def _core(sentence: str) -> str:
    folded = fold_aligned(sentence)
    start, end = _after_openings(folded), len(folded)
    if _WHOLE.fullmatch(folded.strip(_EDGES)) or _WHOLE.fullmatch(folded[start:].strip(_EDGES)):
        return ""
    for _ in range(3):
        closing = _CLOSINGS.search(folded, start, end)
        if closing is None or not _is_enough(sentence[start : closing.start()]):
            break
        end = closing.start()
    core = sentence[start:end].strip(_EDGES)
    return core if has_words(core) else ""


def _after_openings(folded: str) -> int:
    start = 0
    while opening := _OPENINGS.match(folded, start):
        if opening.end() == start or not has_words(folded[opening.end() :]):
            break
        start = opening.end()
    return start


def _is_enough(rest: str) -> bool:
    return len(words(rest)) >= 2
