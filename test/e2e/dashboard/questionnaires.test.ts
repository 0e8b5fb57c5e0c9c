import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { QuestionnaireFile } from '#contract/questionnaires'
import type { Questionnaire } from '#core/questions/questionnaire'
import { shipped } from '../../../server/shipped.ts'
import { accessibilityFaults } from '../support/axe.ts'
import { ofRound } from '../support/rounds.ts'
import { dashboardTests } from './support/dashboard-tests.ts'
import type { ServedOffice, Visitor } from './support/dashboard-tests.ts'
import { sizes } from './support/dashboard-states.ts'
import { cutOff, refuse } from './support/forced.ts'
import { ok } from './support/seeded-office.ts'

const dashboard = dashboardTests()
const { sent } = dashboard

const callsOf = (method: string) => sent.filter((call) => call.method === method)
const kiosk = shipped.questionnaires.find(({ code }) => code === 'quay-nhanh')!

async function visit(office: ServedOffice, visitor: Visitor = 'lan'): Promise<Page> {
  const page = await office.open('linh-vuc-thu-tuc?muc=bo-cau-hoi', visitor)
  await page.getByRole('heading', { name: 'Bộ câu hỏi' }).waitFor()
  return page
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const isFocused = (place: Locator) => place.evaluate((element) => element === document.activeElement)
const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name })

/** The line of a version, which opens and closes it. */
const summaryOf = (page: Page, reference: string) => page.locator(`[data-version="${reference}"] summary`)

async function compose(page: Page, reference: string): Promise<void> {
  await summaryOf(page, reference).click()
  await button(page, `Soạn phiên bản mới từ ${reference}`).click()
  await page.getByRole('heading', { name: /^Soạn phiên bản/ }).waitFor()
}
const composeKiosk = (page: Page) => compose(page, 'quay-nhanh@1')

async function store(page: Page, version: number): Promise<void> {
  await button(page, `Lưu phiên bản ${version}`).click()
  await inDialog(page, `Lưu phiên bản ${version}`).click()
}

/** What was sent, with nothing that the contract would not take. */
function formOf(body: unknown): Questionnaire {
  const form = QuestionnaireFile.parse(body)
  expect(form).toEqual(body)
  return form
}

test('a version is taken out of use after asking, and back into it', async () => {
  const page = await visit(await dashboard.own('lists'))
  await summaryOf(page, 'sipas-22@1').click()
  await button(page, 'Ngừng dùng sipas-22@1').click()
  await page.getByRole('dialog').getByText('Lượt đã đánh giá vẫn giữ nguyên trong số liệu').waitFor()
  await inDialog(page, 'Hủy').click()
  expect(callsOf('PATCH')).toEqual([])
  await button(page, 'Ngừng dùng sipas-22@1').click()
  await inDialog(page, 'Ngừng dùng').click()
  await page.getByText('Đã ngừng dùng sipas-22@1.').waitFor()
  const last = summaryOf(page, 'sipas-22@1')
  expect(await last.innerText()).toMatch(/sipas-22@1.*đã ngừng dùng/)
  await expect.poll(() => isFocused(last)).toBe(true)
  await button(page, 'Dùng lại sipas-22@1').click()
  await page.getByText('Đã dùng lại sipas-22@1.').waitFor()
  expect(callsOf('PATCH').map(({ path, body }) => [path, body])).toEqual([
    ['/api/questionnaires/sipas-22%401', { retired: true }],
    ['/api/questionnaires/sipas-22%401', { retired: false }],
  ])
})

test('the last version that kiosks can ask stays, and the page says why', async () => {
  const page = await visit(await dashboard.own('lists'))
  await page.getByText('thiết bị tại quầy đang hỏi').waitFor()
  await page.getByText('Đánh giá nhanh tại quầy').click()
  await button(page, 'Ngừng dùng quay-nhanh@1').click()
  await inDialog(page, 'Ngừng dùng').click()
  await page.getByText('không còn phiên bản nào khác để hỏi').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
})

test('a new version keeps what was not touched, is never changed again, and opens in the list', async () => {
  const page = await visit(await dashboard.own('lists'))
  await composeKiosk(page)
  await page.getByLabel('Điều 1', { exact: true }).fill('Chờ lâu')
  await page.getByText('Lời tiếng Việt đã đổi: mời xem lại lời tiếng Anh.').waitFor()
  await button(page, 'Bỏ Phí, lệ phí').press('Enter')
  await page.getByText('Đã bỏ: Phí, lệ phí').waitFor()
  // The same button puts it back, so the keyboard stays where it was.
  expect(await isFocused(button(page, 'Giữ lại Phí, lệ phí'))).toBe(true)
  await button(page, 'Thêm một điều').press('Enter')
  await page.keyboard.type('Giờ làm việc')
  await page.getByText('Khác với quay-nhanh@1: danh sách điều cần làm tốt hơn.').waitFor()
  await page.getByText('kết quả cộng chung với quay-nhanh@1, mot-cua-tt01@1').waitFor()
  await button(page, 'Lưu phiên bản 2').click()
  const dialog = page.getByRole('dialog', { name: 'Lưu quay-nhanh@2?' })
  await dialog.getByText('Đã lưu thì không sửa, không xóa được nữa').waitFor()
  await dialog.getByText('ngay từ lần kết nối kế tiếp').waitFor()
  expect(callsOf('POST')).toEqual([])
  const { reasons, ...rest } = kiosk
  const expected = {
    ...rest,
    version: 2,
    reasons: {
      ...reasons,
      options: [
        { code: 'cho-doi', label: { vi: 'Chờ lâu', en: 'Waiting, on-time results' } },
        ...reasons!.options.filter(({ code }) => !['cho-doi', 'phi', 'khong'].includes(code)),
        { code: 'gio-lam-viec', label: { vi: 'Giờ làm việc', en: 'Giờ làm việc' } },
        ...reasons!.options.slice(-1),
      ],
    },
  }
  await inDialog(page, 'Lưu phiên bản 2').click()
  await page.getByText('Đã lưu quay-nhanh@2.').waitFor()
  expect(callsOf('POST').map(({ path, body }) => [path, formOf(body)])).toEqual([['/api/questionnaires', expected]])
  const opened = page.locator('details[open]')
  expect(await opened.count()).toBe(1)
  expect(await opened.innerText()).toMatch(/quay-nhanh@2.*thiết bị tại quầy đang hỏi[^]*Giờ làm việc/)
  await expect.poll(() => isFocused(opened.locator('summary'))).toBe(true)
})

