"""The statements of the decision. Each `owed` part gives rows of

    occurrence_id, due_on, stage, policy, agency_id, seat_id

where `seat_id` is the one seat to remind, or NULL for every reminded seat of the agency.
"""

OWED_NOW = "o.status = ANY(%(owed)s)"

# The last closing movement up to the end of that day was a return, or there was none.
OWED_THEN = """
    (o.done_at IS NULL OR o.done_at >= %(day_end)s)
    AND (o.status <> %(withdrawn)s OR o.moved_at >= %(day_end)s)
    AND COALESCE(
        (SELECT p.kind FROM agencies_progress p
         WHERE p.occurrence_id = o.id AND p.at < %(day_end)s AND p.kind = ANY(%(closing)s)
         ORDER BY p.at DESC, p.id DESC LIMIT 1),
        %(returned)s
    ) = %(returned)s
"""

# Which policy holds for a task; where there is only the general one, its joins would only cost.
ONE_POLICY = ("%(general)s", "")
POLICY_OF_TASK = (
    "COALESCE(own_policy.id, kind_policy.id, %(general)s)",
    """
    LEFT JOIN agencies_directive directive ON directive.id = task.directive_id
    LEFT JOIN agencies_reminderpolicy own_policy ON own_policy.directive_id = directive.id
    LEFT JOIN agencies_reminderpolicy kind_policy
        ON kind_policy.directive_kind = directive.kind AND kind_policy.directive_kind <> ''
    """,
)

# A task is reminded of stages that came while it was known: not of one before its assignment.
OF_LEADS = """
    SELECT o.id AS occurrence_id, o.due_on, stages.name AS stage, stages.policy,
        task.lead_id AS agency_id,
        CASE WHEN task.handled_by_id IN (SELECT seat_id FROM reach) THEN task.handled_by_id
            END AS seat_id
    FROM stages
    JOIN agencies_occurrence o ON o.act_by = stages.act_by
    JOIN agencies_task task ON task.id = o.task_id
    {policy_joins}
    WHERE {owed} AND task.assigned_at < stages.known_until AND stages.policy = {policy}
"""

OF_CLEARING_AGENCIES = """
    UNION ALL
    SELECT clearance.occurrence_id, clearance.due_on, 'clear-' || stages.name, stages.policy,
        clearance.agency_id, NULL
    FROM stages
    JOIN agencies_clearance clearance ON clearance.act_by = stages.act_by
        AND clearance.status = 'asked'
    JOIN agencies_occurrence o ON o.id = clearance.occurrence_id
    JOIN agencies_task task ON task.id = o.task_id
    {policy_joins}
    WHERE clearance.asked_at < stages.known_until AND stages.policy = {policy}
"""

OF_ENDED_SNOOZES = """
    UNION ALL
    SELECT o.id, o.due_on, 'wake-' || to_char(snooze.until, 'YYMMDD'), {policy}, task.lead_id,
        snooze.seat_id
    FROM agencies_snooze snooze
    JOIN agencies_occurrence o ON o.id = snooze.occurrence_id
    JOIN agencies_task task ON task.id = o.task_id
    {policy_joins}
    WHERE snooze.ended_at IS NULL AND snooze.until <= %(on)s AND {owed}
"""

END_SNOOZES = (
    "UPDATE agencies_snooze SET ended_at = %(now)s WHERE ended_at IS NULL AND until <= %(on)s"
)

HOLDERS = """
    SELECT DISTINCT seat.id AS seat_id, seat.agency_id, seat.role, seat.gets_reminders,
        person.id AS person_id,
        person.email AS recipient, person.mail_mode
    FROM agencies_seat seat
    JOIN agencies_seatholding holding ON holding.seat_id = seat.id
    JOIN agencies_person person ON person.id = holding.person_id
    WHERE person.is_active AND person.email <> ''
      AND holding.starts_on <= %(on)s AND (holding.ends_on IS NULL OR holding.ends_on >= %(on)s)
"""

