"""The lines of a report as they are read from a workbook: rows of one home are added up, and each
wrong cell gets its sentence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from agencies.bodies.models import Province
from agencies.lists.numbers import localized_number
from recruitment.period_reports.choices import UnknownHome
from recruitment.period_reports.forms import HomeLineForm
from recruitment.report_sheets.cells import WrongCell
from recruitment.report_sheets.head_words import HOME, MEN, SheetWords
from recruitment.report_sheets.homes import HomesInWords, choice_labels, says_unknown
from recruitment.report_sheets.sheets import READ
from vietnam.folding import fold

WRONG: dict[str, Promise] = {
    WrongCell.FORMULA: gettext_lazy(
        "Cell %(place)s: a formula without a result. Open the file in Excel and save it, or type "
        "the number."
    ),
    WrongCell.ERROR: gettext_lazy("Cell %(place)s: Excel shows an error there. Type the number."),
    WrongCell.EXCEL_DAY: gettext_lazy(
        "Cell %(place)s: Excel has made a day of it (%(said)s). Type the number."
    ),
    WrongCell.CUT: gettext_lazy("Cell %(place)s says more than a number. Type the number."),
    WrongCell.NUMBER: gettext_lazy("Cell %(place)s: “%(said)s” is not a number of people."),
    "merged": gettext_lazy(
        "Cell %(place)s: %(said)s stands in a cell merged over several rows. Type the number of "
        "this row."
    ),
}

Wrong = dict[str, str]


@dataclass
class ReadLine:
    """One home as the form takes it: `typed` by field, `wrong` sentences by field; `rows`: where it
    stands in the file.
    """

    typed: dict[str, str]
    wrong: Wrong = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)


@dataclass
class ReadReport:
    """`facts` as typed and `wrong` sentences, by figure; `sheets` as the program tells them;
    `notes`: what was done with rows, in sentences.
    """

    file_name: str
    sheets: list[dict[str, Any]]
    facts: dict[str, str] = field(default_factory=dict)
    wrong: Wrong = field(default_factory=dict)
    lines: list[ReadLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_lines: bool = False

    def place_of(self, row: Mapping[str, Any], cell: str) -> str:
        """With its sheet where several are read."""
        read = [sheet for sheet in self.sheets if sheet["kind"] in READ]
        return cell if len(read) == 1 else f"{row['sheet']}!{cell}"

    @property
    def wrong_count(self) -> int:
        return len(self.wrong) + sum(len(line.wrong) for line in self.lines)

    @property
    def people(self) -> int:
        return sum(whole_number(line.typed.get("people", "")) for line in self.lines)


def whole_number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def wrong_words(code: str, *, place: str, said: str) -> str:
    return str(WRONG[code]) % {"place": place, "said": said or "…"}


class LineReader:
    """Makes lines of rows: rows of one home are added up, each with its place."""

    def __init__(
        self,
        report: ReadReport,
        words: SheetWords,
        line: type[HomeLineForm],
        homes: HomesInWords,
    ) -> None:
        self.report = report
        self.counts = words.counts
        self.fields = line.base_fields
        self.homes = homes
        self.by_home: dict[str, ReadLine] = {}
        self.lines: list[ReadLine] = []
        self.notes: list[str] = []

    def add(self, row: dict[str, Any]) -> None:
        self._count_sexes(row)
        text = row["said"].get(HOME, "")
        home = self.homes.find(text)
        counted = {name: row["said"].get(name, "") for name in self.counts}
        words = self._why_no_line(text, home, any(counted.values()) or bool(row["wrong"]))
        if words:
            self._note(words, row)
            return
        if not text.strip():
            self._note(_("%(sheet)s, row %(row)s names no province: counted as not told."), row)
        self._add_line(row, home, counted)

    def _why_no_line(self, text: str, home: Province | None, has_people: bool) -> str:
        if not has_people:
            return _("%(sheet)s, row %(row)s: %(home)s has no number; left out.")
        if home is not None and home.pk in self.homes.own:
            return _(
                "%(sheet)s, row %(row)s: %(home)s is this province; its %(people)s people are no "
                "line here."
            )
        if home is None and says_unknown(text) and not self.homes.has_unknown:
            return _(
                "%(sheet)s, row %(row)s: %(people)s people without a home; whoever is in no line "
                "counts as not told."
            )
        return ""

    def _note(self, words: str, row: dict[str, Any], **also: str) -> None:
        said = row["said"]
        people = localized_number(whole_number(said.get("people", "")))
        where = {"sheet": row["sheet"], "row": row["row"], "home": said.get(HOME, "")}
        self.notes.append(words % (where | {"people": people} | also))

    def _add_line(self, row: dict[str, Any], home: Province | None, counted: Wrong) -> None:
        said = row["said"]
        text = said.get(HOME, "")
        line = ReadLine(
            {"province": "", **counted}, rows=[self.report.place_of(row, str(row["row"]))]
        )
        for name, code in row["wrong"].items():
            place = self.report.place_of(row, row["places"][name])
            line.wrong[name] = wrong_words(code, place=place, said=said[name])
        if home is not None:
            line.typed["province"] = str(home.pk)
        elif says_unknown(text):
            line.typed["province"] = UnknownHome.VALUE
        else:
            line.typed["said"] = text
            place = self.report.place_of(row, row["places"][HOME])
            line.wrong["province"] = self._asked() % {"place": place, "said": text}
        self._read_words(line, row)
        self._keep(line, line.typed["province"] or fold(text))

    def _asked(self) -> str:
        if self.homes.has_unknown:
            return _(
                "Cell %(place)s: “%(said)s” is no province that the portal knows. Choose the one "
                "that is meant, or “Not told”."
            )
        return _(
            "Cell %(place)s: “%(said)s” is no province that the portal knows. Choose the one that "
            "is meant, or empty the line: whoever is in no line counts as not told."
        )

    def _keep(self, line: ReadLine, key: str) -> None:
        # Rows of one home are added up where their numbers are right; a wrong one stands by itself.
        before = self.by_home.setdefault(key, line)
        wrong = {*before.wrong, *line.wrong}
        if before is line or wrong & {*self.counts}:
            self.lines.append(line)
            return
        for name in self.counts:
            if line.typed.get(name):
                total = whole_number(before.typed.get(name, "")) + whole_number(line.typed[name])
                before.typed[name] = str(total)
        for name, text in line.typed.items():
            if name not in (*self.counts, "province") and text and not before.typed.get(name):
                before.typed[name] = text
        before.rows += line.rows

    def _count_sexes(self, row: dict[str, Any]) -> None:
        # Men and women are people; where a row says all three, they should agree.
        said, wrong = row["said"], row["wrong"]
        men = said.pop(MEN, "")
        code = wrong.pop(MEN, "")
        if code:
            self.notes.append(
                wrong_words(code, place=self.report.place_of(row, row["places"][MEN]), said=men)
            )
            return
        if not men or "women" in wrong or "people" in wrong:
            return
        both = whole_number(men) + whole_number(said.get("women", ""))
        if not said.get("people"):
            said["people"] = str(both)
        elif "women" not in said:
            said["women"] = str(max(whole_number(said["people"]) - whole_number(men), 0))
        elif whole_number(said["people"]) != both:
            words = _(
                "%(sheet)s, row %(row)s: men and women are %(both)s, but in all there are "
                "%(people)s."
            )
            self._note(words, row, both=localized_number(both))

    def _read_words(self, line: ReadLine, row: dict[str, Any]) -> None:
        # What is no number: a choice by its label, a remark as it is.
        for name, text in row["said"].items():
            kind = self.fields.get(name)
            if kind is None or name in (*self.counts, "province") or not text:
                continue
            line.typed[name] = text
            if isinstance(kind, forms.ChoiceField):
                wanted = fold(text)
                keys = [key for key, label in choice_labels(kind).items() if fold(label) == wanted]
                line.typed[name] = keys[0] if keys else ""
                if not keys:
                    line.wrong[name] = _("Cell %(place)s: “%(said)s” is not in the list.") % {
                        "place": self.report.place_of(row, row["places"][name]),
                        "said": text,
                    }

    def told(self) -> Iterator[str]:
        yield from self.notes
        for line in self.lines:
            if len(line.rows) > 1:
                home = self.homes.label(line.typed["province"]) or line.typed.get("said", "")
                yield _("%(home)s: rows %(rows)s are added up.") % {
                    "home": home,
                    "rows": ", ".join(line.rows),
                }
