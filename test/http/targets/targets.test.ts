import { describe, expect, test } from 'vitest'
import type { SatisfactionRow } from '#contract/satisfaction'
import type { Target, TargetPreset } from '#contract/targets'
import { satisfaction } from '../../support/figures.ts'
import { openOnlyOn } from '../../support/opening.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'

const plan = {
  unit: 'xa-an', group: 'chung', operator: '>=', value: 0.9, validFrom: '2026-01-01', validTo: '2026-12-31',
  document: 'Kế hoạch số 12/KH-UBND ngày 05/01/2026', sentence: '“tối thiểu 90%”',
} // prettier-ignore

describe('a target that counts results only', () => {
  /** 40 results, all satisfied; 40 submissions, none: together half, 12 in the middle of which nobody knows the stage. */
  const withRatings = async () => {
    const office = await officeOfTest({ release: 'live' })
    const set = await office.as('minh').post('/api/targets', { ...plan, stages: ['result'] })
    expect([set.status, set.body.stages]).toEqual([200, ['result']])
    await openOnlyOn(office, 'tinh', ['2026-09-05', '2026-10-05'])
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    const at = { answeredAt: '2026-10-05T09:00:00+07:00', area: 'ho-tich' }
    await kiosk.rate(Array<number>(40).fill(5), { ...at, stage: 'result' })
    await kiosk.rate(Array<number>(40).fill(2), { ...at, stage: 'submit' })
    return office
  }
  const judged = ({ satisfiedShare, verdict, evidence, basis }: SatisfactionRow) => [
    satisfiedShare, verdict, evidence, basis && [basis.stages, basis.answered, basis.satisfiedShare],
  ] // prettier-ignore
  const all = [0.5, 'met', 'sufficient', [['result'], 40, 1]]

  test('is compared with the share of results, which stands beside the share of all', async () => {
    const office = await withRatings()
    const area = await satisfaction(office.as('hoa'), 'period=2026-10&by=area')
    expect([area.rows.map(judged), judged(area.total)]).toEqual([[all], all])
    expect(area.total.target?.stages).toEqual(['result'])
    const month = await satisfaction(office.as('hoa'), 'period=2026&by=month')
    expect(month.rows.map(judged)).toEqual([all])
  })

  test('holds for figures of results, and for none of another stage', async () => {
    const office = await withRatings()
    const { rows } = await satisfaction(office.as('hoa'), 'period=2026-10&by=stage')
    expect(rows.map((row) => [row.key, row.target?.value ?? null, ...judged(row)])).toEqual([
      ['submit', null, 0, null, null, null],
      ['result', 0.9, 1, 'met', 'sufficient', null],
    ])
    expect(judged((await satisfaction(office.as('hoa'), 'period=2026-10&stage=result')).total)[3]).toBeNull()
    expect((await satisfaction(office.as('hoa'), 'period=2026-10&stage=submit')).total.target).toBeNull()
  })

  test.each([
    [40, [0.5, 'met', 'sufficient', [['result'], 40, 1]]],
    // What is left of the row without the results would be known of three.
    [3, [40 / 43, null, null, [['result'], null, null]]],
  ])('is judged for readers where both parts of the row hold enough: %i beside it', async (others, expected) => {
    const office = await withRatings()
    const kiosk = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 2' })
    await openOnlyOn(office, 'tinh', ['2026-09-07'])
    const at = { answeredAt: '2026-09-07T09:00:00+07:00', area: 'ho-tich' }
    await kiosk.rate(Array<number>(40).fill(5), { ...at, stage: 'result' })
    await kiosk.rate(Array<number>(others).fill(1), { ...at, stage: 'submit' })
    expect((await office.as('minh').post('/api/editions', { period: '2026-Q3' })).status).toBe(200)
    const seen = async (role: 'supervisor' | 'leader') =>
      judged((await satisfaction(await office.person(role, 'xa-an'), 'period=2026-Q3')).total)
    expect(await seen('supervisor')).toEqual(expected)
    expect(await seen('leader')).toEqual([40 / (40 + others), 'met', 'sufficient', [['result'], 40, 1]])
  })
})

