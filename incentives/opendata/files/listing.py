"""Every measure of a filtered list, for the formats that have no pages."""

import datetime
import re
from collections.abc import Iterator

from incentives.listing.filterset import MeasureFilter
from incentives.listing.heading import heading_of
from incentives.models.measure import MeasureQuerySet
from incentives.opendata.records.measure import measure_record
from incentives.opendata.records.source import Absolute
from incentives.opendata.shapes.measure import MeasureShape

CHUNK = 500  # measures in memory at a time
LONGEST_NAME = 60  # characters; file systems allow 255 bytes, and 汉字 take three
# Bytes for each measure, measured on the reply's 41; a list's size is known only once it is written.
BYTES = {"csv": 1600, "xlsx": 600, "json": 2700}


def ordered(measures: MeasureFilter) -> MeasureQuerySet:
    """All that fit; where relevance would cover the newest alone, those last published come first."""
    return measures.fitting.by_update() if measures.counts.only_newest else measures.qs


def measure_records(rows: MeasureQuerySet, absolute: Absolute) -> Iterator[MeasureShape]:
    """Measures from a server-side cursor, with their rows by the chunk."""
    for row in rows.whole().iterator(chunk_size=CHUNK):
        yield measure_record(row, absolute)


def file_name(measures: MeasureFilter, day: datetime.date, extension: str) -> str:
    """面向专精特新中小企业的措施-2026-11-24.csv, without signs that a file system refuses."""
    title = re.sub(r'[\s\\/:*?"<>|“”\x00-\x1f]+', "", heading_of(measures))[:LONGEST_NAME]
    return f"{title}-{day.isoformat()}.{extension}"


def size_text(total: int, extension: str) -> str:
    """About how large the file will be: 约 62 KB, 约 1.2 MB."""
    size = max(1000, total * BYTES[extension])
    return f"约 {size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"约 {round(size / 1000)} KB"
