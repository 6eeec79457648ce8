"""Views that two people save, share, start from and must not touch."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from campaigns.models import Campaign
from healthkart.analytics.models import DataVersion
from healthkart.saved_views.addresses import place_at
from healthkart.saved_views.models import MOST, PAGES, SavedView, StartPage
from tests.conftest import logged_in
from tests.worlds import shared, small_world

pytestmark = pytest.mark.django_db


world = shared(small_world)


@pytest.fixture
def asha(db: None) -> User:
    return User.objects.create_user("asha")


@pytest.fixture
def bala(db: None) -> User:
    return User.objects.create_user("bala")


def save(owner: User, name: str, address: str = "/campaigns/?brand=Gritzo", **sent: str) -> Any:
    return logged_in(owner).post("/views/new/", {"name": name, "address": address, **sent})


def saved(owner: User, name: str = "Mine", **sent: str) -> SavedView:
    assert save(owner, name, **sent).status_code == 302
    return SavedView.objects.get(owner=owner, name=name)


def menu(reader: User, at: str = "/campaigns/?brand=Gritzo") -> str:
    headers = {"hx-request": "true", "hx-current-url": f"http://testserver{at}"}
    return logged_in(reader).get("/views/menu/", headers=headers).content.decode()


def home(reader: User) -> str:
    """Where a reader is led."""
    return logged_in(reader).get("/").headers["Location"]


def complaints(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 400
    return {name: [str(each) for each in errors] for name, errors in response.context["form"].errors.items()}


def test_a_view_is_a_page_and_its_filters(asha: User) -> None:
    address = "/payouts/?brand=Gritzo&gender=F&sort=-roas"
    response = save(asha, "  Gritzo, women ", address)
    assert response.headers["Location"] == address
    view = SavedView.objects.get()
    assert (view.name, view.page, view.arguments, view.query, view.shared) == (
        "Gritzo, women", "payouts:analysis", {}, "brand=Gritzo&gender=F&sort=-roas", False
    )  # fmt: skip
    assert not StartPage.objects.exists()
    assert view.get_absolute_url() == address
    assert logged_in(asha).get(address).context["scope"].brand == ("Gritzo",)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/rows/posts/?brand=Gritzo&cursor=cD0x", "/rows/posts/?brand=Gritzo"),
        ("/payouts/?page=2&sort=roi&hide=posts", "/payouts/?sort=roi&hide=posts"),
        ("/influencers/1/?payout=1&payouts_before=9&posts_before=2025-01-05.3", "/influencers/1/"),
    ],
)
def test_a_view_begins_at_the_beginning_of_its_lists(asha: User, address: str, kept: str) -> None:
    assert save(asha, "Later rows", address).headers["Location"] == kept


def test_each_sees_their_own_and_what_is_shared(asha: User, bala: User) -> None:
    saved(asha, "Asha alone")
    saved(asha, "Asha shares", shared="on")
    saved(bala, "Bala alone")
    for reader, mine, team in (
        (asha, ["Asha alone", "Asha shares"], []),
        (bala, ["Bala alone"], ["Asha shares"]),
    ):
        page = logged_in(reader).get("/views/").context["page"]
        assert [each.view.name for each in page.mine] == mine
        assert [each.view.name for each in page.team] == team
        shown = menu(reader)
        assert [name for name in ("Asha alone", "Asha shares", "Bala alone") if name in shown] == sorted(mine + team)


def test_the_list_says_what_a_view_shows(asha: User) -> None:
    saved(asha, address="/payouts/?brand=Gritzo&date_from=2025-01-06&interval=week&roi_below=20&sort=-roas")
    (each,) = logged_in(asha).get("/views/").context["page"].mine
    assert each.view.page_name == "ROI and payouts"
    assert each.words == ("Brand Gritzo", "From 6 Jan 2025", "interval week", "roi below 20", "by ROAS, falling")


def test_the_list_says_how_the_tables_of_a_view_are_shown(asha: User) -> None:
    saved(asha, address="/payouts/?sort=roi,poor.-revenue&hide=influencer_type,roi,personas.average_order_value")
    (each,) = logged_in(asha).get("/views/").context["page"].mine
    assert each.words == (
        "by ROI, rising", "poor by Revenue, falling", "without influencer type, ROI",
        "personas without Average order value",
    )  # fmt: skip


def test_every_page_that_can_be_saved_has_a_name() -> None:
    addresses = [
        "/campaigns/", "/campaigns/One/", "/brands/One/", "/influencers/", "/influencers/1/", "/payouts/", "/insights/",
        "/rows/orders/", "/rows/posts/", "/rows/payout/",
    ]  # fmt: skip
    places = [place_at(address) for address in addresses]
    assert sorted(place.page for place in places if place) == sorted(PAGES)


def test_a_name_is_the_owners_once(asha: User, bala: User) -> None:
    saved(asha)
    saved(bala)
    assert complaints(save(asha, "Mine")) == {"name": ["There is a view named “Mine” already."]}
    other = saved(asha, "Other")
    renamed = logged_in(asha).post(f"/views/{other.pk}/", {"name": "Mine"})
    assert renamed.status_code == 400
    assert "There is a view named “Mine” already." in renamed.content.decode()
    assert complaints(save(asha, "  ")) == {"name": ["Give the view a name."]}


def test_the_owner_renames_shares_and_deletes(asha: User, bala: User) -> None:
    view = saved(asha)
    client = logged_in(asha)
    assert client.post(f"/views/{view.pk}/", {"name": "Renamed", "shared": "on"}).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.shared, view.query) == ("Renamed", True, "brand=Gritzo")
    assert "Renamed" in menu(bala)
    assert client.post(f"/views/{view.pk}/delete/").status_code == 302
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("action", ["", "delete/"])
def test_nobody_touches_what_is_anothers(asha: User, payout_admin: User, shared: bool, action: str) -> None:
    """Not even staff, whom the model's permission does not let."""
    view = saved(asha, **({"shared": "on"} if shared else {}))
    before = SavedView.objects.values().get()
    sent = {"name": "Stolen", "shared": "on"}
    assert logged_in(payout_admin).post(f"/views/{view.pk}/{action}", sent).status_code == 404
    assert SavedView.objects.values().get() == before


