"""``ita-xlsx rules``."""

import click

from ita_xlsx.cli import group
from ita_xlsx.cli.display.echo import echo, echo_json
from ita_xlsx.errors import UsageError
from ita_xlsx.language import Language, Sentence

_CODE = Sentence("[รหัส]", "[CODE]")
_UNKNOWN = Sentence(
    "ไม่มีกฎรหัส “{code}” ดูรายการกฎด้วย ita-xlsx rules",
    "There is no rule with the code “{code}”; ita-xlsx rules lists them.",
)


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("rules", cls=group.SpeakingCommand, help=group.ABOUT["rules"].say(language))
    @click.argument("code", required=False, metavar=_CODE.say(language))
    @group.format_option(language)
    def rules(code: str | None, form: str) -> None:
        from ita_xlsx.cli.display.rules_text import rule_text, rules_json, rules_text
        from ita_xlsx.cli.display.wrapping import line_width
        from ita_xlsx.findings import RULES

        if code is not None and code.upper() not in RULES:
            raise UsageError(_UNKNOWN.fill(code=code))
        chosen = [*RULES.values()] if code is None else [RULES[code.upper()]]
        if form == "json":
            echo_json(rules_json(chosen, language))
        elif code is None:
            echo(rules_text(chosen, language))
        else:
            echo(rule_text(chosen[0], language, line_width()))

    return rules
