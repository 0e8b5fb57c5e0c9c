import { sql } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import type { AuditedAction } from '../ledger/audit.ts'
import { audit } from '../ledger/audit.ts'
import type { Database, Rows, Snapshot } from '../engine/database.ts'
import { openSnapshot } from '../engine/database.ts'
import { textOrder } from '../engine/portable.ts'
import type { HeldBack, MicrodataRow, MicrodataSlices } from './microdata-slices.ts'
import { microdataOfUnit } from './microdata-slices.ts'

/** Responses of these units and whole months. */
export interface MicrodataSelection {
  readonly unitIds: readonly number[]
  /** Civil dates, both inclusive. */
  readonly from: string
  readonly to: string
}

/** Released responses without anything that leads to a person: what may leave the office. */
export interface Microdata {
  /** Criteria with answers in the selection, by code. */
  readonly criteria: readonly string[]
  /** In the order of what is in them, so that the order tells nothing. */
  rows(): Rows<MicrodataRow>
}

/** Responses that are looked at while one view of the database is open: a view that lasts keeps its log from being cut. */
const ROWS_PER_SLICE = 20_000

/**
 * Opens a selection as the database stands at this moment; for a worker or a command, since the thread that asks reads it
 * to the end. Never an id, a sequence number, a counter, a day or a comment.
 *
 * It is read in slices on views of their own. Facts never change, so what was settled at this moment stays the same: what
 * waited then and what came later is left out, whatever has become of it meanwhile.
 */
export async function openMicrodata(
  file: string,
  selection: MicrodataSelection,
  rowsPerSlice: number = ROWS_PER_SLICE,
): Promise<Microdata> {
  const slices: MicrodataSlices = { open: () => openSnapshot(file), rowsPerSlice }
  const snapshot = slices.open()
  try {
    const criteria = await criteriaOf(snapshot, selection)
    const units = await unitsOf(snapshot, selection)
    const { from, to } = selection
    const rows = async function* (): AsyncGenerator<MicrodataRow> {
      for (const unit of units) yield* microdataOfUnit(slices, { ...unit, from, to, criteria })
    }
    return { criteria, rows }
  } finally {
    await snapshot.close()
  }
}

async function criteriaOf({ statement }: Snapshot, { unitIds, from, to }: MicrodataSelection): Promise<string[]> {
  const criteria = statement<void, { criterion: string }>(
    () => sql`select criterion from tally_day
      where unit_id in (${sql.join(unitIds)}) and day between ${from} and ${to}
      group by criterion
      order by ${textOrder('criterion')}`,
  )
  return (await criteria.all()).map((row) => row.criterion)
}

interface MarkedUnit {
  readonly id: number
  readonly code: string
  readonly heldBack: HeldBack
}

/** The units in the order of their codes, each with what of it waits at this moment. */
async function unitsOf({ statement }: Snapshot, { unitIds }: MicrodataSelection): Promise<MarkedUnit[]> {
  const units = statement<void, { id: number; code: string; size: number }>(
    () => sql`select unit.id, unit.code,
        coalesce((select max(l.position) from ledger as l where l.unit_id = unit.id), 0) as size
      from unit where unit.id in (${sql.join(unitIds)}) order by ${textOrder('unit.code')}`,
  )
  const waiting = statement<{ readonly unitId: number }, { response_id: Buffer }>(
    (p) => sql`select l.response_id from waiting as w
      join ledger as l on l.unit_id = w.unit_id and l.position = w.position
      where w.unit_id = ${p('unitId')}`,
  )
  const marked: MarkedUnit[] = []
  for (const { id, code, size } of await units.all()) {
    const ids = (await waiting.all({ unitId: id })).map((row) => row.response_id.toString('hex'))
    marked.push({ id, code, heldBack: { ids: new Set(ids), seenTo: size } })
  }
  return marked
}

/** What routes and commands ask and tell before an export begins. */
export type Exports = ReturnType<typeof createExports>

export function createExports({ file, reads, transaction }: Database) {
  return {
    databaseFile: file,
    /** The day of the first released response of these units; null when there is none. */
    firstDay: async (unitIds: readonly number[]): Promise<string | null> => {
      const first = await reads
        .selectFrom('tally_day')
        .select((e) => e.fn.min<string | null>('day').as('day'))
        .where('unit_id', 'in', unitIds)
        .executeTakeFirst()
      return first?.day ?? null
    },
    audit: (by: Attribution, entry: AuditedAction): Promise<void> => transaction((trx) => audit(trx, by, entry)),
  }
}
