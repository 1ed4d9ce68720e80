"""How structs stand in byte columns: MessagePack, compressed.

Goes in: frozen structs of the domain. Comes out: bytes, and the structs again. Never: pickle.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
import zstandard

T = TypeVar("T")


def pack(value: object) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(value))


def unpack(raw: bytes, kind: type[T]) -> T:
    return msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(raw), type=kind)
