import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import { exportCommand } from '../../../server/cli/exports/export.ts'
import { CommandError, UsageError } from '../../../server/cli/args.ts'
import type { Office } from '../imports/office.ts'
import { enterOffice } from '../imports/office.ts'

const mapping: ImportMapping = {
  questionnaire: 'khao-sat@1',
  criteria: { overall: { label: 'Chung' }, unit: { label: 'A code that is a column too' } },
  unit: { column: 'unit', create: true },
  area: { column: 'area', create: true },
  procedure: { column: 'procedure' },
  stage: { column: 'stage' },
  time: { column: 'time', format: 'yyyy-MM-dd HH:mm' },
  answers: {
    overall: { column: 'q1', levels: { '1': 1, '4': 4, '5': 5, x: null } },
    unit: { column: 'q2', levels: { '2': 2 } },
  },
  comment: { column: 'words' },
  identity: { columns: ['id'] },
}
const header = 'id,unit,area,procedure,stage,time,q1,q2,words'

let office: Office
let procedures: string[]
beforeEach(async () => {
  office = enterOffice()
  procedures = await office.open(async ({ reads }) =>
    (await reads.selectFrom('procedure').select('code').orderBy('code').limit(2).execute()).map(({ code }) => code),
  )
})
afterEach(() => office.leave())

async function exported(...words: string[]): Promise<string> {
  const file = join(office.dir, 'out')
  const { code } = await office.run(exportCommand, 'responses', '--out', file, ...words)
  expect(code).toBe(0)
  return readFileSync(file, 'utf8')
}

const rows = (...lines: string[]): string => [header, ...lines].join('\n')

test('writes levels, no opinion and unanswered questions each in their own way, never a number for nothing', async () => {
  await office.import(
    rows(
      '1,Tổ 1,Đất đai,,result,2024-03-05 08:00,4,2,',
      '2,Tổ 1,,,,2024-03-06 09:00,x,,',
      '3,Tổ 1,,,,2024-03-07 09:00,,2,',
    ),
    mapping,
  )
  expect(await exported('--format', 'csv')).toBe(
    [
      '\uFEFFunit,month,area,procedure,stage,channel,questionnaire,language,assisted,overall,answers.unit,reasons',
      'van-phong.to-1,2024-03,,,,import,khao-sat@1,,0,,2,',
      'van-phong.to-1,2024-03,,,,import,khao-sat@1,,0,k,,',
      'van-phong.to-1,2024-03,dat-dai,,result,import,khao-sat@1,,0,4,2,',
      '',
    ].join('\r\n'),
  )
  const [first, second] = (await exported('--format', 'jsonl')).split('\n')
  expect(JSON.parse(first!)).toMatchObject({ unit: 'van-phong.to-1', overall: null, 'answers.unit': 2, area: null })
  expect(JSON.parse(second!)).toMatchObject({ overall: 'k', 'answers.unit': null })
})

test('keeps a question named like the last column apart from it', async () => {
  const named: ImportMapping = {
    ...mapping,
    criteria: { reasons: { label: 'A code that is the last column' } },
    answers: { reasons: { column: 'q1', levels: { '4': 4 } } },
  }
  await office.import(rows('1,Tổ 1,,,,2024-03-05 08:00,4,,'), named)
  expect((await exported('--format', 'csv')).split('\r\n')[0]).toMatch(/,assisted,answers\.reasons,reasons$/)
  expect(JSON.parse(await exported('--format', 'jsonl'))).toMatchObject({ 'answers.reasons': 4, reasons: null })
})

test('says nothing of ids, days, order or words', async () => {
  const lines = ['9f8e7d,Tổ 1,,,,2024-03-30 08:00,5,,Chị Hoa rất tận tình', '1a2b3c,Tổ 1,,,,2024-03-02 08:00,1,,Chậm']
  await office.import(rows(...lines), mapping)
  const forward = await exported('--format', 'jsonl')
  expect(forward).not.toMatch(/9f8e7d|1a2b3c|Hoa|Chậm|2024-03-\d|"id"|seq|counter/)
  const levels = forward
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).overall as number)
  expect(levels).toEqual([1, 5])
})

test('names a procedure only where its unit and month hold five released responses', async () => {
  const [often, seldom] = procedures
  const line = (id: number, procedure: string, day = '05'): string =>
    `${id},Tổ 1,,${procedure},,2024-03-${day} 08:00,5,,`
  await office.import(
    rows(
      ...[1, 2, 3, 4, 5].map((id) => line(id, often!)),
      ...[6, 7, 8, 9].map((id) => line(id, seldom!)),
      line(10, seldom!).replace('2024-03', '2024-02'),
    ),
    mapping,
  )
  const named = (await exported('--format', 'jsonl'))
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text).procedure as string | null)
  expect(named.filter((code) => code === often)).toHaveLength(5)
  expect(named.filter((code) => code === null)).toHaveLength(5)
})

