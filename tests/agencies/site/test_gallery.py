import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from tests.factories import make_actor

COMPONENTS = Path(settings.BASE_DIR / "templates" / "_components")
FRAME = {
    "filter_result",
    "idle_lock",
    "confirm_dialog",
    "flashes",
    "global_search",
    "language_switch",
    "official_heading",
    "person_links",
    "places",
    "seat_switcher",
    "sprite",
}


@pytest.mark.django_db
def test_the_gallery_asks_strangers_to_sign_in(client):
    answer = client.get(reverse("agencies:gallery"))
    assert (answer.status_code, answer.url) == (302, "/tai-khoan/dang-nhap/?next=/_components/")


@pytest.mark.django_db
def test_the_gallery_shows_itself_at_phone_width_and_nobody_else_may(client):
    client.force_login(make_actor().person)
    answer = client.get(reverse("agencies:gallery"))
    assert 'src="?phone=1"' in answer.content.decode()
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_no_page_carries_inline_style_script_or_handler(client):
    client.force_login(make_actor().person)
    page = client.get(reverse("agencies:gallery")).content.decode()
    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", page) == []


@pytest.mark.parametrize("code", ["404", "500"])
def test_an_error_page_needs_no_context(code):
    assert "Về Việc cần làm" in render_to_string(f"{code}.html")


@pytest.mark.parametrize("shape", ["dot", "ring", "triangle", "diamond", "tick"])
def test_every_shape_is_drawn(shape):
    assert f'<symbol id="shape-{shape}"' in (COMPONENTS / "sprite.html").read_text()


def test_the_gallery_shows_every_component_but_the_frame_s():
    shown = set(
        re.findall(
            r"_components/(\w+)\.html",
            (COMPONENTS.parent / "agencies" / "site" / "gallery.html").read_text(),
        )
    )
    assert {path.stem for path in COMPONENTS.glob("*.html")} - FRAME - shown == set()
