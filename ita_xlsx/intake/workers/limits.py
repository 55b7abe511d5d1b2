"""What a worker may cost while it reads one file."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The most for one file: wall time and processor time in ``seconds`` each, memory in bytes.

    The largest files that the guard lets through take about 20 s and 450 MB.
    """

    seconds: int = 60
    memory: int = 512 << 20


LIMITS = Limits()


def allow_one_more(limits: Limits) -> None:
    """Let this process use so much more than it has used: no file fails for those before it.

    On Windows, which has no such limits, there is only the wall time, which the parent watches;
    macOS takes no limit of memory.
    """
    try:
        import resource
    except ImportError:
        return
    used, memory = resource.getrusage(resource.RUSAGE_SELF), _memory_used()
    for kind, wanted in (
        *([(resource.RLIMIT_AS, memory + limits.memory)] if memory else []),
        (resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + limits.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(kind, (limit, most))


def _memory_used() -> int:
    """The address space of this process in bytes; 0 where the system does not tell, as macOS."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as statm:
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
