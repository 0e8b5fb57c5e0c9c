import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { databaseFindings } from '../../../server/cli/operations/doctor-database.ts'
import { verifyCommand } from '../../../server/cli/operations/verify.ts'
import { databaseFiles } from '../../../server/databases.ts'
import { aheadJob } from '../../../server/schedule/ahead-job.ts'
import { inspectDatabase } from '../../../server/store/operations/inspect.ts'
import { makeBackup } from '../../../server/services/backups/make-backup.ts'
import type { Kiosk } from '../../support/kiosk.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'
import { verified } from '../../support/verified.ts'

let office: Office
let kiosk: Kiosk
beforeEach(async () => {
  office = await officeOfTest()
  kiosk = await office.pairKiosk({ unit: 'xa-an' })
})

/** The kiosk says how it is, and which checkpoint it holds. */
async function beat(checkpoint: { readonly size: number; readonly hash: string }): Promise<void> {
  const state = { waiting: 0, lastSeq: 1, appVersion: '0', clockOffsetMs: 0, storage: 'durable' }
  const { size, hash } = checkpoint
  const { status } = await kiosk.caller.post('/api/devices/heartbeat', { ...state, checkpoint: { size, hash } })
  expect(status).toBe(200)
}

/** Rates a hundred times, after which the server signs. @returns the checkpoint that came back */
async function hundred(): Promise<{ size: number; hash: string }> {
  const { checkpoint } = await kiosk.rate(Array<number>(100).fill(4))
  return checkpoint!
}

async function allSay(problem: object | null): Promise<void> {
  expect((await verified(office.file, office)).problems).toEqual(problem === null ? [] : [problem])
  const health = await office.nobody().get('/healthz')
  expect([health.status, health.body.behind]).toEqual([200, problem === null ? undefined : true])
  const { body } = await office.as('lan').get('/api/operations')
  expect(body.ahead).toHaveLength(problem === null ? 0 : 1)
  const findings = await databaseFindings(readConfig({ DATA_DIR: office.folder }), office.clock.now)
  const ahead = findings.find(({ name }) => name === 'ahead')
  const lines: unknown[] = []
  const keep = (fields: object): void => void lines.push(fields)
  const job = aheadJob({ devices: office.stores.devices, log: { info: keep, warn: keep, error: keep } })
  await job.run(0)
  await job.run(0)
  expect(lines).toHaveLength(problem === null ? 0 : 1)
  if (problem === null) expect(ahead).toBeUndefined()
  else expect(ahead?.words).toContain('Máy chủ có ít hơn thiết bị đã thấy')
}

describe('the newest checkpoint that a kiosk holds', () => {
  test('is contained in the ledger of an honest server', async () => {
    await beat(await hundred())
    await allSay(null)
  })

  test('shows that an older file was put in place', async () => {
    await hundred()
    const yesterday = join(office.folder, 'hom-qua.db')
    tamperWith(office.file, (file) => file.exec(`vacuum into '${yesterday}'`))
    const later = await hundred()
    const old = await officeOn(yesterday)
    office = old.office
    kiosk = old.kiosk(kiosk)
    await beat(later)
    await allSay({ unit: 'xa-an', code: 'device_ahead', position: 200 })
  })

  test('shows a ledger that was written anew with the key in the file', async () => {
    const held = await hundred()
    await beat({ size: held.size, hash: 'ab'.repeat(32) })
    await allSay({ unit: 'xa-an', code: 'device_ahead', position: 100 })
    // What a kiosk says keeps nobody from a backup.
    expect((await inspectDatabase(office.file, '2026-11-20')).verification.ok).toBe(true)
  })
})

/** An office that goes on with another file. */
async function officeOn(file: string) {
  const other = await officeOfTest({ template: { bytes: readFileSync(file), sessions: await sessionsOf(office) } })
  return { office: other, kiosk: ({ token, id }: Kiosk): Kiosk => ({ ...kiosk, id, caller: other.bearer(token) }) }
}

const sessionsOf = async (of: Office) => ({
  lan: await of.token('lan'),
  minh: await of.token('minh'),
  hoa: await of.token('hoa'),
  son: await of.token('son'),
})

describe('hailong verify --against', () => {
  const run = async (against: string): Promise<{ status: number; out: string }> => {
    const lines: string[] = []
    const io = {
      config: readConfig({ DATA_DIR: office.folder }),
      clock: () => office.clock.now,
      version: '0',
      out: (line: string) => lines.push(line),
      say: () => undefined,
      stdin: () => Promise.resolve(''),
    }
    const status = await verifyCommand.run(['--against', against], io)
    return { status, out: lines.join('\n') }
  }
  const head = (position: number): string =>
    String(valueOf(office.file, `select lower(hex(hash)) from ledger where position = ${position}`))

  test('takes a printed code: one that the ledger contains, however it went on since', async () => {
    await hundred()
    const { out } = await run(`xa-an:100:${head(100).slice(0, 16)}`)
    expect(out).toContain(`mã kiểm (check code): xa-an:100:${head(100).slice(0, 16)}`)
    await kiosk.rate([5])
    expect((await run(`xa-an:100:${head(100).slice(0, 16)}`)).status).toBe(0)
    const other = await run(`xa-an:100:${'0'.repeat(16)}`)
    expect([other.status, other.out]).toEqual([1, expect.stringContaining('xa-an: against_differs (100)')])
    expect((await run(`xa-an:102:${head(101).slice(0, 16)}`)).out).toContain('xa-an: against_differs (102)')
  })

  test('takes a checkpoint in a file', async () => {
    const { size, hash } = await hundred()
    const file = join(office.folder, 'moc.json')
    writeFileSync(file, JSON.stringify({ unit: 'xa-an', size, hash }))
    expect((await run(file)).status).toBe(0)
    writeFileSync(file, JSON.stringify({ unit: 'xa-an', size: size + 1, hash }))
    expect((await run(file)).status).toBe(1)
  })

  test('takes the manifest of a backup, and sees that the tail was cut with its checkpoint and its links', async () => {
    await kiosk.rate([1, 2, 3])
    const folder = mkdtempSync(join(tmpdir(), 'hailong-copies-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const keep = { daily: 7, weekly: 4, monthly: 12 }
    const order = { database: office.file, folder, keep, now: office.clock.now, app: '0' }
    const made = await makeBackup(order, databaseFiles)
    const manifest = join(folder, made.manifest!.file.replace('.db', '.json'))
    expect((await run(manifest)).status).toBe(0)
    tamperWith(office.file, (file) => {
      file.exec(`drop trigger ledger_no_delete; delete from ledger where position = 3`)
    })
    expect((await run(manifest)).out).toContain('xa-an: against_differs (3)')
  })

  test('refuses what is none of these', async () => {
    await expect(run('khong-phai-ma')).rejects.toThrow('neither a file nor a code')
    copyFileSync(office.file, join(office.folder, 'a.json'))
    await expect(run(join(office.folder, 'a.json'))).rejects.toThrow('neither the manifest')
  })
})
