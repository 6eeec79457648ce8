"""Quarters and platforms of influencers whatever the brand or campaign: fewer rows where no filter asks for them."""

from django.db import migrations, models

from healthkart.analytics.clustered import CreateClusteredModel

MEASURES = (
    "revenue", "orders", "payout", "posts", "reach", "likes", "comments", "paid", "payout_per_post", "paid_per_post",
)  # fmt: skip
SUMS = [(name, models.BigIntegerField()) for name in MEASURES]


class Migration(migrations.Migration):

    dependencies = [
        ("analytics", "0005_more_grains"),
    ]

    operations = [
        CreateClusteredModel(
            name="QuarterlyInfluencerResult",
            fields=[
                ("pk", models.CompositePrimaryKey("quarter", "influencer_id", "campaign_id", "platform", blank=True, editable=False, primary_key=True, serialize=False)),
                ("quarter", models.DateField()),
                ("influencer_id", models.BigIntegerField()),
                ("campaign_id", models.BigIntegerField()),
                ("platform", models.CharField(blank=True, max_length=50)),
                *SUMS,
            ],
            options={"abstract": False},
        ),
        CreateClusteredModel(
            name="OverallPlatformResult",
            fields=[
                ("pk", models.CompositePrimaryKey("influencer_id", "platform", blank=True, editable=False, primary_key=True, serialize=False)),
                ("influencer_id", models.BigIntegerField()),
                ("platform", models.CharField(blank=True, max_length=50)),
                *SUMS,
            ],
            options={"abstract": False},
        ),
    ]
