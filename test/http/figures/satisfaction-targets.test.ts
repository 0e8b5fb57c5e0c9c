import { describe, expect, test } from 'vitest'
import type { SatisfactionRow } from '#contract/satisfaction'
import type { Caller } from '../../support/caller.ts'
import { satisfaction } from '../../support/figures.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { openOnlyOn } from '../../support/opening.ts'
import { rowsOf } from '../../support/tables.ts'

const YEAR = { validFrom: '2026-01-01', validTo: '2026-12-31' }
const plan = (fields: object) => ({
  unit: 'tinh',
  group: 'chung',
  operator: '>=',
  value: 0.9,
  source: 'KH 01',
  ...YEAR,
  ...fields,
})
const source = ({ target }: SatisfactionRow): string | null => target?.source ?? null

interface Planned {
  readonly office: Office
  readonly chief: Caller
}

/** A live office with these targets, entered by the administrator of the province. */
async function officeWith(...targets: object[]): Promise<Planned> {
  const office = await officeOfTest({ release: 'live' })
  const chief = await office.program('admin', 'tinh')
  for (const target of targets) {
    const { status, text } = await chief.post('/api/targets', plan(target))
    if (status !== 200) throw new Error(text)
  }
  return { office, chief }
}

const repeated = (count: number, level: number): number[] => Array<number>(count).fill(level)

