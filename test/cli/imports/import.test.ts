import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import type { Office } from './office.ts'
import { enterOffice, rowCounts } from './office.ts'

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  unit: { column: 'Đơn vị', create: true },
  area: { column: 'Lĩnh vực', create: true },
  time: { column: 'Thời gian', format: 'd/M/yyyy H:mm:ss' },
  answers: { overall: { column: 'Mức', levels: { 'Hài lòng': 4, 'Rất hài lòng': 5, 'Không ý kiến': null } } },
  comment: { column: 'Ý kiến' },
  identity: { columns: ['Mã'] },
}
const header = 'Mã,Đơn vị,Lĩnh vực,Thời gian,Mức,Ý kiến'
const good = '1,Tổ 1,Đất đai,5/3/2024 8:31:07,Hài lòng,Tốt'

let office: Office
beforeEach(() => {
  office = enterOffice()
})
afterEach(() => office.leave())

const stored = () =>
  office.open(async ({ reads }) => ({
    responses: await reads
      .selectFrom('response')
      .innerJoin('unit', 'unit.id', 'response.unit_id')
      .leftJoin('area', 'area.id', 'response.area_id')
      .select(['unit.code as unit', 'area.code as area', 'local_date', 'half_day', 'channel', 'seq', 'counter_id'])
      .orderBy('local_date')
      .execute(),
    answers: await reads.selectFrom('answer').select(['criterion', 'level']).orderBy('level').execute(),
    comments: (await reads.selectFrom('comment').select('text').execute()).map(({ text }) => text),
  }))

describe('whatever a spreadsheet writes', () => {
  const expected = {
    responses: [
      {
        unit: 'van-phong.to-1',
        area: 'dat-dai',
        local_date: '2024-03-05',
        half_day: 0,
        channel: 'import',
        seq: null,
        counter_id: 0,
      },
      {
        unit: 'van-phong.to-1',
        area: 'dat-dai',
        local_date: '2024-03-06',
        half_day: 1,
        channel: 'import',
        seq: null,
        counter_id: 0,
      },
    ],
    answers: [
      { criterion: 'overall', level: null },
      { criterion: 'overall', level: 4 },
    ],
    comments: ['Tốt,\n"rất" tốt'],
  }
  const table = (delimiter: string, end: string): string =>
    [
      header.replaceAll(',', delimiter),
      good.replaceAll(',', delimiter).replace('Tốt', '"Tốt,\n""rất"" tốt"'),
      '2,Tổ 1,Đất đai,06/03/2024 12:00:00,Không ý kiến,'.replaceAll(',', delimiter),
      '',
    ].join(end)

  test.each([
    ['commas', table(',', '\n')],
    ['semicolons and Windows line ends', table(';', '\r\n')],
    ['tabs and old Mac line ends', table('\t', '\r')],
    ['a byte order mark and no last line end', `\uFEFF${table(',', '\r\n').trimEnd()}`],
    ['decomposed Unicode', table(';', '\n').normalize('NFD')],
    ['blanks around cells and empty lines between', table(',', '\n\n').replace('Hài lòng', ' Hài lòng ')],
  ])('is read: %s', async (_, content) => {
    expect(await office.import(content, mapping)).toEqual({
      read: 2,
      stored: 2,
      duplicate: 0,
      repeated: 0,
      conflict: 0,
      rejected: 0,
      issues: [],
    })
    expect(await stored()).toEqual(expected)
  })

  test('and the same rows written another way are the same rows', async () => {
    await office.import(table(',', '\n'), mapping)
    expect(await office.import(table('\t', '\r\n').normalize('NFD'), mapping)).toMatchObject({
      stored: 0,
      duplicate: 2,
    })
  })
})

