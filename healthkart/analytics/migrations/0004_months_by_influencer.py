"""The months of brands lie by influencer, for most filters are of influencers; the months of products get a grain."""

from typing import Any

from django.db import migrations, models

from healthkart.analytics.clustered import CreateClusteredModel

MEASURES = (
    "revenue", "orders", "payout", "posts", "reach", "likes", "comments", "paid", "payout_per_post", "paid_per_post",
)  # fmt: skip
SUMS = [(name, models.BigIntegerField()) for name in MEASURES]
KEY = "influencer_id, month, campaign_id, brand_id, platform"
COLUMNS = f"{KEY}, {', '.join(MEASURES)}"


def add_up(apps: Any, schema_editor: Any) -> None:
    """Fill the new grain from the days that it is the sum of."""
    month = {
        "sqlite": "substr(date, 1, 8) || '01'",
        "postgresql": "CAST(date_trunc('month', date) AS date)",
    }[schema_editor.connection.vendor]
    sums = ", ".join(f"SUM({name})" for name in MEASURES)
    something = " OR ".join(f"SUM({name}) <> 0" for name in MEASURES)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"""
            INSERT INTO analytics_monthlycampaignresult
                (month, campaign_id, product_id, platform, {", ".join(MEASURES)})
            SELECT {month}, campaign_id, product_id, platform, {sums} FROM analytics_dailycampaignresult
            GROUP BY 1, 2, 3, 4 HAVING {something} ORDER BY 1, 2, 3, 4
        """)  # noqa: S608 - names of columns of ours


class Migration(migrations.Migration):

    dependencies = [
        ("analytics", "0003_grains"),
    ]

    operations = [
        CreateClusteredModel(
            name="MonthlyCampaignResult",
            fields=[
                ("pk", models.CompositePrimaryKey("month", "campaign_id", "product_id", "platform", blank=True, editable=False, primary_key=True, serialize=False)),
                ("month", models.DateField()),
                ("campaign_id", models.BigIntegerField()),
                ("product_id", models.BigIntegerField()),
                ("platform", models.CharField(blank=True, max_length=50)),
                *SUMS,
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(add_up, migrations.RunPython.noop, elidable=True),
        # A key cannot be altered: the rows wait in a table of their own while theirs is made anew.
        migrations.RunSQL(
            f"CREATE TABLE analytics_rows_that_wait AS SELECT {COLUMNS} FROM analytics_monthlybrandresult",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name="MonthlyBrandResult"),
        CreateClusteredModel(
            name="MonthlyBrandResult",
            fields=[
                ("pk", models.CompositePrimaryKey("influencer_id", "month", "campaign_id", "platform", "brand_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("influencer_id", models.BigIntegerField()),
                ("month", models.DateField()),
                ("campaign_id", models.BigIntegerField()),
                ("brand_id", models.BigIntegerField()),
                ("platform", models.CharField(blank=True, max_length=50)),
                *SUMS,
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(
            f"""
            INSERT INTO analytics_monthlybrandresult ({COLUMNS})
                SELECT {COLUMNS} FROM analytics_rows_that_wait
                ORDER BY influencer_id, month, campaign_id, platform, brand_id
            """,
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("DROP TABLE analytics_rows_that_wait", migrations.RunSQL.noop),
    ]
