import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { FigureOverview } from '#contract/satisfaction'
import { PASSWORD } from '../../support/office.ts'
import { accessibilityFaults } from '../support/axe.ts'
import { dashboardTests } from './support/dashboard-tests.ts'
import { ALL, everyPage, newcomer, sizes } from './support/dashboard-states.ts'
import { alter, refuse } from './support/forced.ts'
import { rateOn } from './support/seed-ratings.ts'
import { PLAN, addTarget } from './support/seed-targets.ts'
import { LONG_AREA } from './support/seeded-office.ts'

const dashboard = dashboardTests()
const { sent, sentTo } = dashboard

const leader = { role: 'leader', unit: 'phu-quoc' } as const

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const tile = (page: Page, title: string) => page.locator('section', { has: heading(page, title) })
const LAND = 'Trong đó: đất đai, xây dựng'

describe('every page and state', () => {
  const named = everyPage.map((state) => [state.name, state] as const)
  test.each(named)('%s: nothing for axe, nothing too wide', async (_, { seed, path, visitor, title, ...state }) => {
    const office = await dashboard.shared(seed)
    await state.break?.(dashboard.profile())
    const page = await office.open(path, visitor)
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
    const office = await dashboard.own('rated')
    const page = await office.open('?unit=duong-dong&period=2026-Q3', null)
    expect(await page.getByRole('main').innerText()).toContain('tổ\u00a0chức')
    await page.getByLabel('Tên đăng nhập').fill('lan')
    await page.getByLabel('Mật khẩu').fill('nham')
    await page.keyboard.press('Enter')
    await page.getByText('Tên đăng nhập hoặc mật khẩu chưa đúng.').waitFor()
    const allow = await refuse(page, 'POST /api/session', 'too_many_attempts')
    await page.getByLabel('Mật khẩu').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByText('Đã thử quá nhiều lần.').waitFor()

    await allow()
    await page.getByLabel('Mật khẩu').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await heading(page, 'Tổng quan').waitFor()
    expect(page.url()).toMatch(/\?unit=duong-dong&period=2026-Q3$/)
    expect(await page.getByLabel('Đơn vị').inputValue()).toBe('duong-dong')

    await dashboard.profile().clearCookies()
    await page.getByLabel('Kỳ').selectOption('2026-08')
    await page.getByText('Phiên làm việc đã hết.').waitFor()
    expect(page.url()).toMatch(/period=2026-08$/)
  })

  test('for the first time asks for a password of one’s own', async () => {
    const office = await dashboard.own('rated')
    const page = await office.open('', newcomer)
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('ngan')
    await page.getByLabel('Nhập lại mật khẩu mới').fill('ngan')
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
    await page.getByText('Mật khẩu mới cần từ 10 ký tự trở lên; hiện có 4.').waitFor()
    const next = page.getByLabel('Mật khẩu mới', { exact: true })
    expect(await next.evaluate((field) => field === document.activeElement)).toBe(true)
    expect(sentTo('PUT')).toBeUndefined()

    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('mot cau de nho')
    await page.getByLabel('Nhập lại mật khẩu mới').fill('mot cau de nho')
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click()
    await heading(page, 'Tổng quan').waitFor()
    expect(sentTo('PUT')).toMatchObject({
      path: '/api/session/password',
      body: { next: 'mot cau de nho' },
    })
  })

  test('ends with signing out', async () => {
    const office = await dashboard.own('rated')
    const page = await office.open()
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await heading(page, 'Đăng nhập').waitFor()
  })
})

