import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { accessibilityFaults } from '../../support/axe.ts'
import { dashboardTests } from '../support/dashboard-tests.ts'
import type { ServedOffice, Visitor } from '../support/dashboard-tests.ts'
import { closePeriods } from '../support/close-periods.ts'
import { sizes } from '../support/dashboard-states.ts'
import { cutOff } from '../support/forced.ts'
import type { Seed } from '../support/seeded-office.ts'
import { ofRound } from '../../support/rounds.ts'

const dashboard = dashboardTests()

const supervisor = { role: 'supervisor', unit: 'phu-quoc' } as const

/** What the office holds, and who looks at it. */
const kinds = {
  months: ['two-years', 'lan'],
  'two questionnaires': ['two-questionnaires', 'lan'],
  'finished months only': ['two-years', supervisor],
  quarters: ['two-years', 'lan'],
  nothing: ['two-years', 'lan'],
  failed: ['two-years', 'lan'],
} as const satisfies Readonly<Record<string, readonly [Seed, Visitor]>>

async function visit(kind: keyof typeof kinds, query = '?by=month'): Promise<Page> {
  const [seed, visitor] = kinds[kind]
  if (kind === 'failed') await cutOff(dashboard.profile(), 'GET /api/satisfaction')
  const office = kind === 'finished months only' ? await closedYears() : await dashboard.shared(seed)
  const page = await office.open(`xu-huong${query}`, visitor)
  await page.getByRole('main').locator('section h2').first().waitFor()
  return page
}

async function closedYears(): Promise<ServedOffice> {
  const office = await dashboard.own('two-years')
  await closePeriods(office)
  return office
}

const chart = (page: Page) => page.getByRole('slider')
const spoken = (page: Page) => chart(page).getAttribute('aria-valuetext')
/** Of the table of the first line: that of land stands below. */
const tableRow = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) }).first()

describe('every state of the trend', () => {
  const states = [
    ['months', '?by=month'],
    ['two questionnaires', '?by=month'],
    ['finished months only', '?by=month&group=dat-dai-xay-dung'],
    ['quarters', '?by=quarter'],
    ['nothing', '?area=ho-tich'],
    ['failed', ''],
  ] as const

  test.each(ofRound(states, 2))('%s: nothing for axe, nothing too wide', async (kind, query) => {
    const page = await visit(kind, query)
    for (const size of sizes) {
      await page.setViewportSize(size)
      if (kind !== 'nothing' && kind !== 'failed') await chart(page).locator('canvas').waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(size.width)
      // Between desk and wall only the margins differ.
      if (size.width < 1920) expect(await accessibilityFaults(page)).toEqual([])
    }
  })
})

test('says in words what the chart shows, and the same in a table', async () => {
  const page = await visit('months')
  await page.getByText('Tháng 11/2026 (đến nay): 92,3%, chưa rõ tăng hay giảm so với tháng trước (thay đổi').waitFor()
  await page.getByText('Trục bắt đầu từ 70%, không phải từ 0%.').waitFor()
  expect(await tableRow(page, 'Tháng 10/2026').innerText()).toMatch(
    /93,0%\s.*88,5–95,8%\s.*199\s.*201\s.*≥ 90%\s.*tăng \(\+8,5 điểm\)/s,
  )
  expect(await tableRow(page, 'Tháng 8/2026').innerText()).toContain('chưa có lượt nào')
  expect(await tableRow(page, 'Tháng 7/2026').innerText()).toMatch(/chưa đủ lượt/)
  expect(await tableRow(page, 'Tháng 3/2026').innerText()).toMatch(/dưới 5 lượt/)
  expect(await page.getByRole('main').innerText()).not.toMatch(/Đạt/)
})

test('reads each period with the arrow keys, and shows it under the pointer', async () => {
  const page = await visit('months')
  await chart(page).locator('canvas').waitFor()
  await chart(page).focus()
  expect(await spoken(page)).toMatch(/^Tháng 11\/2026; Tất cả lĩnh vực; Tỷ lệ hài lòng: 92,3%.*Chỉ tiêu: ≥ 90%/)
  await page.keyboard.press('ArrowLeft')
  expect(await spoken(page)).toMatch(
    /^Tháng 10\/2026; .*Lượt có trả lời: 199; Tổng số lượt: 201 lượt.*: \+8,5 điểm, tăng$/,
  )
  await page.keyboard.press('Home')
  expect(await spoken(page)).toMatch(/^Tháng 12\/2025/)
  await page.keyboard.press('ArrowLeft')
  expect(await spoken(page)).toMatch(/^Tháng 12\/2025/)
  const tip = chart(page).locator('dl').first()
  await tip.waitFor()
  await page.keyboard.press('Escape')
  expect(await tip.count()).toBe(0)

  const box = (await chart(page).locator('.u-over').boundingBox())!
  await page.mouse.move(box.x + box.width * (3.5 / 12), box.y + box.height / 2)
  await tip.getByText('dưới 5 lượt').waitFor()
})

test('withholds the period that is still going on from those who read finished ones', async () => {
  const page = await visit('finished months only')
  await page.getByText(/^Tháng 10\/2026: 93,0%/).waitFor()
  expect(await tableRow(page, 'Tháng 11/2026').innerText()).toMatch(/chưa chốt số liệu/)
})

test('gives two questionnaires a line and a table each, and says that they cannot be compared', async () => {
  const page = await visit('two questionnaires')
  await page.getByText('mỗi cách một đường riêng và không so sánh được với nhau').waitFor()
  // And one of land.
  expect(await page.getByRole('table').count()).toBe(3)
})

test('keeps step, subject and time in the address, with a verdict for quarters', async () => {
  const page = await visit('quarters')
  await page.getByRole('link', { name: 'Quý', exact: true }).click()
  await page.waitForURL('**/xu-huong?by=quarter')
  await page.getByRole('columnheader', { name: 'Kết luận' }).first().waitFor()
  expect(await tableRow(page, 'Quý IV/2026').innerText()).toMatch(/Đạt, chưa chắc chắn/)
  await page.getByLabel('Nội dung').selectOption('area:dat-dai')
  await page.waitForURL('**/xu-huong?by=quarter&area=dat-dai')
  await page.goBack()
  await page.waitForURL('**/xu-huong?by=quarter')
  expect(await page.getByLabel('Nội dung').inputValue()).toBe('group:chung')
})

test('says on every page of a demonstration that its figures are none', async () => {
  const page = await (await dashboard.own('two-years', { demo: true })).open('xu-huong')
  await page.getByText('Dữ liệu mẫu: số liệu không có thật.').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.getByRole('heading', { name: 'Đăng nhập', exact: true }).waitFor()
  await page.getByText('Dữ liệu mẫu: số liệu không có thật.').waitFor()
})
