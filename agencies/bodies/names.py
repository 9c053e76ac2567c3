"""From a name and a province, as officials type them, to agencies of the register.

Unlike `resolution.py`, which reads documents of any day, this guesses nothing: what might be
another agency is a candidate to ask about, not an answer.
"""

import datetime
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency, AgencyAlias, Province
from agencies.bodies.resolution import agency_in_charge, exists_on
from vietnam.folding import fold
from vietnam.names import agency_key, expand_abbreviations

# Before the name of a place: then the name is not the province's.
PLACES = ("xa", "phuong", "thi tran", "dac khu", "quan", "huyen", "thi xa", "khu")
# Without "tỉnh" or "thành phố" the two would look the same.
COMMITTEES = (
    "uy ban nhan dan",
    "hoi dong nhan dan",
    "van phong uy ban nhan dan",
    "uy ban nhan dan cac",
)
MOST_CANDIDATES = 4
LEAST_LETTERS = 3
_MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True)
class NameMatch:
    """The one agency that is meant; or those that may be meant, about which a person has to be
    asked.
    """

    agency: Agency | None = None
    candidates: list[Agency] = field(default_factory=list)


class AgencyNames:
    """All bodies of the register by their names, without employers. Two queries."""

    def __init__(self, on: datetime.date) -> None:
        self.on = on
        self.provinces = list(Province.objects.select_related("successor"))
        self.folded = [(fold(province.name), province) for province in self.provinces]
        host = next((p for p in self.provinces if p.slug == settings.HOST_PROVINCE), None)
        self.host = self.province_today(host) if host else None
        self.by_key: dict[tuple[int, str], list[Agency]] = defaultdict(list)
        self.of_family: dict[int, list[Agency]] = defaultdict(list)
        self.by_pk: dict[int, Agency] = {}
        self.names_of: dict[int, list[str]] = {}
        aliases = ArraySubquery(AgencyAlias.objects.filter(agency=OuterRef("pk")).values("name"))
        rows = (
            Agency.objects.exclude(kind__in=(AgencyKind.FIRM, AgencyKind.SERVICE_FIRM))
            .annotate(aliased=aliases)
            .select_related("province__successor", "successor__successor", "parent")
            .order_by("pk")
        )
        for agency in rows:
            names = [*filter(None, (agency.name, agency.short_name)), *agency.aliased]
            self.names_of[agency.pk] = names
            home = self._home(agency.province)
            self.by_pk[agency.pk] = agency
            self.of_family[home].append(agency)
            for key in {key for name in names for key in (agency_key(name), self.bare_key(name))}:
                self.by_key[home, key].append(agency)

    # Provinces -----------------------------------------------------------------------------------
    def province_today(self, province: Province) -> Province:
        """The province itself, or the one it has been merged into."""
        heir = province
        while not exists_on(heir, self.on) and heir.successor_id:
            heir = next(p for p in self.provinces if p.pk == heir.successor_id)
        return heir

    def _home(self, province: Province | None) -> int:
        return self.province_today(province).pk if province else 0

    def belongs_to_host(self, agency_province: Province | None) -> bool:
        return self.host is not None and self._home(agency_province) == self.host.pk

    def province_by_name(self, text: str) -> Province | None:
        """“Bắc Ninh”, “tỉnh Bắc Ninh”, “TP. Hà Nội”: the province of today."""
        wanted = re.sub(r"^(?:tinh|thanh pho|tp) ", "", fold(text))
        named = [p for name, p in self.folded if name == wanted]
        best = max(named, key=lambda p: (exists_on(p, self.on), p.pk), default=None)
        return self.province_today(best) if best else None

    def province_in_name(self, name: str) -> Province | None:
        """The province with which a body's name ends, unless it is the name of a commune."""
        words = f" {agency_key(name)}"
        named = [
            p
            for ending, p in self.folded
            if words.endswith(f" {ending}") and not _is_place(words, ending)
        ]
        best = max(named, key=lambda p: (len(p.name), exists_on(p, self.on)), default=None)
        return self.province_today(best) if best else None

    # Agencies ------------------------------------------------------------------------------------
    def bare_key(self, name: str) -> str:
        # Its key without the province and the word before it, where they only say whose body it is.
        key = agency_key(name)
        for ending, _province in self.folded:
            if key.endswith(f" {ending}") and not _is_place(key, ending):
                key = key.removesuffix(ending).rstrip()
                break
        for word in ("tinh", "thanh pho"):
            before = key.removesuffix(f" {word}")
            if before != key and before not in COMMITTEES:
                return before
        return key

    def find_agency(self, name: str, province: Province | None) -> NameMatch:
        """Among the bodies of a province (None: of the centre)."""
        home = self._home(province)
        for key in (agency_key(name), self.bare_key(name)):
            found = self.by_key.get((home, key), [])
            valid = [agency for agency in found if exists_on(agency, self.on)]
            if len(valid) == 1 and has_same_accents(name, self.names_of[valid[0].pk]):
                return NameMatch(agency=valid[0])
            ended = [
                agency_in_charge(agency, self.on)
                for agency in found
                if not exists_on(agency, self.on)
            ]
            candidates = valid or [agency for agency in ended if exists_on(agency, self.on)]
            if candidates:
                return NameMatch(candidates=list(dict.fromkeys(candidates))[:MOST_CANDIDATES])
        return NameMatch(candidates=self._agencies_alike(name, home)[:MOST_CANDIDATES])

    def _agencies_alike(self, name: str, home: int) -> list[Agency]:
        words = self.bare_key(name).split()
        return [
            agency
            for agency in self.of_family.get(home, ())
            if exists_on(agency, self.on)
            and any(
                are_names_alike(words, self.bare_key(other).split())
                for other in self.names_of[agency.pk]
            )
        ]


