"""What the formulas know of each row of the table, on the hidden sheet: one array formula a column.

Each row of these columns is about one row of the form, the header first. The table of the form is
named from its header on, so that it grows with every row that a clerk inserts, also above the
first measure; ``FORM.spare`` rows more than the form has are checked. A formula decides only
what the checks decide in the same way. What it cannot read is ``ASK``: the clerk has to check.
"""

from typing import NamedTuple

from ita_xlsx.forms.formulas import clean, folded, found, listed, marked, starts, text, unanswered
from ita_xlsx.forms.live_deadlines import END, FOLDED, KNOWN, MONTH, NAME, START, VERDICT, YEAR
from ita_xlsx.forms.live_names import INDEX, live, typed
from ita_xlsx.official.columns import BEGINS, KEYS, PREFILLED
from ita_xlsx.official.form import FORM
from ita_xlsx.official.limits import (
    ANSWER_KEYS,
    NEEDS_EVIDENCE,
    NOT_MARKS,
    NUMBER_MARKS,
    NUMBER_WORDS,
    WEB_PREFIXES,
)
from ita_xlsx.official.statuses import LABELS as STATUSES

# What a column says of a row. The meaning of the numbers between is the column's own.
NO, YES, UNREAD, ASK = 0, 1, 2, 3
MEASURE = 1  # kind
OUTSIDE = 2  # due
UNPROVEN, PERHAPS_UNPROVEN, UNLISTED = 1, 2, 3  # proof

BLANK_ROW = "." * len(KEYS)


class LiveColumn(NamedTuple):
    """One column: its name, its formula, and what it gives for a blank row."""

    name: str
    formula: str
    blank: str | int


_MASK = live("mask")
_KIND, _KEY, _REPEATED = live("kind"), live("key"), live("repeated")


def _filled(key: str) -> str:
    return f'(MID({_MASK},{KEYS.index(key) + 1},1)="1")'


def _blank(key: str) -> str:
    return f"(1-{_filled(key)})"


def _mask() -> str:
    """A sign a cell: 1 where something is typed, else a dot; for an error value a question mark."""
    blank = {
        key: unanswered(typed(key)) if key in ANSWER_KEYS else f"LEN({clean(typed(key))})=0"
        for key in KEYS
    }
    digits = "&".join(f'IF({blank[key]},".","1")' for key in KEYS)
    return f'IF({INDEX}=1,"{BLANK_ROW}",IFERROR({digits},"?"))'


def _number() -> str:
    return f'IF({_filled("number")},{folded(typed("number"))},"")'


def _key() -> str:
    """As ``official.limits.number_key``, for numbers of one or two digits."""
    number = live("number")
    bare = number
    for word in reversed(NUMBER_WORDS):
        rest = f"MID({number},{len(word) + 1},50)"
        bare = f"IF(LEFT({number},{len(word)})={text(word)},{rest},{bare})"
    marked = "+".join(f"(RIGHT({bare},1)={text(mark)})" for mark in NUMBER_MARKS)
    whole = f"IF(({marked})>0,LEFT({bare},LEN({bare})-1),{bare})"
    value = f'MATCH(RIGHT("0"&{whole},2),ita_two_digits,0)-1'
    return f'IF((LEN({whole})>0)*(LEN({whole})<3),IFERROR({value}&"",{whole}),{whole})'


def _lead() -> str:
    """All that is typed in a row, without the header's own."""
    return f'IF({INDEX}=1,"",IFERROR({clean("&".join(map(typed, KEYS)))},""))'


