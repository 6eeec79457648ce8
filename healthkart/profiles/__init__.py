"""The page of one influencer, campaign or brand."""
