import { describe, expect, test } from 'vitest'
import { fillWorkedCase } from '../../../support/worked-case.ts'
import { accessibilityFaults } from '../../support/axe.ts'
import { dashboardTests } from '../support/dashboard-tests.ts'
import type { ServedOffice } from '../support/dashboard-tests.ts'
import { sizes } from '../support/dashboard-states.ts'

const dashboard = dashboardTests()

/** Rated in August, with targets and without dossiers; nothing is closed. */
async function ratedOffice(): Promise<ServedOffice> {
  const office = await dashboard.own('bare', { release: 'live' })
  await fillWorkedCase(office, 'phu-quoc')
  return office
}

/** Closed, then twelve more came in and dossiers were entered, and it was amended. */
async function amendedOffice(): Promise<ServedOffice> {
  const office = await ratedOffice()
  const lan = office.as('lan')
  await lan.post('/api/editions', { unit: 'phu-quoc', period: '2026-Q3' })
  const kiosk = await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 2' })
  await kiosk.rate(Array<number>(12).fill(5), { area: 'dat-dai', answeredAt: '2026-09-20T09:00:00+07:00' })
  const amended = await lan.post('/api/editions', {
    unit: 'phu-quoc',
    period: '2026-Q3',
    reason: 'Bổ sung phiếu của tháng 9',
  })
  expect(amended.status).toBe(200)
  return office
}

describe('the page on which periods are closed', () => {
  test('says what is missing, closes by the keyboard and lists who closed what', async () => {
    const office = await ratedOffice()
    const page = await office.open('chot-so-lieu?period=2026-Q3')
    const main = page.getByRole('main')
    await main.getByText('Chưa nhập số hồ sơ tháng 8, 9 và 10/2026.').waitFor()
    const link = main.getByRole('link', { name: 'Nhập số liệu' })
    expect(await link.getAttribute('href')).toMatch(/nhap-so-lieu\?.*month=2026-08/)
    await main.getByRole('button', { name: 'Chốt Quý III/2026' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Chốt số liệu Quý III/2026?' })
    await dialog.getByText('Kỳ này chưa có số hồ sơ tháng 8 và 9/2026.').waitFor()
    await dialog.getByRole('button', { name: 'Chốt số liệu' }).press('Enter')
    await main.getByText('Đã chốt số liệu Quý III/2026.').waitFor()
    const closed = main.getByRole('listitem').filter({ hasText: 'Mã kiểm tra' })
    await closed.getByText(/^Chốt lúc 0?9:0\d.* 20\/11\/2026, lan$/).waitFor()
    await closed.getByText(/^Sổ ghi 812 lượt · Mã kiểm tra [0-9a-f]{16}$/).waitFor()
    await main.getByRole('link', { name: 'Soạn báo cáo Quý III/2026' }).press('Enter')
    await page.getByText(/đã chốt ngày 20\/11\/2026$/).waitFor()
  })

  test('amends with a reason, and says what changed', async () => {
    const office = await ratedOffice()
    const page = await office.open('chot-so-lieu?period=2026-Q3')
    const main = page.getByRole('main')
    await main.getByRole('button', { name: /^Chốt tất cả/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Chốt số liệu' }).click()
    await main.getByText('Mọi kỳ đã kết thúc đều đã chốt số liệu.').waitFor()
    const kiosk = await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 2' })
    await kiosk.rate(Array<number>(12).fill(5), { area: 'dat-dai', answeredAt: '2026-09-20T09:00:00+07:00' })
    await main.getByRole('button', { name: 'Đính chính Quý III/2026' }).click()
    await page.getByLabel('Lý do đính chính').fill('Bổ sung phiếu của tháng 9')
    await page.getByRole('button', { name: 'Lập bản đính chính' }).click()
    await main.getByText('Lý do: Bổ sung phiếu của tháng 9').waitFor()
    const changes = main.getByRole('button', { name: 'Số đã thay đổi của Quý III/2026, bản số 2' })
    await changes.press('Enter')
    await main.getByText('Toàn bộ: số lượt 806 → 818; hài lòng 93,1% → 93,2%').waitFor()
    await main.getByText('Lĩnh vực: Đất đai: số lượt 155 → 167; hài lòng 81,3% → 82,6%').waitFor()
    expect(await changes.getAttribute('aria-expanded')).toBe('true')
    expect(await main.getByText('Đã có bản đính chính').count()).toBe(1)
  })

  const states = {
    'an empty office': { office: () => dashboard.own('bare'), seen: 'Chưa chốt số liệu kỳ nào.' },
    'periods that are due': { office: ratedOffice, seen: 'Trước khi chốt nên bổ sung:' },
    'an amendment': { office: amendedOffice, seen: 'Đã có bản đính chính' },
  } as const
  test.each(Object.entries(states))('%s: nothing for axe, nothing too wide', async (name, { office, seen }) => {
    const page = await (await office()).open('chot-so-lieu')
    await page.getByText(seen).waitFor()
    const changes = page.getByRole('button', { name: /^Số đã thay đổi/ })
    if ((await changes.count()) > 0) {
      await changes.click()
      await page.getByText(/Toàn bộ: số lượt/).waitFor()
    }
    for (const size of sizes) {
      await page.setViewportSize(size)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(size.width)
      expect(await accessibilityFaults(page)).toEqual([])
      const pictures = process.env['HAILONG_SCREENSHOTS']
      if (pictures)
        await page.screenshot({ path: `${pictures}/${name.replaceAll(' ', '-')}-${size.width}.png`, fullPage: true })
    }
  })

  test('a supervisor reads what was closed, and is first shown the newest closed quarter', async () => {
    const office = await amendedOffice()
    const page = await office.open('chot-so-lieu', { role: 'supervisor', unit: 'phu-quoc' })
    await page.getByText('Đã có bản đính chính').waitFor()
    expect(await page.getByRole('button', { name: /Chốt|Đính chính/ }).count()).toBe(0)
    await page.goto(`${office.origin}/dashboard/`)
    await page.getByText(/đã chốt ngày 20\/11\/2026, bản số 2$/).waitFor()
  })
})
