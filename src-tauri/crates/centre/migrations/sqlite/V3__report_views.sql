-- What reporting may read: views, in a version that stays as it is. What changes in their columns becomes a
-- new version beside this one. Times are text in UTC, as in 2026-11-22T04:00:00.000Z. Codes are those of the lists; of what
-- belongs to a sensitive case (humanitarian requests, abuse, staff …) all that says what it was about and where
-- is NULL. A call whose case has not come yet counts as sensitive until it has.

PRAGMA user_version = 3;

-- The sites, and up to which number of each the other views know what happened.
CREATE VIEW report_v1_sites AS
SELECT lower(substr(hex(site.id), 1, 8) || '-' || substr(hex(site.id), 9, 4) || '-'
        || substr(hex(site.id), 13, 4) || '-' || substr(hex(site.id), 17, 4) || '-'
        || substr(hex(site.id), 21)) AS id,
    site.name,
    site.last_number,
    coalesce(report_fold.number, 0) AS folded_number
FROM site LEFT JOIN report_fold ON report_fold.site = site.id;

-- Calls, without those that were voided.
CREATE VIEW report_v1_calls AS
SELECT site, id, machine, channel, direction, local_day, shift,
    strftime('%Y-%m-%dT%H:%M:%fZ', received_at / 1000.0, 'unixepoch') AS received_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', answered_at / 1000.0, 'unixepoch') AS answered_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', ended_at / 1000.0, 'unixepoch') AS ended_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', saved_at / 1000.0, 'unixepoch') AS saved_at,
    entered_late, anonymous, governorate,
    CASE WHEN sensitive THEN NULL ELSE wilayat END AS wilayat,
    ill, hospital, died, type, outcome, urgent, dropped, "case", sensitive
FROM
    (SELECT report_call.*,
         (report_call."case" IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM report_case AS opened
                WHERE opened.site = report_call.site AND opened.id = report_call."case"
                    AND NOT opened.sensitive))
         OR EXISTS (SELECT 1 FROM report_case_call AS gathered
                    JOIN report_case AS gathers ON gathers.site = gathered.site
                        AND gathers.id = gathered."case" AND gathers.sensitive
                    WHERE gathered.site = report_call.site AND gathered.call = report_call.id)
             AS sensitive
     FROM report_call) AS call;

-- What calls are about; each call has one that it counts under.
CREATE VIEW report_v1_issues AS
SELECT site, call, id, local_day, counts, type,
    CASE WHEN sensitive THEN NULL ELSE sub_category END AS sub_category,
    CASE WHEN sensitive THEN NULL ELSE facility END AS facility,
    CASE WHEN sensitive THEN NULL ELSE severity END AS severity,
    CASE WHEN sensitive THEN NULL ELSE stage END AS stage,
    CASE WHEN sensitive THEN NULL ELSE staff_group END AS staff_group,
    sensitive
FROM
    (SELECT report_issue.*, report_call.local_day,
         (report_call."case" IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM report_case AS opened
                WHERE opened.site = report_call.site AND opened.id = report_call."case"
                    AND NOT opened.sensitive))
         OR EXISTS (SELECT 1 FROM report_case_call AS gathered
                    JOIN report_case AS gathers ON gathers.site = gathered.site
                        AND gathers.id = gathered."case" AND gathers.sensitive
                    WHERE gathered.site = report_call.site AND gathered.call = report_call.id)
             AS sensitive
     FROM report_issue
     JOIN report_call ON report_call.site = report_issue.site
         AND report_call.id = report_issue.call) AS issue;

-- Cases as they stand.
CREATE VIEW report_v1_cases AS
SELECT site, id, machine,
    CASE WHEN sensitive THEN NULL ELSE reference END AS reference,
    type,
    CASE WHEN sensitive THEN NULL ELSE sub_category END AS sub_category,
    CASE WHEN sensitive THEN NULL ELSE facility END AS facility,
    priority,
    CASE WHEN sensitive THEN NULL ELSE severity END AS severity,
    urgent, sensitive,
    strftime('%Y-%m-%dT%H:%M:%fZ', received_at / 1000.0, 'unixepoch') AS received_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', acknowledge_due / 1000.0, 'unixepoch') AS acknowledge_due,
    strftime('%Y-%m-%dT%H:%M:%fZ', due / 1000.0, 'unixepoch') AS due,
    status, category,
    strftime('%Y-%m-%dT%H:%M:%fZ', opened_at / 1000.0, 'unixepoch') AS opened_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', closed_at / 1000.0, 'unixepoch') AS closed_at,
    reopened, escalation,
    CASE WHEN sensitive THEN NULL ELSE refer_to END AS refer_to,
    CASE WHEN sensitive THEN NULL ELSE finding END AS finding,
    CASE WHEN sensitive THEN NULL ELSE action END AS action,
    closing_outcome,
    strftime('%Y-%m-%dT%H:%M:%fZ', caller_informed_at / 1000.0, 'unixepoch') AS caller_informed_at,
    (SELECT count(*) FROM report_case_call AS gathered
     WHERE gathered.site = report_case.site AND gathered."case" = report_case.id) AS calls
FROM report_case;

-- Every move of every case: opening, new, reopened and closed of any period can be counted from it.
CREATE VIEW report_v1_moves AS
SELECT site, "case", place, from_status, to_status,
    strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') AS at
FROM report_move;
