"""The public pages of petitions: the same for everybody, sent from the shared copies."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from agencies.lists.views import numbered_page
from agencies.shared_pages.middleware import shares_page
from conferences.answers.promises import promise_line
from conferences.petition_figures.queries import kind_figures
from conferences.petition_public.atom import write_petition_feed
from conferences.petition_public.forms import PublicFilter
from conferences.petition_public.queries import late_bodies, published_petitions, with_parts
from conferences.petitions.models import Petition

FEED_LENGTH = 50


@login_not_required
@require_safe
@shares_page
def public_petition_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = PublicFilter(request.GET, rows=published_petitions(today))
    rows = with_parts(form.filter()).order_by("-dialogue__held_on", "number", "pk")
    found = numbered_page(request, rows)
    published = Petition.objects.filter(published_at__isnull=False, merged_into=None)
    context = {
        "form": form,
        "figures": [line for line in kind_figures(published, today) if line.is_owed],
        "late": late_bodies(today),
        "petitions": found["page"],
        "previous": found["previous"],
        "next": found["next"],
        "today": today,
        "canonical": settings.SITE_URL + request.path,
    }
    return render(request, "conferences/petition_public/petition_list.html", context)


@login_not_required
@require_safe
@shares_page
def public_petition(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    petition = get_object_or_404(with_parts(published_petitions(today)), pk=pk)
    for part in petition.live_parts:
        for answer in part.editions:
            answer.promise_line = promise_line(answer, today)
    context = {
        "petition": petition,
        "opinion": petition.opinions.order_by("-pk").first(),
        "merged": petition.merged.count(),
        "today": today,
    }
    return render(request, "conferences/petition_public/petition.html", context)


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def public_petition_feed(request: HttpRequest) -> HttpResponse:
    rows = with_parts(published_petitions(timezone.localdate()))
    return HttpResponse(
        write_petition_feed(rows.order_by("-published_at", "-pk")[:FEED_LENGTH]),
        content_type="application/atom+xml; charset=utf-8",
    )
