import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RowGroup } from '#core/superior-file/file-plan'
import { planFile } from '#core/superior-file/file-plan'

const SMALLEST = 5
const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'] as const
type Month = (typeof months)[number]

/** One answer of somebody, as this test counts them. */
interface Person {
  readonly key: readonly string[]
  readonly month: Month
  /** Came after so many of the files were made. */
  readonly since: number
}

const pick = (...values: readonly string[]) => fc.constantFrom(...values)
const person = fc.record({
  key: fc
    .tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constant('quay-nhanh@1') }, pick('phieu-9@1')),
      pick('ho-tich', 'dat-dai', 'dat-dai', 'chung-thuc', 'khac', ''),
      pick('kiosk', 'kiosk', 'qr', 'paper'),
      pick('submit', 'result', ''),
      pick('1.001', '1.002', '1.003', ''),
      pick('A', 'B', ''),
      pick('0', '0', '0', '1'),
      pick('vi', 'vi', 'vi', 'en', ''),
      pick('nam', 'nu', ''),
    )
    .map(([form, area, channel, stage, procedure, site, assisted, language, sex]) => [
      ...['xa', form, area, '', channel, stage, procedure, site, assisted, language, sex],
    ]),
  month: fc.constantFrom(...months),
  since: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.nat({ max: 3 })),
})
const people = fc
  .array(fc.tuple(person, fc.integer({ min: 1, max: 7 })), { maxLength: 60 })
  .map((groups) => groups.flatMap(([one, count]) => Array.from({ length: count }, () => one)))

/** Months, quarters, half a year: any of them, in any order, also twice, as amendments are. */
const files = fc.array(
  fc.oneof(
    fc.constantFrom(...months).map((month) => [month]),
    fc.constantFrom([...months.slice(0, 3)], [...months.slice(3)], [...months]),
    fc.constantFrom([...months.slice(1, 4)]),
  ),
  { minLength: 1, maxLength: 5 },
)
const office = fc.record({ people, files })

/** The files as somebody reads them: what each person's row says, by the place of the person. */
function fileTexts({
  people: all,
  files: periods,
}: {
  people: readonly Person[]
  files: readonly (readonly Month[])[]
}) {
  return periods.map((_, last) => {
    const groups = all.map(({ key, month, since }): RowGroup => ({
      key,
      count: 1,
      months: periods
        .slice(0, last + 1)
        .map((period, file) => (period.includes(month) && since <= file ? month : null)),
    }))
    const plan = planFile(groups, SMALLEST)
    const texts = plan.printed.map((row) => row && row.join('|'))
    expect(plan.rows).toBe(texts.filter((text) => text !== null).length)
    const inPeriod = groups.filter((group) => group.months[last] !== null).length
    expect(plan.leftOut).toBe(inPeriod - plan.rows)
    return texts
  })
}

const isNobodyOrEnough = (count: number): boolean => count === 0 || count >= SMALLEST

function countsOf(texts: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

test('holds no combination of fewer than five rows, and leaves out nobody or five', () => {
  fc.assert(
    fc.property(office, (of) => {
      for (const [file, texts] of fileTexts(of).entries()) {
        for (const count of countsOf(texts).values()) expect(count).toBeGreaterThanOrEqual(SMALLEST)
        const rows = texts.filter((text) => text !== null).length
        const all = of.people.filter(({ month, since }) => of.files[file]?.includes(month) && since <= file).length
        if (rows > 0) expect(isNobodyOrEnough(all - rows)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

test('says the same of a person in each file, and lets no two or more files part a lot of fewer than five', () => {
  fc.assert(
    fc.property(office, (of) => {
      const texts = fileTexts(of)
      const patterns = new Map<string, number>()
      for (const index of of.people.keys()) {
        const said = texts.map((file) => file[index] ?? null)
        const distinct = new Set(said.filter((text) => text !== null))
        expect(distinct.size).toBeLessThanOrEqual(1)
        const [text] = distinct
        if (text === undefined) continue
        const pattern = `${text} ${said.map((one) => (one === null ? 0 : 1)).join('')}`
        patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1)
      }
      // Every sum or difference of counts of files is one of whole patterns.
      for (const count of patterns.values()) expect(count).toBeGreaterThanOrEqual(SMALLEST)
    }),
    { numRuns: 300 },
  )
})

const alike = (count: number, over: Readonly<Record<number, string>> = {}): RowGroup => {
  const key = ['xa', 'quay-nhanh@1', 'ho-tich', '', 'kiosk', 'submit', '1.001', 'A', '0', 'vi']
  for (const [place, value] of Object.entries(over)) key[Number(place)] = value
  return { key, months: ['2026-01'], count }
}

test('gives up one thing after the other: language first, the area last', () => {
  const { printed, leftOut } = planFile([alike(6), alike(3, { 9: 'en' }), alike(2, { 9: 'fr' })], SMALLEST)
  expect(printed).toEqual([
    ['xa', 'quay-nhanh@1', 'ho-tich', '2026-01', 'kiosk', 'submit', '1.001', 'A', '0', 'vi'],
    ['xa', 'quay-nhanh@1', 'ho-tich', '2026-01', 'kiosk', 'submit', '1.001', '', '0', ''],
    ['xa', 'quay-nhanh@1', 'ho-tich', '2026-01', 'kiosk', 'submit', '1.001', '', '0', ''],
  ])
  expect(leftOut).toBe(0)
})

test('makes areas with few rows one, by the quarter', () => {
  const { printed } = planFile([alike(9), alike(3, { 2: 'dat-dai' }), alike(3, { 2: 'thue' })], SMALLEST)
  expect(printed.slice(1)).toEqual(
    Array.from({ length: 2 }, () => ['xa', 'quay-nhanh@1', 'khac', '2026-Q1', '', '', '', '', '', '']),
  )
})

test('leaves out what still stands alone, and a further combination with it', () => {
  const plan = planFile([alike(9), alike(6, { 2: 'dat-dai' }), alike(2, { 1: 'phieu-9@1' })], SMALLEST)
  expect(plan).toMatchObject({ rows: 9, leftOut: 8 })
  expect(plan.printed[1]).toBeNull()
})

test('leaves a lot that an earlier file shows out of a later one that has one row less of it', () => {
  const groups: RowGroup[] = [
    { ...alike(7), months: ['2026-01', '2026-01'] },
    { ...alike(1), months: ['2026-01', null] },
    { ...alike(9, { 2: 'dat-dai' }), months: ['2026-01', '2026-01'] },
  ]
  expect(planFile(groups, SMALLEST)).toMatchObject({ rows: 9, leftOut: 7 })
})
