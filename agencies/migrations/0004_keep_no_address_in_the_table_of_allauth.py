"""`Person.email` is the only truth about addresses (docs/decisions/0028-one-address.md).

What allauth might write into its own table is gone at once, and no page fails by it.
"""

from django.db import migrations

KEEP_EMPTY = """
CREATE FUNCTION no_second_store_of_addresses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM account_emailaddress;
    RETURN NULL;
END $$;
CREATE TRIGGER no_second_store_of_addresses AFTER INSERT ON account_emailaddress
    FOR EACH STATEMENT EXECUTE FUNCTION no_second_store_of_addresses();
"""
KEEP_ROWS = """
DROP TRIGGER no_second_store_of_addresses ON account_emailaddress;
DROP FUNCTION no_second_store_of_addresses();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_make_the_table_of_the_cache"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [migrations.RunSQL(KEEP_EMPTY, KEEP_ROWS)]
