"""Long texts as few bytes: alone, or told by what differs from another text. Must not know where they are kept.

A packed text is its form, one byte, and then:

- ALONE: the text, in Zstandard (RFC 8878);
- PLAIN: the text itself, in UTF-8: too short to gain anything;
- TOLD: the key of a base, its check, what was spent on telling others by it, and the text in Zstandard with the base
  as what came before it. The three numbers are LEB128, as in DWARF.

An empty text is no bytes. Each is sealed by Zstandard's own checksum. What is packed is read back in 20 µs for 6 KB.
"""

import sys
from dataclasses import dataclass
from typing import Any
from zlib import crc32

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PLAIN, ALONE, TOLD = range(3)
SHORTEST = 128
"""Bytes; a shorter text is kept as it is."""
LONG = 1_000_000
"""Bytes; of texts that together are longer, the quick level no longer finds what they have in common."""
_MAGIC = b"\x28\xb5\x2f\xfd"  # every frame begins with it, so it is not kept


class BrokenText(ValueError):
    """A text that cannot be read: its bytes, or those of its base, are not as they were written."""


class NoBase(BrokenText):
    """A text whose base is not there (any more)."""


@dataclass(frozen=True)
class Base:
    """A text from which others are told: its key, its bytes, and how many it takes itself.

    It is packed alone, or told by a `root`, another base, which is packed alone.
    """

    pk: int
    data: bytes
    size: int
    root: "BaseKey | None" = None

    @property
    def check(self) -> int:
        """What tells it from another that has, or had, the same key."""
        return crc32(self.data)


@dataclass(frozen=True)
class BaseKey:
    """What a told text says of its base: key, check, and what was spent on telling by it so far, this one included."""

    pk: int
    check: int
    spent: int


def pack_alone(text: str) -> bytes:
    """A text by itself, as few bytes as can be in some milliseconds."""
    data = text.encode(errors="surrogatepass")
    if not data:
        return b""
    packed = _compress(data, 12 if len(data) < LONG else 9, None)
    return bytes([ALONE]) + packed if len(packed) < len(data) >= SHORTEST else bytes([PLAIN]) + data


def pack_told(text: str, base: Base, spent: int) -> tuple[bytes, int]:
    """A text told by its difference from a base on which so much was `spent` before; and what is spent with it."""
    data = text.encode(errors="surrogatepass")
    level = 3 if len(data) + len(base.data) < LONG else 9
    told = _compress(data, level, zstd.ZstdDict(base.data, is_raw=True).as_prefix)
    spent += len(told)
    return bytes([TOLD]) + _leb(base.pk) + _leb(base.check) + _leb(spent) + told, spent


def reference(packed: bytes) -> BaseKey | None:
    """The base on which a packed text hangs; None where it hangs on none. Raises BrokenText."""
    return _split(packed)[0] if packed[:1] == bytes([TOLD]) else None


def unpack(packed: bytes, base: Base | None = None) -> str:
    """The text; `base` is the one that its reference names. Raises BrokenText."""
    return as_text(unpacked(packed, base))


def as_text(data: bytes) -> str:
    """The text of its bytes. Raises BrokenText."""
    try:
        return data.decode(errors="surrogatepass")
    except UnicodeDecodeError as error:
        raise BrokenText(f"it is no text: {error}") from error


def unpacked(packed: bytes, base: Base | None = None) -> bytes:
    """The text's bytes. Raises BrokenText."""
    if not packed:
        return b""
    form = packed[0]
    if form == PLAIN:
        return packed[1:]
    if form == ALONE:
        return _decompress(packed[1:], None)
    if form == TOLD and base is not None:
        return _decompress(_split(packed)[1], zstd.ZstdDict(base.data, is_raw=True).as_prefix)
    raise BrokenText(f"its bytes begin with {form}, which says nothing")


def _split(packed: bytes) -> tuple[BaseKey, bytes]:
    place, numbers = 1, []
    for _ in range(3):
        number = shift = 0
        while True:
            if place >= len(packed):
                raise BrokenText("its bytes end too soon")
            byte = packed[place]
            number |= (byte & 0x7F) << shift
            place, shift = place + 1, shift + 7
            if byte < 0x80:
                break
        numbers.append(number)
    return BaseKey(*numbers), packed[place:]


def _leb(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _compress(data: bytes, level: int, prefix: Any) -> bytes:
    parameter = zstd.CompressionParameter
    options: dict[int, int] = {
        parameter.compression_level: level,
        parameter.checksum_flag: 1,
        parameter.dict_id_flag: 0,
    }
    return zstd.compress(data, options=options, zstd_dict=prefix)[len(_MAGIC) :]


def _decompress(packed: bytes, prefix: Any) -> bytes:
    try:
        return zstd.decompress(_MAGIC + packed, zstd_dict=prefix)
    except zstd.ZstdError as error:
        raise BrokenText(f"its bytes are not as they were written ({error})") from error