# Rows are inserted in one order, so that two decisions at once wait for each other instead of
# blocking each other. Holders of two seats of one agency get one message. A person's digest that
# has not left yet takes the reminder along: it is locked, so that a deliverer cannot claim it in
# between.
DECIDE = """
WITH stages AS (
    SELECT *
    FROM unnest(%(policy)s::bigint[], %(act_by)s::date[], %(stage)s::text[],
        %(known_until)s::timestamptz[])
        AS stage (policy, act_by, name, known_until)
), policies AS (
    SELECT * FROM unnest(
        %(policies)s::bigint[], %(by_mail)s::bool[], %(by_portal)s::bool[],
            %(send_from)s::timestamptz[]
    ) AS policy (policy, by_mail, by_portal, send_from)
), holders AS (
    {holders}
), reach AS (
    SELECT seat_id, agency_id, gets_reminders, person_id, recipient FROM holders
    UNION ALL
    SELECT seat.id, agency.id, seat.gets_reminders, NULL, agency.email
    FROM agencies_seat seat JOIN agencies_agency agency ON agency.id = seat.agency_id
    WHERE agency.email <> '' AND seat.id NOT IN (SELECT seat_id FROM holders)
), seats AS (
    SELECT DISTINCT seat_id, agency_id, gets_reminders FROM reach
), owed AS (
    {owed_rows}
), aimed AS (
    SELECT owed.occurrence_id, owed.due_on, owed.stage, owed.policy, seats.seat_id
    FROM owed JOIN seats ON seats.agency_id = owed.agency_id AND seats.gets_reminders
    WHERE owed.seat_id IS NULL
    UNION ALL
    SELECT owed.occurrence_id, owed.due_on, owed.stage, owed.policy, seats.seat_id
    FROM owed JOIN seats ON seats.seat_id = owed.seat_id
), decided AS (
    INSERT INTO agencies_reminder (occurrence_id, seat_id, stage, due_on, decided_on, decided_at)
    SELECT aimed.occurrence_id, aimed.seat_id, aimed.stage, aimed.due_on, %(on)s, %(now)s
    FROM aimed
    WHERE NOT EXISTS (
        SELECT FROM agencies_reminder known
        WHERE known.occurrence_id = aimed.occurrence_id AND known.seat_id = aimed.seat_id
          AND known.stage = aimed.stage AND known.due_on = aimed.due_on
    ) AND NOT EXISTS (
        SELECT FROM agencies_snooze snooze
        WHERE snooze.occurrence_id = aimed.occurrence_id AND snooze.seat_id = aimed.seat_id
          AND snooze.until > %(on)s AND snooze.at < %(day_end)s
          AND (snooze.ended_at IS NULL OR snooze.ended_at >= %(day_end)s)
    )
    ORDER BY aimed.occurrence_id, aimed.seat_id, aimed.stage
    ON CONFLICT DO NOTHING
    RETURNING id, occurrence_id, seat_id, stage, due_on
), addressed AS (
    SELECT DISTINCT ON (decided.occurrence_id, lower(reach.recipient))
        decided.id AS reminder_id, decided.seat_id, decided.due_on, decided.stage, aimed.policy,
        reach.person_id, reach.recipient
    FROM decided
    JOIN aimed USING (occurrence_id, seat_id, stage)
    JOIN reach ON reach.seat_id = decided.seat_id
    ORDER BY decided.occurrence_id, lower(reach.recipient), decided.id
), digests AS MATERIALIZED (
    SELECT id, person_id FROM agencies_outboxmessage
    WHERE digest_on = %(digest_on)s::date AND status = %(queued)s AND lease_until IS NULL
    FOR UPDATE
), queued AS (
    INSERT INTO agencies_outboxmessage (
        template, context, channel, recipient, person_id, reminder_id, seat_id, bundle_id, subject,
            text, html, status,
        message_id, urgency_on, created_at, next_attempt_at, sent_at, attempts, last_error
    )
    SELECT CASE WHEN stage LIKE 'clear-%%' THEN 'clearance_due' ELSE 'task_due' END, '{}'::jsonb,
        'mail', recipient,
        addressed.person_id, reminder_id, seat_id, digests.id, '', '', '', %(queued)s,
        '<' || gen_random_uuid() || '@' || %(domain)s || '>', COALESCE(due_on, %(on)s), %(now)s,
            send_from,
        NULL::timestamptz, 0, ''
    FROM addressed JOIN policies USING (policy) LEFT
    JOIN digests ON digests.person_id = addressed.person_id
    WHERE by_mail
    UNION ALL
    SELECT CASE WHEN stage LIKE 'clear-%%' THEN 'clearance_due' ELSE 'task_due' END, '{}'::jsonb,
        'portal', recipient,
        person_id, reminder_id, seat_id, NULL, '', '', '', %(sent)s,
        '<' || gen_random_uuid() || '@' || %(domain)s || '>', COALESCE(due_on, %(on)s), %(now)s,
            send_from,
        %(now)s, 0, ''
    FROM addressed JOIN policies USING (policy)
    WHERE by_portal AND person_id IS NOT NULL
    RETURNING reminder_id, channel
)
SELECT agency.name, count(DISTINCT decided.id), count(queued.reminder_id)
    FILTER (WHERE queued.channel = 'mail')
FROM decided
JOIN agencies_seat seat ON seat.id = decided.seat_id
JOIN agencies_agency agency ON agency.id = seat.agency_id
LEFT JOIN queued ON queued.reminder_id = decided.id
GROUP BY agency.id, agency.name, agency.sort_key
ORDER BY agency.sort_key, agency.id
"""