def _is_place(words: str, ending: str) -> bool:
    # Whether the province's name at the end is really that of a commune.
    return f" {words.removesuffix(ending).rstrip()}".endswith(
        tuple(f" {place}" for place in PLACES)
    )


def are_names_alike(one: list[str], other: list[str]) -> bool:
    """The same words in another order, with one mistyped, or with one or two left out.

    Communes are alike only where nothing but their kinds differ: their names are close to each
    other everywhere.
    """
    if _commune(one) or _commune(other):
        return _commune(one) == _commune(other)
    short, long = sorted((one, other), key=len)
    if sorted(one) == sorted(other):
        return True
    if len(short) == len(long):
        different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return (
            len(different) == 1
            and min(map(len, different[0])) >= LEAST_LETTERS
            and _is_typo(*different[0])
        )
    return len(short) >= 3 and len(long) - len(short) <= 2 and _is_within(short, long)


def _commune(words: list[str]) -> list[str]:
    # What follows “UBND xã”; empty where it is not a commune's committee.
    found = re.fullmatch(rf"uy ban nhan dan (?:{'|'.join(PLACES)}) (.+)", " ".join(words))
    return found[1].split() if found else []


def _is_within(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _is_typo(one: str, other: str) -> bool:
    # One letter more, fewer or different.
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )


def has_same_accents(name: str, known: list[str]) -> bool:
    # “Tân Yến” is not “Tân Yên”. Somebody who types no accents at all may mean either.
    typed = _marks_of(name)
    if not any(marks for _letters, marks in typed):
        return True
    there = {word for other in known for word in _marks_of(other)}
    letters = {word for word, _marks in there}
    return all(word in there for word in typed if word[0] in letters)


def _marks_of(name: str) -> list[tuple[str, str]]:
    # Each word without accents, and its accents wherever they stand: “hoà” equals “hòa”.
    words = re.findall(r"\w+", unicodedata.normalize("NFC", expand_abbreviations(name)).lower())
    return [
        (
            fold(word),
            "".join(sorted(_MARKS.findall(unicodedata.normalize("NFD", word))))
            + "đ" * word.count("đ"),
        )
        for word in words
    ]
