import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { importCommand } from '../../../server/cli/imports/import.ts'
import type { Office } from './office.ts'
import { enterOffice, rowCounts } from './office.ts'

const root = join(import.meta.dirname, '../../..')
const map = join(root, 'docs/examples/gp-fft.map.json')
let office: Office

// Eleven thousand rows, each slice with its pause, on whatever machine this runs.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
  office = enterOffice()
  await office.addUnit('nhs')
})
afterAll(() => office.leave())

async function importSnapshot(day: string, ...words: string[]): Promise<unknown> {
  const file = join(office.dir, `${day}.csv`)
  copyFileSync(join(root, `test/data/gp_fft/snapshot_${day}.csv`), file)
  const { code, out } = await office.run(importCommand, file, '--map', map, '--json', ...words)
  expect(code).toBe(0)
  return JSON.parse(out.join(''))
}

const none = { repeated: 0, conflict: 0, rejected: 0, issues: [] }

test('a dry run of real answers reports what would be stored and stores nothing', async () => {
  const before = await rowCounts(office)
  expect(await importSnapshot('2024-03-20', '--dry-run')).toEqual({ ...none, read: 3596, stored: 3596, duplicate: 0 })
  expect(await rowCounts(office)).toEqual(before)
})

test('stores 3,596 real answers once, and of a later export only the 270 that are new', async () => {
  expect(await importSnapshot('2024-03-20')).toEqual({ ...none, read: 3596, stored: 3596, duplicate: 0 })
  expect(await importSnapshot('2024-03-20')).toEqual({ ...none, read: 3596, stored: 0, duplicate: 3596 })
  const later = { ...none, read: 3855, stored: 270, duplicate: 3585 }
  expect(await importSnapshot('2024-04-02', '--dry-run')).toEqual(later)
  expect(await importSnapshot('2024-04-02')).toEqual(later)
})

test('made one unit per surgery under its parent, and released and signed all of it', async () => {
  await office.open(async ({ reads }) => {
    const units = await reads
      .selectFrom('unit')
      .select(['code', 'name'])
      .where('code', 'like', 'nhs.%')
      .orderBy('code')
      .execute()
    expect(units).toHaveLength(11)
    expect(units).toContainEqual({ code: 'nhs.earls-court-surgery', name: 'Earls Court Surgery' })
    const released = await reads
      .selectFrom('tally_day')
      .select((e) => [e.fn.sum<number>('n5').as('n5'), e.fn.sum<number>('n0').as('n0')])
      .executeTakeFirstOrThrow()
    // 3,596 of the first file and 270 of the second; "Extremely likely" and "Don't know" counted apart from this code.
    expect(released).toEqual({ n5: 2609, n0: 19 })
    const waiting = await reads.selectFrom('waiting').selectAll().execute()
    expect(waiting).toEqual([])
  })
})
