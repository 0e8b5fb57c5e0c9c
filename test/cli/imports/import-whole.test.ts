import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import { importCommand } from '../../../server/cli/imports/import.ts'
import type { Office } from './office.ts'
import { enterOffice, rowCounts } from './office.ts'

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  unit: { column: 'unit', create: true },
  area: { column: 'area', create: true },
  time: { column: 'time', format: 'yyyy-MM-dd' },
  answers: { overall: { column: 'rating', levels: { bad: 1, good: 5, none: null } } },
  identity: { columns: ['id'] },
}
const header = 'id,unit,area,time,rating'
const row = '1,A,,2024-03-01,good'

let office: Office

vi.setConfig({ testTimeout: 60_000 })
beforeEach(() => {
  office = enterOffice()
})
afterEach(() => office.leave())

/** Rows with few values, so that they repeat, contradict each other and go wrong. */
const anyRows = fc.array(
  fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('Tổ 1', 'Tổ 1', 'Tổ 1', 'Tổ 2', ''),
      fc.constantFrom('', 'Hộ tịch', 'Mới'),
      fc.constantFrom('2024-03-01', '2024-03-01', '2024-03-01', '2024-04-20', 'sai'),
      fc.constantFrom('bad', 'bad', 'good', 'none', '', '?'),
    )
    .map((cells) => cells.join(',')),
  { maxLength: 20 },
)

test('a dry run tells exactly what the import will, and stores nothing', async () => {
  let round = 0
  const check = async (rows: string[], occurrence: boolean): Promise<void> => {
    const content = [header, ...rows].join('\n')
    // Every second run meets rows that are stored already.
    const source = String(Math.floor(round++ / 2))
    const plan: ImportMapping = { ...mapping, identity: { columns: ['id'], occurrence, source } }
    const before = await rowCounts(office)
    const dry = await office.import(content, plan, '--dry-run')
    expect(await rowCounts(office)).toEqual(before)
    expect(await office.import(content, plan)).toEqual(dry)
  }
  await fc.assert(fc.asyncProperty(anyRows, fc.boolean(), check), { numRuns: 20 })
})

test('rows imported twice, in any order, are stored once each', async () => {
  const cases = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 25 })
  const order = fc.infiniteStream(fc.nat())
  let round = 0
  const check = async (ids: number[], keys: Iterable<number>): Promise<void> => {
    round += 1
    const rows = ids.map((id) => `${round}-${id},A,,2024-03-0${1 + (id % 9)},${id % 2 ? 'bad' : 'good'}`)
    const from = keys[Symbol.iterator]()
    const shuffled = rows.map((text) => ({ text, key: Number(from.next().value) })).sort((a, b) => a.key - b.key)
    const first = await office.import([header, ...rows].join('\n'), mapping)
    const again = await office.import([header, ...shuffled.map(({ text }) => text)].join('\n'), mapping)
    expect([first.stored, again.stored, again.duplicate]).toEqual([ids.length, 0, ids.length])
  }
  await fc.assert(fc.asyncProperty(cases, order, check), { numRuns: 8 })
})

