"""Which lines of a list are which open vacancies.

By code where there is one, else by title and place of work, those first that agree in everything,
then those that are by far each other's best. Lines and vacancies meet by keys, so ten thousand of
each take no longer than ten times a thousand. What could be otherwise is not decided but asked.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from recruitment.month_lists.agreement import (
    TELLING,
    Line,
    OpenVacancy,
    code_key,
    count_agreement,
    facts_key,
    has_other_code,
    is_certain,
    line_place,
    may_be_one,
    vacancy_places,
)
from recruitment.month_lists.choices import IS_NEW, IS_REPEATED
from recruitment.month_lists.titles import TitleKeys, title_keys

CLEAR = 2  # facts by which a pair must agree in more than any other that it could be
MOST_COMPARED = 1_000  # pairs of one title and place that are compared one by one
MOST_OFFERED = 5
# What may differ where a line and a vacancy are alone in all that tells them from others.
APART = (("headcount",), ("base_wage", "income"), ("description",))
TitleKey = Callable[[TitleKeys], str]


@dataclass
class Pairing:
    """Of one line. `vacancy`: the one that it is; `offered`: those that it may be, the likeliest
    first; `twin`: the line that it may repeat, or repeats.
    """

    vacancy: int | None = None
    offered: list[int] = field(default_factory=list)
    twin: int | None = None
    is_repeated: bool = False


class Step(NamedTuple):
    """Lines and vacancies meet that have the same keys; "" meets nobody. `is_anywhere`: whatever
    the place of work; `is_sure`: those that meet may be one without being asked about.
    """

    of_line: TitleKey
    of_vacancy: TitleKey
    is_anywhere: bool
    is_sure: bool


def _plain(keys: TitleKeys) -> str:
    # Without accents, “tho may” may be either of two jobs.
    return "" if keys.has_accents else keys.folded


# From the surest to what is only asked about.
STEPS = (
    Step(lambda keys: keys.toned, lambda keys: keys.toned, is_anywhere=False, is_sure=True),
    Step(_plain, lambda keys: keys.folded, is_anywhere=False, is_sure=True),
    Step(lambda keys: keys.folded, _plain, is_anywhere=False, is_sure=True),
    Step(lambda keys: keys.folded, lambda keys: keys.folded, is_anywhere=False, is_sure=False),
    Step(lambda keys: keys.folded, lambda keys: keys.folded, is_anywhere=True, is_sure=False),
    Step(lambda keys: keys.core, lambda keys: keys.core, is_anywhere=False, is_sure=False),
)


def pair_lines(lines: Iterable[Line], vacancies: Iterable[OpenVacancy]) -> dict[int, Pairing]:
    """By the line's key."""
    pairer = _Pairer(
        sorted(lines, key=lambda line: line.key),
        sorted(vacancies, key=lambda vacancy: vacancy.key),
    )
    pairer.take_answers()
    pairer.pair_by_code()
    for step in STEPS:
        pairer.meet_by_title(step)
    pairer.ask_by_code()
    pairer.find_twins()
    return pairer.found


