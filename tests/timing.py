"""How long something takes, where a test asks whether that grows in proportion."""

import gc
from collections.abc import Callable
from time import process_time


def processor_time(run: Callable[[], object]) -> float:
    """The processor time of a call in seconds, the least of three.

    No garbage is collected meanwhile, as in a worker: that takes the longer, the more tests have
    run before.
    """
    times = []
    gc.disable()
    try:
        for _ in range(3):
            begun = process_time()
            run()
            times.append(process_time() - begun)
    finally:
        gc.enable()
    return min(times)
