"""What the filters of the Campaign Overview understand beside the scope."""

from healthkart.dashboard.page_form import PageForm


class OverviewForm(PageForm):
    """The shared filters; the order of the campaigns goes without their table's name."""

    main = "campaigns"
