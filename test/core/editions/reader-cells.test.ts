import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Atom, AtomKeys } from '#core/editions/atoms'
import { rowsOfAtom } from '#core/editions/atoms'
import { halvesOf, periodsOf, readerTables } from '#core/editions/edition-periods'
import type { EarlierEdition } from '#core/editions/reader-cells'
import { readerCells } from '#core/editions/reader-cells'
import { isDerivable } from './exact-rank.ts'

const SMALLEST = 10
const keys: AtomKeys = {
  areas: Object.fromEntries(
    [1, 2, 3, 4].map((id) => [id, { code: `area-${id}`, groups: id < 3 ? ['land'] : [], answeredBy: null }]),
  ),
  counters: { 1: 'Quầy 1' },
  sites: {},
  units: { 7: 'xa' },
}

/** Answers of a year by half-month and area: of most few, so that there is something to hide. */
const count = fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 4, max: 30 }))
const year = fc.array(count, { minLength: 96, maxLength: 96 })
/** Which periods are closed, in the order in which they end, with the calendar. */
const closings = fc.record({
  cutOff: fc.constantFrom<14 | null>(14, null),
  picked: fc.array(fc.nat({ max: 18 }), { minLength: 1, maxLength: 7 }),
  late: fc.array(fc.nat({ max: 95 }), { maxLength: 6 }),
})

const halfNames = Array.from(
  { length: 24 },
  (_, at) => `2026-${String(Math.floor(at / 2) + 1).padStart(2, '0')}-${(at % 2) + 1}`,
)

function atomsOf(counts: readonly number[], halves: readonly string[]): Atom[] {
  return counts.flatMap((answered, at): Atom[] => {
    const half = halfNames[Math.floor(at / 4)] ?? ''
    if (answered === 0 || !halves.includes(half)) return []
    const fixed = { unitId: 7, stage: 'result', channel: 'kiosk', counterId: 1, comparable: 'chung' }
    return [{ ...fixed, half, areaId: (at % 4) + 1, answered, satisfied: Math.floor(answered / 2), none: 0 }]
  })
}

/** Closes one period after another; each time some ratings have come late. */
function closeAll(
  counts: readonly number[],
  { cutOff, picked, late }: { cutOff: 14 | null; picked: number[]; late: number[] },
) {
  const periods = periodsOf('2026', cutOff)
  const editions: EarlierEdition[] = []
  const now = [...counts]
  for (const [nth, pick] of picked.entries()) {
    const period = periods[pick % periods.length]
    if (period === undefined) continue
    const halves = halvesOf(period)
    const edition = { unitIds: [7], halves, atoms: atomsOf(now, halves), keys }
    const shown = readerCells({ earlier: editions, edition, tables: readerTables(period), smallestCell: SMALLEST })
    editions.push({ ...edition, shown })
    const at = late[nth]
    if (at !== undefined) now[at] = (now[at] ?? 0) + 1
  }
  return editions
}

describe('what readers see of closed periods', () => {
  test('by itself holds ten or more', () => {
    fc.assert(
      fc.property(year, closings, (counts, order) => {
        for (const edition of closeAll(counts, order))
          for (const { table, key } of edition.shown) {
            const own = edition.atoms.filter((atom) => rowsOfAtom(table, atom, keys).includes(key))
            expect(own.reduce((sum, { answered }) => sum + answered, 0)).toBeGreaterThanOrEqual(SMALLEST)
          }
      }),
      { numRuns: 60 },
    )
  })

  test('taken together gives away no cell of fewer, by whatever sums and differences', () => {
    fc.assert(
      fc.property(year, closings, (counts, order) => {
        const editions = closeAll(counts, order)
        expect(isDerivable(editions, SMALLEST)).toEqual([])
      }),
      { numRuns: process.env['HAILONG_FULL'] === '1' ? 400 : 40 },
    )
  }, 60_000)
})
