"""The measures of a selection as a workbook."""

import datetime
import tempfile

from django.conf import settings
from django.http import FileResponse

from incentives.models.measure import MeasureQuerySet
from incentives.opendata.files.listing import measure_records
from incentives.opendata.files.naming import saved_as
from incentives.opendata.files.writing import FileNote, write_xlsx
from incentives.opendata.records.source import Absolute

TITLE = "惠企事项清单"


def selected_file(rows: MeasureQuerySet, absolute: Absolute, query: str, day: datetime.date) -> FileResponse:
    """A workbook of `rows`; `query` is that of the selection's page, which the file names as its source."""
    note = FileNote(
        title=TITLE,
        site=settings.SITE["name"],
        source=absolute("/selection/") + f"?{query}",
        written_on=day.isoformat(),
        licence=f"{settings.SITE['licence']} {settings.SITE['licence_url']}".strip(),
    )
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_xlsx(measure_records(rows, absolute), note, target)
    target.seek(0)
    name = f"{TITLE}-{day.isoformat()}.xlsx"
    response = FileResponse(target, as_attachment=True, filename=name)
    response["Content-Disposition"] = saved_as(name, f"selection-{day.isoformat()}.xlsx")
    return response
