import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from '../support/axe.ts'
import { office } from './support/dashboard-api.ts'
import { dashboardTests } from './support/dashboard-tests.ts'
import * as figures from './support/dashboard-figures.ts'
import { ALL, everyPage, nobody, password, sizes } from './support/dashboard-states.ts'

const dashboard = dashboardTests()

const visit = dashboard.open

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const tile = (page: Page, title: string) => page.locator('section', { has: heading(page, title) })
const LAND = 'Trong đó: đất đai, xây dựng'

const refusal = (code: string, issues: unknown[] = []) => ({ code, message: '', issues })
describe('every page and state', () => {
  test.each(everyPage)('%s: nothing for axe, nothing too wide', async (_, state, path, title) => {
    const page = await visit(state, path)
    for (const size of sizes) {
      await page.setViewportSize(size)
      await heading(page, title).first().waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(size.width)
      expect(await accessibilityFaults(page)).toEqual([])
    }
  })
})

describe('signing in', () => {
  test('comes back to the same address, says what was wrong, and asks again when the session ends', async () => {
    const state = office({ session: null })
    const page = await visit(state, '?unit=duong-dong&period=2026-Q3')
    state.answers.set('POST /api/session', { status: 401, body: refusal('wrong_credentials') })
    expect(await page.getByRole('main').innerText()).toContain('tổ\u00a0chức')
    await page.getByLabel('Tên đăng nhập').fill('admin')
    await page.getByLabel('Mật khẩu').fill('nham')
    await page.keyboard.press('Enter')
    await page.getByText('Tên đăng nhập hoặc mật khẩu chưa đúng.').waitFor()
    state.answers.set('POST /api/session', { status: 429, body: refusal('too_many_attempts') })
    await page.getByLabel('Mật khẩu').fill('dung')
    await page.keyboard.press('Enter')
    await page.getByText('Đã thử quá nhiều lần.').waitFor()

    state.answers.clear()
    state.session = figures.session
    await page.getByLabel('Mật khẩu').fill('dung')
    await page.keyboard.press('Enter')
    await heading(page, 'Tổng quan').waitFor()
    expect(page.url()).toMatch(/\?unit=duong-dong&period=2026-Q3$/)
    expect(await page.getByLabel('Đơn vị').inputValue()).toBe('duong-dong')

    state.session = null
    await page.getByLabel('Kỳ').selectOption('2026-Q2')
    await page.getByText('Phiên làm việc đã hết.').waitFor()
    expect(page.url()).toMatch(/period=2026-Q2$/)
  })

  test('for the first time asks for a password of one’s own', async () => {
    const state = office(password)
    const page = await visit(state)
    await page.getByLabel('Mật khẩu hiện tại').fill('mat khau duoc cap')
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('ngan')
    await page.getByLabel('Nhập lại mật khẩu mới').fill('ngan')
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
    await page.getByText('Mật khẩu mới cần từ 10 ký tự trở lên; hiện có 4.').waitFor()
    const next = page.getByLabel('Mật khẩu mới', { exact: true })
    expect(await next.evaluate((field) => field === document.activeElement)).toBe(true)
    expect(state.sent.some(({ method }) => method === 'PUT')).toBe(false)

    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('mot cau de nho')
    await page.getByLabel('Nhập lại mật khẩu mới').fill('mot cau de nho')
    state.session = figures.session
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
    await heading(page, 'Tổng quan').waitFor()
    expect(state.sent.find(({ method }) => method === 'PUT')).toMatchObject({
      path: '/api/session/password',
      body: { current: 'mat khau duoc cap', next: 'mot cau de nho' },
    })
  })

  test('ends with signing out', async () => {
    const page = await visit(office())
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await heading(page, 'Đăng nhập').waitFor()
  })
})

