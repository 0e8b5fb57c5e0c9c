import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PASSWORD } from '../../../support/office.ts'
import { fillWorkedCase } from '../../../support/worked-case.ts'
import { dashboardTests } from '../support/dashboard-tests.ts'
import type { ServedOffice } from '../support/dashboard-tests.ts'

const dashboard = dashboardTests()
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const paragraph = (page: Page) => page.getByRole('textbox', { name: 'Đoạn văn cho báo cáo cải cách hành chính' })

/** What the clipboard holds, read as another program reads it. */
async function clipboard(page: Page): Promise<Record<string, string>> {
  await dashboard.profile().grantPermissions(['clipboard-read', 'clipboard-write'])
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const found: Record<string, string> = {}
    for (const type of item?.types ?? []) found[type] = await (await item!.getType(type)).text()
    return found
  })
}

/** What a paste brings, on a page that may not read the clipboard otherwise. */
async function pasted(page: Page): Promise<Record<string, string>> {
  await page.evaluate(() => {
    const field = document.createElement('textarea')
    field.id = 'paste-here'
    field.addEventListener('paste', (event) => {
      field.dataset['text'] = event.clipboardData?.getData('text/plain') ?? ''
      field.dataset['html'] = event.clipboardData?.getData('text/html') ?? ''
    })
    document.body.append(field)
  })
  await page.locator('#paste-here').focus()
  await page.keyboard.press('Control+V')
  const { text = '', html = '' } = await page
    .locator('#paste-here')
    .evaluate((field) => ({ ...(field as HTMLElement).dataset }))
  await page.locator('#paste-here').evaluate((field) => field.remove())
  return { 'text/plain': text, 'text/html': html }
}

async function workedOffice(): Promise<ServedOffice> {
  const office = await dashboard.own('bare', { release: 'live' })
  await fillWorkedCase(office, 'phu-quoc')
  return office
}

const WORKED =
  'Có 750 lượt hài lòng và rất hài lòng, đạt 93,1% (khoảng tin cậy 95%: 91,1–94,6%), ' +
  'đạt chỉ tiêu từ 90% trở lên theo Kế hoạch số 12/KH-UBND ngày 15/01/2026. ' +
  'Riêng lĩnh vực đất đai, xây dựng: 126/155 lượt, đạt 81,3% (74,4–86,6%), ' +
  'thấp hơn chỉ tiêu 85%; tuy nhiên chưa đủ căn cứ để khẳng định là chưa đạt.'