def test_staff_with_the_permission_keep_the_teams_views(asha: User, bala: User) -> None:
    bala.is_staff = True
    bala.save()
    bala.user_permissions.set(Permission.objects.filter(content_type__app_label="saved_views"))
    view = saved(asha, shared="on")
    client = logged_in(bala)
    assert client.post(f"/views/{view.pk}/", {"name": "Tidied", "shared": "on"}).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.owner) == ("Tidied", asha)
    assert client.post(f"/views/{view.pk}/delete/").status_code == 302
    assert not SavedView.objects.exists()


def test_home_leads_to_the_start_view_and_else_to_the_overview(asha: User, bala: User) -> None:
    first = saved(asha, "First", is_start="on")
    second = saved(asha, "Second", address="/influencers/?gender=F", is_start="on")
    assert [home(user) for user in (asha, bala)] == ["/influencers/?gender=F", "/campaigns/"]

    client = logged_in(asha)
    assert client.post(f"/views/{first.pk}/start/", {"start": "on"}).status_code == 302
    assert home(asha) == "/campaigns/?brand=Gritzo"
    assert client.get("/?brand=HKVitals").headers["Location"] == "/campaigns/?brand=HKVitals"
    client.post(f"/views/{second.pk}/start/")  # it is not where she starts
    client.post(f"/views/{first.pk}/", {"name": "First"})
    assert home(asha) == "/campaigns/?brand=Gritzo"
    client.post(f"/views/{first.pk}/start/")
    assert home(asha) == "/campaigns/"