describe('the overview', () => {
  test('puts share, n, interval, target with its source and verdict side by side', async () => {
    const page = await visit(office())
    const all = await tile(page, ALL).innerText()
    for (const part of [
      '92,7%',
      '1.456 lượt · khoảng tin cậy 95%: 91,3–93,9%',
      'Đạt',
      'chỉ tiêu ≥ 90%',
      '“tối thiểu 90%”',
    ]) {
      expect(all).toContain(part)
    }
    const land = await tile(page, LAND).innerText()
    for (const part of ['82,6%', '155 lượt', 'Chưa đạt, chưa chắc chắn', 'chưa đủ căn cứ để khẳng định']) {
      expect(land).toContain(part)
    }
    await page.getByText('Số liệu từ 01/10/2026 đến nay; kỳ kết thúc ngày 31/12/2026').waitFor()
    expect(await page.getByText('Hôm nay đã nhận').innerText()).toMatch(/^Hôm nay đã nhận 37 lượt/)
  })

  test('gives no verdict on a month, only figure and interval', async () => {
    const page = await visit(office(), '?period=2026-10')
    await heading(page, ALL).waitFor()
    expect(await tile(page, ALL).innerText()).toMatch(/92,7%[\s\S]*91,3–93,9%[\s\S]*Chưa có kết luận/)
    expect(await page.getByRole('main').innerText()).not.toMatch(/Đạt|Chưa đạt/)
  })

  test('lists the areas that received something, and hides what is under five', async () => {
    const page = await visit(office())
    const rows = page.getByRole('table', { name: 'Theo lĩnh vực' }).getByRole('row')
    await rows.first().waitFor()
    const texts = await rows.allInnerTexts()
    expect(texts).toHaveLength(9)
    expect(texts.find((text) => text.includes('Cư trú'))).toMatch(/dưới 5 lượt\s+Chưa đủ lượt$/)
    expect(texts.find((text) => text.includes(figures.LONG_AREA))).toMatch(/54,0%\s+126.*Chưa đạt$/s)
    expect(texts.some((text) => text.includes('Giáo dục'))).toBe(false)
    await page.getByRole('img', { name: 'Tỷ lệ 80,2%, khoảng tin cậy 72,2–86,3%, chỉ tiêu ≥ 85%' }).waitFor()
  })

  test('keeps unit and period in the address, and goes back', async () => {
    const state = office()
    const page = await visit(state)
    await page.getByLabel('Kỳ').selectOption('2026-10')
    await page.getByLabel('Đơn vị').selectOption('duong-dong')
    await page.waitForURL('**/dashboard/?period=2026-10&unit=duong-dong')
    await heading(page, ALL).waitFor()
    expect(state.sent.at(-1)?.path).toContain('unit=duong-dong')
    await page.goBack()
    await page.goBack()
    await page.waitForURL('**/dashboard/')
    expect(await page.getByLabel('Kỳ').inputValue()).toBe('2026-Q4')
    await page.getByRole('link', { name: 'Chỉ tiêu', exact: true }).click()
    await heading(page, 'Chỉ tiêu').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Chỉ tiêu')
  })

  test('offers the finished months to those who may export', async () => {
    const page = await visit(office())
    const link = page.getByRole('link', { name: 'Tải dữ liệu' })
    expect(await link.getAttribute('href')).toBe(
      '/api/exports/responses?format=csv&unit=phu-quoc&from=2026-10-01&to=2026-10-31',
    )
    await page.getByText('Tỷ lệ hài lòng tính thế nào?').click()
    await page.getByText(/^Tỷ lệ hài lòng = /).waitFor()
    const leader = await visit(office({ session: { ...figures.session, role: 'leader' } }))
    await heading(leader, ALL).waitFor()
    expect(await leader.getByText('Tải dữ liệu').count()).toBe(0)
  })

  test('leads from an empty period to the newest year with ratings', async () => {
    const units = figures.units.map((unit) => ({ ...unit, firstDay: '2023-03-20' }))
    const state = office({ all: [nobody], land: [nobody], areas: [], units, periods: new Map([['2024', figures.all]]) })
    const page = await visit(state, '?unit=phu-quoc')
    await page.getByText('Có số liệu từ 20/03/2023: xem Năm 2024').waitFor()
    expect(await page.getByLabel('Kỳ').locator('optgroup').count()).toBe(4)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('link', { name: 'xem Năm 2024' }).click()
    await heading(page, ALL).waitFor()
    expect(page.url()).toMatch(/\?unit=phu-quoc&period=2024$/)
    expect(await page.getByLabel('Kỳ').inputValue()).toBe('2024')
  })

  test('tells an area that waits from one where nobody chose a level', async () => {
    const tally = { n1: 0, n2: 0, n3: 0, n4: 0, n5: 0, n0: 0 }
    const areas = [
      figures.row('ho-tich', 'Hộ tịch', { received: 6, tally }),
      figures.row('dat-dai', 'Đất đai', { received: 6, tally: { ...tally, n0: 6 } }),
    ]
    const page = await visit(office({ areas }))
    await page.getByRole('row', { name: /Hộ tịch.*chờ tổng hợp.*Chưa đủ lượt/ }).waitFor()
    await page.getByRole('row', { name: /Đất đai.*chưa có lượt nào có mức/ }).waitFor()
  })

  test('promises batches only where figures come in batches', async () => {
    const daily = await visit(office())
    await daily.getByText(/được cập nhật theo từng đợt/).waitFor()
    const live = await visit(office({ session: { ...figures.session, release: 'live' } }))
    await live.getByText('Chế độ trình diễn: số liệu hiện ngay sau mỗi lượt.').waitFor()
    expect(await live.getByText(/theo từng đợt|sau khi hết ngày/).count()).toBe(0)
  })

  test('can be asked again after a failure', async () => {
    const state = office({
      answers: new Map([['GET /api/satisfaction', { status: 503, body: refusal('storage_failed') }]]),
    })
    const page = await visit(state)
    await page.getByRole('button', { name: 'Thử lại' }).waitFor()
    state.answers.clear()
    await page.getByRole('button', { name: 'Thử lại' }).click()
    await heading(page, ALL).waitFor()
  })
})

