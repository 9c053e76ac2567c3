"""From a name as a document writes it to an agency or a group; what is unsure stays unresolved."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from agencies.bodies.models import Agency, AgencyAlias, AgencyGroup, GroupAlias, Province
from agencies.bodies.queries import SUGGESTIONS, has_words
from vietnam.dates import format_date
from vietnam.folding import fold, search_words
from vietnam.names import agency_key

_PLACE_WORDS = ("tinh", "thanh pho", "tp")


@dataclass(frozen=True)
class RegisteredAddressee:
    """What a written name means; empty when the register knows none, or several."""

    agency: Agency | None = None
    group: AgencyGroup | None = None

    def __bool__(self) -> bool:
        return self.agency is not None or self.group is not None


class AddresseeRegister:
    """The agencies and groups that documents of one day and one issuer may address.

    Loads what it needs once. A name without a province means the issuer's own province, or the host
    province when the issuer is not a province.
    """

    def __init__(self, *, on: datetime.date, issuer: str = "") -> None:
        self.on = on
        self.provinces = list(Province.objects.select_related("successor"))
        host = next((p for p in self.provinces if p.slug == settings.HOST_PROVINCE), None)
        self.context = self._merged_provinces(self._province_in(issuer)) or self._merged_provinces(
            host
        )
        self.agencies: dict[str, list[Agency]] = defaultdict(list)
        self.groups: dict[str, list[AgencyGroup]] = defaultdict(list)
        self._load_agencies()
        self._load_groups()

    def resolve(self, written: str) -> RegisteredAddressee:
        """The one agency, else the one group, that the name can mean."""
        place = self._province_in(written)
        for key in self._keys(written, place):
            if agency := self._agency(key, place):
                return RegisteredAddressee(agency=agency)
            groups = self.groups.get(key, ())
            if len(groups) == 1:
                return RegisteredAddressee(group=groups[0])
        return RegisteredAddressee()

    def _load_agencies(self) -> None:
        aliases = ArraySubquery(AgencyAlias.objects.filter(agency=OuterRef("pk")).values("key"))
        for agency in Agency.objects.select_related("province", "successor__successor").annotate(
            keys=aliases
        ):
            names = filter(None, (agency.name, agency.short_name))
            for key in {*map(agency_key, names), *agency.keys}:
                self.agencies[key].append(agency)

    def _load_groups(self) -> None:
        aliases = ArraySubquery(GroupAlias.objects.filter(group=OuterRef("pk")).values("key"))
        homes = ArraySubquery(
            AgencyGroup.members.through.objects.filter(agencygroup=OuterRef("pk"))
            .values("agency__province_id")
            .distinct()
        )
        for group in AgencyGroup.objects.select_related("steward").annotate(
            keys=aliases, homes=homes
        ):
            if self._is_near(group):
                for key in {agency_key(group.name), *group.keys}:
                    self.groups[key].append(group)

    def _is_near(self, group: AgencyGroup) -> bool:
        # Excludes groups of another province's agencies; `homes` are the provinces of the members.
        homes = set(group.homes) or ({group.steward.province_id} if group.steward else set())
        return not homes or None in homes or bool(homes & self.context)

    def _agency(self, key: str, place: Province | None) -> Agency | None:
        near = self._merged_provinces(place) or self.context
        found = [
            a for a in self.agencies.get(key, ()) if a.province_id is None or a.province_id in near
        ]
        valid = [a for a in found if exists_on(a, self.on)]
        ended = [a for a in found if a.valid_to and a.valid_to < self.on]
        chosen = {agency_in_charge(a, self.on) for a in valid or ended}
        return chosen.pop() if len(chosen) == 1 else None

    def _keys(self, written: str, place: Province | None) -> Iterable[str]:
        # The name as written, then without the words that only say where: "tỉnh", "tỉnh Lạng Sơn".
        key = agency_key(written)
        yield key
        if place:
            key = key.removesuffix(fold(place.name)).rstrip()
            yield key
        for word in _PLACE_WORDS:
            if key.endswith(f" {word}"):
                yield key.removesuffix(word).rstrip()

    def _province_in(self, name: str) -> Province | None:
        # The province with whose name the agency's name ends; else the issuer's.
        words = f" {fold(name)}"
        named = [p for p in self.provinces if words.endswith(f" {fold(p.name)}")]
        return max(named, key=lambda p: (exists_on(p, self.on), len(p.name)), default=None)

    def _merged_provinces(self, province: Province | None) -> frozenset[int]:
        # The province, what it was merged into, and what was merged into it.
        if province is None:
            return frozenset()
        heir = province.successor_id or province.pk
        return frozenset(
            {province.pk, heir, *(p.pk for p in self.provinces if p.successor_id == province.pk)}
        )


def exists_on(row: Agency | Province, on: datetime.date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (
        row.valid_to is None or row.valid_to >= on
    )


def agency_in_charge(agency: Agency, on: datetime.date) -> Agency:
    """The agency itself, or the one that has taken over its work by that day."""
    seen = {agency.pk}
    while (
        agency.valid_to
        and agency.valid_to < on
        and agency.successor
        and agency.successor.pk not in seen
    ):
        agency = agency.successor
        seen.add(agency.pk)
    return agency


def agency_label(agency: Agency) -> str:
    """The name that distinguishes it from others of that name: with its province, and with its end
    if it has ended.
    """
    parts = [agency.name]
    if agency.province and fold(agency.province.name) not in fold(agency.name):
        parts.append(agency.province.name)
    name = " – ".join(parts)
    if agency.valid_to is None:
        return name
    return f"{name} ({_('until %(day)s') % {'day': format_date(agency.valid_to)}})"


def suggest_addressees(text: str, on: datetime.date) -> list[str]:
    """Labels of agencies and groups whose names contain all typed words, with or without accents;
    existing ones first.
    """
    words = search_words(text)
    if not words:
        return []
    groups = AgencyGroup.objects.filter(_is_named(words)).distinct()
    names = [group.name for group in groups[:SUGGESTIONS]]
    ranked = sorted(
        _agencies_named(words)[:200],
        key=lambda a: (
            not exists_on(a, on),
            not a.search_fold.startswith(words[0]),
            len(a.name),
            a.sort_key,
        ),
    )
    return [*(agency_label(agency) for agency in ranked), *names][:SUGGESTIONS]


def find_addressee(text: str, register: AddresseeRegister) -> RegisteredAddressee:
    """What an officer typed or chose: a label, a group's name, a name that the register resolves,
    or words that occur in only one agency's name.
    """
    label = " ".join(text.replace("\0", " ").split())  # PostgreSQL knows no NUL
    group = AgencyGroup.objects.filter(name=label).first()
    if group:
        return RegisteredAddressee(group=group)
    candidates = _agencies_named(search_words(label.split(" – ")[0].split(" (")[0]))[:200]
    exact = [agency for agency in candidates if agency_label(agency) == label]
    if len(exact) == 1:
        return RegisteredAddressee(agency=exact[0])
    valid = [agency for agency in candidates if exists_on(agency, register.on)]
    return register.resolve(label) or RegisteredAddressee(valid[0] if len(valid) == 1 else None)


def _agencies_named(words: list[str]) -> QuerySet[Agency]:
    return (
        Agency.objects.filter(_is_named(words)).select_related("province", "successor").distinct()
    )


def _is_named(words: list[str]) -> Q:
    # an alias only counts with the words as they were typed, one after the other
    return has_words("search_fold", words) | Q(aliases__key__contains=" ".join(words))
