import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFaults } from '../support/axe.ts'
import { AreaList } from '#contract/areas'
import { ProcedureList } from '#contract/procedures'
import { dashboardTests } from './support/dashboard-tests.ts'
import type { ServedOffice, Visitor } from './support/dashboard-tests.ts'
import { sizes } from './support/dashboard-states.ts'
import { alter, cutOff } from './support/forced.ts'
import { ofRound } from '../support/rounds.ts'

const dashboard = dashboardTests()
const { sent } = dashboard

const leader = { role: 'leader', unit: 'phu-quoc' } as const

async function visit(office: ServedOffice, list = '', visitor: Visitor = 'lan'): Promise<Page> {
  const page = await office.open(`linh-vuc-thu-tuc${list === '' ? '' : `?muc=${list}`}`, visitor)
  await page.getByRole('main').locator('section h2').first().waitFor()
  return page
}

const noAreas = () => alter(dashboard.profile(), ['GET /api/areas', AreaList], () => ({ areas: [], groups: [] }))
const noProcedures = () =>
  alter(dashboard.profile(), ['GET /api/procedures', ProcedureList], () => ({ procedures: [] }))
const noAnswer = () => cutOff(dashboard.profile(), 'GET /api/procedures')
const asItIs = () => Promise.resolve()

const states = [
  ['areas', asItIs, '', 'Lĩnh vực trên thiết bị đánh giá'],
  ['procedures', asItIs, 'thu-tuc', 'Thủ tục hành chính'],
  ['questionnaires', asItIs, 'bo-cau-hoi', 'Bộ câu hỏi'],
  ['no areas', noAreas, '', 'Lĩnh vực trên thiết bị đánh giá'],
  ['no procedures', noProcedures, 'thu-tuc', 'Thủ tục hành chính'],
  ['no answer', noAnswer, '', 'Chưa tải được số liệu'],
] as const

test.each(ofRound(states, 3))(
  '%s: nothing for axe, nothing too wide, open or shut',
  async (name, prepare, list, title) => {
    await prepare()
    const page = await visit(await dashboard.shared('lists'), list)
    for (const summary of await page.locator('summary').all()) await summary.click()
    const edit = page.getByRole('button', { name: /^Sửa / })
    if ((await edit.count()) > 2) await edit.nth(2).click()
    for (const size of sizes) {
      await page.setViewportSize(size)
      await page.getByRole('heading', { name: title, exact: true }).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    }
    expect([name, await accessibilityFaults(page)]).toEqual([name, []])
  },
)