test('answers to foreign questions stand by themselves, and an empty one is no answer', async () => {
  const foreign: ImportMapping = {
    ...mapping,
    questionnaire: 'kcmo@1',
    criteria: { q1: { label: 'Overall quality' }, q2: { label: 'Staff' } },
    answers: { q1: { column: 'area', levels: { yes: 5 } }, q2: { column: 'rating', levels: { good: 4 } } },
    area: { value: 'khac' },
  }
  expect(
    await office.import(`${header}\n1,A,yes,2024-03-01,\n2,A,yes,2024-03-01,good\n3,A,,2024-03-01,`, foreign),
  ).toMatchObject({
    stored: 2,
    issues: [{ row: 3, column: '', code: 'no_answer', value: '' }],
  })
  await office.open(async ({ reads }) => {
    const made = await reads.selectFrom('questionnaire').select('comparable').where('code', '=', 'kcmo').execute()
    expect(made).toEqual([{ comparable: 'kcmo@1' }])
    const answers = await reads.selectFrom('answer').select(['criterion', 'level']).orderBy('criterion').execute()
    expect(answers.map(({ criterion, level }) => `${criterion} ${level}`)).toEqual(['q1 5', 'q1 5', 'q2 4'])
  })
  expect(await office.import(`${header}\n4,A,yes,2024-03-01,`, foreign)).toMatchObject({ stored: 1 })
  const changed = { ...foreign, criteria: { ...foreign.criteria, q2: { label: 'Other words' } } }
  await expect(office.import(`${header}\n5,A,yes,2024-03-01,`, changed)).rejects.toThrow(
    'criteria: questionnaire_differs',
  )
  expect(await rowCounts(office)).toMatchObject({ response: 3, questionnaire: expect.any(Number) as number })
})

test.each<[words: string, change: object]>([
  ['answers.overall.column: missing_column', { answers: { overall: { column: 'Rating', levels: { good: 5 } } } }],
  ['identity.columns.1: missing_column', { identity: { columns: ['id', 'name'] } }],
  ['time.format: bad_format', { time: { column: 'time', format: 'YYYY-MM-DD' } }],
  ['time.value: bad_time', { time: { value: '1/3/2024', format: 'yyyy-MM-dd' } }],
  ['unit.parent: unknown_unit', { unit: { column: 'unit', create: true, parent: 'nhs' } }],
  ['unit.value: unknown_unit', { unit: { value: 'nhs' } }],
  ['area.value: unknown_area', { area: { value: 'nhs' } }],
  ['procedure.value: unknown_procedure', { procedure: { value: '9' } }],
  ['questionnaire: unknown_questionnaire', { questionnaire: 'kcmo@2' }],
  ['answers.q7: unknown_criterion', { answers: { q7: { column: 'rating', levels: { good: 5 } } } }],
  ['answers.overall.levels.good: too_big', { answers: { overall: { column: 'rating', levels: { good: 6 } } } }],
  ['identity: required', { identity: undefined }],
  ['units: unknown_field', { units: {} }],
])('a mapping with a mistake is told with its place, and nothing is stored: %s', async (words, change) => {
  const before = await rowCounts(office)
  const wrong = { ...mapping, ...change }
  await expect(office.import(`${header}\n${row}`, wrong)).rejects.toThrow(words)
  expect(await rowCounts(office)).toEqual(before)
})

test.each<[words: string, content: string | Buffer]>([
  ['is empty', ''],
  ['is empty', '\uFEFF\n\n'],
  ['is not UTF-8', Buffer.from(`${header}\n${row}\n2,Tổ 1,,2024-03-01,good`, 'utf16le')],
  ['is not UTF-8', Buffer.concat([Buffer.from(`${header}\n${row}\n`.repeat(9000)), Buffer.from([0xd0, 0xe3, 0x0a])])],
])('a file that %s is refused as a whole', async (words, content) => {
  const before = await rowCounts(office)
  await expect(office.import(content, mapping)).rejects.toThrow(words)
  expect(await rowCounts(office)).toEqual(before)
})

test('a file that cannot be taken makes no database', async () => {
  await expect(office.import('', mapping)).rejects.toThrow('is empty')
  await expect(office.import('id,unit\n1,A', mapping)).rejects.toThrow('missing_column')
  expect(existsSync(join(office.dir, 'data'))).toBe(false)
})

test('tells a person in sentences', async () => {
  const map = office.write('m.json', `\uFEFF${JSON.stringify(mapping)}`)
  const { code, out } = await office.run(
    importCommand,
    office.write('f.csv', `${header}\n${row}\n2,A,,x,good`),
    '--map',
    map,
  )
  expect(code).toBe(0)
  expect(out.join('\n')).toMatch(/nhận mới \(stored\) +1\n[^]*dòng 2, cột "time": bad_time "x"$/)
})
