from django.db import migrations

TABLES = (
    "campaigns_reportsnapshot",
    "campaigns_frozenfigure",
    "campaigns_frozensheet",
    "campaigns_frozenrows",
)
FORBID = """
CREATE FUNCTION campaigns_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a frozen month never changes';
END $$;
""" + "".join(
    f"CREATE TRIGGER frozen BEFORE UPDATE ON {table} FOR EACH ROW "
    "EXECUTE FUNCTION campaigns_frozen();\n"
    for table in TABLES
)
ALLOW = "".join(f"DROP TRIGGER frozen ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION campaigns_frozen();"
)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
