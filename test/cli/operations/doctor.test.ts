import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { databaseFindings } from '../../../server/cli/operations/doctor-database.ts'
import type { Finding } from '../../../server/cli/operations/doctor-findings.ts'
import { machineFindings } from '../../../server/cli/operations/doctor-machine.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { tamperWith } from '../../support/tamper.ts'

const HOUR_MS = 3_600_000

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const statesOf = (findings: readonly Finding[]): Record<string, string> =>
  Object.fromEntries(findings.map(({ name, state }) => [name, state]))

const look = (office: Office, environment: Record<string, string> = {}): Promise<Finding[]> =>
  databaseFindings(readConfig({ DATA_DIR: office.folder, ...environment }), office.clock.now)

const backedUp = (office: Office): Promise<void> =>
  office.stores.backups.record({
    ...{ at: new Date(office.clock.now).toISOString(), folder: '/b', file: 'a.db', bytes: 1, detail: '' },
    ...{ reason: null, ledgerOk: true },
  })

describe('the database', () => {
  test('of an office that is well', async () => {
    const office = await officeOfTest({ environment: { BACKUP_DIR: '/b' } })
    const kiosk = await office.pairKiosk()
    await kiosk.rate([5, 4])
    const beat = { waiting: 0, lastSeq: 2, appVersion: '0', clockOffsetMs: 0, storage: 'durable', lastError: null }
    expect((await kiosk.caller.post('/api/devices/heartbeat', beat)).status).toBe(200)
    await backedUp(office)
    const findings = await look(office, { BACKUP_DIR: '/b' })
    const all = ['database', 'integrity', 'ledger', 'backup', 'clock', 'devices']
    expect(statesOf(findings)).toEqual(Object.fromEntries(all.map((name) => [name, 'good'])))
    expect(findings.map(({ words }) => words).join('\n')).toContain('2 lượt')
  })

  test('that is ailing: no backup, a clock that fell behind, a kiosk that is silent, a changed record', async () => {
    const office = await officeOfTest()
    await (await office.pairKiosk()).rate([5])
    tamperWith(office.file, (file) => file.exec('drop trigger answer_no_update; update answer set level = 1'))
    office.clock.pass(-48 * HOUR_MS)
    expect(statesOf(await look(office))).toMatchObject({ ledger: 'bad', backup: 'bad', clock: 'bad', devices: 'note' })
  })

  test('whose counter was paired anew while its kiosk still held ratings', async () => {
    const office = await officeOfTest()
    const beat = { waiting: 2, lastSeq: 2, appVersion: '0', clockOffsetMs: 0, storage: 'durable' }
    await (await office.pairKiosk()).caller.post('/api/devices/heartbeat', beat)
    office.clock.pass(HOUR_MS)
    await office.pairKiosk()
    const lost = (await look(office)).find(({ name }) => name === 'lost')
    expect(lost).toMatchObject({ state: 'note', words: expect.stringContaining('có thể mất 2 lượt') })
  })

  test('whose kiosk somebody tapped again and again', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk({ counter: 'Quầy 1' })
    await kiosk.rate(Array<number>(21).fill(5), { gapMs: 4_000 })
    const rate = (await look(office)).find(({ name }) => name === 'rate')
    const words = 'Quầy 1: 21 lượt cách nhau dưới 15 giây trong ngày 20/11 (cả ngày 21 lượt).'
    expect(rate).toMatchObject({ state: 'note', words: expect.stringContaining(words) })
    office.clock.pass(31 * 24 * HOUR_MS)
    expect((await look(office)).map(({ name }) => name)).not.toContain('rate')
  })

  test('that cannot be opened, that another program wrote, that is not there yet', async () => {
    const office = await officeOfTest()
    tamperWith(office.file, (file) => file.exec(`insert into migration values ('9999-later')`))
    expect((await look(office))[0]).toMatchObject({ state: 'bad', words: expect.stringContaining('phiên bản mới') })
    const folder = folderOfTest()
    const config = readConfig({ DATA_DIR: folder })
    expect(statesOf(await databaseFindings(config, 0))).toEqual({ database: 'note' })
    writeFileSync(join(folder, 'hai-long.db'), 'không phải cơ sở dữ liệu '.repeat(500))
    const [finding] = await databaseFindings(config, 0)
    expect(finding).toMatchObject({ state: 'bad', words: expect.stringContaining('phục hồi') })
  })
})

describe('the machine', () => {
  const machine = async (environment: Record<string, string>, now = Date.parse('2026-11-20')): Promise<Finding[]> =>
    machineFindings(readConfig({ PORT: '0', ...environment }), now)

  test('is well: Node, folder, disk', async () => {
    expect(statesOf(await machine({ DATA_DIR: folderOfTest() }))).toMatchObject({
      node: 'good',
      folder: 'good',
      disk: expect.stringMatching(/good|note/),
    })
  })

  test('whose data others may read', async () => {
    const folder = folderOfTest()
    chmodSync(folder, 0o755)
    expect(statesOf(await machine({ DATA_DIR: folder }))).toMatchObject({ folder: 'note' })
  })

  test.each([
    ['our server', 200, { status: 'ok', version: '0', database: 'sqlite' }, 'good'],
    ['our server, which cannot store', 503, { code: 'storage_failed', message: '' }, 'bad'],
    ['another program', 200, { hello: 'world' }, 'bad'],
  ])('whose port answers as %s', async (_name, status, body, state) => {
    const server = createServer((_request, response) => response.writeHead(status).end(JSON.stringify(body)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    expect(statesOf(await machine({ DATA_DIR: folderOfTest(), PORT: String(port) }))).toMatchObject({ port: state })
  })

  test('has no address like the one it shall listen on: that is said, not that the port is taken', async () => {
    const port = String(20_000 + (process.pid % 10_000))
    // From the block for documentation, which no machine has.
    const findings = await machine({ DATA_DIR: folderOfTest(), PORT: port, HOST: '192.0.2.1' })
    const words = 'Máy này không có địa chỉ đã đặt trong HOST.'
    expect(findings.find(({ name }) => name === 'port')).toMatchObject({
      state: 'bad',
      words: expect.stringContaining(words),
    })
  })

  const certificate = join(import.meta.dirname, '../../data/tls/het-han-2027-01-01.pem')
  test.each([
    ['2026-11-20', 'good'],
    ['2026-12-15', 'note'],
    ['2027-01-02', 'bad'],
  ])('whose certificate, on %s, is %s', async (day, state) => {
    const environment = { DATA_DIR: folderOfTest(), TLS_CERT: certificate, TLS_KEY: certificate }
    expect(statesOf(await machine(environment, Date.parse(day)))).toMatchObject({ certificate: state })
  })

  test('whose certificate cannot be read', async () => {
    const environment = { DATA_DIR: folderOfTest(), TLS_CERT: '/khong-co.pem', TLS_KEY: '/khong-co.pem' }
    expect(statesOf(await machine(environment))).toMatchObject({ certificate: 'bad' })
  })
})
