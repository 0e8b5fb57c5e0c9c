import { describe, expect, test } from 'vitest'
import type { ExternalResult } from '#contract/external-results'
import { accessibilityFaults } from '../support/axe.ts'
import { office } from './support/dashboard-api.ts'
import * as figures from './support/dashboard-figures.ts'
import { dashboardTests } from './support/stubbed-tests.ts'
import { sizes } from './support/dashboard-states.ts'
import { ofRound } from '../support/rounds.ts'

const dashboard = dashboardTests()

const visit = dashboard.open

const [own = figures.targets[0]!, inherited = figures.targets[1]!] = figures.targets
const loose = { ...own, id: 't3', operator: '>' as const, value: 0.8, contradicts: [own.id], version: 2 }
const results = { ...inherited, id: 't4', unit: 'phu-quoc', stages: ['result' as const], validTo: '2027-12-31' }
const manyTargets = [{ ...own, contradicts: [loose.id] }, loose, results, inherited]

const service: ExternalResult = {
  id: 'e1', unit: 'phu-quoc', group: 'phuc-vu', value: 0.873, source: 'Sở Nội vụ, Công văn số 5/SNV-CCHC ngày 10/02/2026',
  periodFrom: '2026-01-01', periodTo: '2026-12-31', answers: 300, note: 'Khảo sát hộ dân',
  interval: { low: 0.831, high: 0.906 }, target: figures.target90, verdict: 'missed', evidence: 'insufficient',
} // prettier-ignore
const schools: ExternalResult = {
  ...service, id: 'e2', group: 'y-te-giao-duc', value: 0.9, answers: null, note: null, interval: null, verdict: 'met',
} // prettier-ignore

const basis = {
  stages: ['result' as const],
  answered: 80,
  satisfiedShare: 0.975,
  interval: { low: 0.913, high: 0.993 },
}
const ofResults = figures.row('total', 'Tất cả', {
  ...figures.all, target: { ...figures.target90, stages: ['result'] }, basis,
}) // prettier-ignore

const states = [
  ['targets', office({ targets: manyTargets, externalResults: [service, schools] }), 'chi-tieu'],
  ['targets, none', office({ targets: [] }), 'chi-tieu'],
  ['overview', office({ all: [ofResults], externalResults: [service] }), ''],
] as const

test.each(ofRound(states))('%s: nothing for axe, nothing too wide', async (_, state, path) => {
  const page = await visit(state, path)
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
    const page = await visit(office({ targets: manyTargets }), 'chi-tieu')
    await page.getByText('Tỷ lệ hài lòng, chỉ tính lượt nhận kết quả').waitFor()
    await page.getByText(/Cùng thời gian có chỉ tiêu khác về việc này: > 80%/).waitFor()
    await page.getByText('Từ 01/01/2026 đến 31/12/2026, đang áp dụng, sửa lần 1').waitFor()
    await page.getByText('Từ 01/01/2025 đến 31/12/2025, đã hết hạn').waitFor()
  })

  test('are filled from a plan, whose document is left to be named', async () => {
    const state = office()
    const page = await visit(state, 'chi-tieu')
    await page.getByLabel('Chọn mẫu').selectOption({ label: '> 80% · Giải quyết TTHC, tất cả lĩnh vực' })
    await page.getByText(/Kế hoạch ghi hai mức khác nhau/).waitFor()
    expect(await page.getByLabel('Tỷ lệ hài lòng (%)').inputValue()).toBe('80')
    await page.getByLabel('Văn bản').fill('Kế hoạch 7/KH-UBND')
    await page.getByLabel('Tính lượt đánh giá').selectOption('result')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Đã thêm chỉ tiêu.').waitFor()
    expect(state.sent.find(({ method }) => method === 'POST')?.body).toMatchObject({
      operator: '>', value: 0.8, stages: ['result'], validFrom: '2026-01-01', document: 'Kế hoạch 7/KH-UBND',
      sentence: expect.stringContaining('trên 80%'),
    }) // prettier-ignore
  })

  test('are edited in the form, by the keyboard too', async () => {
    const state = office()
    const page = await visit(state, 'chi-tieu')
    await page.getByRole('button', { name: 'Sửa chỉ tiêu' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Sửa chỉ tiêu' }).waitFor()
    await page.getByLabel('Tỷ lệ hài lòng (%)').fill('92,5')
    await page.getByRole('button', { name: 'Lưu chỉ tiêu' }).click()
    await page.getByRole('heading', { name: 'Thêm chỉ tiêu' }).waitFor()
    const sent = state.sent.find(({ method }) => method === 'PUT')
    expect(sent).toMatchObject({ path: '/api/targets/t1', body: { value: 0.925, sentence: 'tối thiểu 90%' } })
  })
})

