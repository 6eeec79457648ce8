"""What the filters of Influencer Insights understand beside the scope."""

from django import forms

from healthkart.dashboard.filters import ScopeForm

TOP_BY = {"revenue": "Revenue", "posts": "Posts", "followers": "Followers"}


class InsightsForm(ScopeForm):
    """The shared filters, and by what the top influencers are picked."""

    top_by = forms.ChoiceField(required=False, choices=list(TOP_BY.items()))