def test_a_view_of_the_teams_is_a_start_page_for_as_long_as_it_is_shared(asha: User, bala: User) -> None:
    view = saved(asha, shared="on", is_start="on")
    assert logged_in(bala).post(f"/views/{view.pk}/start/", {"start": "on"}).status_code == 302
    assert [home(user) for user in (asha, bala)] == ["/campaigns/?brand=Gritzo"] * 2
    (listed,) = logged_in(bala).get("/views/").context["page"].team
    assert listed.view.is_start
    assert "start page" in menu(bala)

    client = logged_in(asha)
    client.post(f"/views/{view.pk}/", {"name": "Mine"})
    assert [home(user) for user in (asha, bala)] == ["/campaigns/?brand=Gritzo", "/campaigns/"]
    assert logged_in(bala).post(f"/views/{view.pk}/start/", {"start": "on"}).status_code == 404
    client.post(f"/views/{view.pk}/delete/")
    assert [home(user) for user in (asha, bala)] == ["/campaigns/"] * 2


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/campaigns/?brand=Nobody", "brand: No brand is called 'Nobody'."),
        ("/campaigns/?brnad=Gritzo", "brnad: There is no such parameter."),
        ("/campaigns/?top_by=posts", "top_by: There is no such parameter."),
        ("/campaigns/Nothing_Jan_2025/", "campaign: No campaign is called 'Nothing_Jan_2025'."),
        ("/brands/Nobody/", "brand: No brand is called 'Nobody'."),
        ("/influencers/99/", "influencer: No influencer is called '99'."),
        ("/influencers/?date_from=2025-02-02&date_to=2025-02-01",
         "date_to: The last day, 2025-02-01, is before the first day, 2025-02-02."),
        *((other, "Only the pages of this dashboard can be saved.") for other in (
            "https://evil.example/campaigns/", "//evil.example/campaigns/", "/\\evil.example", "javascript:alert(1)",
            "/admin/", "/api/v1/summary/", "/views/", "/", "/nowhere/", "campaigns/", "http://[",
        )),
    ],
)  # fmt: skip
def test_only_what_our_pages_answer_is_saved(asha: User, address: str, why: str) -> None:
    assert complaints(save(asha, "Odd", address)) == {"address": [why]}
    assert not SavedView.objects.exists()


def test_a_view_of_a_campaign_that_is_gone_says_so(asha: User) -> None:
    view = saved(asha, address="/campaigns/?campaign=Gritzo_Campaign_Jan_2025", is_start="on")
    saved(asha, "Page", address="/campaigns/Gritzo_Campaign_Jan_2025/")
    Campaign.objects.filter(name="Gritzo_Campaign_Jan_2025").update(name="Renamed_Jan_2025")
    DataVersion.current().save()
    client = logged_in(asha)
    listed = client.get("/views/")
    assert [each.complaints for each in listed.context["page"].mine] == [
        {"campaign": ["No campaign is called 'Gritzo_Campaign_Jan_2025'."]}
    ] * 2
    opened = client.get(view.get_absolute_url())
    assert opened.status_code == 400
    assert list(opened.context["complaints"]) == ["campaign"]


@pytest.mark.parametrize(
    "address", ["/campaigns/Gritzo_Campaign_Jan_2025/", "/campaigns/?campaign=Gritzo_Campaign_Jan_2025"]
)
def test_a_start_page_that_cannot_be_shown_leads_to_the_overview_which_says_so_once(
    asha: User, bala: User, address: str
) -> None:
    saved(asha, "<Mine>", address=address, is_start="on")
    Campaign.objects.filter(name="Gritzo_Campaign_Jan_2025").update(name="Renamed_Jan_2025")
    DataVersion.current().save()
    client = logged_in(asha)
    for _ in range(2):  # drawn, then kept
        overview = client.get("/", follow=True)
        assert overview.redirect_chain == [("/campaigns/", 302)]
        assert overview.status_code == 200
        assert re.findall('<p class="complaint" role="status">(.*)</p>', overview.content.decode()) == [
            "Your start page “&lt;Mine&gt;” cannot be shown: No campaign is called "
            "&#x27;Gritzo_Campaign_Jan_2025&#x27;. "
            'Choose another among the <a href="/views/">saved views</a>.'
        ]
        for reader in (client, logged_in(bala)):
            assert "cannot be shown" not in reader.get("/campaigns/").content.decode()


def test_a_view_of_a_page_that_is_gone_says_so(asha: User) -> None:
    view = saved(asha, is_start="on")
    SavedView.objects.update(page="campaigns:no-more")
    client = logged_in(asha)
    assert "This page is no longer there." in client.get("/", follow=True).content.decode()
    (each,) = client.get("/views/").context["page"].mine
    assert each.complaints == {"page": ["This page is no longer there."]}
    assert client.post(f"/views/{view.pk}/delete/").status_code == 302


