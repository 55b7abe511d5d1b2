"""What was carried from the last round into a new plan, and what was not."""

from collections.abc import Iterator

from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.display.wrapping import line_width, plain, wrap
from ita_xlsx.language import Language, Sentence
from ita_xlsx.official.columns import BY_KEY
from ita_xlsx.official.plan_sheets import SIGNERS
from ita_xlsx.verbs.plan import MadePlan

_SHOWN = 10
_FIRST = 6  # months: the first round of a year

_FOR = Sentence(
    "แผนนี้เป็นของปีงบประมาณ {year} {round}", "The plan is for fiscal year {year}, {round}."
)
_CARRIED = Sentence("ยกมา: {parts}", "Carried: {parts}")
_NEW = Sentence(
    "ไม่ได้ยกมา เพราะต่างกันทุกรอบ: วันครบกำหนดส่ง",
    "Not carried, as every round has its own: the due day",
)
_ABSENT = Sentence("ไม่มีในไฟล์เดิม จึงยังว่าง: {parts}", "Not in the old files, so blank: {parts}")
_NO_CREST = Sentence(
    "ไม่พบไฟล์ตราสัญลักษณ์ “{name}” ข้างแผนเดิม โปรดนำมาวางไว้ข้างแผนใหม่",
    "The crest “{name}” is not beside the old plan; please put it beside the new one.",
)
_ONLY_REPORT = Sentence(
    "ผู้ลงนาม อีเมล เจ้าหน้าที่ และชื่อเรียกอื่นไม่มีในรายงาน ถ้ามีแผนของรอบก่อน ให้สั่งใหม่โดยเพิ่ม --from แผนเดิม.xlsx",
    "No report holds signers, e-mail addresses, officers and other spellings: where there is a "
    "plan of the last round, add --from OLD-PLAN.xlsx.",
)
_ONLY_PLAN = Sentence(
    "ไม่ได้ระบุรายงานฉบับรวม จึงยกมาทุกมาตรการ รวมทั้งที่เสร็จแล้ว ถ้ามีรายงานของรอบก่อน "
    "ให้สั่งใหม่โดยเพิ่ม --from รายงาน.xlsx",
    "No consolidated workbook was named, so every measure is carried, finished ones too: where "
    "there is a report of the last round, add --from REPORT.xlsx.",
)
_FINISHED = Sentence(
    "มาตรการที่เสร็จแล้วหรือยกเลิก และไม่มีข้อเสนอแนะ ไม่ได้ยกมา {count} มาตรการ:",
    "Measures that are done or cancelled, without a suggestion, were not carried ({count}):",
)
_OLD_YEARS = Sentence(
    "โปรดตรวจข้อความที่ระบุปีเดิม {count} แห่ง ในแผ่นงาน มาตรการ ของแผนใหม่:",
    "Please look at the texts of the new plan that name the old year ({count}):",
)
_OLD_YEAR = Sentence(
    "  มาตรการ {number} ช่อง “{header}”: “{words}”", "  measure {number}, “{header}”: “{words}”"
)
_MORE = Sentence("  และอีก {count}", "  and {count} more")
_LOOK = Sentence(
    "โปรดกรอกวันครบกำหนดส่ง แล้วตรวจแผนให้ครบ",
    "Please fill in the due day, and look all of the plan over.",
)

_DIVISIONS = Sentence("{count} กอง", "{count} divisions")
_LISTED = Sentence("{count} หน่วยงานหรืออำเภอ", "{count} organisations or districts")
_MEASURES = Sentence("{count} มาตรการ", "{count} measures")
_SIGNED = Sentence("ผู้ลงนาม {count} คน", "{count} signers")
_EMAILS = Sentence("อีเมล {count} แห่ง", "{count} e-mail addresses")
_OFFICERS = Sentence("เจ้าหน้าที่ {count} คน", "{count} officers")
_SPELLINGS = Sentence("ชื่อเรียกอื่น {count} ชื่อ", "{count} other spellings")
_RECEIVER = Sentence("อีเมลผู้รับรายงาน", "the report's receiver")
_CREST = Sentence("ตราสัญลักษณ์", "the crest")
# What of these is not there, without its number.
_NONE = {
    _SIGNED: Sentence("ผู้ลงนาม", "signers"),
    _EMAILS: Sentence("อีเมล", "e-mail addresses"),
    _OFFICERS: Sentence("เจ้าหน้าที่", "officers"),
    _SPELLINGS: Sentence("ชื่อเรียกอื่น", "other spellings"),
}


def say_carried(made: MadePlan, language: Language) -> None:
    """Say what was carried, what was not and why, and what names the old year."""
    for line in _lines(made, language):
        for part in wrap(line, line_width()):
            echo(part, err=True)


def _lines(made: MadePlan, language: Language) -> Iterator[str]:
    facts = made.plan.facts
    yield _FOR.fill(year=facts.get("fiscal_year", "?"), round=facts["round"]).say(language)
    there = [sentence.fill(count=n) for sentence, n in _counts(made) if n]
    missing = [_NONE[one] for one, n in _counts(made) if not n and one in _NONE]
    for sentence, key in ((_RECEIVER, "mail_to"), (_CREST, "crest")):
        (there if key in facts else missing).append(sentence)
    for sentence, parts in ((_CARRIED, there), (_ABSENT, missing)):
        if parts:
            yield sentence.fill(parts=", ".join(one.say(language) for one in parts)).say(language)
    yield _NEW.say(language)
    if "crest" in facts and made.crest is None:
        yield _NO_CREST.fill(name=plain(facts["crest"])).say(language)
    if not made.old:
        yield _ONLY_REPORT.say(language)
    if not made.report and made.plan.organisation.round == _FIRST:
        yield _ONLY_PLAN.say(language)
    yield from _some(_FINISHED, [f"  {plain(name)}" for name in made.finished], language)
    words = [
        _OLD_YEAR.fill(number=number, header=BY_KEY[key].header, words=plain(said)).say(language)
        for number, key, said in made.old_years
    ]
    yield from _some(_OLD_YEARS, words, language)
    yield _LOOK.say(language)


def _counts(made: MadePlan) -> Iterator[tuple[Sentence, int]]:
    plan = made.plan
    yield (_LISTED if plan.above else _DIVISIONS), len(plan.divisions)
    yield _MEASURES, len(plan.measures)
    yield _SIGNED, sum(role in plan.facts for role, _ in SIGNERS)
    yield _EMAILS, sum(bool(one.email) for one in plan.divisions)
    yield _OFFICERS, sum(bool(one.officer) for one in plan.divisions)
    yield _SPELLINGS, sum(len(one.spellings) for one in plan.divisions)


def _some(head: Sentence, lines: list[str], language: Language) -> Iterator[str]:
    if lines:
        yield head.fill(count=len(lines)).say(language)
        yield from lines[:_SHOWN]
        if len(lines) > _SHOWN:
            yield _MORE.fill(count=len(lines) - _SHOWN).say(language)
