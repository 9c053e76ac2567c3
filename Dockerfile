# One image for web, worker, beat, backups and migrations; docker-compose.yml says which command each runs.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
COPY requirements/production.txt /tmp/production.txt
RUN /opt/venv/bin/pip install --require-hashes --no-deps -r /tmp/production.txt
WORKDIR /srv/portal
COPY . .
# Collecting reads the settings, and they want addresses and a key: none of these is used or kept.
RUN /opt/venv/bin/python -m config.translations \
 && SECRET_KEY=build-only DATABASE_URL=postgresql://none/none REDIS_URL=redis://none \
    STATIC_ROOT=/srv/static /opt/venv/bin/python -m django collectstatic --noinput --ignore django_htmx --settings config.settings \
 && rm -rf var \
 && /opt/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash .
# Serving needs neither what only collecting does (fonttools makes a subset of the typeface), nor what only developers do
# (holidays writes vietnam/data/holidays.tsv), nor pip, nor the tests and type stubs inside packages.
RUN /opt/venv/bin/pip uninstall --yes fonttools holidays pip setuptools \
 && find /opt/venv -depth \( -name tests -o -name '*.pyi' \) -exec rm -rf {} +

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home portal && install -d -o portal -g portal /srv/files /srv/backups
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/static /srv/static
COPY --from=build /srv/portal /srv/portal
WORKDIR /srv/portal
# Two arenas for all threads: each of its own would hold what the largest page once needed.
ENV MALLOC_ARENA_MAX=2 PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/files PREVIEWS_ROOT=/tmp/previews \
    BACKUP_ROOT=/srv/backups HEARTBEAT_FILE=/tmp/heartbeat
USER portal
VOLUME /srv/files
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "6", \
     "--max-requests", "5000", "--max-requests-jitter", "500", "--logger-class", "config.logs.server.PortalLogger", \
     "--no-control-socket"]
