"""Functions over arrays, compiled to machine code at their first call.

Goes in: a function of numbers and arrays. Comes out: the same, compiled; the compilation is kept beside the source or in the
user's cache, whichever can be written. Never: a failure because neither can: then each process compiles for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

Compilable = TypeVar("Compilable", bound=Callable[..., Any])


def compiled(function: Compilable) -> Compilable:
    try:
        return cast(Compilable, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # numba's "cannot cache function": no folder can be written
        return cast(Compilable, numba.njit(nogil=True)(function))


def readable(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same kind of array whether mapped or in memory, in an index or not: one compilation serves them all."""
    plain = np.asarray(array).view(np.ndarray)
    plain.flags.writeable = False
    return plain
