"""Settings, URLs, Celery and the embedded servers. Imports nothing: `config.embedded` runs before
any install.
"""
