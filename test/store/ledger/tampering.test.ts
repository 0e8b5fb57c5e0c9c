import type SqliteFile from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'
import { tamperedCopy } from '../../support/tampered-copy.ts'
import { verified } from '../../support/verified.ts'

let office: Office
let [an, binh] = [0, 0]

/** Two communes with figures, a target, changed lists, and three checkpoints of each chain. */
beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  an = await office.unitId('xa-an')
  binh = await office.unitId('xa-binh')
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  const other = await office.pairKiosk({ unit: 'xa-binh' })
  for (let quarter = 0; quarter < 3; quarter++) {
    await kiosk.rate(Array<number>(40).fill(4), { area: 'ho-tich', comment: 'Cán bộ nhiệt tình' })
    await kiosk.rate(Array<number>(10).fill(2), { area: 'dat-dai' })
    await other.rate([5, 5, 5, 5, 5], { area: 'ho-tich' })
    await addTarget(quarter)
    office.clock.pass(15 * 60_000)
    await office.tick()
  }
  const changed = await office.as('lan').patch('/api/areas/ho-tich', { label: { vi: 'Giấy tờ', en: 'Papers' } })
  expect(changed.status).toBe(200)
  office.clock.pass(15 * 60_000)
  await office.tick()
  await office.stores.audit.write(
    { actor: { kind: 'server', name: 'hailong' }, at: '2026-11-20T03:00:00.000Z' },
    {
      action: 'session.start',
      subject: 'lan',
    },
  )
})
afterAll(() => office.close())

async function addTarget(number: number): Promise<void> {
  const target = {
    ...{ unit: 'van-phong', group: 'chung', operator: '>=', value: 0.9, source: `Kế hoạch ${number}` },
    ...{ validFrom: `202${number}-01-01`, validTo: `202${number}-12-31` },
  }
  const { status, text } = await office.as('lan').post('/api/targets', target)
  expect([status < 300, text]).toEqual([true, text])
}

/** What verify says of a copy on which somebody with full power has worked. */
const verifyAfter = (work: (file: SqliteFile.Database) => unknown, last = '') =>
  verified(tamperedCopy(office.file, work, last), office)

/** Takes away everything of a unit in every table that knows units, and the unit. */
function dropUnit(file: SqliteFile.Database, id: number): void {
  const tables = file.prepare<[], { name: string }>(
    `select m.name from sqlite_master as m, pragma_table_info(m.name) as c
      where m.type = 'table' and c.name = 'unit_id' and m.name <> 'audit_link'`,
  )
  for (const { name } of tables.all()) file.exec(`delete from ${name} where unit_id = ${id}`)
  file.exec(`delete from unit where id = ${id}`)
}

/** Cuts the last records of a unit with all that is theirs, and makes every count agree again. */
function cutTail(file: SqliteFile.Database, from: number): void {
  const gone = `select response_id from ledger where unit_id = ${an} and position >= ${from}`
  const kept = `from response as r join answer as a on a.unit_id = r.unit_id and a.response_id = r.id where r.unit_id = ${an}`
  for (const table of ['answer', 'comment']) file.exec(`delete from ${table} where response_id in (${gone})`)
  file.exec(`delete from response_identity where id in (${gone}); delete from response where id in (${gone});
    delete from ledger where unit_id = ${an} and position >= ${from};
    delete from checkpoint where unit_id = ${an} and size >= ${from}`)
  for (const table of ['received_day', 'received_half_month', 'tally_day', 'tally_half_month'])
    file.exec(`delete from ${table} where unit_id = ${an}`)
  const half = `substr(local_date, 1, 8) || case when substr(local_date, 9, 2) <= '14' then '1' else '2' end`
  const levels = [1, 2, 3, 4, 5].map((level) => `sum(level = ${level})`).join(', ') + ', sum(level is null)'
  file.exec(`
    insert into received_day select unit_id, local_date, area_id, procedure_id, stage, channel, counter_id,
      questionnaire_id, count(*) from response where unit_id = ${an} group by 1, 2, 3, 4, 5, 6, 7, 8;
    insert into received_half_month select unit_id, ${half}, area_id, stage, channel, questionnaire_id, count(*)
      from response where unit_id = ${an} group by 1, 2, 3, 4, 5, 6;
    insert into tally_day select r.unit_id, local_date, area_id, procedure_id, stage, channel, counter_id,
      questionnaire_id, criterion, ${levels} ${kept} group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
    insert into tally_half_month select r.unit_id, ${half}, area_id, stage, channel, questionnaire_id, criterion,
      ${levels} ${kept} group by 1, 2, 3, 4, 5, 6, 7`)
}

