"""``ita-xlsx compare`` for Python."""

from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import NothingToRead
from ita_xlsx.files import refuse_bad_target, write_whole
from ita_xlsx.language import Sentence
from ita_xlsx.model import Round
from ita_xlsx.model.comparison import Comparison
from ita_xlsx.official.stamp import COMPARISON_PROPERTY
from ita_xlsx.provenance import seal
from ita_xlsx.verbs.outputs import named_files, refuse_to_replace
from ita_xlsx.verbs.stages import read_files, refuse_unreadable, start_workers

if TYPE_CHECKING:
    from ita_xlsx.intake.workers.pool import Pool


def compare(old: Path, new: Path, output: Path | None = None) -> Comparison:
    """Compare one round with another, each a consolidated or a returned workbook (or a folder).

    Writes the comparison as a workbook when ``output`` is given. Differences are no errors. Raises
    NothingToRead when one of the two cannot be read or holds no measure, UsageError when the
    output is an input, and CannotWrite when it cannot be written; then no file is changed.
    """
    from ita_xlsx.consolidation.compare import compare_rounds

    if output is not None:
        refuse_bad_target(output, named_files([old, new]))
    with start_workers() as pool:
        rounds = [_read_for_comparison(pool, path) for path in (old, new)]
    compared = compare_rounds(*rounds)
    if output is not None:
        from ita_xlsx.report.comparison import comparison_bytes

        for read in rounds:
            refuse_bad_target(output, (source.path for source in read.sources))
        refuse_to_replace(output, COMPARISON_PROPERTY)
        write_whole(output, seal(comparison_bytes(compared)))
    return compared


def _read_for_comparison(pool: "Pool", path: Path) -> Round:
    from ita_xlsx.intake.folder import find_files

    read = read_files(pool, find_files([path]))
    refuse_unreadable(read)
    if read.measures.empty:
        raise NothingToRead(_NO_MEASURES.fill(path=path))
    return read


_NO_MEASURES = Sentence(
    "ไม่พบมาตรการใน “{path}” โปรดระบุรายงานที่รวมแล้วของรอบที่จะเปรียบเทียบ",
    "“{path}” holds no measure; please name the merged report of a round.",
)
