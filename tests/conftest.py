"""What holds for all tests: when the office tests run, what a skipped test means, no timings.

`ITA_XLSX_CI=1` turns every skipped test into a failed one: on the build machine nothing may be
missing.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import libreoffice
import pytest
from command import Ran, Type
from warm_workers import WarmWorker

from ita_xlsx.cli import run
from ita_xlsx.intake.workers.pool import Pool

CI = os.environ.get("ITA_XLSX_CI") == "1"

# A slow computer is no failure, and the build machine finds the same examples every time.
hypothesis.settings.register_profile("ita_xlsx", deadline=None, derandomize=CI)
hypothesis.settings.load_profile("ita_xlsx")

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    office_tests = [item for item in items if item.get_closest_marker("office")]
    if office_tests and (reason := libreoffice.missing()):
        for item in office_tests:
            item.add_marker(pytest.mark.skip(reason=reason))
    for item in items if os.name == "nt" else ():
        if item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="needs what Windows has not"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return failed_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return failed_if_skipped((yield))


def failed_if_skipped(report: Report) -> Report:
    expected_failure = hasattr(report, "wasxfail")
    if CI and report.skipped and not expected_failure:
        report.outcome = "failed"
        report.longrepr = f"skipped, although ITA_XLSX_CI=1: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def warm_workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep workers for the next test, but for tests of the workers themselves."""
    if request.node.get_closest_marker("own_workers") is None:
        monkeypatch.setattr("ita_xlsx.intake.workers.pool._Worker", WarmWorker)


@pytest.fixture
def ita(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Runs ``ita-xlsx`` in a folder, in this process: a new one imports pandas each time."""

    def typed(*arguments: object, folder: Path = Path()) -> Ran:
        monkeypatch.chdir(folder)
        code = run([str(one) for one in arguments], {})
        return Ran(code, *capsys.readouterr())

    return typed


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets this process read the files: what a test changes in it, no worker knows of."""

    def map_files(pool: Pool, function: Any, files: Any) -> Any:
        return (function(file, lambda known: None) for file in files)

    monkeypatch.setattr(Pool, "map_files", map_files)


def pytest_sessionfinish() -> None:
    libreoffice.close()
