"""Settings, URLs, the Celery application and the embedded servers. Imports nothing: `config.embedded` runs before any install."""
