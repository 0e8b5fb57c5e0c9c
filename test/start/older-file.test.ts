import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { markerFile } from '../../server/services/backups/end-marker.ts'
import { markerJob } from '../../server/schedule/marker-job.ts'
import { tellOlderFile } from '../../server/start/older-file.ts'
import type { Office } from '../support/office.ts'
import { officeOfTest } from '../support/office.ts'
import { rowsOf, valueOf } from '../support/tables.ts'
import { tamperWith } from '../support/tamper.ts'
import { verified } from '../support/verified.ts'

/** What a start says of an office. */
async function said(office: Office): Promise<string[]> {
  const lines: string[] = []
  const keep = (_fields: object, line: string): void => void lines.push(line)
  const log = { info: keep, warn: keep, error: keep }
  await tellOlderFile(office.stores, office.folder, { log, now: office.clock.now })
  return lines
}

/** The office goes on with its file alone, as after a power cut and the loss of the log beside it. */
async function withoutLog(office: Office): Promise<Office> {
  const sessions = {
    ...{ lan: await office.token('lan'), minh: await office.token('minh') },
    ...{ hoa: await office.token('hoa'), son: await office.token('son') },
  }
  const other = await officeOfTest({ template: { bytes: readFileSync(office.file), sessions } })
  copyFileSync(markerFile(office.folder), markerFile(other.folder))
  return other
}

test('a start says that the file is older than it was, and kiosks bring what they keep', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([5, 4, 3])
  const job = markerJob(office.stores)
  await job.run(office.clock.now)
  expect(await said(office)).toEqual([])
  tamperWith(office.file, (file) => file.pragma('wal_checkpoint(TRUNCATE)'))
  const records = Array.from({ length: 40 }, (_, index) => kiosk.tap({ level: (index % 5) + 1 }))
  await kiosk.send(...records)
  await job.run(office.clock.now)

  const later = await withoutLog(office)
  expect(valueOf(later.file, 'select count(*) from response')).toBe(3)
  expect(await said(later)).toEqual([expect.stringContaining('Cơ sở dữ liệu cũ hơn')])
  expect(rowsOf(later.file, `select actor, subject from audit where action = 'ledger.older'`)).toEqual([
    { actor: 'hailong:start', subject: expect.stringContaining('van-phong') },
  ])

  const again = later.bearer(kiosk.token)
  const state = { waiting: 0, lastSeq: 43, appVersion: '0', clockOffsetMs: 0, storage: 'durable' }
  const { body } = await again.post('/api/devices/heartbeat', state)
  expect(body.receivedTo).toBe(3)
  const reply = await again.post('/api/responses', { responses: records })
  expect(new Set(reply.body.receipts.map(({ status }: { status: string }) => status))).toEqual(new Set(['stored']))
  expect(valueOf(later.file, 'select count(*) from response')).toBe(43)
  expect((await verified(later.file, later)).problems).toEqual([])
})

test('without a marker, or with one that cannot be read, a start says nothing', async () => {
  const office = await officeOfTest()
  expect(await said(office)).toEqual([])
  copyFileSync(join(office.folder, 'hai-long.db'), markerFile(office.folder))
  expect(await said(office)).toEqual([])
})

test('a unit that got another code since the marker was written is the same chain, whole or cut', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  await kiosk.rate([5, 4, 3])
  await markerJob(office.stores).run(office.clock.now)
  tamperWith(office.file, (file) => file.exec(`update unit set code = 'xa-an-moi' where code = 'xa-an'`))
  expect(await said(office)).toEqual([])
  tamperWith(office.file, (file) => {
    file.exec(`drop trigger ledger_no_delete; delete from ledger where position = 3`)
  })
  expect(await said(office)).toEqual([expect.stringContaining('Cơ sở dữ liệu cũ hơn')])
})