test('an office that nobody tampered with is whole', async () => {
  const { problems, notes } = await verifyAfter(() => undefined)
  expect({ problems, notes }).toEqual({ problems: [], notes: [] })
})

type Tampering = readonly [
  name: string,
  work: string | ((file: SqliteFile.Database) => unknown),
  unit: string,
  code: string,
]

const newest = `(select max(size) from checkpoint where unit_id = (select id from unit where code = 'xa-an'))`
const kinds: readonly Tampering[] = [
  ['a figure of a day is edited', 'update tally_day set n5 = n5 + 1, n4 = n4 - 1', 'xa-an', 'tallies_differ'],
  ['a figure of a half-month is edited', 'update tally_half_month set n1 = n1 + 3', 'xa-an', 'tallies_differ'],
  ['a figure is deleted', 'delete from tally_day', 'xa-an', 'tallies_differ'],
  ['a figure is moved to another area', `update tally_day set area_id = area_id + 100`, 'xa-an', 'tallies_differ'],
  [
    'what was received is moved between areas of a day',
    (file) => {
      for (const table of ['received_day', 'received_half_month']) {
        const areas = `(select max(area_id) from ${table}), (select min(area_id) from ${table})`
        const [a, b] = file.prepare(`select ${areas}`).raw().get() as [number, number]
        file.exec(`update ${table} set received = received + case area_id when ${a} then 1 when ${b} then -1 else 0 end
          where unit_id = ${an}`)
      }
    },
    'xa-an',
    'received_differs',
  ],
  ['the newest checkpoint is deleted', `delete from checkpoint where size = ${newest}`, 'xa-an', 'missing_checkpoint'],
  [
    'a checkpoint between others is deleted',
    `delete from checkpoint where size = (select min(size) from checkpoint where unit_id = (select id from unit where code = 'xa-an'))`,
    'xa-an',
    'missing_checkpoint',
  ],
  ['all checkpoints are deleted', 'delete from checkpoint', 'xa-an', 'missing_checkpoint'],
  [
    'all checkpoints are deleted with their links',
    'delete from checkpoint; delete from checkpoint_link; delete from chain_end',
    'xa-an',
    'missing_checkpoint',
  ],
  ['a link is forged', `update checkpoint_link set previous = 0`, 'xa-an', 'bad_checkpoint'],
  ['a link is deleted', `delete from checkpoint_link where size = ${newest}`, 'xa-an', 'bad_checkpoint'],
  [
    'the tail is cut, its checkpoint too, and every count made to agree',
    (file) => cutTail(file, 130),
    'xa-an',
    'missing_checkpoint',
  ],
  [
    'the newest checkpoint of the audit is deleted',
    `delete from audit_checkpoint where size = (select max(size) from audit_checkpoint)`,
    '#audit',
    'missing_checkpoint',
  ],
  ['all checkpoints of the audit are deleted', 'delete from audit_checkpoint', '#audit', 'missing_checkpoint'],
  [
    'the last entry of the audit is deleted',
    `delete from audit_link where audit_id = (select max(id) from audit); delete from audit where id = (select max(id) from audit)`,
    '#audit',
    'cut_tail',
  ],
  ['a unit is deleted with all its rows', (file) => dropUnit(file, binh), '#', 'missing_unit'],
  ['a unit is renamed', `update unit set name = 'Xã khác' where code = 'xa-an'`, '#unit', 'reference_differs'],
  ['a unit is put under another', `update unit set parent_id = 1 where code = 'xa-an'`, '#unit', 'reference_differs'],
  ['the least answers of a unit are lowered', `update unit set minimum_answers = 5`, '#unit', 'reference_differs'],
  ['a target is lowered', `update target set value = 0.5`, '#target', 'reference_differs'],
  ['a target is deleted', `delete from target where id = 1`, '#target', 'reference_differs'],
  ['an area is renamed', `update area set name_vi = 'Khác' where code = 'dat-dai'`, '#area', 'reference_differs'],
  [
    'an area is taken from its group',
    `delete from area_group where group_code = 'dat-dai-xay-dung'`,
    '#area_group',
    'reference_differs',
  ],
  [
    'words of a questionnaire are edited',
    `update questionnaire set body = replace(body, 'hài lòng', 'rất hài lòng')`,
    '#questionnaire',
    'reference_differs',
  ],
  [
    'a comment is forgotten',
    `update comment set text = null where response_id in (select response_id from comment limit 1)`,
    'xa-an',
    'forgotten_comment',
  ],
  [
    'identities are deleted, so that ratings could be sent twice',
    `delete from response_identity`,
    'xa-an',
    'missing_identity',
  ],
]

