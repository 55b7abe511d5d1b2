"""Formulas that read a deadline as ``official.deadlines`` does, or say that they cannot.

A text is folded, the words around it go, and it is cut in two at its dash (a single date is both
halves). Each half is parted into the year at its end (of the Common Era, 0 for none) and the name
that is left, and the name has its place in the list of months (1,000 more for each digit of a day
before it); of both come the first and the last day.
"""

from ita_xlsx.forms.formulas import folded, found, replaced, text
from ita_xlsx.forms.live_names import live, typed
from ita_xlsx.forms.written import BY, IN_MONTH, MONTH_LETTERS, NAMED_MONTHS, ON_DAY, UNTIL, WHOLE
from ita_xlsx.thai.dates import BUDDHIST_ERA, FIRST_BUDDHIST_YEAR

_ENDS = ("first", "last")
_LONGEST = 200  # letters; the checks read no text of more than 300
CENTURY = 2500  # of a Buddhist year of two digits
_DEADLINE, _KNOWN, _YEAR_HERE = live("deadline"), live("known"), "ita_year"
_NO_DASH = f'(LEN(SUBSTITUTE({_KNOWN},"-",""))=LEN({_KNOWN}))'


def _folded() -> str:
    """The deadline with plain digits and dashes, without blanks and without brackets around it."""
    same_dash = replaced(folded(typed("deadline")), {UNTIL: "-"})
    bracketed = f'(LEFT({same_dash},1)="(")*(RIGHT({same_dash},1)=")")'
    inner = f"IF({bracketed},MID({same_dash},2,LEN({same_dash})-2),{same_dash})"
    return f'IF(LEN({typed("deadline")})>{_LONGEST},"!",{inner})'


def _known() -> str:
    """The deadline without the words before it that say nothing."""
    due = _without(_DEADLINE, BY)
    dated = f"{_digit_at(due, len(ON_DAY) + 1)}*(1-{_digit_at(due, len(ON_DAY) + 3)})"
    first = f"LEFT({_without(due, IN_MONTH)},1)"
    named = f'ISNUMBER(FIND({first},{text(MONTH_LETTERS)}))*({first}<>"")'
    whole = f"ISNUMBER(FIND({text(WHOLE)},{due}))"
    return (
        f"IF((LEFT({due},{len(ON_DAY)})={text(ON_DAY)})*{dated},{_without(due, ON_DAY)},"
        f"IF({named}*(1-{whole}),{_without(due, IN_MONTH)},{due}))"
    )


def _without(formula: str, word: str) -> str:
    rest = f"MID({formula},{len(word) + 1},{_LONGEST})"
    return f"IF(LEFT({formula},{len(word)})={text(word)},{rest},{formula})"


def _digit_at(formula: str, place: int) -> str:
    return f'(MID({formula},{place},1)>="0")*(MID({formula},{place},1)<="9")'


def _half(end: str) -> str:
    """The text of one half; a date such as 2566-03-31 becomes 31/03/2566."""
    whole = f'(LEN({_KNOWN})=10)*(MID({_KNOWN},5,1)="-")*(MID({_KNOWN},8,1)="-")'
    turned = f'RIGHT({_KNOWN},2)&"/"&MID({_KNOWN},6,2)&"/"&LEFT({_KNOWN},4)'
    cut = f'FIND("-",{_KNOWN})'
    half = f"LEFT({_KNOWN},{cut}-1)" if end == "first" else f"MID({_KNOWN},{cut}+1,{_LONGEST})"
    return f"IF({whole},{turned},IFERROR({half},{_KNOWN}))"


def _four(half: str) -> str:
    """Whether a half ends with a year of four digits, 25.. or 20.."""
    century = f'((LEFT(RIGHT({half},4),2)="25")+(LEFT(RIGHT({half},4),2)="20"))'
    return f"(LEN({half})>3)*{century}*{_two(half)}"


def _two(half: str) -> str:
    last = f"RIGHT({half},2)"
    return f"(LEN({half})>2)*{found(last, 'ita_two_digits')}"


def _name(end: str) -> str:
    half = _half(end)
    return (
        f"IF({_four(half)},LEFT({half},LEN({half})-4),IF({_two(half)},LEFT({half},LEN({half})-2),"
        f"{half}))"
    )


def _year(end: str) -> str:
    # Not in one text with the name: LibreOffice mixes up the rows of texts that are joined in IF.
    half = _half(end)
    last = f"MATCH(RIGHT({half},2),ita_two_digits,0)-1"
    century = f'IF(LEFT(RIGHT({half},4),2)="20",2000,{CENTURY - BUDDHIST_ERA})'
    return f"IF({_four(half)},{century}+{last},IF({_two(half)},{CENTURY - BUDDHIST_ERA}+{last},0))"


