"""Weeks and quarters: fewer rows than days and months. And influencers over all time, who need no adding up."""

from django.db import migrations, models

from healthkart.analytics.clustered import CreateClusteredModel

MEASURES = (
    "revenue", "orders", "payout", "posts", "reach", "likes", "comments", "paid", "payout_per_post", "paid_per_post",
)  # fmt: skip
SUMS = [(name, models.BigIntegerField()) for name in MEASURES]


class Migration(migrations.Migration):

    dependencies = [
        ("analytics", "0004_months_by_influencer"),
    ]

    operations = [
        CreateClusteredModel(
            name="WeeklyBrandResult",
            fields=[
                ("pk", models.CompositePrimaryKey("week", "influencer_id", "campaign_id", "platform", "brand_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("week", models.DateField()),
                ("influencer_id", models.BigIntegerField()),
                ("campaign_id", models.BigIntegerField()),
                ("platform", models.CharField(blank=True, max_length=50)),
                ("brand_id", models.BigIntegerField()),
                *SUMS,
            ],
            options={"abstract": False},
        ),
        CreateClusteredModel(
            name="QuarterlyBrandResult",
            fields=[
                ("pk", models.CompositePrimaryKey("quarter", "influencer_id", "campaign_id", "platform", "brand_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("quarter", models.DateField()),
                ("influencer_id", models.BigIntegerField()),
                ("campaign_id", models.BigIntegerField()),
                ("platform", models.CharField(blank=True, max_length=50)),
                ("brand_id", models.BigIntegerField()),
                *SUMS,
            ],
            options={"abstract": False},
        ),
        CreateClusteredModel(
            name="OverallInfluencerResult",
            fields=[
                ("pk", models.CompositePrimaryKey("influencer_id", "campaign_id", "platform", blank=True, editable=False, primary_key=True, serialize=False)),
                ("influencer_id", models.BigIntegerField()),
                ("campaign_id", models.BigIntegerField()),
                ("platform", models.CharField(blank=True, max_length=50)),
                *SUMS,
            ],
            options={"abstract": False},
        ),
    ]
