import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { office2025File, office2025Mapping, overview2025 } from '../../support/office-2025.ts'
import type { ServerProcess } from '../../support/server-process.ts'
import { hailong, newPlace, removePlace, startServer } from '../../support/server-process.ts'
import { accessibilityFaults } from '../support/axe.ts'
import { launchBrowser, reasonsAsked, start, thanks, tiles, touch, visit } from '../kiosk/support/kiosk-page.ts'
import { ofRound } from '../support/rounds.ts'

/** The whole way over the real server: a kiosk without network, an officer who signs in for the first time. */
const place = newPlace()
let server: ServerProcess
let browser: Browser
let officer: BrowserContext
const pictures = process.env['HAILONG_SCREENSHOTS']

beforeAll(async () => {
  server = await startServer(place)
  browser = await launchBrowser()
  officer = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' })
})

afterAll(async () => {
  await browser.close()
  await server.kill('SIGTERM')
  removePlace(place)
})

/** What the start printed of this shape. */
const printed = (shape: RegExp): string => shape.exec(server.greeting)?.[0] ?? ''

/** Keeps a picture for the documents when asked to. */
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

test('thanks a citizen each time without a network, and sends each tap once when it is back', async () => {
  const kiosk = await browser.newContext({
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
    reducedMotion: 'reduce',
  })
  const page = await kiosk.newPage()
  await page.goto(printed(/\S+#pair=\S+/))
  await start(page).waitFor()
  expect(page.url()).not.toContain('pair=')
  await kiosk.setOffline(true)
  for (const level of [1, 3, 5]) await visit(page, level)
  await kiosk.setOffline(false)
  await expect.poll(() => receivedInDatabase(), { timeout: 30_000, interval: 500 }).toBe(3)
  await kiosk.close()
})

/** What the office has received altogether, asked through the interface with a token of its own. */
async function receivedInDatabase(): Promise<number> {
  token ??= ((await hailong(place, 'token', 'create', '--role', 'leader', '--json')).json as { token: string }).token
  const reply = await fetch(`${server.address}/api/satisfaction`, { headers: { authorization: `Bearer ${token}` } })
  return (await reply.json()).total.received
}
let token: string | undefined

test('makes the first administrator choose a password of their own, then shows what was received', async () => {
  const page = await officer.newPage()
  await page.goto(`${server.address}/dashboard/`)
  await page.getByLabel('Tên đăng nhập').fill('admin')
  await page.getByLabel('Mật khẩu').fill(printed(/(?<=password\): )\S+/))
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill('mot-cua-lam-tot')
  await page.getByLabel('Nhập lại mật khẩu mới').fill('mot-cua-lam-tot')
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
  // A new office is led to its set-up, which may wait.
  await page.getByRole('button', { name: 'Để sau' }).click()
  await page.getByRole('heading', { name: 'Tổng quan' }).waitFor()
  await page.getByRole('link', { name: 'Tiếp tục thiết lập' }).waitFor()
  await page.getByText('Hôm nay đã nhận').waitFor()
  expect(await page.locator('main').innerText()).toMatch(/Hôm nay đã nhận\s+3\s+lượt/)
  await page.getByText('Chưa đủ lượt').first().waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.close()
})

test('shows the figures of imported ratings per area, for all and for land and construction, with their verdicts', async () => {
  const [file, map] = [join(place.dataDir, '2025.csv'), join(place.dataDir, 'map.json')]
  writeFileSync(file, office2025File())
  writeFileSync(map, JSON.stringify(office2025Mapping))
  const imported = await hailong(place, 'import', file, '--map', map, '--json')
  expect(imported.json).toMatchObject({ read: 1456, stored: 1456, rejected: 0 })

  const page = await officer.newPage()
  await addTarget(page, { group: 'chung', percent: '90' })
  await addTarget(page, { group: 'dat-dai-xay-dung', percent: '85' })

  await page.goto(`${server.address}/dashboard/?unit=van-phong&period=2025`)
  await page.getByText('92,7%').first().waitFor()
  for (const [title, expected] of [
    ['Giải quyết TTHC, tất cả lĩnh vực', overview2025.all],
    ['Trong đó: đất đai, xây dựng', overview2025.land],
  ] as const) {
    const tile = page
      .locator('section, article')
      .filter({ has: page.getByRole('heading', { name: title }) })
      .last()
    const words = await tile.innerText()
    for (const word of Object.values(expected)) expect(words).toContain(word)
  }
  const table = page.getByRole('table')
  for (const [name, share, count, chip] of overview2025.areas) {
    const words = await table.getByRole('row').filter({ hasText: name }).innerText()
    expect(words).toContain(chip)
    for (const word of share === null ? ['dưới 5 lượt'] : [share, count]) expect(words).toContain(word)
  }
  expect(await accessibilityFaults(page)).toEqual([])
  await page.close()
})

const sizes = [
  { width: 1280, height: 800 },
  { width: 1080, height: 1920 },
  { width: 390, height: 844 },
]

/** Nothing to scroll sideways, nothing for axe; a picture for the documents when asked to. */
async function checkScreen(page: Page, name: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await picture(page, `${name}-${width}x${height}`)
}

test.each(ofRound(sizes))('shows every kiosk screen whole at $width × $height', async (viewport) => {
  await hailong(
    place,
    'unit',
    'create',
    '--code',
    'quang-tri',
    '--name',
    'Trung tâm Phục vụ hành chính công phường Quảng Trị',
    '--json',
  ).catch(() => null)
  const paired = await hailong(place, 'kiosk', 'pair', '--unit', 'quang-tri', '--counter', 'Quầy 2', '--json')
  const kiosk = await browser.newContext({ viewport, hasTouch: true, reducedMotion: 'reduce' })
  const page = await kiosk.newPage()
  await page.goto(`${server.address}/kiosk/`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await checkScreen(page, 'kiosk-ghep-thiet-bi')
  await page.goto(`${server.address}/kiosk/#pair=${(paired.json as { code: string }).code}`)
  await start(page).waitFor()
  await checkScreen(page, 'kiosk-moi-cham')
  await touch(start(page))
  await page.getByRole('button', { name: 'Nhà đất' }).waitFor()
  await checkScreen(page, 'kiosk-linh-vuc')
  await touch(page.getByRole('button', { name: 'Nhà đất' }))
  await page.getByRole('main').locator('svg').first().waitFor()
  await checkScreen(page, 'kiosk-nam-muc')
  await touch(tiles(page).nth(3))
  await reasonsAsked(page).waitFor()
  await checkScreen(page, 'kiosk-gop-y')
  await touch(page.getByRole('button', { name: /Không có góp/ }))
  await thanks(page).waitFor()
  await checkScreen(page, 'kiosk-cam-on')
  await kiosk.close()
})

test.each(ofRound(sizes.toReversed()))('shows every staff page whole at $width × $height', async (viewport) => {
  const page = await officer.newPage()
  await page.setViewportSize(viewport)
  await page.goto(`${server.address}/`)
  await page.getByRole('heading', { name: 'Hài Lòng' }).waitFor()
  await checkScreen(page, 'trang-dau')
  for (const [path, title, name] of [
    ['', 'Tổng quan', 'tong-quan'],
    ['chi-tieu', 'Chỉ tiêu', 'chi-tieu'],
    ['thiet-bi', 'Thiết bị', 'thiet-bi'],
  ] as const) {
    await page.goto(`${server.address}/dashboard/${path}?unit=van-phong&period=2025`)
    await page.getByRole('heading', { name: title, exact: true }).first().waitFor()
    await page.waitForLoadState('networkidle')
    await checkScreen(page, name)
  }
  await page.close()
})

test('delivers what a revoked kiosk had thanked for once it is paired anew', async () => {
  const unit = ['--unit', 'quang-tri', '--counter', 'Quầy 3', '--json'] as const
  const pairAgain = async (): Promise<string> =>
    ((await hailong(place, 'kiosk', 'pair', ...unit)).json as { code: string }).code
  const admin = (await hailong(place, 'token', 'create', '--role', 'admin', '--unit', 'quang-tri', '--json')).json as {
    token: string
  }
  const headers = { authorization: `Bearer ${admin.token}` }
  const received = async (): Promise<number> =>
    (await (await fetch(`${server.address}/api/satisfaction?counter=Quầy 3`, { headers })).json()).total.received

  const kiosk = await browser.newContext({ viewport: sizes[0]!, hasTouch: true, reducedMotion: 'reduce' })
  const page = await kiosk.newPage()
  await page.goto(`${server.address}/kiosk/#pair=${await pairAgain()}`)
  await start(page).waitFor()
  await kiosk.setOffline(true)
  await visit(page, 2)
  const { devices } = await (await fetch(`${server.address}/api/devices`, { headers })).json()
  const { id } = devices.find(({ counter }: { counter: string }) => counter === 'Quầy 3')
  expect((await fetch(`${server.address}/api/devices/${id}`, { method: 'DELETE', headers })).status).toBe(204)
  await kiosk.setOffline(false)
  await page.getByText('Thiết bị tạm ngừng').waitFor()
  expect(await received()).toBe(0)
  await page.goto(`${server.address}/kiosk/#pair=${await pairAgain()}`)
  await start(page).waitFor()
  await expect.poll(received, { timeout: 30_000, interval: 500 }).toBe(1)
  await kiosk.close()
})

interface TargetWords {
  readonly group: string
  readonly percent: string
}

async function addTarget(page: Page, { group, percent }: TargetWords): Promise<void> {
  await page.goto(`${server.address}/dashboard/chi-tieu?unit=van-phong`)
  await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
  await page.getByLabel('Chỉ tiêu về').selectOption(group)
  await page.getByLabel('Tỷ lệ hài lòng (%)').fill(percent)
  await page.getByLabel('Từ ngày').fill('01/01/2025')
  await page.getByLabel('Đến ngày').fill('31/12/2025')
  await page.getByLabel('Văn bản').fill('Kế hoạch CCHC 2021–2025, II.2a')
  await page.getByLabel('Câu ghi chỉ tiêu').fill(`tối thiểu ${percent}%`)
  await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
  await page.getByText(`tối thiểu ${percent}%`).first().waitFor()
}
