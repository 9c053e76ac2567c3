"""The pages that workers read, without signing in: jobs, one job, and asking for it."""

from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from agencies.errors import RuleError
from agencies.forms.once import add_shown_once_message, makes_once, mark_row_made
from agencies.forms.query_strings import build_query
from agencies.forms.sent_forms import form_secret, repeated_form_secret
from agencies.forms.submit import render_form, renew_hidden_fields, submit_form
from agencies.lists.views import page_query
from agencies.replica.reading import reads_replica
from agencies.shared_pages.middleware import shares_page
from agencies.sign_in.allauth_internals import count_request
from reader.sandbox.slots import SlotTaken
from recruitment.interests import services as interests
from recruitment.interests.models import Interest
from recruitment.job_search.search import COUNTED, find_vacancies
from recruitment.posters.poster import draw_picture, draw_poster
from recruitment.public.atom import write_job_feed
from recruitment.public.forms import SearchForm
from recruitment.public.interest_form import InterestForm
from recruitment.public.places import place_sections
from recruitment.public.public_list import count_found, find_page, similar_vacancies
from recruitment.public.rows import draw_rows, public_rows
from recruitment.search_engines.descriptions import describe_vacancy
from recruitment.search_engines.job_posting import job_posting
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.public_versions import public_version
from recruitment.vacancies.queries import public_vacancies

# A commune office registers many people from one address; the service limits the numbers.
RATES = {"interest": "300/h/ip"}
FEED_LENGTH = 50
PURPOSE = "withdrawal"
DRAWN_FOR = 600  # seconds


