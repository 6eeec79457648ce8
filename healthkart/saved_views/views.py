"""The menu of saved views, the page on which they are kept, and the way in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from healthkart.analytics.labels import current_labels
from healthkart.permissions import kept_by
from healthkart.saved_views.forms import NewViewForm, SavedViewForm
from healthkart.saved_views.models import SavedView, StartPage
from healthkart.saved_views.selectors import described, list_of_views, menu_of


class ReadersRequest(HttpRequest):
    """A request as the middlewares hand it on: somebody is logged in, and it knows what htmx said."""

    user: User
    htmx: HtmxDetails


@require_safe
def home(request: ReadersRequest) -> HttpResponse:
    """The reader's start page; the Campaign Overview for whoever has none that can be shown, or comes with filters."""
    start = None if request.GET else SavedView.objects.start_of(request.user)
    if start:
        _, complaints = described(start, current_labels())
        if not complaints:
            return redirect(start)
        messages.warning(request, _not_shown(start, complaints))
    return redirect(reverse("campaigns:overview", query=request.GET))


@require_safe
def menu(request: ReadersRequest) -> HttpResponse:
    """What the menu holds, for htmx: kept pages are everybody's, so it cannot stand in them."""
    if not request.htmx:
        return redirect("saved_views:list")
    return _menu(request, request.htmx.current_url_abs_path or "")


@require_safe
def views(request: ReadersRequest) -> HttpResponse:
    """All that the reader may open, and where it is changed."""
    return _list(request)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: ReadersRequest) -> HttpResponse:
    """Name the view at an address: a page of its own, or part of the menu for htmx."""
    new = SavedView(owner=request.user)
    if request.method != "POST":
        form = NewViewForm(instance=new, initial={"address": request.GET.get("address", "")})
        return render(request, "saved_views/save.html", {"form": form})
    with one_at_a_time(request.user):
        form = NewViewForm(request.POST, instance=new)
        saved = form.save() if form.is_valid() else None
    if request.htmx:
        return _menu(request, request.POST.get("address", ""), saved=saved, form=None if saved else form)
    if saved:
        return redirect(saved)
    return render(request, "saved_views/save.html", {"form": form}, status=400)


@require_POST
def change(request: ReadersRequest, pk: int) -> HttpResponse:
    """Rename or share a view."""
    with one_at_a_time(request.user):
        view = get_object_or_404(kept_by(request.user, SavedView.objects.all(), "change"), pk=pk)
        form = SavedViewForm(request.POST, instance=view)
        if form.is_valid():
            form.save()
            return redirect("saved_views:list")
    return _list(request, changing=form, status=400)


@require_POST
def start(request: ReadersRequest, pk: int) -> HttpResponse:
    """Start from a view, or no longer from it."""
    view = get_object_or_404(SavedView.objects.open_to(request.user), pk=pk)
    if request.POST.get("start"):
        view.start_for(request.user)
    else:
        StartPage.objects.filter(reader=request.user, view=view).delete()
    return redirect("saved_views:list")


@require_POST
def delete(request: ReadersRequest, pk: int) -> HttpResponse:
    get_object_or_404(kept_by(request.user, SavedView.objects.all(), "delete"), pk=pk).delete()
    return redirect("saved_views:list")


@contextmanager
def one_at_a_time(person: User) -> Iterator[None]:
    """A transaction in which this person saves nothing else: what was looked up still holds when it is written."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        yield


def _not_shown(start: SavedView, complaints: Mapping[str, Sequence[str]]) -> str:
    why = " ".join(sentence for sentences in complaints.values() for sentence in sentences)
    return format_html(
        'Your start page “{}” cannot be shown: {} Choose another among the <a href="{}">saved views</a>.',
        start,
        why,
        reverse("saved_views:list"),
    )


def _menu(request: ReadersRequest, address: str, **context: Any) -> HttpResponse:
    context["menu"] = menu_of(request.user, address)
    return render(request, "saved_views/_menu.html", context, status=400 if context.get("form") else 200)


def _list(request: ReadersRequest, status: int = 200, **options: Any) -> HttpResponse:
    labels = current_labels()
    page = list_of_views(request.user, labels, **options)
    return render(request, "saved_views/list.html", {"page": page, "labels": labels}, status=status)
