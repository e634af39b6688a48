import platform
import subprocess
import sys

import pytest

from explorer.gan.training import allocator

SCRIPT = """
import ctypes, resource, runpy, sys
if sys.argv[1] == "keep":
    runpy.run_path(sys.argv[2])["keep_freed_memory"]()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    block = libc.malloc(64 * 2**20)
    ctypes.memset(block, 1, 64 * 2**20)
    libc.free(block)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
faults()
sys.stdout.write(str(faults()))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the setting is glibc's")
def test_kept_memory_is_reused_without_page_faults():
    again = {
        choice: int(
            subprocess.check_output([sys.executable, "-c", SCRIPT, choice, allocator.__file__])
        )
        for choice in ("keep", "return")
    }
    assert again["keep"] < 100
    assert again["keep"] < again["return"] / 2 or again["return"] < 100  # huge pages fault rarely
