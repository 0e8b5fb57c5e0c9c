import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import type SqliteFile from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '../../../server/store/ledger/keys.ts'
import { chainHash, genesisHash } from '../../../server/store/ledger/ledger.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'
import { actingPerson } from '../../support/actors.ts'
import { rowsOf, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'
import { tamperedCopy } from '../../support/tampered-copy.ts'
import { verified } from '../../support/verified.ts'

let office: Office
let [an, binh] = [0, 0]

/** Two communes: 130 records in xa-an with checkpoints at 100 and 120, 10 in xa-binh with one at 10. */
beforeAll(async () => {
  office = await openOffice()
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  const other = await office.pairKiosk({ unit: 'xa-binh' })
  await kiosk.rate(Array.from({ length: 100 }, (_, index) => (index % 5) + 1))
  await kiosk.rate(
    Array.from({ length: 20 }, () => 4),
    { comment: 'Cán bộ nhiệt tình', reasons: ['cho-doi'] },
  )
  await other.rate(Array.from({ length: 10 }, () => 5))
  office.clock.pass(15 * 60_000)
  await office.tick()
  await kiosk.rate([null, 3, 3, 3, 3, 3, 3, 3, 3, 1])
  an = await office.unitId('xa-an')
  binh = await office.unitId('xa-binh')
})
afterAll(() => office.close())

/** What verify says of a copy on which somebody with full power has worked. */
const verifyAfter = (work: (file: SqliteFile.Database) => unknown, last = '') =>
  verified(tamperedCopy(office.file, work, last), office)

/** SQL for the id of the response at a position. */
const responseAt = (unit: number, position: number): string =>
  `(select response_id from ledger where unit_id = ${unit} and position = ${position})`

describe('an untouched office', () => {
  test('is whole: every unit with its size and head', async () => {
    const { ok, units, problems } = await verifyAfter(() => undefined)
    expect({ ok, problems }).toEqual({ ok: true, problems: [] })
    expect(units.map(({ unit, size }) => [unit, size])).toEqual([
      ['tinh', 0],
      ['van-phong', 0],
      ['xa-an', 130],
      ['xa-binh', 10],
    ])
    const head = valueOf(office.file, `select lower(hex(hash)) from ledger where unit_id = ${an} and position = 130`)
    expect(units[2]?.head).toBe(head)
    expect(units[0]?.head).toBeNull()
  })

  test('has the checkpoints it should have', () => {
    const signed = rowsOf(office.file, 'select unit_id, size from checkpoint order by 1, 2')
    expect(signed).toEqual([
      { unit_id: an, size: 100 },
      { unit_id: an, size: 120 },
      { unit_id: binh, size: 10 },
    ])
  })

  test('stays whole when comments are redacted and the audit says so', async () => {
    const own = await officeOfTest()
    const kiosk = await own.pairKiosk()
    const { receipts } = await kiosk.rate([4], { comment: 'Cán bộ nhiệt tình' })
    await own.stores.audit.write(actingPerson(own, 'lan'), { action: 'comment.redact', subject: receipts[0]!.id! })
    tamperWith(own.file, (file) => file.exec('update comment set text = null'))
    expect((await verified(own.file, own)).problems).toEqual([])
  })
})

const changes: readonly (readonly [name: string, () => string, code: string, position: number | null])[] = [
  [
    'a changed level',
    () => `update answer set level = 5 where response_id = ${responseAt(an, 42)}`,
    'changed_record',
    42,
  ],
  [
    'a level made no opinion',
    () => `update answer set level = null where response_id = ${responseAt(an, 1)}`,
    'changed_record',
    1,
  ],
  ['an answer more', () => `insert into answer values (${an}, ${responseAt(an, 7)}, 'speed', 5)`, 'changed_record', 7],
  ['a dropped answer', () => `delete from answer where response_id = ${responseAt(an, 8)}`, 'changed_record', 8],
  [
    'another day',
    () => `update response set local_date = '2026-11-19' where id = ${responseAt(an, 130)}`,
    'changed_record',
    130,
  ],
  ['another area', () => `update response set area_id = 3 where id = ${responseAt(an, 9)}`, 'changed_record', 9],
  ['another counter', () => `update response set counter_id = 99 where id = ${responseAt(an, 9)}`, 'changed_record', 9],
  [
    'other reasons',
    () => `update response set reasons = 'phi' where id = ${responseAt(an, 101)}`,
    'changed_record',
    101,
  ],
  ['a deleted response', () => `delete from response where id = ${responseAt(an, 50)}`, 'missing_record', 50],
  [
    'a deleted range',
    () => `delete from ledger where unit_id = ${an} and position between 60 and 70`,
    'missing_range',
    60,
  ],
  ['a deleted beginning', () => `delete from ledger where unit_id = ${an} and position < 4`, 'missing_range', 1],
  [
    'a tail cut before a checkpoint',
    () => `delete from ledger where unit_id = ${an} and position > 90`,
    'cut_tail',
    91,
  ],
  [
    'another hash',
    () => `update ledger set hash = zeroblob(32) where unit_id = ${an} and position = 77`,
    'changed_record',
    77,
  ],
  [
    'changed words',
    () => `update comment set text = 'Tốt' where response_id = ${responseAt(an, 105)}`,
    'changed_comment',
    105,
  ],
  ['dropped words', () => `delete from comment where response_id = ${responseAt(an, 105)}`, 'changed_record', 105],
  [
    'a forged signature',
    () => `update checkpoint set signature = zeroblob(64) where unit_id = ${an} and size = 120`,
    'bad_checkpoint',
    120,
  ],
  [
    'a checkpoint of another day',
    () => `update checkpoint set day = '2026-11-01' where unit_id = ${an} and size = 100`,
    'bad_checkpoint',
    100,
  ],
]

describe('what was done to a unit is named with its first bad position', () => {
  test.each(changes)('%s', async (_name, statement, code, position) => {
    const { ok, problems } = await verifyAfter((file) => file.exec(statement()))
    expect(ok).toBe(false)
    const found = problems.filter((problem) => problem.code !== 'unrecorded_response')
    expect(found).toEqual([{ unit: 'xa-an', code, position }])
  })

  test('an inserted response', async () => {
    const { problems } = await verifyAfter((file) =>
      file.exec(`insert into response select unit_id, randomblob(16), assignment_id, seq, counter_id, area_id, procedure_id,
        stage, channel, questionnaire_id, local_date, half_day, language, assisted, uncertain_time, dwell_bucket,
        gap_bucket, reasons from response where id = ${responseAt(binh, 1)}`),
    )
    expect(problems).toEqual([{ unit: 'xa-binh', code: 'unrecorded_response', position: null }])
  })

  test('a tail that was cut after the last checkpoint, while its responses stayed', async () => {
    const { problems } = await verifyAfter((file) =>
      file.exec(`delete from ledger where unit_id = ${an} and position > 125`),
    )
    expect(problems).toEqual([{ unit: 'xa-an', code: 'unrecorded_response', position: null }])
  })

  test('a tail that was cut with everything belonging to it', async () => {
    const { problems } = await verifyAfter((file) => {
      const gone = `(select response_id from ledger where unit_id = ${an} and position > 110)`
      for (const table of ['answer', 'comment']) file.exec(`delete from ${table} where response_id in ${gone}`)
      file.exec(`delete from response where id in ${gone}; delete from ledger where unit_id = ${an} and position > 110`)
    })
    expect(problems).toEqual([{ unit: 'xa-an', code: 'cut_tail', position: 111 }])
  })

  test.each([
    [
      'a day that counts more than was received',
      'update received_day set received = received + 1',
      'xa-an',
      'received_differs',
    ],
    [
      'a half-month that counts more than its days',
      'update received_half_month set received = received + 1',
      'xa-an',
      'received_differs',
    ],
    [
      'a half-month that counts for another area',
      'update received_half_month set area_id = area_id + 100',
      'xa-an',
      'received_differs',
    ],
    [
      'a half-month that counts for another form',
      'update received_half_month set questionnaire_id = questionnaire_id + 100',
      'xa-an',
      'received_differs',
    ],
    [
      'a half-month of a unit that is gone',
      `insert into received_half_month select 99, half_month, area_id, stage, channel, questionnaire_id, received
        from received_half_month limit 1`,
      '#99',
      'missing_unit',
    ],
    ['counts that are gone', 'delete from received_day', 'xa-an', 'received_differs'],
    ['a unit that is gone', `delete from unit where code = 'xa-binh'`, '#', 'missing_unit'],
    ['a guard that is gone', 'drop trigger answer_no_update', 'answer_no_update', 'missing_trigger'],
  ])('%s', async (_name, change, unit, code) => {
    const { ok, problems } = await verifyAfter(() => undefined, change)
    expect(ok).toBe(false)
    expect(problems[0]).toEqual({ unit: expect.stringContaining(unit), code, position: null })
  })

  test('two exchanged records', async () => {
    const { problems } = await verifyAfter((file) => {
      const [a, b] = [20, 21].map(
        (position) => file.prepare<[], { id: Buffer }>(`select ${responseAt(an, position)} as id`).get()!.id,
      )
      const put = file.prepare(`update ledger set response_id = ? where unit_id = ${an} and position = ?`)
      put.run(b, 20)
      put.run(a, 21)
    })
    expect(problems).toEqual([{ unit: 'xa-an', code: 'changed_record', position: 20 }])
  })

  test('exchanged chains of two units', async () => {
    const { problems } = await verifyAfter((file) => {
      for (const table of ['ledger', 'response', 'answer', 'comment', 'checkpoint'])
        file.exec(`update ${table} set unit_id = case unit_id when ${an} then ${-binh} else ${-an} end;
          update ${table} set unit_id = -unit_id`)
    })
    expect(problems.map(({ unit, code, position }) => [unit, code, position])).toEqual([
      ['xa-an', 'changed_record', 1],
      ['xa-an', 'bad_checkpoint', 10],
      ['xa-binh', 'changed_record', 1],
      ['xa-binh', 'bad_checkpoint', 100],
    ])
  })

  test('a chain written anew from a changed record on: only the signatures tell', async () => {
    const { problems } = await verifyAfter((file) => rewriteChain(file, 42))
    expect(problems).toEqual([{ unit: 'xa-an', code: 'bad_hash', position: 100 }])
  })

  test('a chain written anew with checkpoints signed by another key', async () => {
    const { problems } = await verifyAfter((file) => {
      rewriteChain(file, 42)
      const other = generateKeyPairSync('ed25519').privateKey
      const { ledger_key: key } = file
        .prepare<[], { ledger_key: string }>(`select ledger_key from unit where id = ${an}`)
        .get()!
      const checkpoints = file.prepare<[], { size: number; hash: Buffer; day: string }>(
        `select c.size, l.hash, c.day from checkpoint as c join ledger as l on l.unit_id = c.unit_id and l.position = c.size
          where c.unit_id = ${an}`,
      )
      for (const { size, hash, day } of checkpoints.all()) {
        const statement = JSON.stringify(['hai-long-checkpoint', 1, key, size, hash.toString('hex'), day])
        const signature = sign(
          null,
          Buffer.from(statement),
          createPrivateKey(other.export({ type: 'pkcs8', format: 'pem' })),
        )
        file
          .prepare(`update checkpoint set hash = ?, signature = ? where unit_id = ${an} and size = ?`)
          .run(hash, signature, size)
      }
    })
    expect(problems).toEqual([{ unit: 'xa-an', code: 'bad_checkpoint', position: 100 }])
  })

  test('trouble in one unit leaves the others whole', async () => {
    const { units, problems } = await verifyAfter((file) =>
      file.exec(`update answer set level = 1 where unit_id = ${an}`),
    )
    expect(problems.every(({ unit }) => unit === 'xa-an')).toBe(true)
    expect(units.find(({ unit }) => unit === 'xa-binh')?.size).toBe(10)
  })
})

/** As a patient forger would: changes a level and hashes everything after it anew. */
function rewriteChain(file: SqliteFile.Database, from: number): void {
  file.exec(`update answer set level = 5 where response_id = ${responseAt(an, from)}`)
  const last = file.prepare<[number], { hash: Buffer }>(
    `select hash from ledger where unit_id = ${an} and position = ?`,
  )
  const put = file.prepare(`update ledger set hash = ? where unit_id = ${an} and position = ?`)
  for (let position = from; position <= 130; position++)
    put.run(chainHash(last.get(position - 1)!.hash, canonicalOf(file, position)), position)
}

/** The record at a position in the one way records are written, from the columns of the file. */
function canonicalOf(file: SqliteFile.Database, position: number): string {
  const row = file
    .prepare<[], Record<string, string | number | null>>(
      `select lower(hex(r.id)) as id, r.*, area.code as area, lower(hex(c.commitment)) as commitment
        from response as r left join area on area.id = r.area_id
        left join comment as c on c.unit_id = r.unit_id and c.response_id = r.id
        where r.unit_id = ${an} and r.id = ${responseAt(an, position)}`,
    )
    .get()!
  const id = file.prepare<[], { id: string }>(`select lower(hex(${responseAt(an, position)})) as id`).get()!.id
  const levels = file
    .prepare<[], [string, number | null]>(
      `select criterion, level from answer where response_id = ${responseAt(an, position)}`,
    )
    .raw()
    .all() as unknown
  return JSON.stringify([
    1,
    id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    `a${row['assignment_id']}`,
    row['seq'],
    row['counter_id'],
    row['area'],
    null,
    row['stage'] === '' ? null : row['stage'],
    row['channel'],
    'quay-nhanh@1',
    row['local_date'],
    row['half_day'],
    row['language'],
    row['assisted'] === 1,
    row['uncertain_time'] === 1,
    row['dwell_bucket'],
    row['gap_bucket'],
    row['reasons'],
    levels,
    row['commitment'] === '' ? null : row['commitment'],
  ])
}

describe('the chain', () => {
  test('is SHA-256 over the hash before and the record, from the unit’s own beginning', () => {
    tamperWith(office.file, (file) => {
      const key = String(valueOf(office.file, 'select ledger_key from unit where id = ?', an))
      let hash = genesisHash(key)
      expect(hash).toEqual(sha256(`hai-long-ledger-1 ${key}`))
      for (let position = 1; position <= 130; position++) {
        hash = sha256(hash, canonicalOf(file, position))
        expect([
          position,
          valueOf(office.file, 'select hash from ledger where unit_id = ? and position = ?', an, position),
        ]).toEqual([position, hash])
      }
    })
  })
})
