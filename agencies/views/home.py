from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The bare address: what one must do for who has signed in, else what the portal shows to everybody."""
    return redirect("agencies:must-do" if request.user.is_authenticated else settings.PUBLIC_HOME)
