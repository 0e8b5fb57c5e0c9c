import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUnit } from '../../../server/store/office/units.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'
import { countsOf, rowsOf, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

const YEAR_MS = 365 * 24 * 60 * 60_000
const DAY_MS = 24 * 60 * 60_000
const moment = (shift: number): string => new Date(Date.parse('2026-11-20T02:00:00Z') + shift).toISOString()

/** Each wrong record of the interface with the one place and code that it is refused for. */
const faults: readonly (readonly [name: string, fields: Record<string, unknown>, path: string, code: string])[] = [
  ['level 0', { level: 0 }, 'answers.overall', 'off_scale'],
  ['level 6', { level: 6 }, 'answers.overall', 'off_scale'],
  ['level -1', { level: -1 }, 'answers.overall', 'off_scale'],
  ['level 4.5', { level: 4.5 }, 'answers.overall', 'not_integer'],
  ['level "4"', { answers: { overall: '4' } }, 'answers.overall', 'invalid_type'],
  ['no answers', { answers: {} }, 'answers', 'no_answer'],
  ['answers as a list', { answers: [4] }, 'answers', 'invalid_type'],
  ['an unknown criterion', { answers: { overall: 4, speed: 4 } }, 'answers.speed', 'unknown_criterion'],
  ['an unknown field', { phone: '0900000000' }, 'phone', 'unknown_field'],
  ['an unknown area', { area: 'thien-van' }, 'area', 'unknown_area'],
  ['an unknown procedure', { procedure: '9.999999' }, 'procedure', 'unknown_procedure'],
  ['an unknown stage', { stage: 'after' }, 'stage', 'invalid_value'],
  ['an unknown questionnaire', { questionnaire: 'khac@1' }, 'questionnaire', 'unknown_questionnaire'],
  ['an unknown version', { questionnaire: 'quay-nhanh@2' }, 'questionnaire', 'unknown_questionnaire'],
  ['a questionnaire without version', { questionnaire: 'quay-nhanh' }, 'questionnaire', 'invalid_format'],
  ['an unknown assignment', { assignment: 'a999' }, 'assignment', 'unknown_assignment'],
  ['an assignment that is no code', { assignment: 'quầy' }, 'assignment', 'unknown_assignment'],
  ['an unknown reason', { reasons: ['cho-doi', 'khac-nua'] }, 'reasons.1', 'unknown_reason'],
  ['a comment of 5,000 characters', { comment: 'ơ'.repeat(5000) }, 'comment', 'too_long'],
  ['an unknown language', { language: 'fr' }, 'language', 'invalid_value'],
  ['a time next year', { answeredAt: moment(YEAR_MS) }, 'answeredAt', 'in_future'],
  ['a time eleven minutes ahead', { answeredAt: moment(11 * 60_000) }, 'answeredAt', 'in_future'],
  ['a time 91 days old', { answeredAt: moment(-91 * DAY_MS) }, 'answeredAt', 'too_old'],
  ['a time without zone', { answeredAt: '2026-11-20T08:31:07' }, 'answeredAt', 'invalid_format'],
  ['an id that is no UUID', { id: '42' }, 'id', 'invalid_format'],
  ['no id', { id: undefined }, 'id', 'required'],
  ['no seq', { seq: undefined }, 'seq', 'required'],
  ['seq 0', { seq: 0 }, 'seq', 'too_small'],
  ['a negative duration', { dwellMs: -1 }, 'dwellMs', 'too_small'],
]

/** One office for all faults, and in it a unit for each, so that whatever is counted by unit begins at nothing. */
let shared: Office
beforeAll(async () => {
  shared = await openOffice()
})
afterAll(() => shared.close())

let units = 0
async function newUnit(): Promise<string> {
  const code = `loi-${(units += 1)}`
  await shared.database.transaction((trx) => createUnit(trx, { code, name: `Đơn vị ${code}`, parentId: null }))
  return code
}

/** How many rows more each table has now, without those that have as many. */
const added = (before: Readonly<Record<string, number>>, now: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(now)
      .map(([table, count]) => [table, count - (before[table] ?? 0)] as const)
      .filter(([, more]) => more !== 0),
  )

describe('a record that cannot be taken', () => {
  test.each(faults)('%s is rejected with its path and code, and the others are stored', async (...fault) => {
    const [, fields, path, code] = fault
    const kiosk = await shared.pairKiosk({ unit: await newUnit() })
    const records = [kiosk.tap({ area: 'dat-dai' }), kiosk.tap(fields), kiosk.tap({ comment: 'Nhanh' })]
    const before = countsOf(shared.file)
    const { receipts } = await kiosk.send(...records)

    expect(receipts).toEqual([
      { id: records[0]!.id, status: 'stored' },
      { id: records[1]!.id ?? null, status: 'rejected', issues: [{ path, code }] },
      { id: records[2]!.id, status: 'stored' },
    ])
    expect(added(before, countsOf(shared.file))).toEqual({
      response: 2,
      response_identity: 2,
      device_day: 1,
      answer: 2,
      comment: 1,
      ledger: 2,
      waiting: 2,
      received_day: 2,
      received_half_month: 2,
      // Of the refused record; or of the third, where it came ahead of a number that nobody could read.
      device_sequence: 1,
    })
  })

  test('what only the database refuses takes nothing else with it, and leaves no part of itself', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    tamperWith(office.file, (file) =>
      file.exec(`create trigger refuse_two before insert on ledger when new.position = 2
        and (select count(*) from answer where level = 3) > 0 begin select raise(abort, 'refused'); end`),
    )
    const before = countsOf(office.file)
    const records = [kiosk.tap({ level: 5 }), kiosk.tap({ level: 3, comment: 'Nhanh' }), kiosk.tap({ level: 4 })]
    const { receipts, receivedTo } = await kiosk.send(...records)
    expect(receipts).toEqual([
      { id: records[0]!.id, status: 'stored' },
      { id: records[1]!.id, status: 'rejected', issues: [{ path: '', code: 'not_storable' }] },
      { id: records[2]!.id, status: 'stored' },
    ])
    expect(receivedTo).toBe(3)
    const after = {
      response: 2,
      response_identity: 2,
      device_day: 1,
      answer: 2,
      ledger: 2,
      waiting: 2,
      received_day: 1,
      received_half_month: 1,
      device_sequence: 1,
    }
    expect(countsOf(office.file)).toEqual({ ...before, ...after })
    expect(valueOf(office.file, 'select received from received_day')).toBe(2)
    expect(rowsOf(office.file, 'select position from ledger order by position')).toEqual([
      { position: 1 },
      { position: 2 },
    ])
  })

  test.each([
    ['nothing', null, { path: '', code: 'invalid_type' }],
    ['a text', 'x', { path: '', code: 'invalid_type' }],
    ['a list', [], { path: '', code: 'invalid_type' }],
  ])('%s in place of a record is rejected', async (_name, record, issue) => {
    const kiosk = await (await officeOfTest()).pairKiosk()
    const { receipts } = await kiosk.send(record, kiosk.tap())
    expect(receipts.map(({ status }) => status)).toEqual(['rejected', 'stored'])
    expect(receipts[0]).toEqual({ id: null, status: 'rejected', issues: [issue] })
  })

  test('names everything that is wrong with it at once', async () => {
    const kiosk = await (await officeOfTest()).pairKiosk()
    const { receipts } = await kiosk.send(kiosk.tap({ level: 9, area: 'thien-van', procedure: 'x', assignment: 'a0' }))
    expect(receipts[0]?.issues?.map(({ path }) => path).sort()).toEqual([
      'answers.overall',
      'area',
      'assignment',
      'procedure',
    ])
  })

  test.each([
    ['answers', '"overall":4', '"overall":4,"__proto__":3'],
    ['the record', '"seq":', '"__proto__":{"level":5},"seq":'],
  ])('a key that reaches for a prototype in %s is refused alone', async (_where, from, to) => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const records = [kiosk.tap(), kiosk.tap()].map((record) => JSON.stringify(record))
    const reply = await kiosk.caller.call('POST', '/api/responses', {
      headers: { 'content-type': 'application/json' },
      payload: `{"responses":[${records[0]!.replace(from, to)},${records[1]}]}`,
    })
    expect(reply.body.receipts.map(({ status }: { status: string }) => status)).toEqual(['rejected', 'stored'])
    expect(countsOf(office.file)['response']).toBe(1)
  })

  test('a record nested too deep is refused alone', async () => {
    const kiosk = await (await officeOfTest()).pairKiosk()
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const reply = await kiosk.caller.call('POST', '/api/responses', {
      headers: { 'content-type': 'application/json' },
      payload: `{"responses":[${deep},${JSON.stringify(kiosk.tap())}]}`,
    })
    expect(reply.body.receipts.map(({ status }: { status: string }) => status)).toEqual(['rejected', 'stored'])
  })
})
