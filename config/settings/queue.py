"""Redis: only the queue; losing it loses nothing, and pages do without it."""

from config.environment import addresses
from config.environment.kinds import file_kind
from config.settings.variables import env

REDIS_URL = env.read("REDIS_URL", addresses.REDIS)
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_TASK_DEFAULT_QUEUE = "celery"
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_CONCURRENCY = env.whole("WORKER_CONCURRENCY", default=2, least=1, most=64)
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULER = "config.beat:PortalScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 30  # seconds; beat comes round as often, whatever is due
# Touched by beat, worker and nightly backup whenever they have come round (config/heartbeat.py);
# empty: none is kept.
HEARTBEAT_FILE = env.read(
    "HEARTBEAT_FILE", file_kind("/run/heartbeat"), default="", may_be_empty=True
)
# The whole beat schedule. Each entry only wakes a decision that lives in PostgreSQL (numbers:
# seconds between calls). All run around the clock, so that silence is noticed at night too; what
# each is for: the jobs of the app.
CELERY_BEAT_SCHEDULE = {
    "decide-reminders": {
        "task": "agencies.celery_tasks.run_reminder_decision",
        "schedule": 300.0,
        "options": {"expires": 280},
    },
    "deliver-messages": {
        "task": "agencies.celery_tasks.run_delivery",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "make-occurrences": {
        "task": "agencies.celery_tasks.run_occurrence_making",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "close-idle-accounts": {
        "task": "agencies.celery_tasks.run_idle_account_closing",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "review-members": {
        "task": "agencies.celery_tasks.run_member_reviews",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "retention": {
        "task": "agencies.celery_tasks.run_retention",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "update-vacancies": {
        "task": "recruitment.celery_tasks.update_vacancies",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "continue-imports": {
        "task": "recruitment.celery_tasks.continue_imports",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "remind-invited": {
        "task": "conferences.celery_tasks.remind_invited",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "open-periods": {
        "task": "campaigns.celery_tasks.open_periods",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "build-reports": {
        "task": "campaigns.celery_tasks.run_report_building",
        "schedule": 15.0,
        "options": {"expires": 14},
    },
    "hand-over": {
        "task": "agencies.celery_tasks.run_handover",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
}
