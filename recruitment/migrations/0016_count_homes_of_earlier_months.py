from django.db import migrations

COUNT = """
INSERT INTO recruitment_monthlyhome (demand_id, province_id, asked, filled)
SELECT d.id, f.province_id, 0, sum(f.people)
FROM recruitment_vacancyfill f
JOIN recruitment_monthlydemand d ON d.vacancy_id = f.vacancy_id
     AND d.month = date_trunc('month', f.entered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
GROUP BY d.id, f.province_id
"""


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0015_want_people_from_provinces")]
    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