def test_odd_names_are_text(asha: User, bala: User) -> None:
    name = "</a><script>alert('₹')</script>\"&"
    saved(asha, name, shared="on")
    for html in (menu(asha), menu(bala), *(logged_in(each).get("/views/").content.decode() for each in (asha, bala))):
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(&#x27;₹&#x27;)&lt;/script&gt;&quot;&amp;" in html


def test_there_is_a_most_that_one_person_saves(asha: User, bala: User) -> None:
    SavedView.objects.bulk_create(
        SavedView(owner=asha, name=str(number), page="campaigns:overview") for number in range(MOST)
    )
    assert complaints(save(asha, "One more")) == {
        "__all__": ["You have 50 saved views, the most there can be. Delete one first."]
    }
    saved(bala)
    view = SavedView.objects.get(owner=asha, name="0")
    assert logged_in(asha).post(f"/views/{view.pk}/", {"name": "Still mine"}).status_code == 302


def test_the_menu_saves_what_is_on_the_screen(asha: User) -> None:
    address = "/influencers/?gender=F&top_by=posts"
    shown = menu(asha, address)
    assert "No view is saved yet." in shown
    assert 'name="address" value="/influencers/?gender=F&amp;top_by=posts"' in shown
    sent = {"name": "Women by posts", "address": address}
    client, headers = logged_in(asha), {"hx-request": "true"}
    answer = client.post("/views/new/", sent, headers=headers)
    assert answer.status_code == 200
    assert "Saved as “Women by posts”." in answer.content.decode()
    again = client.post("/views/new/", sent, headers=headers)
    assert again.status_code == 400
    assert "There is a view named “Women by posts” already." in again.content.decode()


def test_the_menu_on_a_page_that_cannot_be_saved_has_no_form(asha: User) -> None:
    assert "<form" not in menu(asha, "/glossary/")


def test_without_script_the_menu_is_pages(asha: User) -> None:
    client = logged_in(asha)
    assert client.get("/views/menu/").headers["Location"] == "/views/"
    page = client.get("/campaigns/?brand=Gritzo").content.decode()
    assert 'href="/views/new/?address=%2Fcampaigns%2F%3Fbrand%3DGritzo"' in page
    form = client.get("/views/new/?address=%2Fcampaigns%2F%3Fbrand%3DGritzo").content.decode()
    assert 'name="address" value="/campaigns/?brand=Gritzo"' in form


def test_changes_want_the_token_and_a_login(asha: User, client: Client) -> None:
    view = saved(asha)
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(asha)
    for path in ("/views/new/", f"/views/{view.pk}/", f"/views/{view.pk}/start/", f"/views/{view.pk}/delete/"):
        assert checked.post(path, {"name": "Forged"}).status_code == 403
        assert client.post(path, {"name": "Forged"}).status_code == 302
    assert SavedView.objects.get().name == "Mine"
    for path in (f"/views/{view.pk}/start/", f"/views/{view.pk}/delete/"):
        assert logged_in(asha).get(path).status_code == 405


def test_the_list_asks_the_same_number_of_questions_for_one_view_and_for_many(
    asha: User, django_assert_num_queries: Any
) -> None:
    client = logged_in(asha)
    saved(asha)
    client.get("/views/")
    for _ in range(2):
        with django_assert_num_queries(6):  # session, user, version, what may be changed, deleted, and opened
            client.get("/views/")
        saved(asha, f"More {SavedView.objects.count()}")
        saved(asha, f"More {SavedView.objects.count()}")


def test_the_admin_renames_and_makes_none(asha: User, admin_client: Client) -> None:
    view = saved(asha)
    assert "Mine" in admin_client.get("/admin/saved_views/savedview/").content.decode()
    assert admin_client.get("/admin/saved_views/savedview/add/").status_code == 403
    address = f"/admin/saved_views/savedview/{view.pk}/change/"
    sent = {"name": "Tidied", "page": "admin:index", "query": ""}
    assert admin_client.post(address, sent).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.page, view.query) == ("Tidied", "campaigns:overview", "brand=Gritzo")


def test_the_admin_refuses_a_name_that_is_taken(asha: User, bala: User, admin_client: Client) -> None:
    view, _, _ = saved(asha), saved(asha, "Taken"), saved(bala, "Another's")
    address = f"/admin/saved_views/savedview/{view.pk}/change/"
    refused = admin_client.post(address, {"name": "Taken"})
    assert refused.context["adminform"].form.errors == {"name": ["There is a view named “Taken” already."]}
    assert admin_client.post(address, {"name": "Another's"}).status_code == 302


def test_the_view_of_an_influencer_has_its_name(asha: User) -> None:
    saved(asha, address="/influencers/1/?gender=Female")
    html = logged_in(asha).get("/views/").content.decode()
    assert "Influencer Asha Rao #1 · Gender Female" in " ".join(html.split())