test('leaves out what waits for its release, also when counting how often a procedure came', async () => {
  const [often] = procedures
  await office.import(rows(...[1, 2, 3, 4, 5].map((id) => `${id},Tổ 1,,${often},,2024-03-05 08:00,5,,`)), mapping)
  await office.open(({ transaction }) =>
    transaction(async (trx) => {
      const { unit_id } = await trx.selectFrom('ledger').select('unit_id').executeTakeFirstOrThrow()
      await trx.insertInto('waiting').values({ unit_id, position: 3, day: '2024-04-20' }).execute()
    }),
  )
  const lines = (await exported('--format', 'jsonl')).trim().split('\n')
  expect(lines).toHaveLength(4)
  expect(lines.map((line) => JSON.parse(line).procedure as unknown)).toEqual([null, null, null, null])
})

test('exports the unit and all below it, and only the months asked for', async () => {
  await office.addUnit('xa-khac')
  await office.import(rows('1,Tổ 1,,,,2024-01-05 08:00,5,,', '2,Tổ 2,,,,2024-02-05 08:00,4,,'), mapping)
  await office.import(rows('3,x,,,,2024-02-05 08:00,1,,'), { ...mapping, unit: { value: 'xa-khac' } })
  const count = async (...words: string[]): Promise<number> =>
    (await exported('--format', 'jsonl', ...words)).split('\n').length - 1
  expect(await count()).toBe(2)
  expect(await count('--from', '2024-02-01', '--to', '2024-03-31')).toBe(1)
  expect(await count('--unit', 'van-phong.to-1')).toBe(1)
  expect(await count('--unit', 'xa-khac')).toBe(1)
})

test.each([
  ['--to', '2024-04-30', '--to: month_not_finished'],
  ['--to', '2024-03-15', '--to: month_not_finished'],
  ['--from', '2024-03-02', '--from: month_not_finished'],
  ['--from', '2024-02-30', '--from is a day'],
  ['--from', '2024-04-01', '--from: month_not_finished'],
])('refuses %s %s', async (option, day, words) => {
  const run = office.run(exportCommand, 'responses', '--format', 'csv', '--out', join(office.dir, 'out'), option, day)
  await expect(run).rejects.toThrow(words)
  await expect(run).rejects.toBeInstanceOf(UsageError)
})

test('adds one line to the audit for each export, before anything is written', async () => {
  await exported('--format', 'csv')
  const lines = await office.open(({ reads }) =>
    reads.selectFrom('audit').select(['action', 'subject', 'detail']).execute(),
  )
  expect(lines).toEqual([
    {
      action: 'export.responses',
      subject: 'van-phong',
      detail: '{"from":"2024-03-01","to":"2024-03-31","format":"csv"}',
    },
  ])
})

test.each([
  ['in a folder that is not there', 'missing/out', /there is no folder .*missing: make it first/],
  ['onto a folder', 'folder', /it is a folder: name a file in it/],
  ['onto what is no file', 'socket', /it is no ordinary file/],
  ['beside a folder that stands in the way', 'blocked', /blocked\.part/],
])('refuses to write %s, before anything is audited', async (_, name, words) => {
  mkdirSync(join(office.dir, 'folder'))
  mkdirSync(join(office.dir, 'blocked.part'))
  const server = createServer().listen(join(office.dir, 'socket'))
  await once(server, 'listening')
  const before = readdirSync(office.dir)
  const run = office.run(exportCommand, 'responses', '--format', 'csv', '--out', join(office.dir, name))
  await expect(run).rejects.toThrow(words)
  await expect(run).rejects.toBeInstanceOf(CommandError)
  expect(readdirSync(office.dir)).toEqual(before)
  server.close()
  expect(await office.open(({ reads }) => reads.selectFrom('audit').selectAll().execute())).toEqual([])
})

test('leaves no half file when the months are refused', async () => {
  const out = join(office.dir, 'out')
  const run = office.run(exportCommand, 'responses', '--format', 'csv', '--to', '2024-04-30', '--out', out)
  await expect(run).rejects.toThrow('month_not_finished')
  expect(readdirSync(office.dir).filter((name) => name.startsWith('out'))).toEqual([])
})

test('lets no spreadsheet run a label as a formula', async () => {
  const unit = '=1+1'
  await office.open(({ transaction }) =>
    transaction(async (trx) => {
      await trx.updateTable('area').set({ code: '=HYPERLINK("x")' }).where('code', '=', 'dat-dai').execute()
    }),
  )
  await office.import(rows(`1,${unit},"=HYPERLINK(""x"")",,,2024-03-05 08:00,5,,`), {
    ...mapping,
    area: { column: 'area' },
  })
  expect(await exported('--format', 'csv')).toContain(`van-phong.1-1,2024-03,"'=HYPERLINK(""x"")",`)
})