describe('a row that cannot be taken', () => {
  test.each([
    ['level', '2,Tổ 1,,5/3/2024 8:00:00,Tuyệt vời,', 'Mức', 'unknown_level', 'Tuyệt vời'],
    ['time', '2,Tổ 1,,31/2/2024 8:00:00,Hài lòng,', 'Thời gian', 'bad_time', '31/2/2024 8:00:00'],
    ['time of another format', '2,Tổ 1,,2024-03-05,Hài lòng,', 'Thời gian', 'bad_time', '2024-03-05'],
    ['empty time', '2,Tổ 1,,,Hài lòng,', 'Thời gian', 'bad_time', ''],
    ['time to come', '2,Tổ 1,,20/4/2024 12:00:01,Hài lòng,', 'Thời gian', 'in_future', '20/4/2024 12:00:01'],
    ['unit without a name', '2,???,,5/3/2024 8:00:00,Hài lòng,', 'Đơn vị', 'unknown_unit', '???'],
    ['answer', '2,Tổ 1,,5/3/2024 8:00:00,,', 'Mức', 'no_answer', ''],
    ['identity', ',Tổ 1,,5/3/2024 8:00:00,Hài lòng,', 'Mã', 'no_identity', ''],
    [
      'cell beyond the header',
      '2,Tổ 1,,5/3/2024 8:00:00,Hài lòng,,x',
      '',
      'bad_row',
      '2,Tổ 1,,5/3/2024 8:00:00,Hài lòng,,x',
    ],
    [
      'quote nobody closes',
      '2,"Tổ 1,,5/3/2024 8:00:00,Hài lòng,',
      '',
      'bad_row',
      '2,"Tổ 1,,5/3/2024 8:00:00,Hài lòng,',
    ],
    [
      'quote closed too early',
      '2,"Tổ" 1,,5/3/2024 8:00:00,Hài lòng,',
      '',
      'bad_row',
      '2,"Tổ" 1,,5/3/2024 8:00:00,Hài lòng,',
    ],
    ['long comment', `2,Tổ 1,,5/3/2024 8:00:00,Hài lòng,${'a'.repeat(1001)}`, 'Ý kiến', 'too_long', 'a'.repeat(100)],
  ])('is named with its place, the others are stored: %s', async (_, line, column, code, value) => {
    const content = [header, good, line, good.replace('1,', '3,')].join('\n')
    expect(await office.import(content, mapping)).toEqual({
      ...{ read: 3, stored: 2, duplicate: 0, repeated: 0, conflict: 0, rejected: 1 },
      issues: [{ row: 2, column, code, value }],
    })
  })

  test('names every fault of a row, and codes that nobody knows', async () => {
    const strict: ImportMapping = {
      ...mapping,
      unit: { column: 'Đơn vị', values: { 'Văn phòng': 'van-phong' } },
      area: { column: 'Lĩnh vực' },
      procedure: { column: 'Mã' },
      stage: { column: 'Ý kiến' },
      channel: { column: 'Mức' },
      answers: { overall: { column: 'Mức', levels: {} } },
    }
    const { issues } = await office.import(`${header}\n7.1,Tổ 9,vu-tru,9,Xấu,nộp`, strict)
    expect(issues.map(({ column, code }) => [column, code])).toEqual([
      ['Thời gian', 'bad_time'],
      ['Ý kiến', 'unknown_stage'],
      ['Mức', 'unknown_channel'],
      ['Mức', 'unknown_level'],
      ['Đơn vị', 'unknown_unit'],
      ['Lĩnh vực', 'unknown_area'],
      ['Mã', 'unknown_procedure'],
    ])
  })

  test('makes no unit for itself', async () => {
    await office.import(`${header}\n1,Tổ mới,,5/3/2024 8:00:00,Xấu,`, mapping)
    expect(await rowCounts(office)).toMatchObject({ unit: 1, response: 0 })
  })

  test('is listed in a file beside the import once there are more than a hundred', async () => {
    const lines = Array.from({ length: 101 }, (_, index) => `${index},Tổ 1,,5/3/2024 8:00:00,"=Tệ, ${index}",`)
    const { issues, rejected } = await office.import([header, ...lines].join('\n'), mapping)
    expect([issues.length, rejected]).toEqual([100, 101])
    const all = readFileSync(`${office.dir}/1.csv.issues.csv`, 'utf8').split('\r\n')
    expect(all).toHaveLength(103)
    expect(all[101]).toBe(`101,Mức,unknown_level,"'=Tệ, 100"`)
    expect(office.said.join()).toContain('1.csv.issues.csv')
  })

  test('leaves no such file where a hundred are enough', async () => {
    const lines = Array.from({ length: 100 }, (_, index) => `${index},Tổ 1,,5/3/2024 8:00:00,Tệ,`)
    await office.import([header, ...lines].join('\n'), mapping)
    expect(existsSync(`${office.dir}/1.csv.issues.csv`)).toBe(false)
  })
})