test('results of others are entered with what is known of them', async () => {
  const state = office({ externalResults: [service] })
  const page = await visit(state, 'chi-tieu')
  await page.getByText('300 lượt · khoảng tin cậy 95%: 83,1–90,6%').waitFor()
  await page.getByLabel('Kết quả (%)').fill('87,3')
  await page.getByLabel('Số người được hỏi').fill('1.200')
  await page.getByLabel('Nguồn').fill('Sở Nội vụ')
  await page.getByRole('button', { name: 'Nhập kết quả' }).click()
  await page.getByText('Đã nhập kết quả.').waitFor()
  expect(state.sent.find(({ method }) => method === 'POST')?.body).toEqual({
    unit: 'phu-quoc', group: 'phuc-vu', value: 0.873, answers: 1200, source: 'Sở Nội vụ', note: null,
    periodFrom: '2025-01-01', periodTo: '2025-12-31',
  }) // prettier-ignore
})

test('the overview says on which answers a verdict rests, and shows results of others apart', async () => {
  const page = await visit(office({ all: [ofResults], externalResults: [service] }))
  await page.getByText('Kết luận chỉ tính lượt nhận kết quả: 97,5% (80 lượt).').waitFor()
  await page.getByText('Do cơ quan khác công bố, không cộng vào lượt đánh giá của đơn vị.').waitFor()
})

describe('an officer', () => {
  const session = { ...figures.session, role: 'officer' as const, areas: ['ho-tich'] }

  const ofLand = figures.row('total', 'Các lĩnh vực được giao', { ...figures.land, label: 'Các lĩnh vực được giao' })
  const { by: _, rows, total, ...about } = figures.reply('total', [ofLand], ofLand)
  const part = { rows, total }
  const view = { ...about.view, areas: ['dat-dai', 'xay-dung'] }
  const body = { ...about, view, total: part, groups: [{ ...part, group: 'dat-dai-xay-dung' }], areas: part }

  test('of land alone sees the figure once', async () => {
    const answers = new Map([['GET /api/satisfaction/overview', { status: 200, body }]])
    const page = await visit(office({ session: { ...session, areas: ['dat-dai', 'xay-dung'] }, answers }))
    await page.getByRole('heading', { name: 'Các lĩnh vực được giao' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Trong đó: đất đai, xây dựng' }).count()).toBe(0)
    const whole = await visit(office({ all: [figures.all], land: [figures.all] }))
    await whole.getByRole('heading', { name: 'Trong đó: đất đai, xây dựng' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    const pictures = process.env['HAILONG_SCREENSHOTS']
    for (const size of sizes) {
      await page.setViewportSize(size)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
      if (pictures) await page.screenshot({ path: `${pictures}/can-bo-${size.width}.png`, fullPage: true })
    }
  })

  test('opens at the last quarter that is over, of the periods that are', async () => {
    const state = office({ session })
    const page = await visit(state)
    await page.getByText('Số liệu từ').waitFor()
    expect(await page.getByLabel('Kỳ').inputValue()).toBe('2026-Q3')
    const offered = await page
      .getByLabel('Kỳ')
      .locator('option')
      .evaluateAll((options) => options.map(({ textContent }) => textContent))
    expect(offered).not.toContain('Quý IV/2026')
    expect(state.sent.some(({ path }) => path.includes('period=2026-Q3'))).toBe(true)
  })
})
