import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PASSWORD } from '../../support/office.ts'
import { fillWorkedCase } from '../../support/worked-case.ts'
import { dashboardTests } from '../dashboard/support/dashboard-tests.ts'
import { refuse } from '../dashboard/support/forced.ts'

const dashboard = dashboardTests()
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

describe('the page of the file for the superior', () => {
  test('gives the file within eight clicks of signing in, the closing included', async () => {
    const office = await dashboard.own('bare', { release: 'live' })
    await fillWorkedCase(office, 'phu-quoc')
    const page = await office.open('', null)
    let clicks = 0
    const click = async (target: Locator): Promise<void> => {
      clicks += 1
      await target.click()
    }
    await page.getByLabel('Tên đăng nhập').fill('lan')
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD)
    await click(page.getByRole('button', { name: 'Đăng nhập' }))
    await click(page.getByRole('navigation').getByRole('link', { name: 'Chốt số liệu', exact: true }))
    await click(page.getByRole('button', { name: 'Chốt Quý III/2026', exact: true }))
    await click(page.getByRole('button', { name: 'Chốt số liệu', exact: true }))
    await click(page.getByRole('link', { name: 'Xuất cho cấp trên Quý III/2026' }))
    await page.getByText(/^Tệp có .* dòng/).waitFor()
    const download = page.waitForEvent('download')
    await click(page.getByRole('button', { name: 'Tải tệp XLSX' }))
    const file = await download
    expect(file.suggestedFilename()).toBe('khao-sat-hai-long_phu-quoc_2026-Q3.xlsx')
    expect(
      readFileSync(await file.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    expect(clicks).toBeLessThanOrEqual(8)
  })

  test('keeps a template by the row that the superior sent, and says which columns stay empty', async () => {
    const office = await dashboard.own('bare', { release: 'live' })
    await fillWorkedCase(office, 'phu-quoc')
    await office.as('lan').post('/api/editions', { period: '2026-Q3' })
    const page = await office.open('xuat-cap-tren')
    await page.getByRole('button', { name: 'Thêm mẫu của cấp trên' }).click()
    await page.getByLabel('Tên mẫu').fill('Mẫu của tỉnh')
    await page.getByLabel('Hàng tiêu đề cấp trên gửi').fill('MaPhieu\tThang\tLinhVuc\tMuc\tGhi chú riêng')
    await page.getByRole('button', { name: 'Lưu mẫu' }).click()
    await page.getByText('Để trống vì không có thông tin: Ghi chú riêng.').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Tải tệp CSV' }).click()
    const text = readFileSync(await (await download).path()).toString()
    expect(text.startsWith('\uFEFFMaPhieu,Thang,LinhVuc,Muc,Ghi chú riêng\r\n')).toBe(true)
  })

  test('says what to do where nothing is closed, and when too many files are made', async () => {
    const office = await dashboard.own('bare', { release: 'live' })
    await fillWorkedCase(office, 'phu-quoc')
    const page = await office.open('xuat-cap-tren')
    await page.getByText('Chưa có kỳ nào chốt số liệu nên chưa có gì để xuất.').waitFor()
    await office.as('lan').post('/api/editions', { period: '2026-Q3' })
    await refuse(page, 'POST /api/exports/superior', 'too_many_exports')
    await page.reload()
    await heading(page, 'Trong tệp có gì').waitFor()
    await page.getByText('Đang có nhiều tệp được tải. Mời Ông/Bà thử lại sau ít phút.').waitFor()
  })
})
