import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { QuestionnaireFile } from '#contract/questionnaires'
import type { StoredQuestionnaire } from '#contract/questionnaires'
import { accessibilityFaults } from '../support/axe.ts'
import type { StubbedOffice } from './support/dashboard-api.ts'
import { office } from './support/dashboard-api.ts'
import { session } from './support/dashboard-figures.ts'
import { sizes } from './support/dashboard-states.ts'
import { dashboardTests } from './support/stubbed-tests.ts'
import { areas, procedures, questionnaires } from './support/reference-lists.ts'
import { ofRound } from '../support/rounds.ts'

const dashboard = dashboardTests()

const ok = (body: unknown) => ({ status: 200, body })
const refused = (path: string, code: string, status = 400) => ({
  status,
  body: { code: status === 409 ? code : 'invalid_request', message: '', issues: [{ path, code }] },
})

/** An office whose list of versions a test may change while it is looked at. */
function keeping(versions: readonly StoredQuestionnaire[] = questionnaires, more: Partial<StubbedOffice> = {}) {
  const state = office({ answers: new Map(), ...more })
  state.answers.set('GET /api/areas', ok(areas)).set('GET /api/procedures', ok({ procedures }))
  const list = (kept: readonly StoredQuestionnaire[]) =>
    state.answers.set('GET /api/questionnaires', ok({ questionnaires: kept }))
  list(versions)
  return { state, list, sent: (method: string) => state.sent.filter((call) => call.method === method) }
}

async function visit(state: StubbedOffice): Promise<Page> {
  const page = await dashboard.open(state, 'linh-vuc-thu-tuc?muc=bo-cau-hoi')
  await page.getByRole('heading', { name: 'Bộ câu hỏi' }).waitFor()
  return page
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const isFocused = (place: Locator) => place.evaluate((element) => element === document.activeElement)
const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name })

async function compose(page: Page, title: string, reference: string): Promise<void> {
  await page.getByText(title).click()
  await button(page, `Soạn phiên bản mới từ ${reference}`).click()
  await page.getByRole('heading', { name: /^Soạn phiên bản/ }).waitFor()
}
const composeKiosk = (page: Page) => compose(page, 'Đánh giá nhanh tại quầy', 'quay-nhanh@1')

/** The version that was sent: what the contract takes, or the test fails. */
function storedFrom(body: unknown): StoredQuestionnaire {
  const questionnaire = QuestionnaireFile.parse(body)
  expect(questionnaire).toEqual(body)
  return { reference: `${questionnaire.code}@${questionnaire.version}`, retired: false, questionnaire }
}

test('a version is taken out of use after asking, and back into it', async () => {
  const { state, list, sent } = keeping()
  const page = await visit(state)
  const survey = questionnaires.find(({ reference }) => reference === 'sipas-22@1')!
  const [kiosk, circular] = questionnaires
  await page.getByText('Phiếu 22 tiêu chí').click()
  await button(page, 'Ngừng dùng sipas-22@1').click()
  await page.getByRole('dialog').getByText('Lượt đã đánh giá vẫn giữ nguyên trong số liệu').waitFor()
  await inDialog(page, 'Để nguyên').click()
  expect(sent('PATCH')).toEqual([])
  await button(page, 'Ngừng dùng sipas-22@1').click()
  state.answers.set('PATCH /api/questionnaires/sipas-22%401', ok({ ...survey, retired: true }))
  list([kiosk!, circular!, { ...survey, retired: true }])
  await inDialog(page, 'Ngừng dùng').click()
  await page.getByText('Đã ngừng dùng sipas-22@1.').waitFor()
  const last = page.locator('summary').last()
  expect(await last.innerText()).toMatch(/sipas-22@1.*đã ngừng dùng/)
  await expect.poll(() => isFocused(last)).toBe(true)
  list(questionnaires)
  await button(page, 'Dùng lại sipas-22@1').click()
  await page.getByText('Đã dùng lại sipas-22@1.').waitFor()
  expect(sent('PATCH').map(({ path, body }) => [path, body])).toEqual([
    ['/api/questionnaires/sipas-22%401', { retired: true }],
    ['/api/questionnaires/sipas-22%401', { retired: false }],
  ])
})

test('the last version that kiosks can ask stays, and the page says why', async () => {
  const { state } = keeping()
  state.answers.set('PATCH /api/questionnaires/quay-nhanh%401', refused('retired', 'kiosk_needs_it'))
  const page = await visit(state)
  await page.getByText('thiết bị tại quầy đang hỏi').waitFor()
  await page.getByText('Đánh giá nhanh tại quầy').click()
  await button(page, 'Ngừng dùng quay-nhanh@1').click()
  await inDialog(page, 'Ngừng dùng').click()
  await page.getByText('không còn phiên bản nào khác để hỏi').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
})

