import { describe, expect, test } from 'vitest'
import type { ExternalResultRequest } from '#contract/external-results'
import type { Office } from '../../../support/office.ts'
import { accessibilityFaults } from '../../support/axe.ts'
import { dashboardTests } from '../support/dashboard-tests.ts'
import type { ServedOffice } from '../support/dashboard-tests.ts'
import { closePeriods } from '../support/close-periods.ts'
import { sizes } from '../support/dashboard-states.ts'
import { rateOn } from '../support/seed-ratings.ts'
import { addTarget, targetWith } from '../support/seed-targets.ts'
import { ok } from '../support/seeded-office.ts'
import { ofRound } from '../../support/rounds.ts'

const dashboard = dashboardTests()
const { sentTo } = dashboard

/** Two that contradict each other, one of them edited, one of a stage alone, one that has run out. */
async function addManyTargets(office: Office): Promise<void> {
  await addTarget(office)
  const loose = { operator: '>', value: 0.7, sentence: null } as const
  const id = await addTarget(office, loose)
  await ok(office.as('lan'), 'put', `/api/targets/${id}`, targetWith({ ...loose, value: 0.8 }))
  const land = { group: 'dat-dai-xay-dung', value: 0.85, sentence: 'đất đai, xây dựng tối thiểu 85%' }
  await addTarget(office, { ...land, stages: ['result'], validTo: '2027-12-31' })
  await addTarget(office, { ...land, validFrom: '2025-01-01', validTo: '2025-12-31' })
}

const service: ExternalResultRequest = {
  unit: 'phu-quoc',
  group: 'phuc-vu',
  value: 0.873,
  source: 'Sở Nội vụ, Công văn số 5/SNV-CCHC ngày 10/02/2026',
  periodFrom: '2026-01-01',
  periodTo: '2026-12-31',
  answers: 300,
  note: 'Khảo sát hộ dân',
}
const schools: ExternalResultRequest = { ...service, group: 'y-te-giao-duc', value: 0.9, answers: null, note: null }

/** Results that others publish, with the targets they are held against. */
async function addResults(office: Office, ...results: readonly ExternalResultRequest[]): Promise<void> {
  for (const result of results) {
    await addTarget(office, { measure: 'external', group: result.group })
    await ok(office.as('lan'), 'post', '/api/external-results', result)
  }
}

/** A target that counts those alone who came for a result: 78 of 80 of them are satisfied, of the others few. */
async function rateAtTwoStages(office: Office): Promise<void> {
  await addTarget(office, { stages: ['result'] })
  const levels = [...Array<number>(78).fill(5), 2, 2]
  const atResult = await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 1', stage: 'result' })
  await rateOn(office, atResult, { day: '2026-10-05', levels })
  const atSubmit = await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 2', stage: 'submit' })
  await rateOn(office, atSubmit, { day: '2026-10-05', levels: [5, 4, 4, 2, 2, 1, 5, 5, 4, 3] })
}

/** An office of this test with what is added to it. */
async function officeWith(...add: readonly ((office: Office) => Promise<unknown>)[]): Promise<ServedOffice> {
  const office = await dashboard.own('bare')
  for (const one of add) await one(office)
  return office
}

const states = [
  ['targets', [addManyTargets, (office: Office) => addResults(office, service, schools)], 'chi-tieu'],
  ['targets, none', [], 'chi-tieu'],
  ['overview', [rateAtTwoStages, (office: Office) => addResults(office, service)], ''],
] as const

test.each(ofRound(states))('%s: nothing for axe, nothing too wide', async (_, add, path) => {
  const page = await (await officeWith(...add)).open(path)
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.getByRole('heading', { name: /Cách chốt số liệu|Cách tính và số liệu/ }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    expect(await accessibilityFaults(page)).toEqual([])
  }
})

