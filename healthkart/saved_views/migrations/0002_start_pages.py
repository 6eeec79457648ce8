"""Where a person starts is their own choice, of any view that they may open."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_start_pages(apps: Any, schema_editor: Any) -> None:
    SavedView, StartPage = (apps.get_model("saved_views", name) for name in ("SavedView", "StartPage"))
    StartPage.objects.bulk_create(
        StartPage(reader_id=view.owner_id, view=view) for view in SavedView.objects.filter(is_start=True)
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("saved_views", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StartPage",
            fields=[
                (
                    "reader",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="saved_views.savedview"),
                ),
            ],
        ),
        migrations.RunPython(keep_start_pages, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="savedview", name="one_start_view_per_owner"),
        migrations.RemoveField(model_name="savedview", name="is_start"),
    ]
