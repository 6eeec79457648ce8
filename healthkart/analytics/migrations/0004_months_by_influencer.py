"""The months of brands lie by influencer, for most filters are of influencers; the months of products get a grain."""

from django.db import migrations, models

from healthkart.analytics.clustered import CreateClusteredModel

MEASURES = (
    "revenue", "orders", "payout", "posts", "reach", "likes", "comments", "paid", "payout_per_post", "paid_per_post",
)  # fmt: skip
SUMS = [(name, models.BigIntegerField()) for name in MEASURES]


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
    ]
