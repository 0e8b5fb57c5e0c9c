import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dashboardTests } from './support/dashboard-tests.ts'
import type { Seed } from './support/seeded-office.ts'

const dashboard = dashboardTests()

/** A phone, tablets upright and across, where the menu comes to the side, and screens. */
const widths = [390, 600, 768, 820, 1000, 1024, 1280, 1920] as const

const pages: readonly (readonly [Seed, string])[] = [
  ['rated', ''],
  ['rated', '?period=2026-Q4&unit=phu-quoc'],
  ['rated', 'chi-tiet?area=dat-dai&period=2026-Q4'],
  ['lists', 'chi-tiet'],
  ['rated', 'don-vi?period=2026-Q4'],
  ['two-years', 'xu-huong?by=quarter'],
  ['two-years', 'xu-huong?by=month'],
  ['targets', 'chi-tieu'],
  ['devices', 'thiet-bi'],
  ['lists', 'linh-vuc-thu-tuc'],
  ['lists', 'linh-vuc-thu-tuc?muc=thu-tuc'],
  ['people', 'nguoi-dung'],
  ['people', 'quyen-truy-cap'],
  ['people', 'nhat-ky'],
  ['people', 'van-hanh'],
  ['people', 'thiet-lap'],
]

/** What is seen and sticks out of its card, as tag and words. */
const stickingOut = (page: Page) =>
  page.evaluate(() => {
    const isHidden = (element: Element): boolean =>
      element.closest('svg, canvas, .u-over, .u-under') !== null ||
      (element.closest('thead, .visually-hidden') !== null &&
        getComputedStyle(element.closest('thead, .visually-hidden') ?? element).clipPath !== 'none')
    return [...document.querySelectorAll('main .card')].flatMap((card) => {
      const { left, right } = card.getBoundingClientRect()
      return [...card.querySelectorAll('*')]
        .filter((element) => {
          const box = element.getBoundingClientRect()
          return box.width > 1 && !isHidden(element) && (box.right > right + 0.5 || box.left < left - 0.5)
        })
        .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 30)}`)
    })
  })

describe('at the width of a phone, a tablet and a screen', () => {
  test.each(pages)('nothing sticks out of its card: %s, /%s', async (seed, path) => {
    const page = await (await dashboard.shared(seed)).open(path)
    await page.locator('main .card').first().waitFor()
    await page.waitForLoadState('networkidle')
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      // A chart is drawn anew in its own time.
      await expect.poll(async () => [width, await stickingOut(page)]).toEqual([width, []])
    }
  })
})

test('the bars of a phone say where they begin and end', async () => {
  const page = await (await dashboard.shared('rated')).open('?period=2026-Q4')
  await page.setViewportSize({ width: 390, height: 844 })
  const bar = page.getByRole('row', { name: /^Đất đai/ }).locator('.bar .ends')
  expect(await bar.first().innerText()).toMatch(/60%\s*100%/)
})

test('the numbers stand above the word about a kiosk that is silent', async () => {
  const office = await dashboard.own('rated')
  await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 9' })
  await dashboard.profile().route('**/api/devices?*', async (route) => {
    const response = await route.fetch()
    const body = await response.json()
    const devices = body.devices.map((device: object) => ({ ...device, silent: true }))
    await route.fulfill({ response, json: { ...body, devices } })
  })
  const page = await office.open('?period=2026-Q4')
  const notice = page.getByText('chưa có tín hiệu trong giờ làm việc')
  await notice.waitFor()
  const tile = page.getByRole('heading', { name: 'Trong đó: đất đai, xây dựng' })
  const top = async (place: typeof tile) => (await place.boundingBox())!.y
  expect(await top(tile)).toBeLessThan(await top(notice))
})

test('who supervises is told what can be asked for, and no count of today', async () => {
  const page = await (await dashboard.shared('rated')).open('', { role: 'supervisor', unit: 'phu-quoc' })
  await page.getByText('yêu cầu đơn vị cung cấp thêm').waitFor()
  expect(await page.getByText('Hôm nay đã nhận').count()).toBe(0)
})

test.each(['', 'api/docs'])('the page at /%s has the typeface and the sign of the product', async (path) => {
  const office = await dashboard.shared('rated')
  const page = await dashboard.page()
  await page.goto(`${office.origin}/${path}`)
  expect(
    await page.evaluate(() =>
      document.fonts.ready.then((fonts) =>
        [...fonts].some((face) => face.family.includes('Be Vietnam Pro') && face.status === 'loaded'),
      ),
    ),
  ).toBe(true)
  expect(
    await page.locator('h1 img').evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0),
  ).toBe(true)
  expect((await page.request.get(`${office.origin}/favicon.ico`)).status()).toBe(200)
})
