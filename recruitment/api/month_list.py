"""The whole list of an employer's program, beside what the employer has open."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.api.models import ApiToken
from agencies.errors import RuleError
from recruitment.api.own_vacancy import SENT_AS, own_vacancy_facts
from recruitment.api.own_vacancy_list import EndingIn, ListedVacancyIn, OwnVacancyListIn
from recruitment.api.services import actor_of_token
from recruitment.employers.models import Employer
from recruitment.fields.problems import FactsError
from recruitment.month_lists.agreement import Line, OpenVacancy
from recruitment.month_lists.choices import IS_NEW
from recruitment.month_lists.open_vacancies import open_vacancies, state_digest
from recruitment.month_lists.pairing import Pairing, pair_lines
from recruitment.month_lists.services import (
    ChangedLine,
    Ending,
    MonthList,
    NewLine,
    Recorded,
    record_month,
)
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.fact_texts import differing_facts, facts_as_cells
from recruitment.vacancy_facts.facts import VacancyFacts, vacancy_facts_of

Problems = dict[str, list[str]]


class ListProblemsError(RuleError):
    """What is wrong with the list, by where it stands in what was sent."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        super().__init__(next(iter(problems.values()))[0])


@dataclass
class KeptList:
    """`names`: of a changed vacancy, the facts that have changed; by place in the list. `gone`:
    open, not in the list, and not ended by it.
    """

    unchanged: dict[int, Vacancy] = field(default_factory=dict)
    names: dict[int, list[str]] = field(default_factory=dict)
    recorded: Recorded = field(default_factory=Recorded)
    gone: list[Vacancy] = field(default_factory=list)


@transaction.atomic
def save_month_list(*, employer: Employer, given: OwnVacancyListIn, token: ApiToken) -> KeptList:
    """All of it or nothing; a dry run is taken back. The same list again confirms that its
    vacancies are needed still, once a day, and changes nothing else. Raises
    ListProblemsError, ListOutdatedError, LineRefusedError.
    """
    by = actor_of_token(token)
    vacancies = list(open_vacancies(employer))
    comparison = _Comparison(employer, given, vacancies)
    kept = KeptList(gone=comparison.gone())
    month = MonthList(employer=employer, seen=state_digest(vacancies))
    new: list[NewLine] = []
    changed: list[ChangedLine] = []
    for at, listed in enumerate(given.vacancies):
        vacancy = comparison.vacancy_of(at)
        facts = comparison.facts_of(at, listed, vacancy)
        if vacancy is None:
            new.append(NewLine(at, facts, outside_id=listed.outside_id))
            continue
        names = _changed_names(vacancy, facts)
        if names or vacancy.outside_id != listed.outside_id:
            kept.names[at] = names
            changed.append(_changed_line(at, vacancy, facts, names, listed.outside_id))
        else:
            kept.unchanged[at] = vacancy
    endings = comparison.endings(given, kept.gone)
    kept.recorded = record_month(
        replace(
            month,
            new=new,
            changed=changed,
            endings=endings,
            unchanged=list(kept.unchanged.values()),
        ),
        by=by,
    )
    ended = {ending.vacancy.pk for ending in endings}
    kept.gone = [vacancy for vacancy in kept.gone if vacancy.pk not in ended]
    transaction.set_rollback(given.dry_run)
    return kept


def _changed_names(vacancy: Vacancy, facts: VacancyFacts) -> list[str]:
    return differing_facts(facts_as_cells(vacancy_facts_of(vacancy)), facts_as_cells(facts))


def _changed_line(
    at: int, vacancy: Vacancy, facts: VacancyFacts, names: Sequence[str], outside_id: str
) -> ChangedLine:
    # What says the same is not written anew.
    before = vacancy_facts_of(vacancy)
    after = replace(before, **{name: getattr(facts, name) for name in names})
    return ChangedLine(at, vacancy, after, outside_id=outside_id)


