"""All measures of a filtered list, for formats without pages."""

import datetime
import re
from collections.abc import Iterator
from itertools import chain

from incentives.listing.filterset import MeasureFilter
from incentives.listing.heading import heading_of
from incentives.models.measure import MeasureQuerySet
from incentives.opendata.records.measure import measure_record
from incentives.opendata.records.source import Absolute
from incentives.opendata.shapes.measure import MeasureShape

MOST_IN_WORKBOOK = 10_000  # measures of which a workbook is made while somebody waits
CHUNK = 500  # measures in memory at a time
LONGEST_NAME = 60  # characters; file systems allow 255 bytes, and 汉字 take three
# Bytes for each measure, measured on the 41 measures of the reply; the exact size is known only after writing.
BYTES = {"csv": 1600, "xlsx": 600, "json": 2700}


def ordered(measures: MeasureFilter) -> MeasureQuerySet:
    """All that fit; where relevance would cover the newest alone, those last published come first."""
    return measures.fitting.by_update() if measures.counts.only_newest else measures.qs


def measure_records(rows: MeasureQuerySet, absolute: Absolute) -> Iterator[MeasureShape]:
    """Records of measures, read CHUNK at a time; the first ones at once, so that a fault comes before the response."""
    found = rows.whole().iterator(chunk_size=CHUNK)
    first = next(found, None)
    return (measure_record(row, absolute) for row in chain([first], found) if row is not None)


def file_name(measures: MeasureFilter, day: datetime.date, extension: str) -> str:
    """A file name without characters that file systems refuse: 面向专精特新中小企业的惠企事项-2026-11-24.csv."""
    title = re.sub(r'[\s\\/:*?"<>|“”\x00-\x1f]+', "", heading_of(measures))[:LONGEST_NAME]
    return f"{title}-{day.isoformat()}.{extension}"


def size_text(total: int, extension: str) -> str:
    """The approximate size of the file: 约 62 KB, 约 1.2 MB."""
    size = max(1000, total * BYTES[extension])
    return f"约 {size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"约 {round(size / 1000)} KB"