test('another question is told beforehand to stand apart, and gets a key of its own', async () => {
  const page = await visit(await dashboard.shared('lists'))
  await composeKiosk(page)
  await page.getByLabel('Nộp hồ sơ', { exact: true }).fill('Ông/Bà có hài lòng không?')
  await page.getByText('Khác lời cũ: kết quả sẽ không cộng với các phiên bản trước.').waitFor()
  await page.getByText('Câu hỏi chung đã đổi: kết quả của phiên bản này sẽ không cộng').waitFor()
  await cutOff(page, 'POST /api/questionnaires')
  await store(page, 2)
  await page.getByText('Không kết nối được với máy chủ.').waitFor()
  const { comparable, criteria } = formOf(callsOf('POST')[0]?.body)
  expect([comparable, criteria[0]?.question.submit.vi]).toEqual(['quay-nhanh-2', 'Ông/Bà có hài lòng không?'])
})

test('what was typed stays when it is refused, with the reason beside its field', async () => {
  const office = await dashboard.own('lists')
  const page = await visit(office)
  await composeKiosk(page)
  await page.getByLabel('Tên bộ câu hỏi', { exact: true }).fill('Hỏi nhanh')
  const tooLong = { path: 'reasons.options.2.label.en', code: 'too_long' }
  const accept = await refuse(page, 'POST /api/questionnaires', 'invalid_request', [tooLong])
  await store(page, 2)
  await page.getByText('Mời xem lại các ô được đánh dấu.').waitFor()
  const field = page.getByLabel('Điều 3 (tiếng Anh)')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await expect.poll(() => isFocused(field)).toBe(true)
  expect(await accessibilityFaults(page)).toEqual([])

  await accept()
  const reconnect = await cutOff(page, 'POST /api/questionnaires')
  await store(page, 2)
  await page.getByText('Không kết nối được với máy chủ.').waitFor()

  // Somebody else was quicker: the number moves on, the words stay.
  await ok(office.as('lan'), 'post', '/api/questionnaires', { ...kiosk, version: 2 })
  await reconnect()
  await store(page, 2)
  await page.getByText('Vừa có người khác thêm một phiên bản').waitFor()
  await cutOff(page, 'POST /api/questionnaires')
  await store(page, 3)
  await page.getByText('Không kết nối được với máy chủ.').waitFor()
  expect(formOf(callsOf('POST').at(-1)?.body)).toMatchObject({ version: 3, name: { vi: 'Hỏi nhanh' } })
  await page.getByRole('button', { name: 'Hủy' }).click()
  await inDialog(page, 'Soạn tiếp').click()
  expect(await page.getByLabel('Tên bộ câu hỏi', { exact: true }).inputValue()).toBe('Hỏi nhanh')
})

test('nothing is stored while nothing was changed', async () => {
  const page = await visit(await dashboard.shared('lists'))
  await composeKiosk(page)
  await button(page, 'Lưu phiên bản 2').click()
  await page.locator('.notice').getByText('Chưa có gì khác với quay-nhanh@1.').waitFor()
  await button(page, 'Hủy').click()
  await button(page, 'Soạn phiên bản mới từ quay-nhanh@1').waitFor()
  expect(callsOf('POST')).toEqual([])
})

const composed = [
  ['sipas-22@1', 'Bỏ Câu 3'],
  ['mot-cua-tt01@1', 'Bỏ Câu 2'],
  ['quay-nhanh@1', 'Bỏ Thái độ phục vụ'],
] as const

test.each(ofRound(composed))('%s being composed: nothing for axe, nothing too wide', async (reference, remove) => {
  const page = await visit(await dashboard.shared('lists'))
  await compose(page, reference)
  await button(page, remove).click()
  await button(page, 'Thêm một điều').click()
  for (const size of sizes) {
    await page.setViewportSize(size)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    expect([size.width, await accessibilityFaults(page)]).toEqual([size.width, []])
  }
})

test('who may not change the lists only reads', async () => {
  const page = await visit(await dashboard.shared('lists'), { role: 'leader', unit: 'phu-quoc' })
  await page.getByText('Đánh giá nhanh tại quầy').click()
  await page.getByText('Theo Ông/Bà, cần làm tốt hơn điều gì?').waitFor()
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
})
