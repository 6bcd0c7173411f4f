from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0009_document_source_note"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="is_proposed",
            field=models.BooleanField(default=False, editable=False, verbose_name="待确认"),
        ),
    ]