describe('a list of all issues that cannot be written', () => {
  const wrong = [header, good, ...Array.from({ length: 101 }, (_, index) => `${index},Tổ 1,,,Tệ,`)].join('\n')

  test.each([
    ['a folder has its name', (path: string) => mkdirSync(path)],
    ['the disk is full', (path: string) => symlinkSync('/dev/full', path)],
  ])('stops no import, and is told: %s', async (_, block) => {
    block(`${office.dir}/1.csv.issues.csv`)
    block(`${office.dir}/2.csv.issues.csv`)
    const dry = await office.import(wrong, mapping, '--dry-run')
    expect([dry.read, dry.stored, dry.rejected, dry.issues.length]).toEqual([102, 1, 101, 100])
    expect(await office.import(wrong, mapping)).toEqual(dry)
    expect(office.said.filter((line) => /Không ghi được .*[12]\.csv\.issues\.csv/.test(line))).toHaveLength(2)
    expect(await rowCounts(office)).toMatchObject({ response: 1, audit: 3 })
  })
})

describe('the same row again', () => {
  const other = good.replace('Hài lòng', 'Rất hài lòng')

  test('is a duplicate, with other content a conflict: the first stays, the second is set aside once', async () => {
    const content = [header, good, good, other].join('\n')
    const issues = [
      { row: 2, column: 'Mã', code: 'repeated', value: '1' },
      { row: 3, column: 'Mã', code: 'conflict', value: '1' },
    ]
    const report = { read: 3, stored: 1, duplicate: 0, repeated: 1, conflict: 1, rejected: 0, issues }
    expect(await office.import(content, mapping)).toEqual(report)
    expect(await office.import(content, mapping)).toEqual({ ...report, stored: 0, duplicate: 1 })
    expect((await stored()).answers).toEqual([{ criterion: 'overall', level: 4 }])
    expect(await rowCounts(office)).toMatchObject({ response: 1, quarantine: 1 })
  })

  test('is another one where repeats are counted apart', async () => {
    const repeats: ImportMapping = { ...mapping, identity: { columns: ['Mã'], occurrence: true } }
    expect(await office.import([header, good, good, other].join('\n'), repeats)).toMatchObject({ stored: 3 })
    expect(await office.import([header, good, good].join('\n'), repeats)).toMatchObject({ duplicate: 2 })
  })

  test('is another one where it comes from another source', async () => {
    const from = (source: string): ImportMapping => ({ ...mapping, identity: { columns: ['Mã'], source } })
    expect(await office.import([header, good].join('\n'), from('form-1'))).toMatchObject({ stored: 1 })
    expect(await office.import([header, good].join('\n'), from('form-2'))).toMatchObject({ stored: 1 })
  })
})

test('an answer of today waits for its release, one of yesterday is released', async () => {
  const today = good.replace('1,', '2,').replace('5/3/2024', '20/4/2024')
  await office.import([header, good.replace('5/3', '19/4'), today].join('\n'), mapping)
  await office.open(async ({ reads }) => {
    expect(await reads.selectFrom('tally_day').select('day').execute()).toEqual([{ day: '2024-04-19' }])
    expect(await reads.selectFrom('waiting').select('day').execute()).toEqual([{ day: '2024-04-20' }])
    const audit = await reads.selectFrom('audit').select(['action', 'subject', 'detail']).orderBy('id').execute()
    const told = '"questionnaire":"quay-nhanh@1","channels":"import"'
    const content = readFileSync(`${office.dir}/1.csv`)
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect(audit).toEqual([
      { action: 'import.begin', subject: '1.csv', detail: `{${told},"sha256":"${sha256}"}` },
      { action: 'import.end', subject: '1.csv', detail: `{${told},"stored":2}` },
      {
        ...{ action: 'import', subject: '1.csv' },
        detail: '{"read":2,"stored":2,"duplicate":0,"repeated":0,"conflict":0,"rejected":0}',
      },
    ])
    expect(await reads.selectFrom('checkpoint').select('size').execute()).toEqual([{ size: 2 }])
  })
})
