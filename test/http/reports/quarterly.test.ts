import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { QuarterlyReport } from '#contract/reports'
import { wordCount } from '#core/report/bulletin'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { fillWorkedCase } from '../../support/worked-case.ts'

let office: Office
let manager: Caller
beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  await fillWorkedCase(office, 'xa-an')
  const binh = await office.pairKiosk({ unit: 'xa-binh' })
  await binh.rate([1], { answeredAt: '2026-08-28T09:00:00+07:00', area: 'dat-dai' })
  await binh.rate(Array<number>(10).fill(4), { answeredAt: '2026-11-19T09:00:00+07:00', area: 'ho-tich' })
  manager = await office.person('manager', 'xa-an')
})
afterAll(() => office.close())

async function report(caller: Caller, query: string): Promise<QuarterlyReport> {
  const reply = await caller.get(`/api/reports/quarterly?${query}`)
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, ''])
  return reply.body as QuarterlyReport
}

const cells = ({ table }: QuarterlyReport, number: string): string[] | undefined =>
  table.rows.find((row) => row.number === number)?.cells.map(({ text }) => text)

describe('the quarterly report', () => {
  test('of the worked case is written from the ratings, word for word', async () => {
    const { paragraph, period, received, office: about } = await report(manager, 'period=2026-Q3')
    expect(period).toEqual({
      key: '2026-Q3',
      words: 'quý III năm 2026',
      from: '2026-07-01',
      to: '2026-09-30',
      hasEnded: true,
    })
    expect(received).toBe(812)
    expect(paragraph.text).toBe(
      'Về đánh giá mức độ hài lòng của người dân, tổ chức: từ ngày 28/08/2026 (ngày bắt đầu dùng) đến ngày 30/09/2026, ' +
        `${about.name} nhận 812 lượt đánh giá (812 lượt trên thiết bị tại quầy), trong đó 806 lượt có chọn mức. ` +
        'Có 750 lượt hài lòng và rất hài lòng, đạt 93,1% (khoảng tin cậy 95%: 91,1–94,6%), ' +
        'đạt chỉ tiêu từ 90% trở lên theo Kế hoạch số 12/KH-UBND ngày 15/01/2026. ' +
        'Riêng lĩnh vực đất đai, xây dựng: 126/155 lượt, đạt 81,3% (74,4–86,6%), ' +
        'thấp hơn chỉ tiêu 85%; tuy nhiên chưa đủ căn cứ để khẳng định là chưa đạt.',
    )
    expect(paragraph.parts.map(({ text }) => text).join('')).toBe(paragraph.text)
  })

  test('has the rows of the table with their verdicts', async () => {
    const found = await report(manager, 'period=2026-Q3')
    expect(found.table.head).toHaveLength(9)
    expect(found.table.rows.map(({ number }) => number)).toEqual(['3', '3.1', '5', '5.1', '6'])
    expect(cells(found, '5')).toEqual([
      ...['5', 'Tỷ lệ hài lòng về giải quyết TTHC', '%', '93,1', '93,1 (750/806)', '', '≥ 90%', 'Đạt'],
      '750/806 lượt; 95%: 91,1–94,6',
    ])
    expect(cells(found, '5.1')?.slice(6)).toEqual([
      ...['≥ 85%', 'Chưa đạt, chưa chắc chắn', '126/155 lượt; 95%: 74,4–86,6'],
    ])
  })

  test('counts the dossiers once every month was entered', async () => {
    const enter = async (month: string, early: number) => {
      const counts = [{ month, area: null, received: 700, early, onTime: 200, late: 5, apologised: 4 }]
      const reply = await manager.put('/api/dossiers', { unit: 'xa-an', counts })
      expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, ''])
    }
    await enter('2026-07', 500)
    await enter('2026-08', 500)
    expect(cells(await report(manager, 'period=2026-Q3'), '1')).toBeUndefined()
    await enter('2026-09', 600)
    const found = await report(manager, 'period=2026-Q3')
    expect(found.paragraph.text).toContain('806 lượt có chọn mức, bằng 36,4% số hồ sơ đã trả kết quả. ')
    expect(cells(found, '1')?.[3]).toBe('2.215')
    expect(cells(found, '2')?.slice(3)).toEqual(['99,3', '', '', '', '', '2.200/2.215 hồ sơ'])
    expect(cells(found, '8')?.slice(3)).toEqual(['80,0', '', '', '', '', '12/15 hồ sơ'])
    expect(found.sources).toContain('Số hồ sơ: đơn vị nhập theo tháng.')
  })

  test('of a closed period stays as it was, whatever comes later', async () => {
    const closed = await manager.post('/api/editions', { unit: 'xa-an', period: '2026-Q3' })
    expect([closed.status, closed.status === 200 ? '' : closed.text]).toEqual([200, ''])
    const before = await report(manager, 'period=2026-Q3')
    expect(before.edition?.number).toBe(1)
    expect(before.sources[0]).toMatch(/đã chốt ngày 20\/11\/2026, bản số 1, mã kiểm tra [0-9a-f]{16}\.$/)
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    await kiosk.rate(Array<number>(50).fill(1), { answeredAt: '2026-08-28T10:00:00+07:00', area: 'dat-dai' })
    const after = await report(manager, 'period=2026-Q3')
    expect([after.paragraph, after.bulletin]).toEqual([before.paragraph, before.bulletin])
    expect(cells(after, '5')?.slice(3, 4)).toEqual(['93,1'])
    expect((await report(manager, 'from=2026-08-15&to=2026-09-30')).received).toBe(862)
  })

  test('has a bulletin of at most eighty words', async () => {
    const { bulletin } = await report(manager, 'period=2026-Q3')
    expect(bulletin.text).toMatch(/^Trong quý III năm 2026, đã có 812 lượt bà con .* 93% số lượt hài lòng/)
    expect(bulletin.words).toBe(wordCount(bulletin.text))
    expect(bulletin.words).toBeLessThanOrEqual(80)
  })

  test('of one answer prints no percentage anywhere', async () => {
    const binh = await office.person('manager', 'xa-binh')
    const { paragraph, table, bulletin } = await report(binh, 'period=2026-Q3')
    const printed = [paragraph.text, bulletin.text, ...table.rows.flatMap((row) => row.cells.map(({ text }) => text))]
    expect(printed.join('\n')).not.toMatch(/\d%|\d,\d/)
    expect(paragraph.text).toContain('Có dưới 5 lượt đánh giá nên không nêu tỷ lệ.')
  })

  test('of a quarter that goes on says until when, and that nobody rated in one to come', async () => {
    const binh = await office.person('manager', 'xa-binh')
    const running = await report(binh, 'period=2026-Q4')
    expect(running.period.hasEnded).toBe(false)
    expect(running.paragraph.text).toMatch(/^Tính đến ngày 20\/11\/2026, về đánh giá .* đến ngày 20\/11\/2026, /)
    const empty = await report(manager, 'period=2026-Q4')
    expect(empty.received).toBe(0)
    expect(empty.paragraph.text).toMatch(/chưa nhận được lượt đánh giá nào\.$/)
  })

  test('takes free ranges of whole half-months, and gives a period its name', async () => {
    expect((await report(manager, 'from=2026-08-15&to=2026-09-14')).period).toMatchObject({ key: null })
    expect((await report(manager, 'from=2026-07-01&to=2026-12-31')).period).toMatchObject({ key: '2026-H2' })
    expect((await report(manager, 'period=2026-H2')).period.words).toBe('6 tháng cuối năm 2026')
  })

  test('puts the targets of a plan that contradicts itself beside each other', async () => {
    const admin = await office.program('admin', 'xa-binh')
    const kiosk = await office.pairKiosk({ unit: 'xa-binh' })
    await kiosk.rate([...Array<number>(90).fill(4), ...Array<number>(10).fill(2)], {
      answeredAt: '2026-10-09T09:00:00+07:00',
    })
    const target = { unit: 'xa-binh', group: 'chung', validFrom: '2026-01-01', validTo: '2026-12-31' }
    await admin.post('/api/targets', {
      ...target,
      operator: '>',
      value: 0.8,
      document: 'Kế hoạch số 7/KH-UBND, mục I.2',
    })
    await admin.post('/api/targets', {
      ...target,
      operator: '>=',
      value: 0.95,
      document: 'Kế hoạch số 7/KH-UBND, mục II.1',
    })
    const binh = await office.person('manager', 'xa-binh')
    const { paragraph } = await report(binh, 'period=2026-10')
    expect(paragraph.text).toContain('so với mức 80% tại mục I.2 và 95% tại mục II.1 của Kế hoạch số 7/KH-UBND: ')
  })

  test.each([
    ['', 400, 'required'],
    ['period=soon', 400, 'invalid_format'],
    ['period=2026-Q3&from=2026-07-01&to=2026-07-14', 400, 'not_with_from_to'],
    ['from=2026-07-01', 400, 'required'],
    ['from=2026-07-01&to=2026-07-13', 400, 'not_half_months'],
    ['from=2026-07-15&to=2026-07-14', 400, 'ends_before_start'],
  ])('refuses %s', async (query, status, code) => {
    const reply = await manager.get(`/api/reports/quarterly?${query}`)
    expect([reply.status, reply.body.issues[0].code]).toEqual([status, code])
  })
})