describe('the target of a figure', () => {
  const own = { unit: 'xa-an', source: 'xã' }
  const land = { group: 'dat-dai-xay-dung', source: 'đất' }
  test.each([
    ['none is set', [], 'unit=xa-an', null],
    ['the unit above has one', [{}], 'unit=xa-an', 'KH 01'],
    ['the unit has its own', [own, {}], 'unit=xa-an', 'xã'],
    ['only a unit beside it has one', [own], 'unit=xa-binh', null],
    ['only a unit below it has one', [own], 'unit=tinh', null],
    ['two hold: the one entered last', [{ source: 'cũ' }, { source: 'mới' }], 'unit=tinh', 'mới'],
    ['its group has one', [{}, land], 'unit=xa-an&group=dat-dai-xay-dung', 'đất'],
    ['its group has none of its own', [{}], 'unit=xa-an&group=dat-dai-xay-dung', null],
    ['its area belongs to a group', [land, {}], 'unit=xa-an&area=dat-dai', 'đất'],
    ['its area belongs to no group', [{}, land], 'unit=xa-an&area=ho-tich', 'KH 01'],
    ['its area’s group has none', [{}], 'unit=xa-an&area=dat-dai', 'KH 01'],
    ['the group comes before the nearer unit', [land, own], 'unit=xa-an&area=dat-dai', 'đất'],
  ])('when %s', async (_name, targets, query, expected) => {
    const { office } = await officeWith(...targets)
    const { total } = await satisfaction(office.as('son'), `${query}&period=2026`)
    expect(source(total)).toBe(expected)
  })

  test.each([
    ['2026-06', null],
    ['2026-07', 'KH 01'],
    ['2026-Q3', 'KH 01'],
    ['2026-09', 'KH 01'],
    ['2026-10', null],
    ['2026', null],
  ])('is the one in force on the last day of %s', async (period, expected) => {
    const { office } = await officeWith({ validFrom: '2026-07-31', validTo: '2026-09-30' })
    expect(source((await satisfaction(office.as('son'), `period=${period}`)).total)).toBe(expected)
  })

  test('by area and by group is each one’s own', async () => {
    const { office } = await officeWith({}, { group: 'dat-dai-xay-dung', source: 'đất' })
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    for (const area of ['dat-dai', 'xay-dung', 'ho-tich', null]) await kiosk.rate([5], { area })
    const sources = async (by: string) =>
      (await satisfaction(office.as('hoa'), `by=${by}`)).rows.map((row) => [row.key, source(row)])
    expect(await sources('area')).toEqual([
      ['ho-tich', 'KH 01'],
      ['dat-dai', 'đất'],
      ['xay-dung', 'đất'],
      ['-', 'KH 01'],
    ])
    expect(await sources('group')).toEqual([
      ['chung', 'KH 01'],
      ['dat-dai-xay-dung', 'đất'],
      ['nhay-cam', null],
    ])
  })

  test('by unit is the child’s own, or what it inherits, with its own minimum of answers', async () => {
    const { office, chief } = await officeWith({}, { unit: 'xa-an', source: 'xã' })
    await chief.patch('/api/units/xa-an', { minimumAnswers: 5 })
    await openOnlyOn(office, 'tinh', ['2026-11-20'])
    for (const unit of ['xa-an', 'xa-binh']) await (await office.pairKiosk({ unit })).rate(repeated(6, 5))
    const { rows, total } = await satisfaction(office.as('son'), 'by=unit')
    expect(rows.map((row) => [row.key, source(row), row.verdict, row.evidence])).toEqual([
      ['xa-an', 'xã', 'met', 'insufficient'],
      ['xa-binh', 'KH 01', null, 'too_few'],
    ])
    expect([source(total), total.evidence]).toEqual(['KH 01', 'too_few'])
    const [alone] = (await satisfaction(office.as('hoa'), 'by=total')).rows
    expect([alone?.verdict, alone?.evidence]).toEqual(['met', 'insufficient'])
  })

  test('by month steps with the plan', async () => {
    const { office } = await officeWith(
      { source: 'cũ', validTo: '2026-09-30' },
      { source: 'mới', validFrom: '2026-10-01', validTo: '2026-10-31' },
    )
    const kiosk = await office.pairKiosk({ unit: 'tinh' })
    for (const month of ['09', '10', '11'])
      await kiosk.rate(repeated(6, 5), { answeredAt: `2026-${month}-02T08:00:00+07:00` })
    const { rows } = await satisfaction(office.as('son'), 'by=month')
    expect(rows.map((row) => [row.key, source(row)])).toEqual([
      ['2026-09', 'cũ'],
      ['2026-10', 'mới'],
      ['2026-11', null],
    ])
    const cut = await satisfaction(office.as('son'), 'by=quarter&from=2026-09-01&to=2026-10-31')
    expect(cut.rows.map((row) => [row.key, source(row)])).toEqual([
      ['2026-Q3', 'cũ'],
      ['2026-Q4', 'mới'],
    ])
  })

  test('is given for the common question only, whatever criterion is named beside by=criterion', async () => {
    const { office } = await officeWith({})
    await (await office.pairKiosk({ unit: 'tinh' })).rate(repeated(5, 5))
    const { rows, total } = await satisfaction(office.as('son'), 'by=criterion')
    expect([rows.map(source), source(total)]).toEqual([['KH 01'], 'KH 01'])
  })

  test('goes when it is retired, and stays in the database', async () => {
    const { office, chief } = await officeWith({})
    const [target] = (await chief.get('/api/targets')).body.targets
    expect((await chief.delete(`/api/targets/${target.id}`)).status).toBe(204)
    expect((await chief.get('/api/targets')).body.targets).toEqual([])
    expect(source((await satisfaction(office.as('son'), 'period=2026')).total)).toBeNull()
    expect(rowsOf(office.file, 'select retired from target')).toEqual([{ retired: 1 }])
    expect((await chief.delete(`/api/targets/${target.id}`)).status).toBe(404)
  })
})

