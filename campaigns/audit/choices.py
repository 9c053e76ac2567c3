"""What the log of acts knows of this app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CampaignAction(TextChoices):
    """An act that the log keeps, by the name in its row."""

    TARGET_SAVED = "target-saved", _("Target saved")
    INDICATOR_SAVED = "indicator-saved", _("Indicator saved")
    FIGURE_ENTERED = "figure-entered", _("Figure of an indicator entered")
    FORM_SAVED = "official-form-saved", _("Official form saved")
    FORM_LINE_SAVED = "form-line-saved", _("Line of an official form saved")
    RULE_SAVED = "reporting-rule-saved", _("Rule of the reporting calendar saved")
    PERIOD_OPENED = "period-opened", _("Reporting period opened")
    PERIOD_MERGED = "period-merged", _("Reports of a period added up")
    PERIOD_APPROVED = "period-approved", _("Reporting period approved by the labour department")
    PERIOD_LOCKED = "period-locked", _("Reporting period approved and locked")
    PERIOD_REOPENED = "period-reopened", _("Reporting period opened again")
    PERIOD_PUBLISHED = "period-published", _("Figures of a period published")
    FIGURES_SUBMITTED = "figures-submitted", _("Report for a period handed in")
    FIGURES_RETURNED = "figures-returned", _("Report for a period sent back to be completed")
    FIGURES_ACCEPTED = "figures-accepted", _("Report for a period accepted")
    FIGURES_REMINDED = "figures-reminded", _("Agencies reminded of their reports for a period")
    PLAN_SUBMITTED = "plan-submitted", _("Plan of an agency handed in")
    PLAN_RETURNED = "plan-returned", _("Plan of an agency sent back to be completed")
    PLAN_ACCEPTED = "plan-accepted", _("Plan of an agency accepted")
    PLAN_REMINDED = "plan-reminded", _("Agencies reminded of their plans")