test.each(kinds)('%s', async (_name, work, unit, code) => {
  const { ok, problems } = await verifyAfter((file) => (typeof work === 'string' ? file.exec(work) : work(file)))
  expect(ok).toBe(false)
  expect(problems).toContainEqual(expect.objectContaining({ unit: expect.stringContaining(unit), code }))
})

test.each([
  [
    'a guard is replaced by an empty one of its name',
    `drop trigger answer_no_update; create trigger answer_no_update before update on answer begin select 1; end`,
    'answer_no_update',
    'changed_trigger',
  ],
  [
    'a guard is put on another table',
    `drop trigger answer_no_update; create trigger answer_no_update before update on job
      begin select raise(abort, 'append-only: answer'); end`,
    'answer_no_update',
    'changed_trigger',
  ],
  [
    'somebody has a trigger of their own',
    `create trigger mine after insert on answer begin delete from waiting; end`,
    'mine',
    'foreign_trigger',
  ],
])('%s', async (_name, change, unit, code) => {
  const { problems } = await verifyAfter(() => undefined, change)
  expect(problems).toEqual([{ unit, code, position: null }])
})

test('a change that the audit tells, and rows that were added, are in order', async () => {
  expect(valueOf(office.file, `select label_vi from area where code = 'ho-tich'`)).toBe('Giấy tờ')
  const { problems } = await verifyAfter((file) =>
    file.exec(`insert into target select id + 100, unit_id, group_code, operator, value, valid_from, valid_to, source, retired,
      measure, stages, document, sentence, origin, version, kind, steps from target limit 1`),
  )
  expect(problems).toEqual([])
})

test('a list that was edited between two checkpoints stays named after the next one was signed', async () => {
  const own = await openOffice()
  try {
    const sign = async (): Promise<void> => {
      await own.stores.audit.write(
        { actor: { kind: 'server', name: 'hailong' }, at: '2026-11-20T03:00:00.000Z' },
        {
          action: 'session.start',
          subject: 'lan',
        },
      )
      own.clock.pass(15 * 60_000)
      await own.tick()
    }
    await sign()
    tamperWith(own.file, (file) => file.exec(`update unit set name = 'Xã khác' where code = 'xa-an'`))
    await sign()
    await sign()
    const { problems } = await verified(own.file, own)
    expect(problems).toEqual([{ unit: '#unit', code: 'reference_differs', position: 1 }])
  } finally {
    await own.close()
  }
})