describe('targets', () => {
  test('about all areas stand before those about some, whichever was entered first', async () => {
    const office = await officeOfTest()
    const minh = office.as('minh')
    for (const group of ['dat-dai-xay-dung', 'chung']) await minh.post('/api/targets', { ...plan, group })
    await minh.post('/api/targets', { ...plan, group: 'dat-dai-xay-dung', value: 0.8 })
    const { targets } = (await minh.get('/api/targets')).body as { targets: Target[] }
    expect(targets.map(({ group, value }) => [group, value])).toEqual([
      ['chung', 0.9],
      ['dat-dai-xay-dung', 0.8],
      ['dat-dai-xay-dung', 0.9],
    ])
  })

  test('keep document and sentence, and an edit is a new version of them', async () => {
    const office = await officeOfTest()
    const minh = office.as('minh')
    const first = (await minh.post('/api/targets', plan)).body as Target
    expect(first).toMatchObject({ ...plan, measure: 'share', stages: null, version: 1, contradicts: [] })
    expect(first.source).toBe('Kế hoạch số 12/KH-UBND ngày 05/01/2026: “tối thiểu 90%”')
    const edited = (await minh.put(`/api/targets/${first.id}`, { ...plan, value: 0.85 })).body as Target
    expect(edited).toMatchObject({ value: 0.85, version: 2 })
    expect((await minh.get('/api/targets')).body.targets).toEqual([edited])
    expect((await minh.put(`/api/targets/${first.id}`, plan)).status).toBe(404)
    expect(rowsOf(office.file, 'select value, retired, origin from target order by id')).toEqual([
      { value: 0.9, retired: 1, origin: null },
      { value: 0.85, retired: 0, origin: Number(first.id) },
    ])
    expect(rowsOf(office.file, `select subject from audit where action = 'target.change'`)).toHaveLength(1)
  })

  test('of one plan can contradict each other: both are kept and each names the other', async () => {
    const office = await officeOfTest()
    const minh = office.as('minh')
    const loose = (await minh.post('/api/targets', { ...plan, operator: '>', value: 0.8 })).body as Target
    const strict = (await minh.post('/api/targets', plan)).body as Target
    await minh.post('/api/targets', { ...plan, validFrom: '2027-01-01', validTo: '2027-12-31', value: 0.95 })
    await minh.post('/api/targets', { ...plan, group: 'dat-dai-xay-dung', value: 0.85 })
    const { targets } = (await minh.get('/api/targets')).body as { targets: Target[] }
    expect(targets.map(({ value, contradicts }) => [value, contradicts])).toEqual([
      [0.95, []],
      [0.9, [loose.id]],
      [0.8, [strict.id]],
      [0.85, []],
    ])
    // The one entered last counts, and stays the last one entered when the other is edited.
    await minh.put(`/api/targets/${loose.id}`, { ...plan, operator: '>', value: 0.82 })
    const { total } = await satisfaction(minh, 'period=2026')
    expect(total.target).toMatchObject({ operator: '>=', value: 0.9 })
  })

  test.each([
    [{ document: undefined }, 'document', 'required'],
    [{ stages: ['result', 'result'] }, 'stages', 'repeated'],
    [{ measure: 'timeliness', stages: ['result'] }, 'stages', 'only_of_shares'],
    [{ group: 'phuc-vu' }, 'measure', 'only_external'],
    [{ operator: '>', value: 1 }, 'value', 'never_met'],
    [{ measure: 'external', operator: '>', value: 1 }, 'value', 'never_met'],
  ])('with %j are refused', async (fields, path, code) => {
    const office = await officeOfTest()
    const reply = await office.as('minh').post('/api/targets', { ...plan, ...fields })
    expect([reply.status, reply.body.code, reply.body.issues]).toEqual([400, 'invalid_request', [{ path, code }]])
  })

  test('of other measures judge no share', async () => {
    const office = await officeOfTest()
    for (const measure of ['timeliness', 'external']) await office.as('minh').post('/api/targets', { ...plan, measure })
    expect((await satisfaction(office.as('minh'), 'period=2026')).total.target).toBeNull()
  })

  test('of real plans are shipped as examples, and each can be taken over as it stands', async () => {
    const office = await officeOfTest()
    const minh = office.as('minh')
    const { presets } = (await minh.get('/api/target-presets')).body as { presets: TargetPreset[] }
    const shares = presets.map(({ targets }) => targets.filter((target) => target.measure === 'share'))
    expect(shares.map((list) => list.map(({ group, operator, value }) => `${group} ${operator} ${value}`))).toEqual([
      ['chung >= 0.85'],
      ['chung > 0.8', 'chung >= 0.9'],
      ['chung >= 0.9', 'dat-dai-xay-dung >= 0.85'],
      ['chung >= 0.95', 'dat-dai-xay-dung >= 0.9'],
    ])
    for (const { document, targets } of presets)
      for (const { place, note, ...target } of targets) {
        expect(note ?? 'nothing to know').not.toBe('')
        const reply = await minh.post('/api/targets', {
          ...target,
          unit: 'xa-an',
          document: `${document}, mục ${place}`,
        })
        expect([reply.status, reply.body.value]).toEqual([200, target.value])
      }
  })
})

