"""Zip archives of office files, read within bounds that hold while they are unpacked. Pure."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from lxml import etree

from policies.intake.lines import ParsingError

ZIP = b"PK\x03\x04"
# What zipfile, zlib and lxml raise for archives that are broken or hold something else than they say.
DAMAGED = (
    *(etree.LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, NotImplementedError),
    *(EOFError, RuntimeError, IndexError, LookupError),
)
MAX_UNPACKED_BYTES = 60 * 1024 * 1024
MAX_UNPACKED_TIMES = 200  # real documents shrink to a tenth; a bomb to a thousandth
MAX_PARTS = 2000
MAX_TAGS = 2_000_000  # in one part; a text of 500 pages has about 400,000
_TOO_LARGE = "这个文件解压后过大，不能读取，请只保留正文，另存后再上传。"
_CHUNK = 64 * 1024


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The child elements, without comments and processing instructions."""
    return element.iterchildren("*")


def local(element: etree._Element) -> str:
    """The element's name without its namespace: Strict and Transitional files differ in that alone."""
    return element.tag.rpartition("}")[2]


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute by its name without a namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return default


def first(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element at a path of local names, or None."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in children(element) if local(child) == name), None)
    return element


class Archive:
    """A zip archive whose parts are read within bounds; use as a context manager."""

    def __init__(self, data: bytes) -> None:
        """Open the archive. Raises ParsingError for a password or too much content, BadZipFile for other data."""
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._left = MAX_UNPACKED_BYTES
        parts = self._zip.infolist()
        self._names = {part.filename.replace("\\", "/").lstrip("/").lower(): part.filename for part in parts}
        if any(part.flag_bits & 0x1 for part in parts):
            raise ParsingError("这个文件有密码保护，请去掉密码后再上传。")
        # Pictures are never unpacked.
        texts = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        size, packed = (sum(getattr(part, name) for part in texts) for name in ("file_size", "compress_size"))
        if len(parts) > MAX_PARTS or size > MAX_UNPACKED_BYTES or size > max(packed, 1) * MAX_UNPACKED_TIMES:
            raise ParsingError(_TOO_LARGE)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> set[str]:
        """The names of all parts in small letters, without a leading slash."""
        return set(self._names)

    def has(self, name: str) -> bool:
        return name.lower() in self._names

    def open(self, name: str) -> "BoundedPart":
        return BoundedPart(self, self._zip.open(self._names[name.lower()]))

    def read(self, name: str) -> bytes:
        with self.open(name) as part:
            return b"".join(iter(lambda: part.read(_CHUNK), b""))

    def tree(self, name: str) -> etree._Element:
        """A part's XML; entities stay as they are and nothing outside is fetched."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(self.read(name), parser)

    def take(self, data: bytes) -> None:
        """Count what was unpacked; raises ParsingError past the bound."""
        self._left -= len(data)
        if self._left < 0:
            raise ParsingError(_TOO_LARGE)


class BoundedPart:
    """A part as a stream; raises ParsingError where it holds a DOCTYPE, too many tags or too many bytes."""

    def __init__(self, archive: Archive, stream: IO[bytes]) -> None:
        self._archive, self._stream, self._tags, self._tail = archive, stream, 0, b""

    def __enter__(self) -> "BoundedPart":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int = _CHUNK) -> bytes:
        data = self._stream.read(min(size, _CHUNK) if size and size > 0 else _CHUNK)
        self._archive.take(data)
        self._tags += data.count(b"<")
        if self._tags > MAX_TAGS:
            raise ParsingError(_TOO_LARGE)
        if b"<!DOCTYPE" in self._tail + data or b"<!ENTITY" in self._tail + data:
            raise ParsingError("这个文件含有外部实体声明，不能读取，请在 Word 中打开后另存再上传。")
        self._tail = data[-10:]
        return data


def resolved(base: str, target: str) -> str:
    """The name of the part that `target` means, seen from the part `base`."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target)).lstrip("/")