def _month(end: str) -> str:
    name = live(f"name_{end}")
    none, one, two = (f"MATCH(MID({name},{start},50),ita_months,0)" for start in (1, 2, 3))
    return f"IFERROR({none},IFERROR(1000+{one},IFERROR(2000+{two},0)))"


FOLDED = _folded()
KNOWN = _known()
NAME = {end: _name(end) for end in _ENDS}
YEAR = {end: _year(end) for end in _ENDS}
MONTH = {end: _month(end) for end in _ENDS}


def _month_number(end: str) -> str:
    return f"(MOD(MOD({live(f'month_{end}')},1000)-1,12)+1)"


def _day(end: str) -> str:
    """The day before the month, 0 for none; an error when it is no number."""
    month, name = live(f"month_{end}"), live(f"name_{end}")
    digits = f'RIGHT("0"&LEFT({name},INT({month}/1000)),2)'
    return f"IF({month}<1000,0,MATCH({digits},ita_two_digits,0)-1)"


def _calendar_year(end: str) -> str:
    """The year of a half, which it may have from the other or from the sheet."""
    first, last = live("year_first"), live("year_last")
    start, stop = _month_number("first"), _month_number("last")
    if end == "first":
        given, other, taken = first, last, f"{last}-({start}>=10)*({stop}<10)"
    else:
        given, other, taken = last, first, f"{first}+({stop}<{start})"
    here = f"{_YEAR_HERE}-({_month_number(end)}>=10)"
    return f"IF({given}>0,{given},IF({other}>0,{taken},{here}))"


def _readable(end: str) -> str:
    """Whether a half is a month; one written as a number needs its day and its year."""
    month = live(f"month_{end}")
    bare = f"(MOD({month},1000)>{NAMED_MONTHS})*((({month}<1000)+({live(f'year_{end}')}=0))>0)"
    return f"({month}>0)*(1-{bare})"


def _exists(day: str, date: str) -> str:
    """Whether the day is one of the month's."""
    return f"({day}>0)*(DAY({date})={day})"


def _start() -> str:
    year, month, day = _calendar_year("first"), _month_number("first"), _day("first")
    date = f"DATE({year},{month},{day})"
    given = f"IF({_exists(day, date)},{date},0)"
    dated = f"IF({live('month_first')}<1000,DATE({year},{month},1),{given})"
    # The 1 of 1-31 มี.ค. 66 has its month from the other half.
    alone = f'MATCH(RIGHT("0"&{live("name_first")},2),ita_two_digits,0)-1'
    other = f"DATE({_calendar_year('last')},{_month_number('last')},{alone})"
    shared = f"(LEN({live('name_first')})<3)*({live('month_last')}>=1000)*({_exists(alone, other)})"
    return (
        f'IF({_KNOWN}="",0,IFERROR(IF({live("month_first")}=0,IF({shared},{other},0),'
        f"IF({_readable('first')},{dated},0)),0))"
    )


def _end() -> str:
    year, month, day = _calendar_year("last"), _month_number("last"), _day("last")
    date = f"DATE({year},{month},{day})"
    of_month = f"DATE({year},{month}+1,0)"
    dated = f"IF({live('month_last')}<1000,{of_month},IF({_exists(day, date)},{date},0))"
    return f'IF({_KNOWN}="",0,IFERROR(IF({_readable("last")},{dated},0),0))'


START = _start()
END = _end()


def _verdict() -> str:
    """1 inside the fiscal year, 2 outside, 3 for a text that only the checks can read."""
    cell, year = typed("deadline"), live("year_last")
    start, end = live("start"), live("end")
    typed_year = (
        f"IF(YEAR({cell})>={FIRST_BUDDHIST_YEAR},YEAR({cell})-{BUDDHIST_ERA},"
        f"IF(YEAR({cell})<2000,YEAR({cell})+{CENTURY - BUDDHIST_ERA - 1900},YEAR({cell})))"
    )
    # Smaller numbers are no dates, but a year or a count.
    as_date = f"IF({cell}<10000,3,IF({typed_year}+(MONTH({cell})>=10)={_YEAR_HERE},1,2))"
    bare_year = f'(LEN({_KNOWN})=4)*({live("name_last")}="")'
    of_year = f"{_NO_DASH}*({year}>0)*(({bare_year}+{found(live('name_last'), 'ita_of_year')})>0)"
    bounds = f"({start}>=DATE({_YEAR_HERE}-1,10,1))*({end}<=DATE({_YEAR_HERE},9,30))"
    dated = f"IF(({start}>0)*({end}>={start}),IF({bounds},1,2),3)"
    return (
        f"IFERROR(IF(ISNUMBER({cell}),{as_date},IF({found(_KNOWN, 'ita_this_year')},1,"
        f"IF({of_year},IF({year}={_YEAR_HERE},1,2),{dated}))),3)"
    )


VERDICT = _verdict()
