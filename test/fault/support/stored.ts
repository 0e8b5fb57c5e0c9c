import { SqliteFile } from '../../../server/store/engine/sqlite/driver.ts'
import { join } from 'node:path'
import type { Place } from '../../support/server-process.ts'
import { hailong } from '../../support/server-process.ts'

/** What a data folder holds, counted past the program's own words. */
export interface Holdings {
  /** Ids of the ledger in its order, as a client writes them. */
  readonly ids: readonly string[]
  /** Responses counted as received, and answers in each of the two tallies. */
  readonly received: number
  readonly talliedByDay: number
  readonly talliedByHalfMonth: number
}

/** Reads the database file itself. */
export function holdingsOf(dataDir: string): Holdings {
  const file = new SqliteFile(join(dataDir, 'hai-long.db'), { readonly: true })
  const count = (sum: string, table: string): number =>
    (file.prepare(`select coalesce(sum(${sum}), 0) as n from ${table}`).get() as { n: number }).n
  try {
    const rows = file.prepare('select lower(hex(response_id)) as id from ledger order by unit_id, position').all()
    return {
      ids: (rows as { id: string }[]).map(({ id }) => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')),
      received: count('received', 'received_day'),
      talliedByDay: count('n1 + n2 + n3 + n4 + n5 + n0', 'tally_day'),
      talliedByHalfMonth: count('n1 + n2 + n3 + n4 + n5 + n0', 'tally_half_month'),
    }
  } finally {
    file.close()
  }
}

/** What `hailong verify` and `hailong rebuild` say, beside a running server. */
export async function checks(place: Place): Promise<{ verified: unknown; size: number; equal: unknown }> {
  const verified = (await hailong(place, 'verify', '--json')).json as { ok: boolean; units: { size: number }[] }
  const rebuilt = (await hailong(place, 'rebuild', '--json')).json as { equal: boolean }
  return {
    verified: verified.ok,
    size: verified.units.reduce((sum, unit) => sum + unit.size, 0),
    equal: rebuilt.equal,
  }
}
