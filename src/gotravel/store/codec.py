"""How structs stand in byte columns: MessagePack, compressed.

Goes in: frozen structs of the domain. Comes out: bytes, and the structs again. Never: pickle.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar

import msgspec
import zstandard

T = TypeVar("T")


class _Contexts(threading.local):
    """A thread's own: making one costs seven times what using it does, and no two threads may use one."""

    def __init__(self) -> None:
        self.compressor = zstandard.ZstdCompressor(level=3)
        self.decompressor = zstandard.ZstdDecompressor()


CONTEXTS = _Contexts()
DECODERS: dict[type[Any], msgspec.msgpack.Decoder[Any]] = {}
"""One a type; they too cost more to make than to use, but all threads may share them."""


def pack(value: object) -> bytes:
    return CONTEXTS.compressor.compress(msgspec.msgpack.encode(value))


def unpack(raw: bytes, kind: type[T]) -> T:
    decoder = DECODERS.get(kind) or DECODERS.setdefault(kind, msgspec.msgpack.Decoder(kind))
    value: T = decoder.decode(CONTEXTS.decompressor.decompress(raw))
    return value


def as_it_is(raw: bytes) -> msgspec.Raw:
    """Unpacked but not read: for putting one packed struct into another."""
    return msgspec.Raw(CONTEXTS.decompressor.decompress(raw))