@login_not_required
@require_safe
@shares_page
@reads_replica
def vacancy_list(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    places = {name: request.GET.get(name, "") for name in ("after", "before")}
    terms = form.terms()
    page, is_first = find_page(form.ranking(), terms, **places)
    count = count_found(terms, page) if is_first else None
    address = form.address()
    rows = public_rows(page.rows)
    context = {
        "form": form,
        "rows": rows,
        "drawn": draw_rows(rows),
        "count": count,
        "is_more": count and count > COUNTED,
        "is_first": is_first,
        "canonical": settings.SITE_URL + request.path + (f"?{address}" if address else ""),
        "previous": page_query(request, before=page.newer),
        "next": page_query(request, after=page.older),
    }
    if is_first and not page.rows:
        context["suggested"] = form.suggest()
    return render(request, "recruitment/public/vacancy_list.html", context)


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
@reads_replica
def vacancy_feed(request: HttpRequest) -> HttpResponse:
    # The same search for feed readers.
    page = find_vacancies(SearchForm(request.GET).terms(), length=FEED_LENGTH)
    query = build_query(request.GET, before=None, after=None)
    return HttpResponse(
        write_job_feed(page.rows, query), content_type="application/atom+xml; charset=utf-8"
    )


@login_not_required
@require_safe
@shares_page
@reads_replica
def vacancy_detail(request: HttpRequest, pk: int) -> HttpResponse:
    # Stays after the end, marked, and out of search engines.
    vacancy = public_version(get_object_or_404(public_vacancies(), pk=pk))
    if vacancy is None:
        raise Http404
    context = {
        "vacancy": vacancy,
        "is_open": vacancy.is_open,
        "description": describe_vacancy(vacancy),
        "canonical": vacancy.public_url,
        "picture": settings.SITE_URL + reverse("recruitment:vacancy-picture", args=[pk]),
        "similar": similar_vacancies(vacancy),
        "place_sections": place_sections(vacancy),
        "posting": job_posting(vacancy) if vacancy.is_open else None,
    }
    return render(request, "recruitment/public/vacancy_detail.html", context)


@login_not_required
@require_safe
@reads_replica
def vacancy_poster(request: HttpRequest, pk: int) -> HttpResponse:
    # A4 with a QR code, for notice boards; only for what is offered.
    vacancy = _offered(pk)
    try:
        drawn = draw_poster(vacancy)
    except SlotTaken:
        context = {"back": vacancy.get_absolute_url(), "title": vacancy.title}
        page = render(request, "recruitment/public/poster_waiting.html", context, status=503)
        return _soon(page)
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="viec-lam-{pk}.pdf"'
    patch_cache_control(response, public=True, max_age=DRAWN_FOR)
    return response


@login_not_required
@require_safe
@reads_replica
def vacancy_picture(request: HttpRequest, pk: int) -> HttpResponse:
    # What Zalo and Facebook show beside a shared link.
    try:
        response = HttpResponse(draw_picture(_offered(pk)), content_type="image/png")
    except SlotTaken:
        return _soon(HttpResponse(status=503))
    patch_cache_control(response, public=True, max_age=DRAWN_FOR)
    return response


def _soon(response: HttpResponse) -> HttpResponse:
    # To be requested again in a moment, and not cached.
    response["Retry-After"] = "2"
    response["Cache-Control"] = "no-store"
    return response


def _offered(pk: int) -> Vacancy:
    return get_object_or_404(public_vacancies().open(timezone.localdate()), pk=pk)


def _registered(request: HttpRequest, made: int, pk: int) -> HttpResponse:
    # Sent again, the form shows the same link again.
    vacancy = get_object_or_404(public_vacancies(), pk=pk)
    for digest in interests.link_digests(made):
        token = repeated_form_secret(request, PURPOSE, digest)
        if token:
            return _link_page(request, vacancy, token)
    add_shown_once_message(request)
    return redirect(vacancy)


def _link_page(request: HttpRequest, vacancy: Vacancy, token: str) -> HttpResponse:
    link = settings.SITE_URL + reverse("recruitment:interest-withdraw", args=[token])
    return render(
        request,
        "recruitment/public/interest_registered.html",
        {"vacancy": vacancy, "link": link, "message_link": _message_link(vacancy, link)},
    )


def _message_link(vacancy: Vacancy, link: str) -> str:
    # Opens the phone's messages with the words written; “?&” is understood by iOS and Android.
    words = _("To withdraw my registration for “%(title)s”: %(link)s")
    return f"sms:?&body={quote(words % {'title': vacancy.title, 'link': link})}"


@login_not_required
@never_cache
@sensitive_post_parameters("full_name", "phone", "commune", "helper_name")
@require_http_methods(["GET", "HEAD", "POST"])
@makes_once(again=_registered)
def interest_register(request: HttpRequest, pk: int) -> HttpResponse:
    # Name, phone and commune, with consent; the response shows the link for withdrawing.
    vacancy = get_object_or_404(public_vacancies(), pk=pk)
    if not vacancy.is_open and not (vacancy.is_over and request.method == "POST"):
        return redirect(vacancy)  # what was typed after the end is answered below, with the reason
    consented = {"words": interests.consent_digest(vacancy)}
    form = InterestForm(
        request.POST or None, initial=consented, consent_words=interests.consent_words(vacancy)
    )
    made = submit_form(form, lambda: _register(request, vacancy, form))
    if made:
        interest, token = made
        return mark_row_made(_link_page(request, vacancy, token), interest.pk)
    if form.is_bound:
        renew_hidden_fields(form, **consented)
    return render_form(request, "recruitment/public/interest_form.html", form, {"vacancy": vacancy})


def _register(request: HttpRequest, vacancy: Vacancy, form: InterestForm) -> tuple[Interest, str]:
    if not count_request(request, "interest", RATES):
        raise RuleError(_("Too many requests from this place. Wait an hour."))
    given = form.cleaned_data
    said = {name: given[name] for name in ("full_name", "phone", "commune", "helper_name")}
    return interests.register_interest(
        vacancy=vacancy, consent=given["words"], secret=form_secret(request, PURPOSE), **said
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interest_withdraw(request: HttpRequest, token: str) -> HttpResponse:
    # Whoever has the link withdraws the registration; an old link says so, without naming anybody.
    if request.method == "POST":
        interests.withdraw_interest(token=token)
        return render(request, "recruitment/public/interest_withdrawn.html")
    found = interests.find_interest(token)
    return render(
        request,
        "recruitment/public/interest_withdraw.html",
        {"vacancy": found and public_version(found.vacancy), "found": found},
    )