def _kind() -> str:
    """Whether a row is a measure, or may be something else; a row that is not filled in is none."""
    lead = live("lead")
    cells = f'LEN(SUBSTITUTE({_MASK},".",""))'
    signed = f"({starts(lead, _SIGNATURES)}*({cells}<4))"
    odd = "+".join(
        (
            f'({_MASK}="?")',
            f"ISNUMBER(FIND({text(_OWNER_HEADER)},{typed('responsible')}))",
            starts(lead, _TOTALS),
            # A heading is alone in its row; a number alone begins a measure.
            f"({cells}=1)*(1-{_filled('number')}*{_is_number(_KEY)})",
            # What follows a signature belongs to no measure.
            f"({INDEX}>=MIN(IF(IFERROR({signed},0),{INDEX},9^9)))",
        )
    )
    alone = "*".join(_blank(key) for key in KEYS if key not in PREFILLED)
    unfilled = f"{_filled('number')}*{_is_number(_KEY)}+{_blank('responsible')}>0"
    begun = f"({_filled('issue')}*({'+'.join(map(_filled, _BEGINNING))})>0)"
    return (
        f'IF({_MASK}="{BLANK_ROW}",{NO},IF(IFERROR(({odd})>0,TRUE),{ASK},'
        f"IF({alone},IF({unfilled},{NO},{ASK}),IF({_filled('number')}+{begun},{MEASURE},{ASK}))))"
    )


# Without a number, a row with an issue and one of these is a measure; what has a result may go on
# with the row above.
_BEGINNING = tuple(key for key in BEGINS if key not in ("number", "result"))
# The beginnings of what ``intake.table.outside`` takes for a total, a note or a signature, and what
# every header of the owner's column contains.
_TOTALS = (
    "รวม", "ผลรวม", "ยอดรวม", "จำนวนรวม", "คิดเป็น", "ค่าเฉลี่ย", "total", "grand", "sub", "sum",
    "หมายเหตุ", "ที่มา", "แหล่ง", "อ้างอิง", "ข้อมูล ณ", "คำ", "note", "remark", "source", "*", "[",
)  # fmt: skip
_SIGNATURES = ("(", "ลง", ".", "…", "_", "-", "=", "ผู้")
_OWNER_HEADER = "รับผิดชอบ"


def _is_number(key: str) -> str:
    """Whether a key is a whole number of one to three digits."""
    padded, last = f'RIGHT("0"&{key},2)', f"RIGHT({key},2)"
    short = f"(LEN({key})>0)*(LEN({key})<3)*{found(padded, 'ita_two_digits')}"
    first = f'(LEFT({key},1)>="1")*(LEFT({key},1)<="9")*(LEN({key})=3)'
    return f"({short}+{first}*{found(last, 'ita_two_digits')})"


def _repeated() -> str:
    """YES for a number that an earlier measure has; ASK where it may be inside the issue."""
    issue = clean(typed("issue"))
    begins = f"ISNUMBER(FIND(LEFT({issue},1),{text('0123456789๐๑๒๓๔๕๖๗๘๙')}))"
    inside = f"{_filled('issue')}*({begins}+{starts(issue, NUMBER_WORDS)})>0"
    others = f'IF({_KIND}={MEASURE},{_KEY},"")'
    repeats = f"IF(MATCH({_KEY},{others},0)<{INDEX},{YES},{NO})"
    given = f"IF({_is_number(_KEY)},{repeats},{UNREAD})"
    return f"IF({_KIND}<>{MEASURE},{NO},IF({_filled('number')},{given},IF({inside},{ASK},{NO})))"


def _missing() -> str:
    """How many required cells of a measure are blank; its number may be inside the issue."""
    cells = [
        _blank(column.key) + (f"*({_REPEATED}<>{ASK})" if column.key == "number" else "")
        for column in FORM.columns
        if column.required
    ]
    return f"IF({_KIND}={MEASURE},{'+'.join(cells)},0)"


def _marks() -> str:
    """YES for a measure with a required cell that holds only a mark."""
    cells = "+".join(marked(typed(key)) for key in NOT_MARKS)
    return f"IF({_KIND}={MEASURE},IF({cells}>0,{YES},{NO}),{NO})"


def _proof() -> str:
    """Whether a finished measure has no evidence, or its status is not one of the list."""
    place = f"MATCH({listed(typed('status'))},ita_statuses,0)"
    done = f"({place}={STATUSES.index(NEEDS_EVIDENCE) + 1})*{_blank('evidence')}*{UNPROVEN}"
    given = f"IF(ISNUMBER({place}),{done},{UNLISTED})"
    none = f"{_filled('result')}*{_blank('evidence')}*{PERHAPS_UNPROVEN}"
    return f"IF({_KIND}={MEASURE},IF({_filled('status')},{given},{none}),0)"


