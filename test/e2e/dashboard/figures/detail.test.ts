import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createUnit } from '../../../../server/store/office/units.ts'
import type { Kiosk } from '../../../support/kiosk.ts'
import { accessibilityFaults } from '../../support/axe.ts'
import { closePeriods } from '../support/close-periods.ts'
import { dashboardTests } from '../support/dashboard-tests.ts'
import type { ServedOffice } from '../support/dashboard-tests.ts'
import { rateOn } from '../support/seed-ratings.ts'

const dashboard = dashboardTests()

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const card = (page: Page, title: string) => page.locator('section', { has: heading(page, title) })
const wanted = 'Điều người dân đề nghị làm tốt hơn'
const times = (count: number, level: number) => Array<number>(count).fill(level)

const rows = (page: Page, title: string) =>
  card(page, title)
    .locator('tbody tr')
    .evaluateAll((list) => list.map((row) => (row as HTMLElement).innerText.replace(/\s+/g, ' ').trim()))

describe('an area', () => {
  test('opens from its row by the keyboard, and the way back leads to the overview', async () => {
    const page = await (await dashboard.shared('rated')).open('?period=2026-Q4')
    const link = card(page, 'Theo lĩnh vực').getByRole('link', { name: 'Đất đai', exact: true })
    await link.focus()
    await page.keyboard.press('Enter')
    await heading(page, 'Đất đai').waitFor()
    expect(page.url()).toMatch(/\/dashboard\/chi-tiet\?period=2026-Q4&area=dat-dai$/)
    await heading(page, 'Năm mức').waitFor()
    // 6, 10, 8, 57 and 40 of 121.
    expect(await rows(page, 'Năm mức')).toEqual([
      'Rất không hài lòng 6 5,0%',
      'Không hài lòng 10 8,3%',
      'Bình thường 8 6,6%',
      'Hài lòng 57 47,1%',
      'Rất hài lòng 40 33,1%',
    ])
    expect(await rows(page, 'Theo quầy')).toHaveLength(1)
    await page.goBack()
    await heading(page, 'Tổng quan').waitFor()
  })

  test('shows a reader the share of a closed quarter, and neither levels nor reasons', async () => {
    const office = await dashboard.own('rated')
    office.clock.moveTo('2027-01-04T09:00:00+07:00')
    await closePeriods(office)
    const page = await office.open('chi-tiet?area=dat-dai&period=2026-Q4', { role: 'supervisor', unit: 'phu-quoc' })
    await card(page, 'Tỷ lệ hài lòng').getByText('80,2%').waitFor()
    expect(await heading(page, 'Năm mức').count()).toBe(0)
    expect(await heading(page, wanted).count()).toBe(0)
    await page.getByLabel('Kỳ').selectOption('2026-10')
    await page.getByText('Số liệu từng lĩnh vực có từ kỳ quý trở lên.').waitFor()
  })
})

test('what people want done better is said first, and four are hidden', async () => {
  const office = await dashboard.own('rated')
  const kiosk = await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 1' })
  const rate = (levels: readonly number[], reasons: string[]) =>
    rateOn(office, kiosk, { day: '2026-10-05', levels, fields: { area: 'dat-dai', reasons } })
  await rate(times(12, 2), ['cho-doi', 'giay-to'])
  await rate(times(9, 5), ['cho-doi'])
  // Four are counted once somebody more waits with them.
  await rate(times(4, 1), ['thai-do'])
  await rate(times(5, 5), [])
  const page = await office.open('?period=2026-Q4')
  await card(page, wanted).getByText('Nhiều nhất: chờ đợi, trả đúng hẹn, 21 lượt chọn').waitFor()
  // 106 of the seed and 16 of these are dissatisfied: 12 of 122.
  const [first, , third] = await rows(page, wanted)
  expect(first).toMatch(/^Chờ đợi, trả đúng hẹn 21.* 9,8%.* 21$/)
  expect(third).toMatch(/dưới 5 lượt$/)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await accessibilityFaults(page)).toEqual([])
})

describe('units side by side', () => {
  async function district(): Promise<ServedOffice> {
    const office = await dashboard.own('bare')
    const parentId = await office.unitId('phu-quoc')
    const communes = {
      'xa-b': ['Xã Bình Trị Thiên – Trung tâm Phục vụ hành chính công', times(200, 5), times(10, 2)],
      'xa-c': ['Xã Cửa Cạn', times(60, 4), times(60, 1)],
      'xa-d': ['Xã Đông Thái', times(2, 4), []],
    } as const
    for (const [code, [name, satisfied, others]] of Object.entries(communes)) {
      await office.database.transaction((trx) => createUnit(trx, { code, name, parentId }))
      const kiosk: Kiosk = await office.pairKiosk({ unit: code, counter: 'Quầy 1' })
      const levels = [...satisfied, ...others]
      await rateOn(office, kiosk, { day: '2026-10-05', levels, fields: { area: 'ho-tich' } })
    }
    return office
  }

  test('stand by name and never by rank, with a funnel that names who is outside', async () => {
    const page = await (await district()).open('don-vi?period=2026-Q4')
    await heading(page, 'Đơn vị').waitFor()
    const picture = page.getByRole('img', { name: /Xã Cửa Cạn: thấp hơn hẳn mặt bằng chung/ })
    await picture.waitFor()
    const tiers = await page
      .locator('main section', { has: page.locator('table') })
      .evaluateAll((list) => list.map((tier) => [...tier.querySelectorAll('tbody th a')].map((a) => a.textContent)))
    expect(tiers).toEqual([
      ['Điểm tiếp nhận Dương Đông', 'Xã Đông Thái'],
      ['Xã Bình Trị Thiên – Trung tâm Phục vụ hành chính công', 'Xã Cửa Cạn'],
    ])
    expect(await page.locator('main').innerText()).toContain('Chưa đặt chỉ tiêu · Chưa nhập số hồ sơ')
    for (const width of [390, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      expect(await accessibilityFaults(page)).toEqual([])
    }
    await page.getByRole('link', { name: 'Xã Cửa Cạn' }).focus()
    await page.keyboard.press('Enter')
    await heading(page, 'Tất cả lĩnh vực').waitFor()
    expect(await page.getByLabel('Đơn vị', { exact: true }).inputValue()).toBe('xa-c')
  })
})
