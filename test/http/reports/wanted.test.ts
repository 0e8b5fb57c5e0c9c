import { afterAll, beforeAll, expect, test } from 'vitest'
import type { QuarterlyReport } from '#contract/reports'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { openOnlyOn } from '../../support/opening.ts'

let office: Office
let manager: Caller

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  await openOnlyOn(office, 'xa-an', ['2026-08-28'])
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  const at = { answeredAt: '2026-08-28T09:00:00+07:00', area: 'dat-dai' }
  await kiosk.rate(Array<number>(12).fill(2), { ...at, reasons: ['cho-doi', 'giay-to'] })
  await kiosk.rate(Array<number>(5).fill(5), { ...at, reasons: ['giay-to'] })
  await kiosk.rate(Array<number>(40).fill(5), { ...at, reasons: ['khong'] })
  await kiosk.rate(Array<number>(4).fill(1), { ...at, reasons: ['thai-do'] })
  manager = await office.person('manager', 'xa-an')
  const admin = await office.program('admin', 'xa-an')
  const { status, text } = await admin.post('/api/targets', {
    unit: 'xa-an', group: 'chung', kind: 'milestone', operator: '>=', value: 0.95,
    validFrom: '2026-01-01', validTo: '2030-12-31', document: 'Kế hoạch số 9/KH-UBND',
  }) // prettier-ignore
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
})
afterAll(() => office.close())

async function report(): Promise<QuarterlyReport> {
  const { status, text, body } = await manager.get('/api/reports/quarterly?period=2026-Q3')
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  return body as QuarterlyReport
}

const WANTED =
  'Nội dung được đề nghị làm tốt hơn nhiều nhất: giấy tờ phải nộp (17 lượt), chờ đợi, trả đúng hẹn (12 lượt).'

test('a report says what most people want done better, and nothing of four', async () => {
  const { paragraph, bulletin } = await report()
  expect(paragraph.text).toContain(WANTED)
  expect(paragraph.text).not.toContain('thái độ')
  expect(bulletin.text).toContain('Bà con đề nghị làm tốt hơn nhất về giấy tờ phải nộp.')
})

test('a report says how far a level is that a later year is to reach', async () => {
  // 45 of 61 are satisfied, 73.8 %; 95 less that is 21.2.
  expect((await report()).paragraph.text).toContain('còn thấp hơn 21,2 điểm phần trăm so với mốc 95% đến năm 2030.')
})

test('a closed period goes on saying it, whatever comes later', async () => {
  expect((await office.as('minh').post('/api/editions', { period: '2026-Q3' })).status).toBe(200)
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  const late = { answeredAt: '2026-08-28T10:00:00+07:00', area: 'dat-dai', reasons: ['phi'] }
  await kiosk.rate(Array<number>(30).fill(1), late)
  expect((await report()).paragraph.text).toContain(WANTED)
  const running = await manager.get('/api/reasons?period=2026-Q3')
  expect(running.body.rows[0]).toMatchObject({ code: 'phi', chosen: 30 })
})
