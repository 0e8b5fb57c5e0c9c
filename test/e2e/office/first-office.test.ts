import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServerProcess } from '../../support/server-process.ts'
import { hailong, newPlace, removePlace, startServer } from '../../support/server-process.ts'
import { accessibilityFaults } from '../support/axe.ts'
import { launchBrowser, start, visit } from '../kiosk/support/kiosk-page.ts'
import { ofRound } from '../support/rounds.ts'

/** The tour of the README: a new office, from the first start to the first rating, by whoever just reads the screen. */
const place = newPlace()
const pictures = process.env['HAILONG_SCREENSHOTS']
const FIVE_MINUTES = 5 * 60_000
let server: ServerProcess
let browser: Browser
let officer: BrowserContext
let begun = 0

beforeAll(async () => {
  begun = Date.now()
  server = await startServer(place)
  browser = await launchBrowser()
  officer = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  })
})

afterAll(async () => {
  await browser.close()
  await server.kill('SIGTERM')
  removePlace(place)
})

const printed = (shape: RegExp): string => shape.exec(server.greeting)?.[0] ?? ''
const sizes = ofRound(
  [
    [390, 844],
    [1280, 800],
    [1920, 1080],
  ] as const,
  2,
)

/** Nothing for axe; nothing to scroll sideways from a phone to a wall; a picture when asked to. */
async function check(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect([title, width, overflow <= 0]).toEqual([title, width, true])
    if (!pictures) continue
    mkdirSync(pictures, { recursive: true })
    const name = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    await page.screenshot({ path: join(pictures, `${name}-${width}x${height}.png`), fullPage: true })
  }
  expect([title, await accessibilityFaults(page)]).toEqual([title, []])
}

const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Tiếp tục' }).click()

/** The label of the field in which one would type now. */
const focusedLabel = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const focused = document.activeElement
    return focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : undefined
  })

const focusedText = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.textContent)

async function rightEdge(element: Locator): Promise<number> {
  const box = (await element.boundingBox())!
  return box.x + box.width
}

/** Signs in with the password that was printed, and chooses one of one's own. */
async function signIn(page: Page): Promise<void> {
  const password = printed(/(?<=password\): )\S+/)
  await page.goto(`${server.address}/dashboard/`)
  await page.getByLabel('Tên đăng nhập').fill('admin')
  await page.getByLabel('Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill('mot-cua-lam-tot')
  await page.getByLabel('Nhập lại mật khẩu mới').fill('mot-cua-lam-tot')
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
}

test('leads a new office from the printed password to its first rating in under five minutes', async () => {
  const page = await officer.newPage()
  await signIn(page)

  await check(page, 'Đơn vị nào dùng hệ thống này?')
  await goOn(page)
  await page.getByText('Mời chọn xã, phường, đặc khu; hoặc bấm “Đơn vị không có trong danh sách”.').waitFor()
  expect(await focusedLabel(page)).toBe('Tìm xã, phường, đặc khu')
  const search = page.getByLabel('Tìm xã, phường, đặc khu')
  await page.setViewportSize({ width: 390, height: 844 })
  await search.fill('phu quoc')
  const merged = page.getByRole('button', { name: /^Đặc khu Phú Quốc/ }).locator('.soft')
  const [shown, whole] = await merged.evaluate((words) => {
    const line = Number.parseFloat(getComputedStyle(words).lineHeight)
    return [words.clientHeight / line, words.scrollHeight / line] as const
  })
  expect([Math.round(shown), whole > 2.5]).toEqual([2, true])
  await search.fill('phuong sai gon')
  await page.getByRole('button', { name: /^Phường Sài Gòn — Thành phố Hồ Chí Minh/ }).click()
  const office = 'Trung tâm Phục vụ hành chính công phường Sài Gòn'
  expect(await page.getByLabel('Tên nơi tiếp nhận').inputValue()).toBe(office)
  await goOn(page)

  await check(page, 'Người dân đến điểm nào, quầy nào?')
  expect(await focusedText(page)).toBe('Người dân đến điểm nào, quầy nào?')
  await page.getByRole('button', { name: 'Thêm quầy' }).click()
  await goOn(page)

  await check(page, 'Kế hoạch năm nay đặt chỉ tiêu nào?')
  await goOn(page)
  const refused = page.getByText('Mời nhập tỷ lệ, hoặc chọn “Chưa có chỉ tiêu”.')
  await refused.waitFor()
  expect(await focusedLabel(page)).toBe('Tỷ lệ (%)')
  await page.getByLabel(/^Điền theo mẫu/).selectOption({ index: 1 })
  await refused.waitFor({ state: 'detached' })
  await page.setViewportSize({ width: 1920, height: 1080 })
  const [later, card] = [page.getByRole('button', { name: 'Để sau' }), page.locator('section.card')]
  expect(await rightEdge(later)).toBeLessThanOrEqual(await rightEdge(card))
  await page.getByLabel('Tỷ lệ (%)').first().fill('90')
  await goOn(page)

  await check(page, 'Đơn vị tiếp nhận vào giờ nào?')
  // Whoever stops here and comes back tomorrow goes on where they were.
  await page.goto(`${server.address}/dashboard/`)
  await check(page, 'Đơn vị tiếp nhận vào giờ nào?')
  await goOn(page)

  await check(page, 'Báo cáo theo kỳ nào, gửi đến ai?')
  await goOn(page)

  await check(page, 'Sao lưu số liệu vào đâu?')
  await page.getByLabel('Thư mục trên máy chủ').fill(join(place.dataDir, 'trong'))
  await goOn(page)
  await page.getByText(/nằm trong thư mục dữ liệu/).waitFor()
  await page.getByLabel('Thư mục trên máy chủ').fill('/khong/co/thu-muc')
  await page.getByRole('button', { name: 'Kiểm tra thư mục' }).click()
  await page.getByText(/Mời tạo \/khong\/co trước/).waitFor()
  await page.getByText('Chưa sao lưu').click()
  await goOn(page)

  await check(page, 'Ai quản trị hệ thống?')
  await goOn(page)
  await page.getByText('Mời nhập họ và tên, hoặc bấm “Bỏ qua”.').waitFor()
  expect(await focusedLabel(page)).toBe('Họ và tên người quản trị')
  await page.getByLabel('Họ và tên người quản trị').fill('Nguyễn Thị Lan')
  await goOn(page)

  await check(page, 'Ghép thiết bị đầu tiên')
  expect(await focusedText(page)).toBe('Ghép thiết bị đầu tiên')
  await page.getByText('Nguyễn Thị Lan').waitFor()
  const link = await page.getByRole('link', { name: 'Mở thiết bị đánh giá trên máy này' }).getAttribute('href')
  const kiosk = await browser.newContext({
    ...{ viewport: { width: 1080, height: 1920 }, hasTouch: true, reducedMotion: 'reduce' },
  })
  const screen = await kiosk.newPage()
  await screen.goto(`${server.address}${link ?? ''}`)
  await start(screen).waitFor()
  await screen.getByText(office).first().waitFor()
  await visit(screen, 4)
  await page.getByText(/Đã ghép/).waitFor()

  // The next thing to do: accounts for the others. The way back leads to the overview.
  await page.getByRole('link', { name: 'Tạo tài khoản Văn phòng, Lãnh đạo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Người dùng' }).waitFor()
  await page.goBack()
  await page.getByRole('link', { name: 'Về Tổng quan' }).click()
  await expect.poll(() => received(page), { timeout: 30_000, interval: 500 }).toMatch(/Hôm nay đã nhận\s+1\s+lượt/)
  expect(Date.now() - begun).toBeLessThan(FIVE_MINUTES)
  await kiosk.close()
  await page.close()
}, 180_000)