# One mail each working morning for a person who wants it so, when something stands on the must-do
# page of one of the seats.
OPEN_DIGESTS = """
WITH holders AS (
    {holders}
)
INSERT INTO agencies_outboxmessage (
    template, context, channel, recipient, person_id, digest_on, subject, text, html, status,
        message_id, urgency_on,
    created_at, next_attempt_at, attempts, last_error
)
SELECT DISTINCT ON (person_id) 'digest', '{}', 'mail', recipient, person_id, %(on)s::date, '', '',
    '', %(queued)s,
    '<' || gen_random_uuid() || '@' || %(domain)s || '>', %(on)s::date, %(now)s, %(send_from)s, 0,
        ''
FROM holders
WHERE mail_mode = 'digest' AND EXISTS (
    SELECT
    FROM unnest(%(roles)s::text[], %(agencies)s::bigint[]) AS waiting (role, agency_id)
    WHERE waiting.role = holders.role AND waiting.agency_id = holders.agency_id
)
ON CONFLICT DO NOTHING
"""

# Late by as many working days as the policy allows, and the leader has not been told about this
# date.
TO_ESCALATE = """
WITH limits AS (
    SELECT *
    FROM unnest(%(policies)s::bigint[], %(late_since)s::date[]) AS policy (policy, late_since)
)
SELECT o.id, o.due_on, task.lead_id
FROM agencies_occurrence o
JOIN agencies_task task ON task.id = o.task_id
{policy_joins}
JOIN limits ON limits.policy = {policy}
WHERE o.status = ANY(%(owed)s) AND o.act_by <= limits.late_since
  AND task.assigned_at < (limits.late_since + 1)::timestamp AT TIME ZONE %(zone)s
  AND NOT EXISTS (
      SELECT FROM agencies_reminder known
      WHERE known.occurrence_id = o.id AND known.stage = 'boss' AND known.due_on = o.due_on
  )
ORDER BY o.id
"""

TELL_LEADERS = """
INSERT INTO agencies_reminder (occurrence_id, seat_id, stage, due_on, decided_on, decided_at)
SELECT occurrence_id, seat_id, 'boss', due_on, %(on)s, %(now)s
FROM unnest(%(occurrences)s::bigint[], %(seats)s::bigint[],
    %(due)s::date[]) AS late (occurrence_id, seat_id, due_on)
ORDER BY occurrence_id, seat_id
ON CONFLICT DO NOTHING
RETURNING id, seat_id, due_on
"""
