"""A write happens whole or not at all, and never over an input."""

import errno
import os
from pathlib import Path

import pytest

from ita_xlsx.errors import CannotWrite, UsageError
from ita_xlsx.files import refuse_bad_target, write_whole


def test_a_new_file_and_an_old_one_are_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "รายงาน.xlsx"
    write_whole(path, b"one")
    path.chmod(0o640)
    write_whole(path, b"two")
    assert path.read_bytes() == b"two" and path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_whatever_step_fails_the_old_file_stands_and_no_litter_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, "injected")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(CannotWrite) as raised:
            write_whole(path, b"new")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]
    assert ("เต็ม" in raised.value.say("th")) == (code == errno.ENOSPC)


def test_ctrl_c_while_writing_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_bad_targets_are_refused_before_any_work(tmp_path: Path) -> None:
    source = tmp_path / "in.xlsx"
    source.write_bytes(b"in")
    link = tmp_path / "link.xlsx"
    link.symlink_to(source)
    for target in (source, link, tmp_path / "." / "in.xlsx"):
        with pytest.raises(UsageError):
            refuse_bad_target(target, [source])
    with pytest.raises(UsageError):
        refuse_bad_target(tmp_path)
    with pytest.raises(CannotWrite):
        refuse_bad_target(tmp_path / "none" / "out.xlsx")
    with pytest.raises(CannotWrite):
        refuse_bad_target(tmp_path / ("ก" * 300 + ".xlsx"))
    assert sorted(tmp_path.iterdir()) == [source, link]