class _Pairer:
    def __init__(self, lines: list[Line], vacancies: list[OpenVacancy]) -> None:
        self.lines = lines
        self.found = {line.key: Pairing() for line in lines}
        # Not decided yet.
        self.left = {line.key: line for line in lines}
        self.free = {vacancy.key: vacancy for vacancy in vacancies}

    def take_answers(self) -> None:
        for line in self.lines:
            if line.answer in (IS_NEW, IS_REPEATED):
                self.found[line.key].is_repeated = line.answer == IS_REPEATED
                del self.left[line.key]
            elif line.answer.isdigit() and int(line.answer) in self.free:
                self._pair(line, self.free[int(line.answer)])

    # By code ------------------------------------------------------------------------------------
    def pair_by_code(self) -> None:
        for lines, vacancies in self._meet_by_code():
            if len(lines) == 1 and len(vacancies) == 1 and may_be_one(lines[0], vacancies[0]):
                self._pair(lines[0], vacancies[0])

    def ask_by_code(self) -> None:
        for lines, vacancies in self._meet_by_code():
            self._ask(lines, vacancies)

    def _meet_by_code(self) -> list[tuple[list[Line], list[OpenVacancy]]]:
        sides: dict[str, tuple[list[Line], list[OpenVacancy]]] = defaultdict(lambda: ([], []))
        for line in self.left.values():
            if code_key(line.code) and not self.found[line.key].offered:
                sides[code_key(line.code)][0].append(line)
        for vacancy in self.free.values():
            for code in {code_key(code) for code in vacancy.codes} & sides.keys():
                sides[code][1].append(vacancy)
        return [(lines, vacancies) for lines, vacancies in sides.values() if vacancies]

    # By title -----------------------------------------------------------------------------------
    def meet_by_title(self, step: Step) -> None:
        sides: dict[Hashable, tuple[list[Line], list[OpenVacancy]]] = defaultdict(lambda: ([], []))
        for line in self.left.values():
            title = step.of_line(title_keys(line.said.get("title", "")))
            if title and not self.found[line.key].offered:
                place = None if step.is_anywhere else line_place(line.said)
                sides[title, place][0].append(line)
        for vacancy in self.free.values():
            title = step.of_vacancy(title_keys(vacancy.says["title"]))
            places = {None} if step.is_anywhere else vacancy_places(vacancy.says)
            for place in places:
                if (title, place) in sides:
                    sides[title, place][1].append(vacancy)
        for lines, vacancies in sides.values():
            self._settle(lines, vacancies, is_sure=step.is_sure)

    def _settle(self, lines: list[Line], vacancies: list[OpenVacancy], *, is_sure: bool) -> None:
        vacancies = self._still_free(vacancies)
        if is_sure:
            self._pair_equal(lines, vacancies)
            is_going_on = True
            while is_going_on:
                lines = [line for line in lines if line.key in self.left]
                vacancies = self._still_free(vacancies)
                is_going_on = self._pair_clear(lines, vacancies)
        self._ask(lines, vacancies)

    def _still_free(self, vacancies: list[OpenVacancy]) -> list[OpenVacancy]:
        return [vacancy for vacancy in vacancies if vacancy.key in self.free]

    def _pair_equal(self, lines: list[Line], vacancies: list[OpenVacancy]) -> None:
        # Those that agree in everything which the lines say. Of several that say the same, which is
        # which makes no difference.
        by_names: dict[frozenset[str], list[Line]] = defaultdict(list)
        for line in lines:
            by_names[frozenset(line.said) - {"own_code"}].append(line)
        for names, alike in by_names.items():
            waiting: dict[Hashable, list[OpenVacancy]] = defaultdict(list)
            for vacancy in reversed(self._still_free(vacancies)):
                waiting[facts_key(vacancy.says, names)].append(vacancy)
            for line in alike:
                same = waiting.get(facts_key(line.said, names))
                if same and not has_other_code(line, same[-1]):
                    self._pair(line, same.pop())

    def _pair_clear(self, lines: list[Line], vacancies: list[OpenVacancy]) -> bool:
        """Those that are each other's best by far; whether there were any."""
        if len(lines) * len(vacancies) > MOST_COMPARED:
            pairs = _alone_together(lines, vacancies)
        else:
            pairs = _clear_pairs(lines, vacancies)
        done = [pair for pair in pairs if is_certain(*pair)]
        for line, vacancy in done:
            self._pair(line, vacancy)
        return bool(done)

    # What is found ------------------------------------------------------------------------------
    def _pair(self, line: Line, vacancy: OpenVacancy) -> None:
        self.found[line.key].vacancy = vacancy.key
        del self.left[line.key]
        del self.free[vacancy.key]

    def _ask(self, lines: list[Line], vacancies: list[OpenVacancy]) -> None:
        """Each line is offered the likeliest; no later step takes those."""
        lines = [line for line in lines if line.key in self.left]
        vacancies = self._still_free(vacancies)
        if not lines:
            return
        is_few = len(lines) * len(vacancies) <= MOST_COMPARED
        compared = vacancies if is_few else vacancies[:MOST_OFFERED]
        for line, likeliest in _rank_for_all(lines, compared).items():
            self.found[line].offered = likeliest[:MOST_OFFERED]
        for vacancy in vacancies:
            del self.free[vacancy.key]

    def find_twins(self) -> None:
        """New lines that say what another one says, but for the number of people, or have its
        code.
        """
        first: dict[Hashable, int] = {}
        for line in sorted(self.lines, key=lambda line: (line.key in self.left, line.key)):
            pairing = self.found[line.key]
            keys = _twin_keys(line)
            is_undecided = line.key in self.left and not pairing.offered
            if is_undecided or pairing.is_repeated:
                pairing.twin = next((first[key] for key in keys if key in first), None)
            if not pairing.is_repeated:
                for key in keys:
                    first.setdefault(key, line.key)