test('a new version keeps what was not touched, is never changed again, and opens in the list', async () => {
  const { state, list, sent } = keeping()
  const page = await visit(state)
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
  expect(sent('POST')).toEqual([])
  const [kiosk] = questionnaires
  const { reasons, ...rest } = kiosk!.questionnaire
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
  const second = storedFrom(expected)
  state.answers.set('POST /api/questionnaires', ok(second))
  list([...questionnaires, second])
  await inDialog(page, 'Lưu phiên bản 2').click()
  await page.getByText('Đã lưu quay-nhanh@2.').waitFor()
  expect(sent('POST').map(({ path, body }) => [path, storedFrom(body).questionnaire])).toEqual([
    ['/api/questionnaires', expected],
  ])
  const opened = page.locator('details[open]')
  expect(await opened.count()).toBe(1)
  expect(await opened.innerText()).toMatch(/quay-nhanh@2.*thiết bị tại quầy đang hỏi[^]*Giờ làm việc/)
  await expect.poll(() => isFocused(opened.locator('summary'))).toBe(true)
})

test('another question is told beforehand to stand apart, and gets a key of its own', async () => {
  const { state, sent } = keeping()
  const page = await visit(state)
  await composeKiosk(page)
  await page.getByLabel('Nộp hồ sơ', { exact: true }).fill('Ông/Bà có hài lòng không?')
  await page.getByText('Khác lời cũ: kết quả sẽ không cộng với các phiên bản trước.').waitFor()
  await page.getByText('Câu hỏi chung đã đổi: kết quả của phiên bản này sẽ không cộng').waitFor()
  state.answers.set('POST /api/questionnaires', { status: 0 })
  await button(page, 'Lưu phiên bản 2').click()
  await inDialog(page, 'Lưu phiên bản 2').click()
  await page.getByText('Không kết nối được với máy chủ.').waitFor()
  const { comparable, criteria } = storedFrom(sent('POST')[0]?.body).questionnaire
  expect([comparable, criteria[0]?.question.submit.vi]).toEqual(['quay-nhanh-2', 'Ông/Bà có hài lòng không?'])
})

test('what was typed stays when it is refused, with the reason beside its field', async () => {
  const { state, list, sent } = keeping()
  const page = await visit(state)
  await composeKiosk(page)
  await page.getByLabel('Tên bộ câu hỏi', { exact: true }).fill('Hỏi nhanh')
  const store = async (version: number) => {
    await button(page, `Lưu phiên bản ${version}`).click()
    await inDialog(page, `Lưu phiên bản ${version}`).click()
  }
  state.answers.set('POST /api/questionnaires', refused('reasons.options.2.label.en', 'too_long'))
  await store(2)
  await page.getByText('Mời xem lại các ô được đánh dấu.').waitFor()
  const field = page.getByLabel('Điều 3 (tiếng Anh)')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await expect.poll(() => isFocused(field)).toBe(true)
  expect(await accessibilityFaults(page)).toEqual([])

  state.answers.set('POST /api/questionnaires', { status: 0 })
  await store(2)
  await page.getByText('Không kết nối được với máy chủ.').waitFor()

  // Somebody else was quicker: the number moves on, the words stay.
  state.answers.set('POST /api/questionnaires', refused('version', 'already_exists', 409))
  const [kiosk] = questionnaires
  list([
    ...questionnaires,
    { ...kiosk!, reference: 'quay-nhanh@2', questionnaire: { ...kiosk!.questionnaire, version: 2 } },
  ])
  await store(2)
  await page.getByText('Vừa có người khác thêm một phiên bản').waitFor()
  state.answers.set('POST /api/questionnaires', { status: 0 })
  await store(3)
  await page.getByText('Không kết nối được với máy chủ.').waitFor()
  expect(storedFrom(sent('POST').at(-1)?.body).questionnaire).toMatchObject({
    ...{ version: 3, name: { vi: 'Hỏi nhanh' } },
  })
  await page.getByRole('button', { name: 'Bỏ qua' }).click()
  await inDialog(page, 'Soạn tiếp').click()
  expect(await page.getByLabel('Tên bộ câu hỏi', { exact: true }).inputValue()).toBe('Hỏi nhanh')
})

test('nothing is stored while nothing was changed', async () => {
  const { state, sent } = keeping()
  const page = await visit(state)
  await composeKiosk(page)
  await button(page, 'Lưu phiên bản 2').click()
  await page.locator('.notice').getByText('Chưa có gì khác với quay-nhanh@1.').waitFor()
  await button(page, 'Bỏ qua').click()
  await button(page, 'Soạn phiên bản mới từ quay-nhanh@1').waitFor()
  expect(sent('POST')).toEqual([])
})

const composed = [
  ['Phiếu 22 tiêu chí', 'sipas-22@1', 'Bỏ Câu 3'],
  ['Phiếu đánh giá một cửa', 'mot-cua-tt01@1', 'Bỏ Câu 2'],
  ['Đánh giá nhanh tại quầy', 'quay-nhanh@1', 'Bỏ Thái độ'],
] as const

test.each(ofRound(composed))(
  '%s being composed: nothing for axe, nothing too wide',
  async (title, reference, remove) => {
    const page = await visit(keeping().state)
    await compose(page, title, reference)
    await button(page, remove).click()
    await button(page, 'Thêm một điều').click()
    for (const size of sizes) {
      await page.setViewportSize(size)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
      expect([size.width, await accessibilityFaults(page)]).toEqual([size.width, []])
    }
  },
)

test('who may not change the lists only reads', async () => {
  const page = await visit(keeping(questionnaires, { session: { ...session, role: 'leader' } }).state)
  await page.getByText('Đánh giá nhanh tại quầy').click()
  await page.getByText('Theo Ông/Bà, cần làm tốt hơn điều gì?').waitFor()
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
})
