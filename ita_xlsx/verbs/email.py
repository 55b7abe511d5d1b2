"""``ita-xlsx email`` for Python: the report to its receiver."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import NothingToRead, UsageError
from ita_xlsx.files import refuse_bad_target, require_file, write_whole
from ita_xlsx.language import Language, Sentence
from ita_xlsx.official.stamp import CONSOLIDATED_PROPERTY
from ita_xlsx.provenance import is_unchanged
from ita_xlsx.verbs.given import given
from ita_xlsx.verbs.outputs import refuse_to_replace
from ita_xlsx.verbs.stages import check_round, folder_of, read, start_workers

if TYPE_CHECKING:
    from ita_xlsx.delivery.sending import AskPassword, Confirm, Outgoing


def draft_email(
    workbook: Path,
    to: Sequence[str],
    output: Path | None = None,
    plan: Path | None = None,
    round_folder: Path | None = None,
) -> "Outgoing":
    """A mail with a consolidated workbook, its PDF if there is one, and a covering letter.

    A ``plan``, or that in the ``round_folder`` of the workbook, names the receiver, when ``to``
    names none, and the mail server. Writes the mail as a
    draft (.eml) when ``output`` is given. Raises UsageError for what is no e-mail address, without
    any receiver and when the output is one of the files read, NothingToRead when the workbook or
    the plan cannot be read or is none, and CannotWrite, also when another file or a draft that
    somebody saved is there; then no file is changed.
    """
    from ita_xlsx.consolidation.consolidate import consolidate
    from ita_xlsx.delivery import letter
    from ita_xlsx.delivery.message import Mail, addresses, draft_bytes, is_unchanged_letter
    from ita_xlsx.delivery.sending import Outgoing, attachments, pdf_of

    with start_workers(folder_of(plan, round_folder)) as pool:
        used = given(pool, [workbook], plan, round_folder).plan
        settings = {} if used is None else used.organisation.mail
        planned = settings.get("to", "")
        if not to and not planned:
            raise UsageError(_NO_RECEIVER)
        receivers = addresses(to or [planned])
        require_file(workbook)
        if output is not None:
            plans = [] if used is None else [Path(used.file)]
            inputs = (workbook, pdf_of(workbook), *plans)
            refuse_bad_target(output, inputs)
        checked = check_round(read(pool, [workbook]))
    if all(one.level == "form" for one in checked.round.submissions):
        raise NothingToRead(_NOT_CONSOLIDATED.fill(file=workbook.name))
    # Only the list of a district or a province knows who is missing in its report.
    whole = consolidate(checked.counting, used if used is not None and used.above else None)
    files = attachments(workbook)
    changed = not is_unchanged(files[0].content, CONSOLIDATED_PROPERTY)
    body = letter.body(whole, [file.name for file in files], used)
    mail = Mail(receivers, letter.subject(whole), body, files)
    errors = sum(finding.rule.severity == "error" for finding in checked.findings)
    if output is not None:
        draft = draft_bytes(mail)
        refuse_to_replace(output, content=draft, is_ours=is_unchanged_letter)
        write_whole(output, draft)
    plan_file = "" if used is None else used.file
    return Outgoing(workbook, mail, errors, changed, output, settings, plan_file)


def email_text(outgoing: "Outgoing", language: Language = "th") -> str:
    """The mail as plain text, to be copied by hand into a mail program."""
    from ita_xlsx.delivery.message import as_text

    return as_text(outgoing.mail, language)


def _nobody_agrees(question: Sentence) -> bool:
    return False


def _nobody_knows(question: Sentence) -> str:
    return ""


def send_email(
    outgoing: "Outgoing",
    now: datetime,
    *,
    environment: Mapping[str, str] = os.environ,
    force: bool = False,
    confirm: "Confirm" = _nobody_agrees,
    ask_password: "AskPassword" = _nobody_knows,
) -> None:
    """Send a mail by the server of the environment, of ``ita_xlsx.ini`` beside it, or of its plan.

    ``now`` is the date of the mail, with its time zone. ``force`` sends a report in which errors
    were found; ``confirm`` answers whether to send one that was changed since it was merged, or
    that was sent to the address before, and whether to give the environment's password to a server
    that a file names; ``ask_password`` answers for the password that is not in the environment. The
    sending is noted in a log beside the workbook. Raises HasErrors, NotConfirmed (also when the
    same is being sent at this moment), BadSettings, CannotWrite and CannotSend, and then nobody
    gets it.
    """
    from ita_xlsx.delivery.sending import send_outgoing

    send_outgoing(
        outgoing, environment, now, force=force, confirm=confirm, ask_password=ask_password
    )


_NO_RECEIVER = Sentence(
    "โปรดระบุผู้รับด้วย --to หรือกรอกอีเมลผู้รับรายงานในแผนแล้วระบุ --plan",
    "Please name a recipient by --to, or fill it in in the plan and name that by --plan.",
)
_NOT_CONSOLIDATED = Sentence(
    "“{file}” ไม่ใช่รายงานที่รวมแล้ว โปรดสร้างรายงานด้วย ita-xlsx merge ก่อน แล้วระบุไฟล์นั้น",
    "“{file}” is no merged report; please make one by ita-xlsx merge and name that file.",
)