async function received(page: Page): Promise<string> {
  await page.goto(`${server.address}/dashboard/`)
  await page.getByRole('heading', { name: 'Tổng quan' }).waitFor()
  await page.getByText(/Hôm nay đã nhận/).waitFor()
  return page.locator('main').innerText()
}

test('shows what was settled, lets it be changed, and leads nobody there any more', async () => {
  const page = await officer.newPage()
  await page.goto(`${server.address}/dashboard/thiet-lap`)
  await page.getByText('Phường Sài Gòn — Thành phố Hồ Chí Minh').waitFor()
  await check(page, 'Thiết lập')
  await page.getByRole('link', { name: 'Sửa Kỳ báo cáo' }).click()
  await page.getByLabel('Ngày cuối tháng').check()
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText('Đã lưu.').waitFor()
  await page.getByText('Chốt ngày cuối tháng').waitFor()
  const { json } = await hailong(place, 'unit', 'list', '--json')
  expect(json).toMatchObject({ units: [{ code: '26740', name: 'Phường Sài Gòn' }] })
  await page.getByRole('link', { name: 'Sửa Kỳ báo cáo' }).click()
  await page.getByRole('radio', { name: /^Ngày 14/ }).check()
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText('Chốt ngày 14').waitFor()
  await page.close()
}, 60_000)

test('the page of the targets knows the cut-off day of the set-up, and does not undo it', async () => {
  const page = await officer.newPage()
  const [save, minimum] = [page.getByRole('button', { name: 'Lưu' }), page.getByLabel(/^Số lượt ít nhất/)]
  await page.goto(`${server.address}/dashboard/chi-tieu`)
  expect(await page.getByRole('radio', { name: /^Ngày 14/ }).isChecked()).toBe(true)
  await page.getByRole('link', { name: 'Thiết lập' }).click()
  await page.getByRole('link', { name: 'Sửa Kỳ báo cáo' }).click()
  await page.getByLabel('Ngày cuối tháng').check()
  await save.click()
  await page.getByText('Chốt ngày cuối tháng').waitFor()
  await page.getByRole('link', { name: 'Chỉ tiêu', exact: true }).click()
  expect(await page.getByLabel('Ngày cuối tháng').isChecked()).toBe(true)
  await minimum.fill('40')
  await save.click()
  await page.getByText('Đã lưu.').waitFor()
  const units = await page.evaluate(async () => (await (await fetch('/api/units')).json()) as unknown)
  expect(units).toMatchObject({ units: [{ cutOffDay: null, minimumAnswers: 40 }] })
  await page.close()
}, 60_000)
