import { expect, test } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import type { Command } from '../../../server/cli/io.ts'
import { rebuildCommand } from '../../../server/cli/operations/rebuild.ts'
import { verifyCommand } from '../../../server/cli/operations/verify.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

async function run(office: Office, command: Command, ...words: string[]): Promise<{ status: number; out: string }> {
  const printed: string[] = []
  const status = await command.run(words, {
    config: readConfig({ DATA_DIR: office.folder }),
    clock: () => office.clock.now,
    version: '0',
    out: (line) => printed.push(line),
    say: () => undefined,
    stdin: () => Promise.resolve(''),
  })
  return { status, out: printed.join('\n') }
}

const newest = (office: Office) =>
  rowsOf(office.file, 'select actor, action, detail from audit order by id desc limit 1')[0]

test('hailong verify names a bad entry, keeps its shape and is an entry itself', async () => {
  const office = await officeOfTest()
  await office.as('lan').patch('/api/units/van-phong', { minimumAnswers: 40 })
  const whole = await run(office, verifyCommand, '--json')
  expect(whole.status).toBe(0)
  expect(Object.keys(JSON.parse(whole.out)).sort()).toEqual(['audit', 'notes', 'ok', 'problems', 'units'])
  expect(newest(office)).toEqual({ actor: 'hailong', action: 'ledger.verify', detail: '{"ok":true,"problems":0}' })

  tamperWith(office.file, (file) => {
    const guard = file.prepare<[], { sql: string }>(`select sql from sqlite_master where name = 'audit_no_update'`)
    const { sql } = guard.get()!
    file.exec(`drop trigger audit_no_update; update audit set actor = 'minh' where id = 1; ${sql}`)
  })
  const broken = await run(office, verifyCommand)
  expect(broken.status).toBe(1)
  expect(broken.out).toContain('#audit: changed_record (1)')
  expect(newest(office)).toMatchObject({ action: 'ledger.verify', detail: '{"ok":false,"problems":1}' })
})

test('hailong rebuild --mend is an entry, a look alone is none', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 2, 3, 4, 5])
  office.clock.moveTo('2026-11-21T08:00:00+07:00')
  await office.tick()
  const before = newest(office)
  expect((await run(office, rebuildCommand)).status).toBe(0)
  tamperWith(office.file, (file) => file.exec('update tally_day set n5 = n5 + 1'))
  expect((await run(office, rebuildCommand)).status).toBe(1)
  expect(newest(office)).toEqual(before)
  await run(office, rebuildCommand, '--mend')
  expect(newest(office)).toEqual({ actor: 'hailong', action: 'tally.mend', detail: '{"different":2}' })
})
