"""Functions over arrays, compiled to machine code at their first call.

Goes in: a function of numbers and arrays. Comes out: the same, compiled; the compilation is kept beside the source or in the
user's cache, whichever can be written. Never: a failure because neither can: then each process compiles for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Compilable = TypeVar("Compilable", bound=Callable[..., Any])


def compiled(function: Compilable) -> Compilable:
    try:
        return cast(Compilable, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # numba's "cannot cache function": no folder can be written
        return cast(Compilable, numba.njit(nogil=True)(function))
