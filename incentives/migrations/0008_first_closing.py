import datetime

from django.db import migrations, models
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone


def count_cells(apps, schema_editor):
    """Count every cell as of today and store the first day on which one of its open measures closes."""
    today: datetime.date = timezone.localdate()
    measures = apps.get_model("incentives", "Measure").objects.filter(cell=OuterRef("pk"), status="published")
    in_cell = measures.order_by().values("cell")
    to_close = in_cell.filter(closes_on__gte=today)
    still_open = in_cell.filter(Q(closes_on__gte=today) | Q(closes_on__isnull=True))
    apps.get_model("incentives", "FacetCell").objects.update(
        published=Coalesce(Subquery(in_cell.annotate(number=Count("pk")).values("number")), 0),
        open=Coalesce(Subquery(still_open.annotate(number=Count("pk")).values("number")), 0),
        dated=Coalesce(Subquery(to_close.annotate(number=Count("pk")).values("number")), 0),
        first_closing=Subquery(to_close.annotate(first=Min("closes_on")).values("first")),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("incentives", "0007_amount_label"),
    ]

    operations = [
        migrations.AddField(
            model_name="facetcell",
            name="first_closing",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(count_cells, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="facetcell",
            name="counted_on",
        ),
    ]
