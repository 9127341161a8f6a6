"""All threads take their memory from one heap, where the system lets them."""

import subprocess
import sys

from cxfacilitator.ui import one_heap

CODE = """
import sys, threading
from cxfacilitator.ui import one_heap

def heaps():
    return sum("rw-p 00000000 00:00 0" in line and int(line[:12], 16) % 2**26 == 0 for line in open("/proc/self/maps"))

if sys.argv[1] == "share":
    assert one_heap.share()
before, done = heaps(), threading.Event()
ready = threading.Barrier(3)

def work():
    kept = [bytearray(2000) for _ in range(2000)]
    ready.wait()
    done.wait()

threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
ready.wait()
print(heaps() - before)
done.set()
for thread in threads:
    thread.join()
"""


def heaps_of_two_threads(how: str) -> int:
    return int(subprocess.run([sys.executable, "-c", CODE, how], check=True, capture_output=True, text=True).stdout)


def test_threads_have_no_heap_of_their_own_where_the_system_lets_them_share_one() -> None:
    if sys.platform == "linux":
        assert heaps_of_two_threads("leave") == 2
        assert heaps_of_two_threads("share") == 0
    else:
        assert not one_heap.share()
