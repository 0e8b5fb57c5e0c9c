import { createHash } from 'node:crypto'
import type SqliteFile from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditAppendOnly } from '../../../migrations/0005-audit-chain.ts'
import type { Attribution } from '#core/ledger/actor'
import { openDatabase } from '../../../server/store/engine/database.ts'
import { createAuditLog } from '../../../server/store/ledger/audit-log.ts'
import { migrate } from '../../../server/store/engine/migrate.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'
import { rowsOf, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'
import { actingPerson } from '../../support/actors.ts'
import { tamperedCopy } from '../../support/tampered-copy.ts'
import { verified } from '../../support/verified.ts'

let office: Office
let lan: Attribution
const entry = (subject: string) => ({ action: 'unit.change', subject })

/** Twelve entries, signed at ten. */
beforeAll(async () => {
  office = await openOffice()
  lan = actingPerson(office, 'lan')
  const { audit } = office.stores
  for (let index = 1; index <= 10; index++) await audit.write(lan, entry(`việc ${index}`))
  await office.tick()
  await audit.write(lan, entry('việc 11'))
  await audit.write(lan, entry('việc 12'))
})
afterAll(() => office.close())

/** What verify says of a copy on which somebody with full power has worked. */
async function verifyAfter(work: (file: SqliteFile.Database) => unknown) {
  const copy = tamperedCopy(office.file, work)
  return { copy, ...(await verified(copy, office)) }
}

test('an untouched audit is whole, with its size and head', async () => {
  const { ok, audit, problems } = await verifyAfter(() => undefined)
  expect({ ok, problems }).toEqual({ ok: true, problems: [] })
  const head = valueOf(office.file, 'select lower(hex(hash)) from audit_link where audit_id = 12')
  expect(audit).toEqual({ size: 12, head })
})

test('the chain is SHA-256 over the hash before and the entry, from the name of the chain', () => {
  let hash: Buffer | string = 'hai-long-audit-1'
  for (const row of rowsOf(office.file, 'select * from audit join audit_link on audit_id = id order by id')) {
    const { id, unit_id, at, actor, action, subject, detail } = row
    const canonical = JSON.stringify([1, id, unit_id, at, actor, action, subject, detail])
    hash = createHash('sha256').update(hash).update(canonical).digest()
    expect(row['hash']).toEqual(hash)
  }
})

describe('what was done to the audit is named with its first bad entry', () => {
  const insert = `insert into audit values (13, '2026-11-20', 'lan', 'unit.change', 'x', '{}')`
  test.each([
    ['changed words', `update audit set subject = 'x' where id = 4`, 'changed_record', 4],
    ['another actor', `update audit set actor = 'minh' where id = 1`, 'changed_record', 1],
    ['another moment', `update audit set at = '2026-11-21T02:00:00.000Z' where id = 12`, 'changed_record', 12],
    ['another unit', `update audit_link set unit_id = 2 where audit_id = 5`, 'changed_record', 5],
    ['another hash', `update audit_link set hash = zeroblob(32) where audit_id = 6`, 'changed_record', 6],
    ['a deleted entry', `delete from audit where id = 7`, 'missing_record', 7],
    ['an entry deleted with its link', `delete from audit where id = 7; delete from audit_link where audit_id = 7`,
      'missing_range', 7],
    ['a deleted beginning', `delete from audit where id < 3; delete from audit_link where audit_id < 3`, 'missing_range', 1],
    ['an inserted entry', insert, 'unrecorded_entry', 13],
    ['two exchanged entries',
      `update audit set id = -3 where id = 3; update audit set id = 3 where id = 4; update audit set id = 4 where id = -3`,
      'changed_record', 3],
    ['a tail cut before a checkpoint', `delete from audit where id > 8; delete from audit_link where audit_id > 8`,
      'cut_tail', 9],
    ['a tail cut from one table only', `delete from audit_link where audit_id > 11`, 'unrecorded_entry', 12],
    ['a forged signature', `update audit_checkpoint set signature = zeroblob(64)`, 'bad_checkpoint', 10],
    ['a checkpoint of another day', `update audit_checkpoint set day = '2026-11-19'`, 'bad_checkpoint', 10],
  ])('%s', async (_name, statements, code, position) => {
    const { ok, problems } = await verifyAfter((file) => file.exec(statements))
    expect(ok).toBe(false)
    expect(problems).toEqual([{ unit: '#audit', code, position }])
  }) // prettier-ignore

  test('a chain written anew from a changed entry on: only the signature tells', async () => {
    const { problems } = await verifyAfter((file) => {
      file.exec(`update audit set subject = 'x' where id = 4`)
      let hash: Buffer | string = 'hai-long-audit-1'
      const rows = file
        .prepare<[], Record<string, unknown>>('select * from audit join audit_link on audit_id = id order by id')
        .all()
      for (const { id, unit_id, at, actor, action, subject, detail } of rows) {
        const canonical = JSON.stringify([1, id, unit_id, at, actor, action, subject, detail])
        hash = createHash('sha256').update(hash).update(canonical).digest()
        file.prepare('update audit_link set hash = ? where audit_id = ?').run(hash, id)
      }
    })
    expect(problems).toEqual([{ unit: '#audit', code: 'bad_hash', position: 10 }])
  })

  test('a guard that is gone', async () => {
    const { copy } = await verifyAfter(() => undefined)
    tamperWith(copy, (file) => file.exec('drop trigger audit_link_no_delete'))
    const { problems } = await verified(copy, office)
    expect(problems).toEqual([{ unit: 'audit_link_no_delete', code: 'missing_trigger', position: null }])
  })
})

test('after a cut tail entries are still written, and the gap stays seen', async () => {
  const { copy } = await verifyAfter((file) => file.exec(`delete from audit where id > 10`))
  const database = openDatabase(copy)
  await createAuditLog(database).write(lan, entry('sau đó'))
  await database.close()
  expect(valueOf(copy, 'select max(id) from audit')).toBe(13)
  const { problems } = await verified(copy, office)
  expect(problems).toEqual([{ unit: '#audit', code: 'missing_record', position: 11 }])
})

test('two writers at once, as a command beside the server, make one chain', async () => {
  const own = await officeOfTest()
  const command = openDatabase(own.file)
  const logs = [own.stores.audit, createAuditLog(command)]
  for (let round = 0; round < 10; round++)
    for (const [index, log] of logs.entries()) await log.write(lan, entry(`${index} ${round}`))
  await command.close()
  const { ok, audit } = await verified(own.file, own)
  expect([ok, audit.size]).toEqual([true, 20])
})

test('an entry is signed within a quarter of an hour, and none twice', async () => {
  const own = await officeOfTest()
  const sizes = () => rowsOf(own.file, 'select size, day from audit_checkpoint order by size')
  await own.tick()
  expect(sizes()).toEqual([])
  await own.stores.audit.write(lan, entry('một'))
  for (let quarter = 0; quarter < 2; quarter++) {
    own.clock.pass(15 * 60_000)
    await own.tick()
  }
  expect(sizes()).toEqual([{ size: 1, day: '2026-11-20' }])
})

test('an entry that fails leaves nothing, and what it stands beside neither', async () => {
  const own = await officeOfTest()
  const before = rowsOf(own.file, 'select count(*) as n from audit')
  const units = own.stores.units
  const unit = await units.byCode('van-phong')
  tamperWith(own.file, (file) =>
    file.exec(`create trigger stop before insert on audit_link begin select raise(abort, 'stop'); end`),
  )
  const change = units.change(unit!, { minimumAnswers: 77 }, lan)
  await expect(change).rejects.toThrow('stop')
  expect(rowsOf(own.file, 'select count(*) as n from audit')).toEqual(before)
  expect((await units.byCode('van-phong'))!.minimum_answers).toBe(30)
})

test('entries from before are chained as they are, each to the unit it concerns', async () => {
  const own = await officeOfTest()
  const moment = `'2026-11-20T02:00:00.000Z'`
  tamperWith(own.file, (file) => {
    for (const table of auditAppendOnly) file.exec(`drop table ${table}`)
    file.exec(`delete from migration where name = '0005-audit-chain'`)
    file.exec(`insert into audit (id, at, actor, action, subject, detail) values
      (1, ${moment}, 'hailong', 'unit.create', 'xa-an', '{}'),
      (2, ${moment}, 'minh', 'device.revoke', '99', '{}'),
      (3, ${moment}, 'hailong', 'account.create', 'son', '{}'),
      (4, ${moment}, 'hailong', 'import', 'tep.csv', '{"stored":1}')`)
  })
  await migrate(own.file)
  const found = rowsOf(own.file, 'select code from audit_link left join unit on unit.id = unit_id order by audit_id')
  expect(found.map(({ code }) => code)).toEqual(['xa-an', 'xa-an', 'tinh', null])
  await own.stores.audit.write(lan, entry('sau đó'))
  const { problems, audit } = await verified(own.file, own)
  expect([problems, audit.size]).toEqual([[], 5])
})
