import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { databaseFiles } from '../../../server/databases.ts'
import { makeBackup } from '../../../server/services/backups/make-backup.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'
import { verified } from '../../support/verified.ts'

let office: Office

/** An audit whose second entry an earlier version wrote: hashed as it came, stored as the driver could. */
beforeEach(async () => {
  office = await officeOfTest()
  const { audit } = office.stores
  const by = { actor: { kind: 'server', name: 'hailong' }, at: '2026-11-20T02:00:00.000Z' } as const
  await audit.write(by, { action: 'unit.change', subject: 'một' })
  tamperWith(office.file, (file) => {
    const before = file.prepare<[], { hash: Buffer }>('select hash from audit_link where audit_id = 1').get()!.hash
    const entry = [2, null, by.at, 'hailong', 'pairing.code', 'Quầy \ud83d']
    const hash = createHash('sha256')
      .update(before)
      .update(JSON.stringify([1, ...entry, '{}']))
      .digest()
    file.prepare(`insert into audit values (2, ?, 'hailong', 'pairing.code', ?, '{}')`).run(by.at, 'Quầy \ud83d')
    file.prepare('insert into audit_link (audit_id, unit_id, hash) values (2, null, ?)').run(hash)
  })
  await audit.write(by, { action: 'unit.change', subject: 'ba' })
})

test('an entry with half a character is named with its cause, and the chain goes on', async () => {
  expect(rowsOf(office.file, `select hex(subject) as hex from audit where id = 2`)).toEqual([
    { hex: '5175E1BAA77920EDA0BD' },
  ])
  const { ok, problems, notes, audit } = await verified(office.file, office)
  expect({ ok, problems, size: audit.size }).toEqual({ ok: true, problems: [], size: 3 })
  expect(notes).toEqual([{ unit: '#audit', code: 'ill_formed_text', position: 2 }])
})

test('what is changed in it, or after it, still shows', async () => {
  const change = (sql: string): void => {
    tamperWith(office.file, (file) => file.exec(`drop trigger if exists audit_no_update; ${sql}`))
  }
  change(`update audit set subject = 'x' where id = 3`)
  expect((await verified(office.file, office)).problems[0]).toMatchObject({ code: 'changed_record', position: 3 })
  change(`update audit set subject = subject || 'x' where id = 2`)
  expect((await verified(office.file, office)).problems[0]).toMatchObject({ code: 'changed_record', position: 2 })
})

test('backups are made of such a database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-copies-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const order = {
    database: office.file,
    folder,
    keep: { daily: 7, weekly: 4, monthly: 12 },
    now: office.clock.now,
    app: '0',
  }
  expect(await makeBackup(order, databaseFiles)).toMatchObject({ kind: 'made', manifest: { ledgerOk: true } })
})
