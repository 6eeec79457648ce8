"""What the filters of Influencer Insights understand beside the scope."""

from django import forms

from healthkart.dashboard.page_form import PageForm

TOP_BY = {"revenue": "Revenue", "posts": "Posts", "followers": "Followers"}


class InsightsForm(PageForm):
    """The shared filters, and by what the top influencers are picked."""

    main = "top-influencers"
    top_by = forms.ChoiceField(required=False, choices=list(TOP_BY.items()))