describe('verdict and evidence', () => {
  // Worked by hand: Wilson's 95 % interval of 109 of 120 is 0.8433 to 0.9480; 27 of 30 is exactly 0.9.
  test.each([
    [109, 11, '>=', 0.9, 'met', 'insufficient'],
    [109, 11, '>=', 0.84, 'met', 'sufficient'],
    [109, 11, '>=', 0.95, 'missed', 'sufficient'],
    [109, 11, '>=', 0.91, 'missed', 'insufficient'],
    [27, 3, '>=', 0.9, 'met', 'insufficient'],
    [27, 3, '>', 0.9, 'missed', 'insufficient'],
    [29, 0, '>=', 0.5, null, 'too_few'],
    [30, 0, '>=', 0.5, 'met', 'sufficient'],
  ])('%i satisfied and %i not, target %s %d', async (satisfied, others, operator, value, verdict, evidence) => {
    const { office } = await officeWith({ operator, value })
    await openOnlyOn(office, 'tinh', ['2026-11-20'])
    const kiosk = await office.pairKiosk({ unit: 'tinh' })
    const levels = [...repeated(satisfied, 5), ...repeated(others, 3), ...repeated(5, 4).map(() => null)]
    for (let first = 0; first < levels.length; first += 100) await kiosk.rate(levels.slice(first, first + 100))
    const { total } = await satisfaction(office.as('son'), 'period=2026-11')
    expect([total.verdict, total.evidence]).toEqual([verdict, evidence])
    expect(total.target).toEqual({ operator, value, source: 'KH 01', stages: null })
    if (satisfied === 109) {
      expect(total.satisfiedShare).toBeCloseTo(0.9083, 4)
      expect([total.interval!.low, total.interval!.high]).toEqual([expect.closeTo(0.8433, 4), expect.closeTo(0.948, 4)])
    }
  })

  test('a hidden figure shows its target and no verdict', async () => {
    const { office } = await officeWith({})
    await (await office.pairKiosk({ unit: 'tinh' })).rate([5, 5])
    const { total } = await satisfaction(office.as('son'), 'period=2026-11')
    expect([source(total), total.verdict, total.evidence, total.suppressed]).toEqual(['KH 01', null, null, 'few'])
  })
})

describe('a target that cannot be', () => {
  test.each([
    [{ value: 0 }, 400, 'invalid_request', [{ path: 'value', code: 'too_small' }]],
    [{ value: 90 }, 400, 'invalid_request', [{ path: 'value', code: 'too_big' }]],
    [{ operator: '<' }, 400, 'invalid_request', [{ path: 'operator', code: 'invalid_value' }]],
    [{ source: '  ' }, 400, 'invalid_request', [{ path: 'source', code: 'too_short' }]],
    [{ validTo: '2025-12-31' }, 400, 'invalid_request', [{ path: 'validTo', code: 'ends_before_start' }]],
    [{ validFrom: '2026-02-30' }, 400, 'invalid_request', [{ path: 'validFrom', code: 'invalid_format' }]],
    [{ group: 'thien-van' }, 400, 'unknown_code', [{ path: 'group', code: 'unknown_group' }]],
    [{ unit: 'khong-co' }, 404, 'unknown_unit', undefined],
    [{ unit: 'van-phong' }, 403, 'outside_scope', undefined],
  ])('%j is refused', async (fields, status, code, issues) => {
    const { office, chief } = await officeWith()
    const reply = await chief.post('/api/targets', plan(fields))
    expect([reply.status, reply.body.code, reply.body.issues]).toEqual([status, code, issues])
    expect(rowsOf(office.file, 'select id from target')).toEqual([])
  })
})

describe('the list of targets', () => {
  test('takes the same target once', async () => {
    const { office, chief } = await officeWith({})
    const again = await chief.post('/api/targets', plan({}))
    expect([again.status, again.body.code]).toEqual([409, 'already_exists'])
    expect(rowsOf(office.file, 'select id from target')).toHaveLength(1)
  })

  test('names what a unit set and what it inherits, and who set it is audited', async () => {
    const { office } = await officeWith({}, { unit: 'xa-an', source: 'xã' }, { unit: 'xa-binh' })
    const { targets } = (await office.as('minh').get('/api/targets')).body
    expect(targets.map((target: { unit: string; source: string }) => [target.unit, target.source])).toEqual([
      ['xa-an', 'xã'],
      ['tinh', 'KH 01'],
    ])
    expect(rowsOf(office.file, `select actor, subject from audit where action = 'target.create'`)).toHaveLength(3)
  })
})