def _clear_pairs(lines: list[Line], vacancies: list[OpenVacancy]) -> list[tuple[Line, OpenVacancy]]:
    points = [[count_agreement(line, vacancy) for vacancy in vacancies] for line in lines]
    best_of_lines = [_clear_best(row) for row in points]
    best_of_vacancies = [_clear_best(list(column)) for column in zip(*points, strict=True)]
    return [
        (lines[at], vacancies[best])
        for at, best in enumerate(best_of_lines)
        if best is not None and best_of_vacancies[best] == at
    ]


def _clear_best(points: list[int]) -> int | None:
    # Where the most stand, if they are by CLEAR more than anywhere else.
    ranked = sorted(range(len(points)), key=lambda at: -points[at])
    if len(ranked) > 1 and points[ranked[0]] - points[ranked[1]] < CLEAR:
        return None
    return ranked[0] if ranked else None


def _rank_for_all(lines: list[Line], vacancies: list[OpenVacancy]) -> dict[int, list[int]]:
    """For each line the likeliest first; as far as there are enough, another one for each."""
    pairs = sorted(
        (-count_agreement(line, vacancy), line.key, vacancy.key)
        for line in lines
        for vacancy in vacancies
    )
    first: dict[int, int] = {}
    taken: set[int] = set()
    ranked: dict[int, list[int]] = {line.key: [] for line in lines}
    for _points, line, vacancy in pairs:
        ranked[line].append(vacancy)
        if line not in first and vacancy not in taken:
            first[line] = vacancy
            taken.add(vacancy)
    for line, vacancy in first.items():
        ranked[line].remove(vacancy)
        ranked[line].insert(0, vacancy)
    return ranked


def _alone_together(
    lines: list[Line], vacancies: list[OpenVacancy]
) -> list[tuple[Line, OpenVacancy]]:
    # Of very many: those alone with each other in all that tells them from others, but for one.
    found: dict[int, tuple[Line, OpenVacancy]] = {}
    taken: set[int] = set()
    for apart in APART:
        names = [name for name in TELLING if name not in apart]
        sides: dict[Hashable, tuple[list[Line], list[OpenVacancy]]] = defaultdict(lambda: ([], []))
        for line in lines:
            sides[facts_key(line.said, names)][0].append(line)
        for vacancy in vacancies:
            sides[facts_key(vacancy.says, names)][1].append(vacancy)
        for alike, others in sides.values():
            is_alone = len(alike) == 1 and len(others) == 1
            if is_alone and alike[0].key not in found and others[0].key not in taken:
                found[alike[0].key] = (alike[0], others[0])
                taken.add(others[0].key)
    return list(found.values())


def _twin_keys(line: Line) -> list[Hashable]:
    if not line.said.get("title") or not line.said.get("headcount"):
        return []  # to be mended first
    said = tuple(sorted((name, text) for name, text in line.said.items() if name != "headcount"))
    keys: list[Hashable] = [said]
    if code_key(line.code):
        keys.append(("code", code_key(line.code)))
    return keys