describe('the overview', () => {
  test('puts share, n, interval, target with its source and verdict side by side', async () => {
    const page = await (await dashboard.shared('rated')).open('?period=2026-Q4')
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
    for (const part of ['82,6%', '155 lượt', 'Thấp hơn chỉ tiêu, chưa đủ căn cứ', 'chưa đủ căn cứ để khẳng định']) {
      expect(land).toContain(part)
    }
    await page.getByText('Số liệu tính từ ngày 01/10/2026 đến nay; kỳ kết thúc ngày 31/12/2026').waitFor()
    expect(await page.getByText('Hôm nay đã nhận').innerText()).toMatch(/^Hôm nay đã nhận 37 lượt/)
  })

  test('opens at the last quarter that is over, the running one a choice away', async () => {
    const page = await (await dashboard.shared('rated')).open()
    await page.getByText('Số liệu tính từ').first().waitFor()
    const periods = page.getByLabel('Kỳ')
    expect(await periods.inputValue()).toBe('2026-Q3')
    expect(
      await periods.locator('optgroup').evaluateAll((years) => years.map((year) => year.getAttribute('label'))),
    ).toEqual(['2026'])
    expect(await periods.locator('option').allTextContents()).toEqual([
      'Năm 2026 (đang chạy)', '9 tháng đầu năm 2026', 'Quý IV/2026 (đang chạy)', 'Quý III/2026',
      'Tháng 11/2026 (đang chạy)', 'Tháng 10/2026', 'Tháng 9/2026', 'Tháng 8/2026',
    ]) // prettier-ignore
    await periods.selectOption('Quý IV/2026 (đang chạy)')
    await page.getByText('đến nay; kỳ kết thúc ngày 31/12/2026').waitFor()
  })

  test('gives no verdict on a month, only figure and interval', async () => {
    const page = await (await dashboard.shared('rated')).open('?period=2026-10')
    await heading(page, ALL).waitFor()
    expect(await tile(page, ALL).innerText()).toMatch(/92,7%[\s\S]*91,3–93,9%/)
    expect(await page.getByRole('main').innerText()).not.toMatch(/Đạt|Chưa đạt|Chưa có kết luận|Chưa đủ lượt/)
  })

  test('lists the areas that received something, and hides what is under five', async () => {
    const page = await (await dashboard.shared('rated')).open('?period=2026-Q4')
    const rows = page.getByRole('table', { name: 'Theo lĩnh vực' }).getByRole('row')
    await rows.first().waitFor()
    const texts = await rows.allInnerTexts()
    expect(texts).toHaveLength(9)
    expect(texts.find((text) => text.includes('Cư trú'))).toMatch(/dưới 5 lượt\s+Chưa đủ lượt$/)
    expect(texts.find((text) => text.includes(LONG_AREA))).toMatch(/54,0%\s+126.*Chưa đạt$/s)
    expect(texts.some((text) => text.includes('Giáo dục'))).toBe(false)
    await rows.filter({ hasText: 'Chứng thực' }).getByText('Văn phòng HĐND và UBND').waitFor()
    await page.getByRole('img', { name: 'Tỷ lệ 80,2%, khoảng tin cậy 72,2–86,3%, chỉ tiêu ≥ 85%' }).waitFor()
  })

  test('keeps unit and period in the address, and goes back', async () => {
    const page = await (await dashboard.shared('rated')).open()
    await page.getByLabel('Kỳ').selectOption('2026-10')
    await page.getByLabel('Đơn vị').selectOption('duong-dong')
    await page.waitForURL('**/dashboard/?period=2026-10&unit=duong-dong')
    await heading(page, 'Chưa có lượt đánh giá nào trong kỳ này').waitFor()
    expect(sentTo('GET', '/api/satisfaction')?.path).toContain('unit=duong-dong')
    await page.goBack()
    await page.goBack()
    await page.waitForURL('**/dashboard/')
    expect(await page.getByLabel('Kỳ').inputValue()).toBe('2026-Q3')
    await page.getByRole('link', { name: 'Chỉ tiêu', exact: true }).click()
    await heading(page, 'Chỉ tiêu').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Chỉ tiêu')
  })

  test('leads those who may export to the file for the superior', async () => {
    const page = await (await dashboard.shared('rated')).open('?period=2026-Q4')
    const link = page.getByRole('link', { name: 'Xuất cho đơn vị cấp trên' })
    expect(await link.getAttribute('href')).toMatch(/^\/dashboard\/xuat-cap-tren\?/)
    await page.getByText('Tỷ lệ hài lòng tính thế nào?').click()
    await page.getByText(/^Tỷ lệ hài lòng = /).waitFor()
    const theirs = await (await dashboard.shared('rated')).open('', leader)
    await heading(theirs, ALL).waitFor()
    expect(await theirs.getByText('Xuất cho').count()).toBe(0)
  })

  test('leads from an empty period to the newest year with ratings', async () => {
    const office = await dashboard.own('targets')
    const kiosk = await office.pairKiosk({ unit: 'phu-quoc' })
    for (const day of ['2023-03-20', '2024-05-06']) await rateOn(office, kiosk, { day, levels: [5, 5, 5, 4, 4, 4] })
    const page = await office.open('?unit=phu-quoc')
    await page.getByText('Có số liệu từ 20/03/2023: xem Năm 2024').waitFor()
    expect(await page.getByLabel('Kỳ').locator('optgroup').count()).toBe(4)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('link', { name: 'xem Năm 2024' }).click()
    await heading(page, ALL).waitFor()
    expect(page.url()).toMatch(/\?unit=phu-quoc&period=2024$/)
    expect(await page.getByLabel('Kỳ').inputValue()).toBe('2024')
  })

  test('tells an area that waits from one where nobody chose a level', async () => {
    const office = await dashboard.own('targets')
    const kiosk = await office.pairKiosk({ unit: 'phu-quoc' })
    const silent = [null, null, null, null, null, null]
    await rateOn(office, kiosk, { day: '2026-11-02', levels: silent, fields: { area: 'dat-dai' } })
    await kiosk.rate([5, 5, 5, 4, 4, 4], { area: 'ho-tich' })
    // The office itself hides six who all had no opinion: the page would say so all the same.
    const tally = { n1: 0, n2: 0, n3: 0, n4: 0, n5: 0, n0: 6 }
    await alter(dashboard.profile(), ['GET /api/satisfaction/overview', FigureOverview], ({ areas, ...rest }) => ({
      ...rest,
      areas: {
        ...areas,
        rows: areas.rows.map((row) => (row.key === 'dat-dai' ? { ...row, answered: 0, tally, suppressed: null } : row)),
      },
    }))
    const page = await office.open()
    await page.getByRole('row', { name: /Hộ tịch.*chờ hết ngày.*Chờ hết ngày/ }).waitFor()
    await page.getByRole('row', { name: /Đất đai.*chưa có lượt nào chọn mức hài lòng/ }).waitFor()
  })

  test('promises batches only where figures come in batches', async () => {
    const daily = await (await dashboard.shared('rated')).open()
    await daily.getByText(/được cập nhật theo từng đợt/).waitFor()
    const office = await dashboard.own('rated', { release: 'live', environment: { RELEASE: 'live' } })
    const live = await office.open()
    await live.getByText('Chế độ trình diễn: số liệu hiện ngay sau mỗi lượt.').waitFor()
    expect(await live.getByText(/theo từng đợt|sau khi hết ngày/).count()).toBe(0)
  })

  test('can be asked again after a failure', async () => {
    const office = await dashboard.shared('rated')
    const allow = await refuse(dashboard.profile(), 'GET /api/satisfaction/overview', 'storage_failed')
    const page = await office.open()
    await page.getByRole('button', { name: 'Thử lại' }).waitFor()
    await allow()
    await page.getByRole('button', { name: 'Thử lại' }).click()
    await heading(page, ALL).waitFor()
  })
})

