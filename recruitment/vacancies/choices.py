"""What a vacancy may say, and the states through which it goes."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy

# The list of occupations by decision 34/2020/QĐ-TTg, second level; managers stand for their whole
# first level.
OCCUPATIONS_VERSION = "VSCO 2020"


class Occupation(TextChoices):
    """By code, what enterprises of a province ask for; the words are those of the list, shortened
    to what fits a phone.

    Left out: armed forces, street trades, farming for one's own needs.
    """

    ASSEMBLERS = "82", _("Assembling")
    OPERATORS = "81", _("Operating machines and plants")
    GARMENT_FOOD_WOOD = "75", _("Garments, footwear, food, wood")
    METAL = "72", _("Metal and mechanics")
    ELECTRIC = "74", _("Electricity and electronics")
    BUILDING = "71", _("Building trades")
    CRAFT = "73", _("Handicraft and printing")
    DRIVERS = "83", _("Driving and moving equipment")
    LABOURERS = "93", _("Labour in factories, building, loading")
    CLEANERS = "91", _("Cleaning and help in houses")
    KITCHEN = "94", _("Help in kitchens")
    OTHER_LABOUR = "96", _("Waste and other simple work")
    FARM_LABOUR = "92", _("Simple work in farming, forestry, fishing")
    FARMERS = "61", _("Skilled farming")
    FORESTERS = "62", _("Skilled forestry and fishing")
    PERSONAL_SERVICE = "51", _("Personal services")
    SALES = "52", _("Sales")
    CARE = "53", _("Care of people")
    GUARDS = "54", _("Guarding")
    OFFICE = "41", _("General office work")
    CUSTOMER_CLERKS = "42", _("Customer service")
    STOCK_CLERKS = "43", _("Figures and warehouses")
    OTHER_CLERKS = "44", _("Other office support")
    TECHNICIANS = "31", _("Technicians")
    HEALTH_ASSOCIATES = "32", _("Health, middle level")
    BUSINESS_ASSOCIATES = "33", _("Business and administration, middle level")
    CULTURE_ASSOCIATES = "34", _("Law, culture and society, middle level")
    INFORMATION_TECHNICIANS = "35", _("Information technicians")
    ENGINEERS = "21", _("Science and engineering")
    HEALTH = "22", _("Health, high level")
    TEACHERS = "23", _("Teaching")
    BUSINESS_EXPERTS = "24", _("Business and administration, high level")
    INFORMATION = "25", _("Information technology")
    CULTURE = "26", _("Law, culture and society, high level")
    MANAGERS = "1", _("Managers")


class Skill(TextChoices):
    """The eight levels in which demand is counted."""

    NONE = "none", _("No training needed")
    UNCERTIFIED = "cnkt", _("Skilled worker without certificate")
    ELEMENTARY = "elementary", _("Elementary")
    INTERMEDIATE = "intermediate", _("Intermediate")
    COLLEGE = "college", _("College")
    UNIVERSITY = "university", _("University")
    MASTER = "master", _("Master")
    DOCTOR = "doctor", _("Doctor")


class Schooling(TextChoices):
    ANY = "any", pgettext_lazy("schooling", "Any schooling")
    PRIMARY = "primary", _("Primary school")
    LOWER = "lower", _("Lower secondary school (grade 9)")
    UPPER = "upper", _("Upper secondary school (grade 12)")


class Experience(TextChoices):
    NONE = "none", _("Not needed")
    UNDER_1 = "u1", _("Under 1 year")
    FROM_1 = "1-2", _("1 to 2 years")
    FROM_2 = "2-5", _("2 to 5 years")
    OVER_5 = "o5", _("Over 5 years")


class Contract(TextChoices):
    OPEN_END = "open", _("Without a term")
    UP_TO_36 = "u36", _("12 to 36 months")
    UNDER_12 = "u12", _("Under 12 months")
    SEASONAL = "seasonal", _("Seasonal")


class Shift(TextChoices):
    DAY = "day", _("Office hours")
    TWO = "two", _("Two shifts")
    THREE = "three", _("Three shifts")
    ROTATING = "rotating", _("Day and night in turns")
    PART_TIME = "part", _("Part time")


class Horizon(TextChoices):
    SHORT = "short", _("Up to 6 months")
    LONG = "long", _("Longer than 6 months")


class Way(TextChoices):
    """How the employer recruits, and by which way a place was filled."""

    DIRECT = "direct", _("At the enterprise")
    CENTRE = "centre", _("Through a job centre")
    FAIR = "fair", _("At a job fair")
    SERVICE = "service", _("Through an employment service firm")
    PORTAL = "portal", _("Through this portal")
    OTHER = "other", pgettext_lazy("way of recruiting", "Otherwise")


class Benefit(TextChoices):
    MEALS = "meals", _("Meals in the shift")
    INSURANCE = "insurance", _("Social, health and unemployment insurance")
    BUS = "bus", _("Bus to work")
    DORMITORY = "dormitory", _("Dormitory")
    HOUSING = "housing", _("Money for housing")
    DILIGENCE = "diligence", _("Attendance bonus")
    NURSERY = "nursery", _("Nursery or money for children")
    TRAINING = "training", _("Training paid")
    TET = "tet", _("Tết bonus")
    HEALTH = "health", _("Yearly health check")


Benefit.LODGING = (Benefit.DORMITORY, Benefit.HOUSING)


class VacancyStatus(TextChoices):
    """Draft → submitted → checked → published → paused, filled, expired or withdrawn."""

    WAITING: ClassVar[frozenset["VacancyStatus"]]
    OPEN: ClassVar[frozenset["VacancyStatus"]]
    OVER: ClassVar[frozenset["VacancyStatus"]]
    SHOWN: ClassVar[frozenset["VacancyStatus"]]
    TO_SUBMIT: ClassVar[frozenset["VacancyStatus"]]

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", pgettext_lazy("vacancy", "To be checked")
    ASKED_BACK = "asked_back", _("Asked to complete")
    CHECKED = "checked", _("Checked, waits for its day")
    PUBLISHED = "published", pgettext_lazy("vacancy", "Published")
    PAUSED = "paused", pgettext_lazy("vacancy", "Paused")
    FILLED = "filled", pgettext_lazy("vacancy", "Filled")
    EXPIRED = "expired", pgettext_lazy("vacancy", "Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("vacancy", "Withdrawn")


VacancyStatus.WAITING = frozenset({VacancyStatus.SUBMITTED})
# Checked by the office, and not over: the demand that is counted.
VacancyStatus.OPEN = frozenset(
    {VacancyStatus.CHECKED, VacancyStatus.PUBLISHED, VacancyStatus.PAUSED}
)
VacancyStatus.OVER = frozenset(
    {VacancyStatus.FILLED, VacancyStatus.EXPIRED, VacancyStatus.WITHDRAWN}
)
# Those of which the public page stays, marked, once they have been published.
VacancyStatus.SHOWN = frozenset(
    {VacancyStatus.PUBLISHED, VacancyStatus.PAUSED, *VacancyStatus.OVER}
)
VacancyStatus.TO_SUBMIT = frozenset({VacancyStatus.DRAFT, VacancyStatus.ASKED_BACK})


class VacancyWait(TextChoices):
    """Why a vacancy waits for its employer; one can wait for several reasons."""

    ASKED_BACK = "asked-back", _("Sent back by the office")
    CALLS = "calls", _("Workers to call")
    CONFIRM = "confirm", _("Still needed?")
    ENDING = "ending", _("End within a week")


class VacancyOutcome(TextChoices):
    """How a vacancy ended, as its employer says when it closes it."""

    FILLED = "filled", _("People were taken on")
    NOBODY = "nobody", _("Nobody was found")
    WITHDRAWN = "withdrawn", _("Nobody is needed any more")


class EndReason(TextChoices):
    """Why a vacancy ended by itself."""

    APPLY_BY = "apply-by", _("The last day to apply is over")
    UNCONFIRMED = "unconfirmed", _("The employer has not confirmed the need for a month")


class DemandFigure(TextChoices):
    """What the demand board tells of a month, in people: the first less the next three is the last.

    Withdrawn: no longer wanted by the employer; ended: the vacancy ended by itself, or as filled,
    without people for these places.
    """

    ASKED = "asked", _("Asked")
    FILLED = "filled", pgettext_lazy("count", "Taken on")
    WITHDRAWN = "withdrawn", pgettext_lazy("demand", "Withdrawn")
    ENDED = "ended", pgettext_lazy("demand", "Ended unfilled")
    OPEN = "open", _("Still open")


class InterestStatus(TextChoices):
    """How the employer gets on with somebody who wants to work there."""

    NEW = "new", pgettext_lazy("interest", "Not called yet")
    CALLED = "called", pgettext_lazy("interest", "Called")
    HIRED = "hired", pgettext_lazy("interest", "Taken on")
    NOT_HIRED = "not_hired", pgettext_lazy("interest", "Not taken on")


class ImportStatus(TextChoices):
    """How far a workbook of vacancies is."""

    AT_WORK: ClassVar[frozenset["ImportStatus"]]

    LOOKING = "looking", _("Being looked through")
    LOOKED = "looked", _("Looked through")
    CREATING = "creating", _("Vacancies are being made")
    DONE = "done", pgettext_lazy("import", "Done")


ImportStatus.AT_WORK = frozenset({ImportStatus.LOOKING, ImportStatus.CREATING})
