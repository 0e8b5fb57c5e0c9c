import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audienceOf } from '../../server/services/disclosure/audience.ts'
import { contentOf } from '../../server/services/editions/edition-content.ts'
import { viewEdition } from '../../server/services/editions/edition-view.ts'
import { home, waiting } from '../../server/demo/places.ts'
import { fillDemo } from '../../server/demo/fill.ts'
import { openDatabase } from '../../server/store/engine/database.ts'
import type { Database } from '../../server/store/engine/database.ts'
import { filesIn } from '../../server/store/engine/data-files.ts'
import { createStores } from '../../server/stores.ts'
import type { Stores } from '../../server/stores.ts'
import { answeredCount, emptyTally } from '#core/statistics/tally'

const now = Date.parse('2026-11-20T09:00:00+07:00')
let folder: string
let database: Database
let stores: Stores
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hailong-demo-'))
  const clock = () => now
  await fillDemo({ config: { dataDir: folder }, clock, months: 12, version: '0' })
  database = openDatabase(filesIn(folder).database)
  const onStorageFailure = (error: unknown): never => {
    throw error
  }
  stores = await createStores(database, { clock, release: 'live', onStorageFailure, backupFolder: null })
}, 240_000)
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The area cells of a quarter that hold thirty or more, and whether readers see them. */
async function largeCells(): Promise<boolean[]> {
  const cells: boolean[] = []
  for (const unit of await stores.units.all()) {
    const quarters = (await stores.editions.of([unit.id])).filter(({ period }) => /-Q\d$/.test(period ?? ''))
    for (const row of quarters) {
      const audience = audienceOf({ role: 'supervisor', unitId: unit.id, areas: null })
      const rows = viewEdition(row, audience).rowsOf('area') ?? []
      const shown = new Set(rows.filter(({ suppressed }) => suppressed === null).map(({ key }) => key))
      const all = contentOf(row).tables.find(({ by }) => by === 'area')?.rows ?? []
      const large = all.filter(({ tally }) => answeredCount(tally ?? emptyTally) >= 30)
      cells.push(...large.map(({ key }) => shown.has(key)))
    }
  }
  return cells
}

test('readers of the demonstration see four of five area cells of a quarter that hold thirty or more', async () => {
  const cells = await largeCells()
  expect(cells.length).toBeGreaterThan(50)
  expect(cells.filter(Boolean).length / cells.length).toBeGreaterThanOrEqual(0.8)
})

test('every period that is over is closed, of every office', async () => {
  for (const unit of await stores.units.all()) {
    const periods = (await stores.editions.of([unit.id])).map(({ period }) => period)
    expect(periods).toContain('2026-Q3')
    expect(periods).toContain('2026-10')
    expect(periods).not.toContain('2026')
  }
})

test('most people walk past the kiosk, most dossiers are in time, and one commune has forgotten a month', async () => {
  const commune = (await stores.units.all()).find(({ code }) => code === home)
  const row = (await stores.editions.of([commune?.id ?? 0])).find(({ period }) => period === '2026-Q3')
  const total = row && contentOf(row).total
  expect(total?.coverage?.share).toBeGreaterThan(0.3)
  expect(total?.coverage?.share).toBeLessThan(0.6)
  expect(total?.dossiers?.timeliness.share).toBeGreaterThan(0.95)
  const forgetful = (await stores.units.all()).find(({ code }) => code === waiting.commune)
  const months = { months: ['2026-09', '2026-10'], cutOffDay: null }
  const entered = await stores.dossiers.counts([forgetful?.id ?? 0], months)
  expect(new Set(entered.map(({ month }) => month))).toEqual(new Set(['2026-09']))
})