describe('targets', () => {
  test('are added as the plan writes them, with what is wrong said at its field', async () => {
    const page = await (await dashboard.own('bare')).open('chi-tieu')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByLabel('Chỉ tiêu về').selectOption('dat-dai-xay-dung')
    await page.getByLabel('Tỷ lệ hài lòng (%)').fill('850')
    await page.getByLabel('Văn bản').fill('Kế hoạch 12/KH-UBND')
    await page.getByLabel('Câu ghi chỉ tiêu').fill('tối thiểu 85,5%')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Mời nhập một số lớn hơn 0 và không quá 100').waitFor()

    await page.getByLabel('Tỷ lệ hài lòng (%)').fill('85,5')
    await page.getByLabel('Đến ngày').fill('31/12/2025')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Ngày kết thúc phải từ ngày bắt đầu trở đi.').waitFor()
    expect(await page.getByLabel('Đến ngày').getAttribute('aria-invalid')).toBe('true')

    await page.getByLabel('Đến ngày').fill('31/12/2026')
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click()
    await page.getByText('Đã thêm chỉ tiêu.').waitFor()
    expect(sentTo('POST')?.body).toEqual({
      unit: 'phu-quoc', measure: 'share', group: 'dat-dai-xay-dung', stages: null, operator: '>=', value: 0.855,
      validFrom: '2026-01-01', validTo: '2026-12-31', document: 'Kế hoạch 12/KH-UBND', sentence: 'tối thiểu 85,5%',
      kind: 'annual', steps: null,
    }) // prettier-ignore
  })

  test('are removed only after a question, and not where they are inherited', async () => {
    const office = await dashboard.own('targets')
    const id = await addTarget(office, { unit: 'duong-dong' })
    const page = await office.open('chi-tieu?unit=duong-dong')
    await page.getByText(PLAN).first().waitFor()
    const remove = page.getByRole('button', { name: /^Xóa chỉ tiêu/ })
    await remove.waitFor()
    expect(await remove.count()).toBe(1)
    await remove.click()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Hủy' }).click()
    expect(sentTo('DELETE')).toBeUndefined()
    await remove.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Xóa chỉ tiêu' }).click()
    await expect.poll(() => sentTo('DELETE')?.path).toBe(`/api/targets/${id}`)
    await remove.waitFor({ state: 'detached' })
  })

  test('stand above the settings of the unit, which sends what was changed alone', async () => {
    const office = await dashboard.own('bare')
    const page = await office.open('chi-tieu')
    const save = () => page.getByRole('button', { name: 'Lưu' }).click()
    const changes = () => sent.filter(({ method }) => method === 'PATCH').map(({ body }) => body)
    await save()
    await page.getByText('Chưa có gì thay đổi.').waitFor()
    await page.getByLabel('Số lượt ít nhất để kết luận').fill('3')
    await save()
    await page.getByText('Mời nhập một số nguyên từ 5 đến 1000.').waitFor()
    await page.getByLabel('Số lượt ít nhất để kết luận').fill('40')
    await office.as('lan').patch('/api/units/phu-quoc', { cutOffDay: 14 })
    await save()
    await page.getByText('Đã lưu.').waitFor()
    // Somebody else chose the 14th meanwhile: it is not undone, but shown.
    expect(await page.getByRole('radio', { name: /^Ngày 14/ }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: 'Ngày cuối tháng' }).check()
    await save()
    await expect.poll(changes).toEqual([{ minimumAnswers: 40 }, { cutOffDay: null }])
  })

  test('leaders read them and can change nothing', async () => {
    const page = await (await dashboard.shared('rated')).open('chi-tieu', leader)
    await heading(page, 'Cách chốt số liệu của đơn vị').waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
    await page.getByRole('link', { name: 'Thiết bị' }).click()
    await heading(page, 'Thiết bị đánh giá').waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  })
})

test('the skip link moves the focus past the menu into the content', async () => {
  const page = await (await dashboard.shared('rated')).open('?period=2026-Q3')
  await heading(page, ALL).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Đến nội dung chính')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  expect(await page.getByLabel('Kỳ').inputValue()).toBe('2026-Q3')
})

test('on a phone the menu folds and closes when a page is chosen', async () => {
  const page = await (await dashboard.shared('rated')).open()
  await page.setViewportSize({ width: 390, height: 844 })
  const toggle = page.getByRole('button', { name: 'Danh mục' })
  await toggle.click()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('link', { name: 'Thiết bị', exact: true }).click()
  await heading(page, 'Thiết bị').waitFor()
  expect(await toggle.getAttribute('aria-expanded')).toBe('false')
})
