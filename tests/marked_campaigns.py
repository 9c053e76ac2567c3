"""One thing of each kind of campaigns, with a mark in each text; what is released, which is for
everybody, has none in its title.
"""

from datetime import date

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from agencies.people.permissions import Actor
from campaigns.contents.choices import ContentStatus
from campaigns.contents.models import Content
from campaigns.kits.services import share_kit
from tests.factories_campaigns import (
    make_budget,
    make_budget_line,
    make_cast,
    make_content,
    make_outlet,
    make_publication,
    make_wave,
    released_content,
    submitted_content,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
DAY = date(2024, 3, 6)


def make_marked_campaign(mark: str) -> dict[str, models.Model]:
    """A wave with a draft and something published of it, its link, and a budget."""
    cast = make_cast(f"truyền thông {mark[:40]}")
    by = cast.department
    wave = make_wave(by, title=mark, message=mark)
    file = ContentFile(PNG, name=f"{mark.replace('/', '')}.png")
    draft = make_content(wave, cast.newsroom, title=mark, text=mark, files=[file])
    Content.objects.filter(pk=draft.pk).update(desk=mark[:120])
    outlet = make_outlet(by, name=mark[:160], agreement=mark[:200], agreed_on=DAY)
    submitted_content(wave, cast.newsroom, title=mark)
    Content.objects.filter(pk=released_content(wave, cast, title=mark).pk).update(
        status=ContentStatus.CLEARED, released_at=None
    )
    published = _publish(released_content(wave, cast), outlet, by, mark)
    return {
        "wave": wave,
        "content": draft,
        "wave-file": draft.files.get(),
        "outlet": outlet,
        "kit-link": share_kit(wave=wave, outlet=outlet, expires_on=timezone.localdate(), by=by),
        "publication": published,
        "proof": published.proofs.get(),
        **_make_marked_budget(mark, by),
    }


def _publish(content: Content, outlet: models.Model, by: Actor, mark: str) -> models.Model:
    proof = ContentFile(PNG, name=f"{mark.replace('/', '')}.png")
    today = timezone.localdate()
    return make_publication(content, outlet, by, published_on=today, note=mark[:300], files=[proof])


def _make_marked_budget(mark: str, by: Actor) -> dict[str, models.Model]:
    budget = make_budget(by, title=mark[:200])
    return {"budget": budget, "budget-line": make_budget_line(budget, by, title=mark[:200])}