describe('targets', () => {
  test('are added as the plan writes them, with what is wrong said at its field', async () => {
    const state = office()
    const page = await visit(state, 'chi-tieu')
    await page.getByLabel('Chỉ tiêu về').selectOption('dat-dai-xay-dung')
    await page.getByLabel('Tỷ lệ hài lòng (%)').fill('850')
    await page.getByLabel('Văn bản').fill('Kế hoạch 12/KH-UBND')
    await page.getByLabel('Câu ghi chỉ tiêu').fill('tối thiểu 85,5%')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Mời nhập một số lớn hơn 0 và không quá 100').waitFor()

    await page.getByLabel('Tỷ lệ hài lòng (%)').fill('85,5')
    const issues = [{ path: 'validTo', code: 'ends_before_start' }]
    state.answers.set('POST /api/targets', { status: 400, body: refusal('invalid_request', issues) })
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Ngày kết thúc phải từ ngày bắt đầu trở đi.').waitFor()
    expect(await page.getByLabel('Đến ngày').getAttribute('aria-invalid')).toBe('true')

    state.answers.clear()
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Đã thêm chỉ tiêu.').waitFor()
    expect(state.sent.filter(({ method }) => method === 'POST').at(-1)?.body).toEqual({
      unit: 'phu-quoc', measure: 'share', group: 'dat-dai-xay-dung', stages: null, operator: '>=', value: 0.855,
      validFrom: '2026-01-01', validTo: '2026-12-31', document: 'Kế hoạch 12/KH-UBND', sentence: 'tối thiểu 85,5%',
    }) // prettier-ignore
  })

  test('are removed only after a question, and not where they are inherited', async () => {
    const state = office()
    const page = await visit(state, 'chi-tieu')
    const remove = page.getByRole('button', { name: /^Xóa chỉ tiêu/ })
    await remove.waitFor()
    expect(await remove.count()).toBe(1)
    await remove.click()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Để nguyên' }).click()
    expect(state.sent.some(({ method }) => method === 'DELETE')).toBe(false)
    await remove.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Xóa chỉ tiêu' }).click()
    await expect.poll(() => state.sent.find(({ method }) => method === 'DELETE')?.path).toBe('/api/targets/t1')
  })

  test('stand above the settings of the unit, which sends what was changed alone', async () => {
    const state = office()
    const page = await visit(state, 'chi-tieu')
    const [unit] = state.units
    state.answers.set('PATCH /api/units/phu-quoc', {
      status: 200,
      body: { ...unit, minimumAnswers: 40, cutOffDay: 14 },
    })
    const save = () => page.getByRole('button', { name: 'Lưu' }).click()
    const changes = () => state.sent.filter(({ method }) => method === 'PATCH').map(({ body }) => body)
    await save()
    await page.getByText('Chưa có gì thay đổi.').waitFor()
    await page.getByLabel('Số lượt ít nhất để kết luận').fill('3')
    await save()
    await page.getByText('Mời nhập một số nguyên từ 5 đến 1000.').waitFor()
    await page.getByLabel('Số lượt ít nhất để kết luận').fill('40')
    await save()
    await page.getByText('Đã lưu.').waitFor()
    // Somebody else chose the 14th meanwhile: it is not undone, but shown.
    expect(await page.getByRole('radio', { name: /^Ngày 14/ }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: 'Ngày cuối tháng' }).check()
    await save()
    await expect.poll(changes).toEqual([{ minimumAnswers: 40 }, { cutOffDay: null }])
  })

  test('leaders read them and can change nothing', async () => {
    const leader = await visit(office({ session: { ...figures.session, role: 'leader' } }), 'chi-tieu')
    await heading(leader, 'Cách chốt số liệu của đơn vị').waitFor()
    expect(await leader.getByRole('main').getByRole('button').count()).toBe(0)
    await leader.getByRole('link', { name: 'Thiết bị' }).click()
    await heading(leader, 'Thiết bị đánh giá').waitFor()
    expect(await leader.getByRole('main').getByRole('button').count()).toBe(0)
  })
})

test('the skip link moves the focus past the menu into the content', async () => {
  const page = await visit(office(), '?period=2026-Q3')
  await heading(page, ALL).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Đến nội dung chính')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  expect(await page.getByLabel('Kỳ').inputValue()).toBe('2026-Q3')
})

test('on a phone the menu folds and closes when a page is chosen', async () => {
  const page = await visit(office())
  await page.setViewportSize({ width: 390, height: 844 })
  const toggle = page.getByRole('button', { name: 'Mục lục' })
  await toggle.click()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('link', { name: 'Thiết bị', exact: true }).click()
  await heading(page, 'Thiết bị').waitFor()
  expect(await toggle.getAttribute('aria-expanded')).toBe('false')
})