describe('of two targets of one group and year exactly one judges', () => {
  const listed = async (office: Office, person: 'minh' | 'son') => {
    const { targets } = (await office.as(person).get('/api/targets')).body as { targets: Target[] }
    return targets.map(({ unit, value, judgedBy }) => [
      unit, value, targets.find(({ id }) => id === judgedBy)?.value ?? null,
    ]) // prettier-ignore
  }

  test('the unit’s own before the one above, the one entered last before the one before', async () => {
    const office = await officeOfTest()
    const chief = await office.program('admin', 'tinh')
    await chief.post('/api/targets', { ...plan, unit: 'tinh', value: 0.9 })
    expect(await listed(office, 'minh')).toEqual([['tinh', 0.9, null]])
    await chief.post('/api/targets', { ...plan, unit: 'xa-an', value: 0.92 })
    await chief.post('/api/targets', { ...plan, unit: 'xa-an', value: 0.925 })
    expect(await listed(office, 'minh')).toEqual([
      ['xa-an', 0.925, null],
      ['xa-an', 0.92, 0.925],
      ['tinh', 0.9, 0.925],
    ])
    expect(await listed(office, 'son')).toEqual([['tinh', 0.9, null]])
    const { total } = await satisfaction(office.as('hoa'), 'period=2026')
    expect(total.target?.value).toBe(0.925)
  })

  test('targets of other years and other measures stand beside each other; of two of one measure one judges', async () => {
    const office = await officeOfTest()
    const chief = await office.program('admin', 'tinh')
    await chief.post('/api/targets', {
      ...plan,
      unit: 'tinh',
      value: 0.85,
      validFrom: '2025-01-01',
      validTo: '2025-12-31',
    })
    await chief.post('/api/targets', { ...plan, unit: 'tinh', value: 0.9 })
    for (const [measure, value] of [
      ['timeliness', 0.98],
      ['early', 0.8],
      ['early', 0.7],
    ] as const)
      // prettier-ignore
      await chief.post('/api/targets', { ...plan, unit: 'tinh', measure, value })
    const all = await listed(office, 'son')
    expect(all).toHaveLength(5)
    expect(all.filter(([, , judging]) => judging !== null)).toEqual([['tinh', 0.8, 0.7]])
  })
})

