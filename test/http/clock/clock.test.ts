import { expect, onTestFinished, test } from 'vitest'
import { clockCommand } from '../../../server/cli/clock.ts'
import { readConfig } from '../../../server/config.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'
import { valueOf } from '../../support/tables.ts'

async function threeDaysBack(): Promise<Office> {
  const before = await openOffice()
  await before.tick()
  const office = await openOffice({ template: await before.template(), at: '2026-11-17T09:00:00+07:00' })
  onTestFinished(() => office.close())
  await office.tick()
  return office
}

test('whoever sees the whole office sees that the time is uncertain, and how many ratings are marked', async () => {
  const office = await threeDaysBack()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 2, 3])
  const manager = await office.person('manager', 'van-phong')
  expect((await manager.get('/api/clock')).body).toEqual({
    certain: false,
    doubt: 'behind_records',
    hostTime: '2026-11-17T09:00:00+07:00',
    serverTime: '2026-11-17T09:00:00+07:00',
    newest: '2026-11-20T09:00:00+07:00',
    ends: { links: 0, tokens: 0, sessions: 4 },
    uncertainDays: [{ unit: 'van-phong', day: '2026-11-17', ratings: 3 }],
  })
  expect((await office.person('officer', 'van-phong').then((officer) => officer.get('/api/clock'))).status).toBe(403)
})

test('an administrator at the root confirms the time, and nobody else', async () => {
  const office = await threeDaysBack()
  const admin = await office.person('admin', 'van-phong')
  for (const [role, unit] of [
    ['manager', 'van-phong'],
    ['admin', 'xa-an'],
  ] as const)
    // prettier-ignore
    expect((await (await office.person(role, unit)).post('/api/clock/confirm', {})).status).toBe(403)
  expect((await admin.post('/api/clock/confirm', {})).body).toMatchObject({ certain: true, doubt: null })
  expect((await office.nobody().get('/healthz')).body.time).toBe(undefined)
})

test('the command shows the clock, and confirms it', async () => {
  const office = await threeDaysBack()
  const out: string[] = []
  const run = (...args: string[]) =>
    clockCommand.run(args, {
      config: readConfig({ DATA_DIR: office.folder }),
      clock: () => office.clock.now,
      version: '0',
      out: (line) => void out.push(line),
      say: () => undefined,
      stdin: () => Promise.resolve(''),
    })
  expect(await run()).toBe(1)
  expect(out.join('\n')).toContain('chậm hơn dữ liệu đã ghi')
  await expect(run('confirm')).rejects.toThrow('phiên đăng nhập')
  expect(await run('confirm', '--yes')).toBe(0)
  office.clock.pass(60_000)
  await office.tick()
  expect(office.stores.clockWatch.isCertain()).toBe(true)
})

test('figures are of no day that only a wrong clock has reached', async () => {
  const office = await officeOfTest()
  await office.tick()
  office.clock.jump(400 * 86_400_000)
  const { body } = await office.as('lan').get('/api/satisfaction?by=total')
  expect(body.to <= '2026-12-31').toBe(true)
})

test('what kiosks send flagged while even the day is in doubt is taken and flagged, whatever time it says', async () => {
  const office = await threeDaysBack()
  const kiosk = await office.pairKiosk()
  const beat = { waiting: 1, lastSeq: 1, appVersion: '1', clockOffsetMs: 0, storage: 'durable', lastError: null }
  expect((await kiosk.caller.post('/api/devices/heartbeat', beat)).body).toMatchObject({ timeUncertain: true })
  const days = ['2019-01-01', '2026-11-17', '2031-05-01']
  const taps = days.map((day) => kiosk.tap({ answeredAt: `${day}T09:00:00+07:00`, uncertainTime: true }))
  const { receipts } = await kiosk.send(...taps)
  expect(receipts.map(({ status }) => status)).toEqual(['stored', 'stored', 'stored'])
  const { uncertainDays } = (await (await office.person('manager', 'van-phong')).get('/api/clock')).body
  expect(uncertainDays).toEqual(days.map((day) => ({ unit: 'van-phong', day, ratings: 1 })))
})

test('the command ends what a clock that ran ahead has made only after it was said how much', async () => {
  const office = await threeDaysBack()
  office.clock.jump(3 * 86_400_000)
  await office.program('leader', 'van-phong')
  office.clock.jump(-3 * 86_400_000)
  const out: string[] = []
  const run = (...args: string[]) =>
    clockCommand.run(args, {
      config: readConfig({ DATA_DIR: office.folder }),
      clock: () => office.clock.now,
      version: '0',
      out: (line) => void out.push(line),
      say: (line) => void out.push(line),
      stdin: () => Promise.resolve(''),
    })
  const revoked = () => valueOf(office.file, 'select count(*) from api_token where revoked = 1')
  await expect(run('confirm')).rejects.toThrow('1 mã truy cập')
  expect([revoked(), office.stores.clockWatch.isCertain()]).toEqual([0, false])
  expect(await run('confirm', '--yes')).toBe(0)
  expect(revoked()).toBe(1)
})