def _address() -> str:
    """YES for evidence that does not begin as a web address does."""
    begins = starts(clean(typed("evidence")), WEB_PREFIXES)
    return f"IF(({_KIND}={MEASURE})*{_filled('evidence')},1-{begins},0)"


# What is said of a row: the column, its value, the words.
_REMARKS: tuple[tuple[str, int, str], ...] = (
    ("marks", YES, "มีช่องที่พิมพ์เพียงเครื่องหมาย"),
    ("repeated", YES, "ลำดับซ้ำกับแถวก่อนหน้า"),
    ("due", OUTSIDE, "กำหนดเวลาอยู่นอกปีงบประมาณ"),
    ("kind", ASK, "ไม่มีลำดับ หรืออาจไม่ใช่มาตรการ โปรดตรวจเอง"),
    ("repeated", ASK, "ลำดับอยู่ในช่องประเด็น โปรดย้าย"),
    ("repeated", UNREAD, "ลำดับไม่ใช่ตัวเลข"),
    ("due", ASK, "โปรดตรวจกำหนดเวลาเอง"),
    ("proof", UNLISTED, "สถานะไม่ตรงกับรายการ"),
    ("proof", UNPROVEN, "แล้วเสร็จแต่ยังไม่มีหลักฐาน"),
    ("address", YES, "หลักฐานไม่ได้ขึ้นต้นด้วย http"),
)


def wanting() -> str:
    """Whether there is something to say of a row."""
    said = [f"({live(name)}={value})" for name, value, _ in _REMARKS]
    return f"((({live('missing')}>0)+{'+'.join(said)})>0)"


def todo(place: str) -> str:
    """What the clerk reads about one row, given by its place in the columns."""
    here = {name: f"INDEX({live(name)},{place})" for name in ("mask", "missing", "repeated")}
    blanks = "&".join(
        f'IF((MID({here["mask"]},{KEYS.index(column.key) + 1},1)=".")'
        + (f"*({here['repeated']}<>{ASK})" if column.key == "number" else "")
        + f'," “{column.header.partition("/")[0]}”","")'
        for column in FORM.columns
        if column.required
    )
    said = [
        f'IF({here["missing"]}>0,"• ยังว่าง"&{blanks},"")',
        *(
            f'IF(INDEX({live(name)},{place})={value}," • {words}","")'
            for name, value, words in _REMARKS
        ),
    ]
    return f"TRIM({'&'.join(said)})"


def _deadline() -> str:
    there = f"({_KIND}={MEASURE})*{_filled('deadline')}"
    return f'IF({there}*(1-ISNUMBER({typed("deadline")})),{FOLDED},"")'


def _due() -> str:
    there = f"({_KIND}={MEASURE})*{_filled('deadline')}*(ita_year>0)"
    return f"IF({there},{VERDICT},{NO})"


def live_columns() -> tuple[LiveColumn, ...]:
    """The columns in the order in which they build on each other."""
    return (
        LiveColumn("mask", _mask(), BLANK_ROW),
        LiveColumn("number", _number(), ""),
        LiveColumn("key", _key(), ""),
        LiveColumn("lead", _lead(), ""),
        LiveColumn("kind", _kind(), NO),
        LiveColumn("repeated", _repeated(), NO),
        LiveColumn("missing", _missing(), 0),
        LiveColumn("marks", _marks(), NO),
        LiveColumn("deadline", _deadline(), ""),
        LiveColumn("known", KNOWN, ""),
        *(LiveColumn(f"name_{end}", NAME[end], "") for end in NAME),
        *(LiveColumn(f"year_{end}", YEAR[end], 0) for end in YEAR),
        *(LiveColumn(f"month_{end}", MONTH[end], 0) for end in MONTH),
        LiveColumn("start", START, 0),
        LiveColumn("end", END, 0),
        LiveColumn("due", _due(), NO),
        LiveColumn("proof", _proof(), NO),
        LiveColumn("address", _address(), NO),
    )