describe('results of others', () => {
  const result = {
    unit: 'xa-an', group: 'phuc-vu', value: 0.873, source: 'Sở Nội vụ, Công văn số 5', periodFrom: '2026-01-01',
    periodTo: '2026-06-30', answers: 300, note: 'Khảo sát hộ dân',
  } // prettier-ignore

  test('are kept as they were published, and judged by that number where nobody says that it is a sample', async () => {
    const office = await officeOfTest()
    const minh = office.as('minh')
    await minh.post('/api/targets', { ...plan, unit: 'xa-an', measure: 'external', group: 'sipas', value: 0.8735 })
    const index = { ...result, group: 'sipas', value: 0.8735, decimals: 2, answers: 1200, rank: '10/18' }
    expect((await minh.post('/api/external-results', index)).body).toMatchObject({
      ...{ ...index, title: null, isSample: false, interval: null, verdict: 'met', evidence: 'published' },
    })
    const below = { ...index, value: 0.873499, decimals: 4, source: 'Sở Nội vụ, Công văn số 6' }
    expect((await minh.post('/api/external-results', below)).body).toMatchObject({
      ...{ value: 0.873499, decimals: 4, verdict: 'missed', evidence: 'published' },
    })
    const other = { ...result, group: 'khac', title: 'Chỉ số hài lòng bệnh viện' }
    expect((await minh.post('/api/external-results', other)).body).toMatchObject({ ...other, target: null })
  })

  test('are judged by an interval where they are a share of a random sample and it is known of how many', async () => {
    const office = await officeOfTest()
    const minh = office.as('minh')
    await minh.post('/api/targets', { ...plan, unit: 'xa-an', measure: 'external', group: 'phuc-vu' })
    const known = (await minh.post('/api/external-results', { ...result, isSample: true })).body
    // Wilson's 95 % interval of 262 of 300: 0.8309 to 0.9061.
    expect(known).toMatchObject({ ...result, verdict: 'missed', evidence: 'insufficient', target: { value: 0.9 } })
    expect([known.interval.low, known.interval.high]).toEqual([expect.closeTo(0.831, 3), expect.closeTo(0.906, 3)])
    const later = { value: 0.9, periodFrom: '2026-07-01', periodTo: '2026-09-30' }
    const unknown = { ...result, ...later, answers: undefined }
    expect((await minh.post('/api/external-results', unknown)).body).toMatchObject({
      ...{ answers: null, interval: null, verdict: 'met', evidence: 'published' },
    })
    const few = { ...result, answers: 12, group: 'y-te-giao-duc' }
    expect((await minh.post('/api/external-results', few)).body).toMatchObject({ verdict: null, target: null })
  })

  test('are listed by their period, retired and never counted among answers', async () => {
    const office = await officeOfTest()
    const minh = office.as('minh')
    const { id } = (await minh.post('/api/external-results', result)).body
    const listed = async (query: string) => (await office.as('hoa').get(`/api/external-results?${query}`)).body.results
    expect(await listed('from=2026-06-30&to=2026-12-31')).toHaveLength(1)
    expect(await listed('from=2026-07-01&to=2026-12-31')).toEqual([])
    expect((await minh.post('/api/external-results', result)).body.code).toBe('already_exists')
    expect((await satisfaction(minh, 'period=2026')).total.received).toBe(0)
    expect((await minh.delete(`/api/external-results/${id}`)).status).toBe(204)
    expect(await listed('')).toEqual([])
    expect(rowsOf(office.file, 'select retired from external_result')).toEqual([{ retired: 1 }])
    expect((await minh.delete(`/api/external-results/${id}`)).status).toBe(404)
    const audited = rowsOf(office.file, `select action from audit where action like 'external%' order by id`)
    expect(audited).toEqual([{ action: 'external_result.create' }, { action: 'external_result.retire' }])
  })

  test.each([
    [{ group: 'thien-van' }, 'unknown_code', 'group'],
    [{ value: 1.2 }, 'invalid_request', 'value'],
    [{ group: 'khac' }, 'invalid_request', 'title'],
    [{ rank: 'mười' }, 'invalid_request', 'rank'],
    [{ answers: 0 }, 'invalid_request', 'answers'],
    [{ periodTo: '2025-12-31' }, 'invalid_request', 'periodTo'],
  ])('with %j are refused', async (fields, code, path) => {
    const office = await officeOfTest()
    const reply = await office.as('minh').post('/api/external-results', { ...result, ...fields })
    expect([reply.status, reply.body.code, reply.body.issues[0].path]).toEqual([400, code, path])
    expect(rowsOf(office.file, 'select id from external_result')).toEqual([])
  })
})

describe('a level to reach by a year', () => {
  const milestone = { ...plan, value: 0.95, kind: 'milestone', validTo: '2030-12-31' }

  test('has no verdict before it, and the level of a year on the way where it has one', async () => {
    const office = await officeOfTest({ release: 'live' })
    const minh = office.as('minh')
    const { status, body } = await minh.post('/api/targets', { ...milestone, steps: [{ year: 2027, value: 0.92 }] })
    expect([status, body.kind, body.steps]).toEqual([200, 'milestone', [{ year: 2027, value: 0.92 }]])
    await openOnlyOn(office, 'tinh', ['2026-10-05'])
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    await kiosk.rate(Array<number>(40).fill(5), { answeredAt: '2026-10-05T09:00:00+07:00' })
    const { total } = await satisfaction(minh, 'period=2026-10')
    expect([total.verdict, total.evidence, total.target?.milestone]).toEqual([null, 'milestone', 2030])
    await minh.post('/api/targets', plan)
    expect((await satisfaction(minh, 'period=2026-10')).total).toMatchObject({ verdict: 'met', target: { value: 0.9 } })
  })

  test.each([
    [{ ...milestone, kind: 'annual', steps: [{ year: 2027, value: 0.8 }] }, 'only_of_milestones'],
    [{ ...milestone, steps: [{ year: 2030, value: 0.9 }] }, 'outside_years'],
    [
      {
        ...milestone,
        steps: [
          { year: 2027, value: 0.9 },
          { year: 2027, value: 0.91 },
        ],
      },
      'repeated',
    ],
  ])('refuses steps that say nothing: %j', async (target, code) => {
    const office = await officeOfTest()
    const reply = await office.as('minh').post('/api/targets', target)
    expect([reply.status, reply.body.issues]).toEqual([400, [{ path: 'steps', code }]])
  })
})