describe('the page of reports', () => {
  test('puts the worked case on the clipboard, as it was edited', async () => {
    const office = await workedOffice()
    const page = await office.open('bao-cao?period=2026-Q3')
    await paragraph(page).waitFor()
    expect(await paragraph(page).innerText()).toContain(WORKED)
    await page.getByLabel('Việc đã làm theo chỉ đạo (nếu có)').fill('Đã lắp thêm quạt.')
    await paragraph(page).focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('1. ')
    await page.getByRole('button', { name: 'Sao chép đoạn văn' }).click()
    await page.getByText('Đã sao chép. Mời dán vào báo cáo (Ctrl+V).').waitFor()
    const { 'text/plain': text } = await clipboard(page)
    expect(text).toMatch(/^1\. Về đánh giá mức độ hài lòng/)
    expect(text).toContain(WORKED)
    expect(text).toMatch(/ đã lắp thêm quạt\.$/)
    await page.getByRole('button', { name: 'Soạn lại từ số liệu' }).click()
    expect(await paragraph(page).innerText()).toMatch(/^Về đánh giá/)
  })

  test('puts the table on the clipboard as a table and as text parted by tabs', async () => {
    const office = await workedOffice()
    const page = await office.open('bao-cao?period=2026-Q3')
    await page.getByRole('textbox', { name: 'Ghi chú, hàng 3', exact: true }).fill('đã đối chiếu')
    await page.getByRole('button', { name: 'Sao chép bảng' }).click()
    await page.getByText('Đã sao chép. Mời dán vào Word hoặc Excel (Ctrl+V).').waitFor()
    const held = await pasted(page)
    const lines = held['text/plain']!.split(/\r?\n/)
    expect(lines[0]!.split('\t')).toHaveLength(9)
    expect(lines[1]).toBe('3\tTổng số lượt đánh giá\tlượt\t812\t812\t\t\t\tđã đối chiếu')
    expect(lines.find((line) => line.startsWith('5.1\t'))).toContain(
      '81,3\t81,3 (126/155)\t\t≥ 85%\tChưa đạt, chưa chắc chắn',
    )
    expect(held['text/html']).toContain('<table border="1"')
    expect(held['text/html']).toMatch(/<td x:num="812"[^>]*>812<\/td>/)
  })

  test('does so on plain http in the network of the office too', async () => {
    const office = await workedOffice()
    const page = await office.open('bao-cao?period=2026-Q3')
    await paragraph(page).waitFor()
    await page.evaluate(() => {
      Object.defineProperty(window, 'isSecureContext', { value: false })
      Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
    })
    await page.getByRole('button', { name: 'Sao chép bản tin' }).click()
    await page.getByText('Đã sao chép.', { exact: true }).waitFor()
    expect((await pasted(page))['text/plain']).toMatch(/^Trong quý III năm 2026, đã có 812 lượt bà con/)
  })

  test('by the other way where a browser copies no selection', async () => {
    const office = await workedOffice()
    const page = await office.open('bao-cao?period=2026-Q3')
    await paragraph(page).waitFor()
    await dashboard.profile().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(() => (document.execCommand = () => false))
    await page.getByRole('button', { name: 'Sao chép bảng' }).click()
    await page.getByText('Đã sao chép. Mời dán vào Word hoặc Excel (Ctrl+V).').waitFor()
    const held = await clipboard(page)
    expect(held['text/plain']).toContain('Tổng số lượt đánh giá\tlượt\t812')
    expect(held['text/html']).toContain('<table')
  })

  test('counts the words of the bulletin, and says where one has no room', async () => {
    const office = await workedOffice()
    const page = await office.open('bao-cao?period=2026-Q3')
    const bulletin = page.getByRole('textbox', { name: 'Bản tin truyền thanh' })
    const words = (await bulletin.inputValue()).split(' ').length
    await page.getByText(`${words}/80 chữ.`).waitFor()
    await page.getByLabel('Việc đã làm theo chỉ đạo (nếu có)').fill(Array(60).fill('việc').join(' '))
    await page.getByText('Không đủ chỗ cho câu về việc đã làm').waitFor()
    await bulletin.fill(Array(81).fill('chữ').join(' '))
    await page.getByText('81/80 chữ.').waitFor()
  })

  test('keeps what was done as a draft of the period, and reports free ranges', async () => {
    const office = await workedOffice()
    const page = await office.open('bao-cao?period=2026-Q3')
    await page.getByLabel('Việc đã làm theo chỉ đạo (nếu có)').fill('lắp thêm quạt')
    await page.getByLabel('Kỳ báo cáo', { exact: true }).selectOption('2026-H2')
    await page.getByText('Kỳ chưa kết thúc:').waitFor()
    expect(await page.getByRole('textbox', { name: 'Bản tin truyền thanh' }).inputValue()).toContain(
      '6 tháng cuối năm 2026',
    )
    expect(await page.getByLabel('Việc đã làm theo chỉ đạo (nếu có)').inputValue()).toBe('')
    await page.getByLabel('Kỳ báo cáo', { exact: true }).selectOption('free')
    await page.getByLabel('Từ ngày').selectOption('2026-08-15')
    await page.getByLabel('đến ngày').selectOption('2026-09-14')
    await page.waitForURL(/period=2026-08-15_2026-09-14/)
    expect(await page.getByRole('textbox', { name: 'Bản tin truyền thanh' }).inputValue()).toContain(
      'Trong thời gian từ ngày 15/08/2026 đến ngày 14/09/2026',
    )
    await page.getByLabel('Kỳ báo cáo', { exact: true }).selectOption('2026-Q3')
    await expect.poll(() => page.getByLabel('Việc đã làm theo chỉ đạo (nếu có)').inputValue()).toBe('lắp thêm quạt')
  })

  test('says where nobody rated, and is no page of officers', async () => {
    const office = await dashboard.shared('targets')
    const page = await office.open('bao-cao?period=2026-Q3')
    await page.getByText('Kỳ này chưa có lượt đánh giá nào.').waitFor()
    const officer = await office.open('bao-cao', { role: 'officer', unit: 'phu-quoc' })
    await heading(officer, 'Tài khoản này không được xem trang này.').waitFor()
    expect(await officer.getByRole('link', { name: 'Báo cáo' }).count()).toBe(0)
    const leader = await office.open('bao-cao', { role: 'leader', unit: 'phu-quoc' })
    await heading(leader, 'Đoạn văn cho báo cáo cải cách hành chính').waitFor()
  })
})

test('from signing in to the copied paragraph, the closing included, a manager needs at most six clicks and a minute', async () => {
  const office = await dashboard.own('bare', { release: 'live' })
  await fillWorkedCase(office, 'xa-an')
  const page = await office.open('', null)
  await page.getByLabel('Tên đăng nhập').fill('minh')
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  let clicks = 0
  const click = (name: string, role: 'button' | 'link' = 'button') => {
    clicks += 1
    const place = name === 'Đăng nhập' ? page : page.locator('main, dialog[open]')
    return place.getByRole(role, { name, exact: true }).last().click()
  }
  const began = performance.now()
  await click('Đăng nhập')
  await click('Chốt số liệu', 'link')
  await click('Chốt Quý III/2026')
  await click('Chốt số liệu')
  await click('Soạn báo cáo Quý III/2026', 'link')
  await page.getByText(/đã chốt ngày 20\/11\/2026$/).waitFor()
  await click('Sao chép đoạn văn')
  await page.getByText('Đã sao chép. Mời dán vào báo cáo (Ctrl+V).').waitFor()
  expect((await clipboard(page))['text/plain']).toContain(WORKED)
  expect(clicks).toBeLessThanOrEqual(6)
  expect(performance.now() - began).toBeLessThan(60_000)
})
