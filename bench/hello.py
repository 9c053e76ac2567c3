"""The least that Django answers: one view, one line, nothing around it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Xin chào")


urlpatterns = [path("", hello)]
