import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import type { Database } from '../engine/database.ts'
import { audit } from '../ledger/audit.ts'
import { readInstallationSetting, writeInstallationSettings } from '../office/installation-settings.ts'
import type { RebuildComparison, TableComparison, TallyCorrection, TallyTable } from './rebuild.ts'
import { compareTable, comparisonOf, tallyCounts, tallyTables } from './rebuild.ts'

/** Cells that one transaction mends, with a statement or two each: while it holds the lock, taps beside it wait. */
export const CELLS_PER_SLICE = 40

/** Between two transactions the lock is free for so long, because whoever waits for it looks only now and then. */
export const PAUSE_MS = 20

/** Another process began to mend the same tallies. */
export class MendingTakenOverError extends Error {}

/**
 * Compares the tallies with the released responses and mends what differs, in slices beside a server that goes on
 * counting: each cell gets the difference added, so what the server adds meanwhile is kept. Broken off, it leaves the
 * cells that it came to right, and the rest for the next time.
 *
 * @returns what was found different
 * @throws MendingTakenOverError when another one was begun meanwhile: two would add the same difference twice
 */
export async function mendTallies(
  database: Database,
  by: Attribution,
  cellsPerSlice: number = CELLS_PER_SLICE,
): Promise<RebuildComparison> {
  const turn = randomUUID()
  await database.transaction((trx) => writeInstallationSettings(trx, { 'tally.mending': turn }))
  const { comparison, tables } = await differencesIn(database)
  const slices = tables.flatMap(({ table, corrections }) =>
    slicesOf(corrections, cellsPerSlice).map((cells) => ({ write: prepareCorrection(database, table), cells })),
  )
  for (const [index, { write, cells }] of slices.entries()) {
    if (index > 0) await setTimeout(PAUSE_MS)
    await database.transaction(async (trx) => {
      if ((await readInstallationSetting(trx, 'tally.mending')) !== turn)
        throw new MendingTakenOverError('another rebuild --mend was begun meanwhile')
      const { different } = comparison
      if (index === 0) await audit(trx, by, { action: 'tally.mend', subject: '', unitId: null, detail: { different } })
      for (const cell of cells) await write(cell)
    })
  }
  return comparison
}

interface TableDifferences extends TableComparison {
  readonly table: TallyTable
}

async function differencesIn(
  database: Database,
): Promise<{ readonly comparison: RebuildComparison; readonly tables: readonly TableDifferences[] }> {
  const snapshot = database.snapshot()
  try {
    const tables: TableDifferences[] = []
    for (const table of tallyTables) tables.push({ table, ...(await compareTable(snapshot, table)) })
    return { comparison: await comparisonOf(snapshot, tables), tables }
  } finally {
    await snapshot.close()
  }
}

function slicesOf<Item>(items: readonly Item[], most: number): (readonly Item[])[] {
  const count = Math.ceil(items.length / most)
  return Array.from({ length: count }, (_, index) => items.slice(index * most, (index + 1) * most))
}

/** Adds a correction to its cell; one that counts nothing afterwards goes. */
function prepareCorrection(
  { statement }: Database,
  { table, key }: TallyTable,
): (cell: TallyCorrection) => Promise<void> {
  const add = statement<TallyCorrection>((p) => {
    const columns = [...key, ...tallyCounts]
    return sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
      values (${sql.join(columns.map((name) => p(name)))})
      on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${sql.join(
        tallyCounts.map((n) => sql`${sql.ref(n)} = ${sql.ref(`${table}.${n}`)} + ${sql.ref(`excluded.${n}`)}`),
      )}`
  })
  const removeEmpty = statement<TallyCorrection>((p) => {
    const isCell = key.map((name) => sql`${sql.ref(name)} = ${p(name)}`)
    const isEmpty = tallyCounts.map((n) => sql`${sql.ref(n)} = 0`)
    return sql`delete from ${sql.table(table)} where ${sql.join([...isCell, ...isEmpty], sql` and `)}`
  })
  return async (cell) => {
    await add.run(cell)
    // Only what takes something away can leave a cell that counts nothing.
    if (tallyCounts.some((n) => Number(cell[n]) < 0)) await removeEmpty.run(cell)
  }
}
