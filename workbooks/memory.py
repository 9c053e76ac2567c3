"""Returns to the system the memory that making a large file took."""

import ctypes
import gc


def release_memory() -> None:
    """Documents of lxml are cycles, which Python collects late; and the C library keeps what is
    freed below what lives.

    Takes about 50 ms, so it is for files that take longer to make. Where the C library is not
    glibc, it keeps the rest.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
