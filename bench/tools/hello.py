"""The least that Django answers, as a WSGI application for gunicorn: one view, one line, no
middleware.
"""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.urls import path


def _say_hello(request: HttpRequest) -> HttpResponse:
    # With its length, without which the server would send pieces.
    words = "Xin chào".encode()
    return HttpResponse(words, headers={"Content-Length": str(len(words))})


class HelloRequest(WSGIRequest):
    urlconf = (path("", _say_hello),)


class HelloHandler(WSGIHandler):
    request_class = HelloRequest


def make_application() -> HelloHandler:
    django.setup(set_prefix=False)
    settings.MIDDLEWARE = []
    return HelloHandler()
