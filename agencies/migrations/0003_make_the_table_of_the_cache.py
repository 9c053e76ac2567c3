"""The table of Django's database cache, as `createcachetable` makes it; attempts to sign in are counted in it."""

from django.db import migrations

CREATE = """
CREATE TABLE portal_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX portal_cache_expires ON portal_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0002_keep_the_log_append_only")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE portal_cache")]
