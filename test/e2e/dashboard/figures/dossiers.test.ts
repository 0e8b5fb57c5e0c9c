import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { accessibilityFaults } from '../../support/axe.ts'
import { dashboardTests } from '../support/dashboard-tests.ts'

const dashboard = dashboardTests()

const manager = { role: 'manager', unit: 'phu-quoc' } as const
const cell = (page: Page, area: string, column: number) =>
  page
    .getByRole('row', { name: new RegExp(`^${area}`) })
    .getByRole('textbox')
    .nth(column)
const saved = (page: Page) => page.getByText('Đã lưu số liệu')

describe('the counts of a month', () => {
  test('are typed by keyboard alone, kept, and put right as a new entry', async () => {
    const page = await (await dashboard.own('rated')).open('nhap-so-lieu?month=2026-09', manager)
    await cell(page, 'Đất đai', 0).focus()
    for (const [index, text] of ['60', '10', '40', '5'].entries()) {
      if (index > 0) await page.keyboard.press('Tab')
      await page.keyboard.insertText(text)
    }
    await page.getByRole('button', { name: 'Lưu số liệu tháng 9/2026' }).press('Enter')
    await saved(page).waitFor()
    await page.reload()
    await expect.poll(() => cell(page, 'Đất đai', 2).inputValue()).toBe('40')
    await cell(page, 'Đất đai', 2).fill('41')
    await page.getByRole('button', { name: 'Lưu số liệu tháng 9/2026' }).click()
    await page.getByText('đã sửa 1 lần, số cũ vẫn được lưu').waitFor()
  })

  test('come from a file that is looked at before it is stored', async () => {
    const page = await (await dashboard.own('rated')).open('nhap-so-lieu?month=2026-09', manager)
    const choose = (content: string) =>
      page
        .getByLabel('Tệp số liệu')
        .setInputFiles({ name: 'ho-so.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
    await choose('Lĩnh vực,Tiếp nhận,Trước hạn,Đúng hạn,Quá hạn\nThiên văn,1,1,1,1\n')
    await page.getByText('Dòng 1, cột “Lĩnh vực”, “Thiên văn”: chưa có trong danh mục lĩnh vực.').waitFor()
    await choose('a,b\n1,2\n')
    await page.getByText('Không thấy dòng tiêu đề').waitFor()
    await choose('Lĩnh vực;Tiếp nhận;Trước hạn;Đúng hạn;Quá hạn\nĐất đai;1.460;9;1.400;5\nTổng cộng;1.460;9;1.400;5\n')
    await page.getByText('Tháng 9/2026: 1 dòng, tiếp nhận 1.460, đã trả 1.414, trong đó quá hạn 5').waitFor()
    expect(await cell(page, 'Đất đai', 0).inputValue()).toBe('')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Lưu số liệu trong tệp' }).click()
    await page.getByText('Đã lưu số liệu trong tệp.').waitFor()
    await expect.poll(() => cell(page, 'Đất đai', 0).inputValue()).toBe('1.460')
  })

  test.each([
    ['empty', manager],
    ['read by who may not change it', { role: 'leader', unit: 'phu-quoc' }],
  ] as const)('%s: nothing for axe, nothing too wide', async (_, visitor) => {
    const page = await (await dashboard.shared('rated')).open('nhap-so-lieu', visitor)
    await page.getByRole('heading', { name: /số hồ sơ theo lĩnh vực/ }).waitFor()
    for (const width of [390, 1280, 1920]) {
      await page.setViewportSize({ width, height: 844 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    expect(await accessibilityFaults(page)).toEqual([])
    const pictures = process.env['HAILONG_SCREENSHOTS']
    if (pictures) await page.screenshot({ path: `${pictures}/nhap-so-lieu-${visitor.role}.png`, fullPage: true })
  })
})
