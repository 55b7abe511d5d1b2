"""Whether the district and the province of an organisation are ones that there are."""

from collections.abc import Iterator, Mapping

from ita_xlsx.checks.check import Words, at_label, near
from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings.places import UNKNOWN_DISTRICT, UNKNOWN_PROVINCE
from ita_xlsx.model import Columns
from ita_xlsx.official.names.places import (
    district_named,
    nearest_district,
    nearest_province,
    province_named,
)

# A place in a sample or an exercise, which says itself that it is none.
SAMPLE = "ตัวอย่าง"


def unknown(read: Columns) -> Iterator[Finding]:
    """A form's province, or its district in that province, that no list has."""
    for submission in read.submissions:
        for rule, key, words in unknown_names(submission.labels):
            yield at_label(rule, submission, key, words)


def unknown_names(labels: Mapping[str, str]) -> Iterator[tuple[Rule, str, Words]]:
    """The rule, the label's key and the words of each name that is none."""
    district, typed = labels.get("district", ""), labels.get("province", "")
    if not typed or SAMPLE in typed:
        return
    province = province_named(typed)
    # One that is like none is made up, for an exercise.
    if province is None and (meant := nearest_province(typed)):
        yield UNKNOWN_PROVINCE, "province", {"near": near(meant)}
    elif province and district and district_named(district, province) is None:
        words = {"province": province, "near": near(nearest_district(district, province))}
        yield UNKNOWN_DISTRICT, "district", words