class _Comparison:
    """Of what was sent with what is open: by the numbers of the program, by ours where they are
    given, else as the rows of a workbook are.
    """

    def __init__(
        self, employer: Employer, given: OwnVacancyListIn, vacancies: Iterable[Vacancy]
    ) -> None:
        self.employer = employer
        self.vacancies = {vacancy.pk: vacancy for vacancy in vacancies}
        self.by_number = {row.outside_id: row for row in self.vacancies.values() if row.outside_id}
        self.problems: Problems = {}
        self._require_numbers(given.vacancies)
        facts = [self._facts(at, each) for at, each in enumerate(given.vacancies)]
        self._refuse()
        self.facts = [each for each in facts if each is not None]
        self.pairings = self._pair(given.vacancies)
        self._refuse()

    def _refuse(self) -> None:
        if self.problems:
            raise ListProblemsError(self.problems)

    def _add(self, place: str, sentence: str) -> None:
        self.problems.setdefault(place, []).append(sentence)

    def _require_numbers(self, listed: Sequence[ListedVacancyIn]) -> None:
        counts = Counter(each.outside_id for each in listed)
        numbers = [number for number in counts if number not in self.by_number]
        known = self.employer.vacancies.filter(outside_id__in=numbers)
        ended = set(known.values_list("outside_id", flat=True))
        for at, each in enumerate(listed):
            place = f"vacancies.{at}"
            if counts[each.outside_id] > 1:
                self._add(f"{place}.outside_id", _("This number is in the list more than once."))
            if each.outside_id in ended:
                words = _(
                    "The vacancy of this number has ended. Ask for people again under a new number."
                )
                self._add(f"{place}.outside_id", words)
            self._require_own_number(place, each)

    def _require_own_number(self, place: str, each: ListedVacancyIn) -> None:
        if each.id is None:
            return
        named = self.vacancies.get(each.id)
        if named is None or named.outside_id not in ("", each.outside_id):
            self._add(f"{place}.id", _("No open vacancy of yours has this number."))
        elif self.by_number.get(each.outside_id, named) != named:
            self._add(f"{place}.id", _("Another vacancy has the number of your program."))

    def _facts(self, at: int, each: ListedVacancyIn) -> VacancyFacts | None:
        known = self.by_number.get(each.outside_id) or self.vacancies.get(each.id or 0)
        try:
            return own_vacancy_facts(each, self.employer, known)
        except FactsError as refused:
            for part in refused.parts:
                name = part.field or ""
                self._add(f"vacancies.{at}.{SENT_AS.get(name, name)}", part.message)
            return None

    def _pair(self, listed: Sequence[ListedVacancyIn]) -> Mapping[int, Pairing]:
        lines = [self._line(at, each) for at, each in enumerate(listed)]
        pairings = pair_lines(lines, map(_to_compare, self.vacancies.values()))
        for at, pairing in pairings.items():
            if pairing.offered:
                named = "; ".join(f"{key} “{self.vacancies[key].title}”" for key in pairing.offered)
                words = _("Perhaps one that is open: %(named)s. Give its id, or is_new: true.")
                self._add(f"vacancies.{at}.id", words % {"named": named})
        return pairings

    def _line(self, at: int, each: ListedVacancyIn) -> Line:
        known = self.by_number.get(each.outside_id)
        key = known.pk if known else each.id
        answer = str(key) if key else IS_NEW if each.is_new else ""
        said = facts_as_cells(self.facts[at]) | {"own_code": each.outside_id}
        return Line(at, said, each.outside_id, answer)

    def vacancy_of(self, at: int) -> Vacancy | None:
        key = self.pairings[at].vacancy
        return None if key is None else self.vacancies[key]

    def facts_of(self, at: int, listed: ListedVacancyIn, vacancy: Vacancy | None) -> VacancyFacts:
        facts = self.facts[at]
        if vacancy is not None and listed.own_code is None:
            facts = replace(facts, own_code=vacancy.own_code)
        return facts

    def gone(self) -> list[Vacancy]:
        taken = {pairing.vacancy for pairing in self.pairings.values()}
        return [vacancy for key, vacancy in self.vacancies.items() if key not in taken]

    def endings(self, given: OwnVacancyListIn, gone: Sequence[Vacancy]) -> list[Ending]:
        by_key = {vacancy.pk: vacancy for vacancy in gone}
        chosen: dict[int, EndingIn] = {}
        for at, each in enumerate(given.endings):
            if each.id not in by_key or each.id in chosen:
                words = _("This is no open vacancy that is missing from the list.")
                self._add(f"endings.{at}.id", words)
            chosen[each.id] = each
        self._refuse()
        found = [
            Ending(by_key[key], each.outcome, each.people_taken_on) for key, each in chosen.items()
        ]
        if given.others is not None:
            found += [Ending(row, given.others) for key, row in by_key.items() if key not in chosen]
        return found


def _to_compare(vacancy: Vacancy) -> OpenVacancy:
    # A number of the program is one thing exactly: what has another one is another vacancy.
    says = facts_as_cells(vacancy_facts_of(vacancy)) | {"own_code": vacancy.outside_id}
    return OpenVacancy(vacancy.pk, says)