describe('targets', () => {
  test('say what they count, that two contradict each other, and that one was edited', async () => {
    const page = await (await officeWith(addManyTargets)).open('chi-tieu')
    await page.getByText('Tỷ lệ hài lòng, chỉ tính lượt nhận kết quả').waitFor()
    await page.getByText(/Cùng thời gian có chỉ tiêu khác về việc này: > 80%/).waitFor()
    await page.getByText('Từ 01/01/2026 đến 31/12/2026, đang áp dụng, sửa lần 1').waitFor()
    await page.getByText('Từ 01/01/2025 đến 31/12/2025, đã hết hạn').waitFor()
  })

  test('are filled from a plan, whose document is left to be named', async () => {
    const page = await (await officeWith()).open('chi-tieu')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByLabel('Chọn mẫu').selectOption({ label: '> 80% · Giải quyết TTHC, tất cả lĩnh vực' })
    await page.getByText(/Kế hoạch ghi hai mức khác nhau/).waitFor()
    expect(await page.getByLabel('Tỷ lệ hài lòng (%)').inputValue()).toBe('80')
    await page.getByLabel('Văn bản').fill('Kế hoạch 7/KH-UBND')
    await page.getByLabel('Tính lượt đánh giá').selectOption('result')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Đã thêm chỉ tiêu.').waitFor()
    expect(sentTo('POST')?.body).toMatchObject({
      operator: '>', value: 0.8, stages: ['result'], validFrom: '2026-01-01', document: 'Kế hoạch 7/KH-UBND',
      sentence: expect.stringContaining('trên 80%'),
    }) // prettier-ignore
  })

  test('are edited in the form, by the keyboard too', async () => {
    const office = await officeWith()
    const id = await addTarget(office)
    const page = await office.open('chi-tieu')
    await page.getByRole('button', { name: 'Sửa chỉ tiêu' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Sửa chỉ tiêu' }).waitFor()
    await page.getByLabel('Tỷ lệ hài lòng (%)').fill('92,5')
    await page.getByRole('button', { name: 'Lưu chỉ tiêu' }).click()
    await page.getByText('Đã lưu chỉ tiêu.').waitFor()
    expect(await page.getByRole('heading', { name: 'Sửa chỉ tiêu' }).count()).toBe(0)
    expect(sentTo('PUT')).toMatchObject({
      path: `/api/targets/${id}`,
      body: { value: 0.925, sentence: 'tối thiểu 90%' },
    })
  })
})

test('results of others are entered with what is known of them', async () => {
  const office = await officeWith((own) => addResults(own, service))
  const page = await office.open('chi-tieu')
  await page.getByText('300 người được hỏi').waitFor()
  await page.getByRole('button', { name: 'Nhập một kết quả' }).click()
  await page.getByLabel('Kết quả (%)').fill('87,3')
  await page.getByLabel('Số người được hỏi').fill('1.200')
  await page.getByLabel('Nguồn').fill('Sở Nội vụ')
  await page.getByRole('button', { name: 'Nhập kết quả' }).click()
  await page.getByText('Đã nhập kết quả.').waitFor()
  expect(sentTo('POST')?.body).toEqual({
    unit: 'phu-quoc', group: 'phuc-vu', title: null, value: 0.873, decimals: 1, answers: 1200, isSample: false,
    rank: null, source: 'Sở Nội vụ', note: null,
    periodFrom: '2025-01-01', periodTo: '2025-12-31',
  }) // prettier-ignore
})

test('the overview says on which answers a verdict rests, and shows results of others apart', async () => {
  const office = await officeWith(rateAtTwoStages, (own) => addResults(own, service))
  const page = await office.open('?period=2026-Q4')
  await page.getByText('Kết luận chỉ tính lượt nhận kết quả: 97,5% (80 lượt).').waitFor()
  await page.getByText('Không cộng vào lượt đánh giá của đơn vị.').waitFor()
})

describe('an officer', () => {
  const officerOf = (...areas: string[]) => ({ role: 'officer', unit: 'phu-quoc', areas }) as const

  /** An office whose third quarter is closed. */
  async function closedSummer(): Promise<ServedOffice> {
    const office = await dashboard.own('targets')
    const kiosk = await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 1' })
    for (const area of ['dat-dai', 'xay-dung', 'ho-tich'])
      await rateOn(office, kiosk, { day: '2026-08-12', levels: Array<number>(40).fill(5), fields: { area } })
    await closePeriods(office)
    return office
  }

  test('of land alone sees the figure once', async () => {
    const office = await closedSummer()
    const whole = await office.open('?period=2026-Q3')
    await whole.getByRole('heading', { name: 'Trong đó: đất đai, xây dựng' }).waitFor()
    const page = await office.open('?period=2026-Q3', officerOf('dat-dai', 'xay-dung'))
    await page.getByRole('heading', { name: 'Các lĩnh vực được giao' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Trong đó: đất đai, xây dựng' }).count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    const pictures = process.env['HAILONG_SCREENSHOTS']
    for (const size of sizes) {
      await page.setViewportSize(size)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
      if (pictures) await page.screenshot({ path: `${pictures}/can-bo-${size.width}.png`, fullPage: true })
    }
  })

  test('opens at the last quarter that is over, of the periods that are', async () => {
    const office = await closedSummer()
    const page = await office.open('', officerOf('ho-tich'))
    await page.getByText('Số liệu tính từ').first().waitFor()
    expect(await page.getByLabel('Kỳ').inputValue()).toBe('2026-Q3')
    const offered = await page
      .getByLabel('Kỳ')
      .locator('option')
      .evaluateAll((options) => options.map(({ textContent }) => textContent))
    expect(offered).not.toContain('Quý IV/2026')
    expect(dashboard.sent.some(({ path }) => path.includes('period=2026-Q3'))).toBe(true)
  })
})
