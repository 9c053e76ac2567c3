"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from functools import partial

from agencies.registry import AppParts, ReportSheet, registry, visible_keys
from recruitment.api.choices import VacancyScope
from recruitment.demand.report_figures import DEMAND_FIGURES
from recruitment.demand.report_sheets import demand_sheet, homes_sheet
from recruitment.demand.taken_on import TAKEN_ON_FIGURES
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.employers.queries import visible_employers
from recruitment.imports.services import IMPORTS
from recruitment.interests.services import INTERESTS
from recruitment.letters import OWN_LETTERS
from recruitment.period_reports.queries import visible_reports
from recruitment.portal_parts.audit import AUDIT
from recruitment.portal_parts.jobs import JOBS, OUTCOMES
from recruitment.portal_parts.navigation import NAV_ITEMS
from recruitment.portal_parts.search import SEARCH
from recruitment.registration.unconfirmed import UNCONFIRMED
from recruitment.report_kinds import KINDS
from recruitment.service_firms.queries import visible_inspections
from recruitment.usage.report_figures import LABOUR_FIGURES
from recruitment.usage.report_sheets import zones_sheet
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyHome
from recruitment.vacancies.queries import visible_imports, visible_vacancies
from recruitment.waiting.entries import OWN_ENTRIES
from recruitment.waiting.must_do import PROVIDERS as MUST_DO_PROVIDERS

registry.register(
    AppParts(
        app="recruitment",
        nav_items=NAV_ITEMS,
        must_do_entries=OWN_ENTRIES,
        must_do_providers=MUST_DO_PROVIDERS,
        search_providers=SEARCH,
        jobs=JOBS,
        outcomes=OUTCOMES,
        letters=OWN_LETTERS,
        retention_rules=(INTERESTS, IMPORTS, UNCONFIRMED),
        audit=AUDIT,
        visible_rows={
            "recruitment:employer-detail": visible_keys(visible_employers),
            "recruitment:inspection": visible_keys(visible_inspections),
            "recruitment:vacancy-desk-detail": visible_keys(visible_vacancies),
            "recruitment:import-detail": visible_keys(visible_imports),
            **{
                f"recruitment:{name}-detail": visible_keys(partial(visible_reports, kind))
                for name, kind in KINDS.items()
            },
        },
        public_models=frozenset({Employer, IndustrialPark, Vacancy, VacancyHome}),
        api_scopes=VacancyScope,
        sheets=(
            ReportSheet("demand", 2, demand_sheet),
            ReportSheet("homes", 3, homes_sheet),
            ReportSheet("labour-use", 10, zones_sheet),
        ),
        figure_sources=(DEMAND_FIGURES, TAKEN_ON_FIGURES, LABOUR_FIGURES),
        demo="recruitment.demo.story.load_recruitment_demo",
    )
)
