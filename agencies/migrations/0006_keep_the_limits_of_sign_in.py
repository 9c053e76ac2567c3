from django.db import migrations

# The table of Django's database cache, as `createcachetable` makes it.
CREATE = """
CREATE TABLE portal_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX portal_cache_expires ON portal_cache (expires);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_lighten_the_indexes_of_messages'),
    ]

    operations = [
        migrations.RunSQL(CREATE, reverse_sql="DROP TABLE portal_cache"),
    ]
