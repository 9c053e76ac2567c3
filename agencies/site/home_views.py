from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.people.permissions import first_page


@login_not_required
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The bare address: the first page of a signed-in person, else what the portal shows to
    everybody.
    """
    return redirect(first_page(request) if request.user.is_authenticated else settings.PUBLIC_HOME)
