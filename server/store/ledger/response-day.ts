import { sql } from 'kysely'

/** The civil day that a response `r` counts for: its own, or the one that the newest correction says. */
export const dayOfResponse = sql<string>`coalesce((
  select d.day from redate as d
  where d.unit_id = r.unit_id and d.response_id = r.id
  order by d.audit_id desc limit 1
), r.local_date)`
