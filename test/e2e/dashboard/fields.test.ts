import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { usualHours } from '#core/time/opening-hours'
import { accessibilityFaults } from '../support/axe.ts'
import { dashboardTests } from './support/dashboard-tests.ts'
import { sizes } from './support/dashboard-states.ts'
import { refuse } from './support/forced.ts'

/** A browser set up in English, as it comes with the machine. */
const dashboard = dashboardTests({ locale: 'en-US' })
const { sent, sentTo } = dashboard
const posted = () => sentTo('POST')?.body

const isFocused = (page: Page, label: string) =>
  page.getByLabel(label).evaluate((control) => control === document.activeElement)

/** Nothing for axe, nothing too wide, at every size; a picture when asked to. */
async function checkSizes(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    const pictures = process.env['HAILONG_SCREENSHOTS']
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${size.width}.png`), fullPage: true })
  }
  expect([name, await accessibilityFaults(page)]).toEqual([name, []])
}

describe('a date', () => {
  test('is typed and read with the day first, whatever the language of the browser', async () => {
    const page = await (await dashboard.own('bare')).open('chi-tieu')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByRole('heading', { name: 'Thêm chỉ tiêu' }).waitFor()
    expect(await page.locator('input[type=date], input[type=month]').count()).toBe(0)
    expect(await page.getByLabel('Từ ngày').inputValue()).toBe('01/01/2026')
    await page.getByLabel('Từ ngày').fill('5.3.2026')
    await page.keyboard.press('Tab')
    expect(await page.getByLabel('Từ ngày').inputValue()).toBe('05/03/2026')
    await page.getByLabel('Tỷ lệ hài lòng (%)').fill('90')
    await page.getByLabel('Văn bản').fill('Kế hoạch 7/KH-UBND')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Đã thêm chỉ tiêu.').waitFor()
    expect(posted()).toMatchObject({ validFrom: '2026-03-05', validTo: '2026-12-31' })
  })

  test('that is none is said beside its field, and is not sent', async () => {
    const page = await (await dashboard.own('bare')).open('chi-tieu')
    await page.getByRole('button', { name: 'Nhập một kết quả' }).click()
    await page.getByLabel('Kết quả (%)').fill('87,3')
    await page.getByLabel('Nguồn').fill('Sở Nội vụ')
    await page.getByLabel('Kỳ đánh giá kết thúc').fill('31/02/2025')
    await page.getByLabel('Ghi chú').focus()
    await page.getByText('Không có ngày 31/02/2025 trong lịch.').waitFor()
    expect(await isFocused(page, 'Ghi chú')).toBe(true)
    await page.getByRole('button', { name: 'Nhập kết quả' }).click()
    expect(await isFocused(page, 'Kỳ đánh giá kết thúc')).toBe(true)
    await checkSizes(page, 'ngay-sai')
    await page.getByLabel('Kỳ đánh giá kết thúc').fill('')
    await page.getByRole('button', { name: 'Nhập kết quả' }).click()
    await page.getByText('Mời nhập ngày như 05/12/2026.').waitFor()
    expect(posted()).toBeUndefined()
    await page.getByLabel('Kỳ đánh giá kết thúc').fill('28/02/2025')
    await page.keyboard.press('Enter')
    await page.getByText('Đã nhập kết quả.').waitFor()
    expect(posted()).toMatchObject({ periodFrom: '2025-01-01', periodTo: '2025-02-28' })
  })

  test('narrows the audit once it is one, and no more when it is taken out', async () => {
    const page = await (await dashboard.shared('people')).open('nhat-ky')
    await page.getByLabel('Từ ngày').fill('1/11')
    await page.keyboard.press('Tab')
    await page.getByText('Mời nhập ngày như 05/12/2026.').waitFor()
    expect(new URL(page.url()).search).toBe('')
    await checkSizes(page, 'nhat-ky')
    await page.getByLabel('Từ ngày').fill('1/11/2026')
    await page.keyboard.press('Tab')
    await page.waitForURL(/from=2026-11-01/)
    await page.getByLabel('Từ ngày').fill('')
    await page.keyboard.press('Tab')
    await page.waitForURL(/from=$/)
    expect(await page.getByText('Mời nhập ngày').count()).toBe(0)
  })
})

describe('a holiday that is typed and not added', () => {
  /** The page at question 4, whose answer is refused so that it stays. */
  const atHours = async (): Promise<Page> => {
    const office = await dashboard.own('bare')
    await office.as('lan').put('/api/setup', { step: 'hours', ...usualHours, closedDays: ['2026-09-02'] })
    await refuse(dashboard.profile(), 'PUT /api/setup', 'already_exists')
    return office.open('thiet-lap?buoc=4')
  }
  const answers = () => sent.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/setup'))
  const bodies = () => answers().map(({ body }) => body)

  test('is taken when the question is answered, and is seen to be', async () => {
    const page = await atHours()
    await page.getByLabel('Ngày nghỉ lễ').fill('30/4/2027')
    await page.getByRole('button', { name: /^(Tiếp tục|Lưu)$/ }).click()
    await expect.poll(bodies).toMatchObject([{ step: 'hours', closedDays: ['2026-09-02', '2027-04-30'] }])
    await page.getByRole('button', { name: 'Bỏ ngày 30/04/2027' }).waitFor()
    expect(await page.getByLabel('Ngày nghỉ lễ').inputValue()).toBe('')
    await checkSizes(page, 'ngay-nghi')
  })

  test('is refused in words when it is no date', async () => {
    const page = await atHours()
    await page.getByLabel('Ngày nghỉ lễ').fill('30/2/2027')
    await page.getByRole('button', { name: /^(Tiếp tục|Lưu)$/ }).click()
    await page.getByText('Không có ngày 30/2/2027 trong lịch.').waitFor()
    expect([await isFocused(page, 'Ngày nghỉ lễ'), bodies()]).toEqual([true, []])
    await page.getByRole('button', { name: 'Thêm ngày' }).click()
    expect(await page.getByLabel('Ngày nghỉ lễ').inputValue()).toBe('30/2/2027')
  })
})

test('the dates of question 3 are typed with the day first', async () => {
  const page = await (await dashboard.own('bare')).open('thiet-lap?buoc=3')
  await page.getByLabel('Từ ngày').fill('1.1.2027')
  await page.keyboard.press('Tab')
  expect(await page.getByLabel('Từ ngày').inputValue()).toBe('01/01/2027')
  expect(await page.locator('input[type=date]').count()).toBe(0)
  await checkSizes(page, 'cau-3')
})

describe('an empty field that is needed', () => {
  test('is asked for beside it, the first one with the focus', async () => {
    const page = await (await dashboard.own('bare')).open('chi-tieu')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Mời nhập tỷ lệ hài lòng.').waitFor()
    await page.getByText('Mời nhập văn bản.').waitFor()
    expect(await isFocused(page, 'Tỷ lệ hài lòng (%)')).toBe(true)
    expect(await page.getByLabel('Văn bản').getAttribute('aria-invalid')).toBe('true')
    await checkSizes(page, 'con-trong')
    await page.keyboard.type('90')
    await page.getByText('Mời nhập tỷ lệ hài lòng.').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    expect(await isFocused(page, 'Văn bản')).toBe(true)
    expect(posted()).toBeUndefined()
  })

  test('is asked for where one signs in', async () => {
    const page = await (await dashboard.shared('bare')).open('', null)
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await page.getByText('Mời nhập tên đăng nhập.').waitFor()
    await page.getByText('Mời nhập mật khẩu.').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })
})

test('a file is chosen with the keyboard, by a button in Vietnamese, and its name is shown', async () => {
  const page = await (await dashboard.own('lists')).open('linh-vuc-thu-tuc?muc=thu-tuc')
  const summary = page.locator('summary', { hasText: 'Nhập danh mục' })
  if ((await summary.count()) > 0) await summary.click()
  await page.getByText('Chưa chọn tệp').waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.getByLabel('Tệp danh mục').focus()
  await page.keyboard.press('Space')
  await checkSizes(page, 'tep-chua-chon')
  const file = {
    name: 'danh-muc-thu-tuc-hanh-chinh-tinh-An-Giang.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Mã TTHC,Tên thủ tục,Lĩnh vực\n1.001193,Đăng ký khai sinh,Hộ tịch\n'),
  }
  await (await chooser).setFiles(file)
  await page.getByText(file.name).waitFor()
  await checkSizes(page, 'tep')
  const again = page.waitForEvent('filechooser')
  await page.getByText('Chọn tệp', { exact: true }).click()
  await again
})