test('areas are ordered with the keyboard, the focus stays, and the place is said', async () => {
  const page = await visit(await dashboard.own('lists'))
  const down = page.getByRole('button', { name: 'Chuyển Sao y, chứng thực xuống dưới' })
  await down.focus()
  await page.keyboard.press('Enter')
  await page.getByText('“Sao y, chứng thực” nay ở vị trí 3 trên 20.').waitFor()
  expect(sent.find(({ method }) => method === 'PATCH')).toEqual({
    ...{ method: 'PATCH', path: '/api/areas/chung-thuc', body: { before: 'xay-dung' } },
  })
  expect(await down.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.getByRole('button', { name: 'Chuyển Khai sinh, kết hôn, khai tử lên trên' }).press('Enter')
  expect(sent.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
})

test('an area leaves a group, which the page says is for all time; it is retired only after asking', async () => {
  const page = await visit(await dashboard.own('lists'))
  await page.getByText('Nhóm lĩnh vực tính cho mọi thời kỳ').waitFor()
  await page.getByRole('button', { name: 'Sửa lĩnh vực Giấy phép xây dựng' }).click()
  await page.getByLabel('Đất đai, xây dựng').uncheck()
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText('Đã lưu “Giấy phép xây dựng”.').waitFor()
  expect(sent.find(({ method }) => method === 'PATCH')).toMatchObject({
    ...{ path: '/api/areas/xay-dung', body: { groups: ['nhay-cam'], name: { vi: 'Xây dựng', en: 'Construction' } } },
  })
  await page.getByRole('button', { name: 'Sửa lĩnh vực Môi trường' }).click()
  await page.getByRole('button', { name: 'Ngừng dùng' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ngừng dùng' }).click()
  await page.getByText('Đã ngừng dùng “Môi trường”.').waitFor()
  expect(sent.findLast(({ method }) => method === 'PATCH')?.body).toEqual({ retired: true })
})

test('a procedure is found without diacritics and in its long shape', async () => {
  const page = await visit(await dashboard.shared('lists'), 'thu-tuc')
  await page.getByText('76 thủ tục', { exact: true }).waitFor()
  await page.getByText('Còn 26 thủ tục.').waitFor()
  const search = page.getByRole('searchbox', { name: 'Tìm thủ tục' })
  await search.fill('dang ky khai sinh')
  await page.getByText('1 thủ tục', { exact: true }).waitFor()
  await search.fill('2.000815.000.00.00.H61')
  await page.getByText('Chứng thực bản sao từ bản chính').waitFor()
})

test('a list is shown as it would be before it is stored', async () => {
  const page = await visit(await dashboard.own('lists'), 'thu-tuc')
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname === '/api/procedures/import') asked.push(`${search} ${request.headers()['content-type']}`)
  })
  const rows = Array.from({ length: 1460 }, (_, at) => `1.${100_000 + at},Thủ tục ${at},Hộ tịch`)
  rows[6] = '1.009999,Cấp phép,Lễ hội'
  const buffer = Buffer.from(`Mã TTHC,Tên thủ tục,Lĩnh vực\n${rows.join('\n')}\n`)
  await page.getByLabel('Tệp danh mục').setInputFiles({ name: 'dm.csv', mimeType: 'text/csv', buffer })
  await page.getByText('Xem trước, chưa lưu gì.').waitFor()
  await page.getByText('Dòng 7, cột “Lĩnh vực”, “Lễ hội”').waitFor()
  expect(await page.locator('dl').innerText()).toContain('1.460')
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Lưu danh mục này' }).click()
  await page.getByText('Đã nhập danh mục.').waitFor()
  expect(asked).toEqual(['?dryRun=true&retireMissing=false text/csv', '?dryRun=false&retireMissing=false text/csv'])
})

test('who may not change a list reads it', async () => {
  const page = await visit(await dashboard.shared('lists'), '', leader)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('heading', { name: 'Lĩnh vực trên thiết bị đánh giá' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 800 })
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  await page.getByRole('link', { name: 'Bộ câu hỏi' }).click()
  const version = page.locator('[data-version="sipas-22@1"]')
  await version.locator('summary').click()
  await version.getByText('Ông/Bà hài lòng hay không hài lòng về:').waitFor()
})

test('an area is put on the glass of every counter, and says which office settles it', async () => {
  const office = await dashboard.own('lists')
  const page = await visit(office)
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Dân tộc', exact: true }) })
  await row.getByText('Không hiện trên thiết bị').waitFor()
  await page.getByRole('button', { name: 'Sửa lĩnh vực Dân tộc' }).click()
  await page.getByLabel('Hiện trên thiết bị ở quầy phục vụ tất cả lĩnh vực').check()
  await page.getByLabel('Cơ quan, phòng giải quyết').selectOption('Cơ quan khác')
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await page.getByText('Đã lưu “Dân tộc”.').waitFor()
  await row.getByText('Cơ quan khác').waitFor()
  expect(await row.getByText('Không hiện trên thiết bị').count()).toBe(0)
  const { areas } = (await office.as('lan').get('/api/areas')).body
  expect(areas.find(({ code }: { code: string }) => code === 'dan-toc')).toMatchObject({
    offered: true,
    answeredBy: 'khac',
  })
})
