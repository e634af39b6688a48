"""Keep freed memory in the process, because training frees and asks again every few milliseconds.

By default glibc returns large blocks to the system at once, and every new one costs page faults:
a third of the time of a small training step.
"""

from __future__ import annotations

import ctypes
import sys

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # glibc's malloc.h
LARGEST_KEPT = 256 * 2**20  # bytes


def keep_freed_memory() -> None:
    """Let this process reuse the memory it frees; for processes that only train.

    Does nothing where the C library has no such setting.

    Source:
        mallopt(3).
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT)
        mallopt(M_TRIM_THRESHOLD, 2 * LARGEST_KEPT)
