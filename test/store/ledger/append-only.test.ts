import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../../server/store/engine/sqlite/connect.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

/** Every table of facts with a column that someone might like to change. */
const facts = [
  ['response', 'local_date'],
  ['answer', 'level'],
  ['ledger', 'hash'],
  ['checkpoint', 'day'],
  ['questionnaire', 'body'],
  ['audit', 'actor'],
  ['audit_link', 'hash'],
  ['audit_checkpoint', 'day'],
  ['response_identity', 'unit_id'],
] as const

/** One office for all: each test shows that it left the facts as they were. */
let office: Office
beforeAll(async () => {
  office = await openOffice()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 5])
  await office.tick()
})
afterAll(() => office.close())

describe.each(facts)('%s', (table, column) => {
  test.each([
    ['update', `update ${table} set ${column} = ${column}`],
    ['delete', `delete from ${table}`],
    ['insert or replace', `insert or replace into ${table} select * from ${table}`],
    ['update or ignore', `update or ignore ${table} set ${column} = ${column}`],
    [
      'upsert',
      `insert into ${table} select * from ${table} where true on conflict do update set ${column} = ${column}`,
    ],
  ])('refuses %s on the connection that writes', (_name, statement) => {
    const before = rowsOf(office.file, `select * from ${table}`)
    expect(before.length).toBeGreaterThan(0)
    const connection = connect(office.file)
    expect(() => connection.exec(statement)).toThrow(`append-only: ${table}`)
    connection.close()
    expect(rowsOf(office.file, `select * from ${table}`)).toEqual(before)
  })

  test('refuses change from any other program too, as long as its trigger stands', () => {
    const before = rowsOf(office.file, `select * from ${table}`)
    tamperWith(office.file, (file) => {
      expect(() => file.exec(`update ${table} set ${column} = ${column}`)).toThrow('append-only')
      expect(() => file.exec(`delete from ${table}`)).toThrow('append-only')
    })
    expect(rowsOf(office.file, `select * from ${table}`)).toEqual(before)
  })
})
