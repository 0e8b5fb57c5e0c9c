import { expect, onTestFinished, test } from 'vitest'
import { commandLine } from '#core/ledger/actor'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'
import { rowsOf, valueOf } from '../../support/tables.ts'
import { verified } from '../../support/verified.ts'

const YEAR_MS = 365 * 86_400_000

const stored = ({ file }: Office) => rowsOf(file, 'select local_date, uncertain_time from response order by seq')
const waiting = ({ file }: Office) => valueOf(file, 'select count(*) from waiting')

test('ratings under a clock in 2019 are taken and marked, and no day closes until it is right', async () => {
  const before = await openOffice()
  const { token } = await before.pairKiosk()
  await before.tick()
  const office = await openOffice({ template: await before.template(), at: '2019-01-01T00:03:00+07:00' })
  onTestFinished(() => office.close())
  await office.tick()
  expect((await office.nobody().get('/healthz')).body).toMatchObject({ status: 'ok', time: 'uncertain' })

  const rate = (seq: number, answeredAt: string) =>
    office.bearer(token).post('/api/responses', {
      responses: [{ id: crypto.randomUUID(), seq, questionnaire: 'quay-nhanh@1', answers: { overall: 4 }, answeredAt }],
    })
  for (let seq = 1; seq <= 3; seq += 1)
    expect((await rate(seq, '2026-11-20T10:00:00+07:00')).body.receipts).toMatchObject([{ status: 'stored' }])
  for (let seq = 4; seq <= 6; seq += 1)
    expect((await rate(seq, '2019-01-01T00:04:00+07:00')).body.receipts).toMatchObject([{ status: 'stored' }])
  expect(stored(office)).toEqual([
    ...Array.from({ length: 3 }, () => ({ local_date: '2026-11-20', uncertain_time: 1 })),
    ...Array.from({ length: 3 }, () => ({ local_date: '2019-01-01', uncertain_time: 1 })),
  ])
  office.clock.pass(2 * 86_400_000)
  await office.tick()
  expect(waiting(office)).toBe(6)

  office.clock.moveTo('2026-11-21T08:00:00+07:00')
  await office.tick()
  expect((await office.nobody().get('/healthz')).body.time).toBe(undefined)
  expect(waiting(office)).toBe(0)
  expect(await verified(office.file, office)).toMatchObject({ ok: true, problems: [] })
})

test('a clock that jumps ten years for some minutes dates no rating, and nothing waits for years', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await office.tick()
  office.clock.jump(10 * YEAR_MS)
  const answeredAt = '2026-11-20T09:00:30+07:00'
  const taps = [1, 2, 3, 4, 5].map((level) => kiosk.tap({ level, answeredAt }))
  await kiosk.send(...taps)
  const beat = { waiting: 0, lastSeq: 5, appVersion: '0', clockOffsetMs: 0, storage: 'durable' }
  const { body } = await kiosk.caller.post('/api/devices/heartbeat', beat)
  expect(body.serverTime).toBe('2026-11-20T09:00:00+07:00')
  expect(stored(office)).toEqual(Array.from({ length: 5 }, () => ({ local_date: '2026-11-20', uncertain_time: 1 })))

  office.clock.jump(-10 * YEAR_MS)
  const again = await kiosk.send(...taps)
  expect(again.receipts.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'duplicate'))
  office.clock.moveTo('2026-11-21T00:01:00+07:00')
  await office.tick()
  expect(waiting(office)).toBe(0)
  expect(rowsOf(office.file, 'select distinct day from tally_day')).toEqual([{ day: '2026-11-20' }])
})

test('what a server that began in 2036 took waits no longer than until the day after it was put right', async () => {
  const before = await openOffice()
  const { token } = await before.pairKiosk()
  await before.tick()
  const office = await openOffice({ template: await before.template(), at: '2036-11-20T09:00:00+07:00' })
  onTestFinished(() => office.close())
  await office.tick()
  const responses = [1, 2, 3, 4, 5].map((seq) => ({
    ...{ id: crypto.randomUUID(), seq, questionnaire: 'quay-nhanh@1', answers: { overall: 4 } },
    answeredAt: seq < 3 ? '2026-11-20T09:00:00+07:00' : '2036-11-20T09:00:00+07:00',
  }))
  await office.bearer(token).post('/api/responses', { responses })
  expect(rowsOf(office.file, 'select distinct uncertain_time as marked from response')).toEqual([{ marked: 1 }])
  office.clock.moveTo('2026-11-20T11:00:00+07:00')
  await office.stores.clockWatch.confirm(commandLine)
  await office.tick()
  expect(waiting(office)).toBe(5)
  office.clock.moveTo('2026-11-21T00:01:00+07:00')
  await office.tick()
  expect(waiting(office)).toBe(0)
  expect(await verified(office.file, office)).toMatchObject({ ok: true })
})
