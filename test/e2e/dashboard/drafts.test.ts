import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PASSWORD } from '../../support/office.ts'
import { dashboardTests } from './support/dashboard-tests.ts'

const dashboard = dashboardTests()

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
}

/** The session is gone, and the page finds out when it asks for the list of another page. */
async function loseSession(page: Page): Promise<void> {
  await dashboard.profile().clearCookies({ name: /^hl_session/ })
  await page.getByRole('link', { name: 'Tổng quan' }).click()
  await page.getByText('Phiên làm việc đã hết.').waitFor()
}

interface Form {
  readonly path: string
  /** What opens the form; null where it is open. */
  readonly opener: string | null
  readonly label: string
  readonly typed: string
}

const forms: readonly Form[] = [
  { path: 'chi-tieu', opener: 'Thêm chỉ tiêu', label: 'Câu ghi chỉ tiêu (nếu có)', typed: 'tối thiểu 90%' },
  { path: 'chi-tieu', opener: 'Nhập một kết quả', label: 'Nguồn', typed: 'Sở Nội vụ, số 12/BC-SNV' },
  { path: 'chi-tieu', opener: null, label: 'Số lượt ít nhất để kết luận', typed: '40' },
  { path: 'linh-vuc-thu-tuc', opener: 'Thêm lĩnh vực', label: 'Tên chính thức', typed: 'Trẻ em' },
  { path: 'linh-vuc-thu-tuc?muc=thu-tuc', opener: 'Thêm thủ tục', label: 'Tên thủ tục', typed: 'Đăng ký khai sinh' },
  {
    path: 'linh-vuc-thu-tuc?muc=bo-cau-hoi',
    opener: 'Soạn phiên bản mới từ quay-nhanh@1',
    label: 'Tên bộ câu hỏi',
    typed: 'Bộ mới',
  },
  { path: 'nguoi-dung', opener: null, label: 'Họ và tên', typed: 'Trần Văn An' },
  { path: 'quyen-truy-cap', opener: null, label: 'Cấp cho', typed: 'Ban Pháp chế HĐND' },
  { path: 'quyen-truy-cap', opener: null, label: 'Dùng cho', typed: 'Trục dữ liệu của tỉnh' },
  { path: 'thiet-bi', opener: null, label: 'Tên quầy', typed: 'Quầy 17' },
  { path: 'thiet-bi', opener: 'Quản lý', label: 'Tên thiết bị', typed: 'Máy ở cửa' },
  {
    path: 'thiet-lap?buoc=1',
    opener: 'Đơn vị không có trong danh sách',
    label: 'Tên nơi tiếp nhận',
    typed: 'Một cửa Phú Quốc',
  },
  { path: 'thiet-lap?buoc=2', opener: null, label: 'Tên điểm', typed: 'Nhà văn hóa' },
  { path: 'thiet-lap?buoc=3', opener: null, label: 'Văn bản: tên, số, ngày', typed: 'Kế hoạch 7/KH-UBND' },
  { path: 'thiet-lap?buoc=4', opener: null, label: 'Thứ Hai, sáng, từ', typed: '08:15' },
  { path: 'thiet-lap?buoc=5', opener: null, label: 'Nơi nhận báo cáo', typed: 'Sở Nội vụ' },
  { path: 'thiet-lap?buoc=6', opener: null, label: 'Thư mục trên máy chủ', typed: '/mnt/o-khac' },
  { path: 'thiet-lap?buoc=7', opener: null, label: 'Họ và tên người quản trị', typed: 'Nguyễn Lan' },
]

describe('what is typed and not stored', () => {
  test.each(forms)('stays when the session ends: “$label” of $path', async ({ path, opener, label, typed }) => {
    const office = await dashboard.shared('devices')
    const page = await office.open(path)
    if (path.endsWith('bo-cau-hoi')) await page.getByText('Đánh giá nhanh tại quầy').click()
    if (opener !== null) await page.getByRole('button', { name: opener }).first().click()
    const field = page.getByLabel(label, { exact: true }).first()
    await field.fill(typed)
    await loseSession(page)
    await page.goBack()
    await signIn(page, 'lan')
    await page.getByText('Nội dung Ông/Bà nhập dở đã được giữ lại.').waitFor()
    expect(await page.getByLabel(label, { exact: true }).first().inputValue()).toBe(typed)
    await page.getByRole('button', { name: 'Nhập lại từ đầu' }).click()
    const left = await page.getByLabel(label, { exact: true }).all()
    for (const each of left) expect(await each.inputValue()).not.toBe(typed)
  })

  test('stays when another page is looked at, and goes when it is stored', async () => {
    const page = await (await dashboard.own('bare')).open('quyen-truy-cap')
    await page.getByLabel('Cấp cho').fill('Ban Pháp chế HĐND')
    await page.getByRole('link', { name: 'Tổng quan' }).click()
    await page.getByRole('heading', { name: 'Tổng quan' }).waitFor()
    await page.getByRole('link', { name: 'Quyền truy cập' }).click()
    await page.getByText('Nội dung Ông/Bà nhập dở').waitFor()
    await page.getByRole('button', { name: 'Tạo liên kết' }).click()
    await page.getByText('Liên kết của Ban Pháp chế HĐND').first().waitFor()
    await page.reload()
    expect(await page.getByLabel('Cấp cho').inputValue()).toBe('')
  })

  test('is nobody else’s, and is forgotten by who signs out; a password is never kept', async () => {
    const office = await dashboard.own('people')
    const page = await office.open('chi-tieu')
    await page.getByRole('button', { name: 'Nhập một kết quả' }).click()
    await page.getByLabel('Nguồn').fill('Sở Nội vụ')
    await loseSession(page)
    await page.goBack()
    await signIn(page, 'minh')
    await page.getByRole('heading', { name: 'Chỉ tiêu', exact: true }).waitFor()
    expect(await page.getByText('Nội dung Ông/Bà nhập dở').count()).toBe(0)
    const kept = () => page.evaluate(() => JSON.stringify(sessionStorage))
    expect(await kept()).toContain('Sở Nội vụ')
    expect(await kept()).not.toContain(PASSWORD)
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await signIn(page, 'lan')
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await page.getByLabel('Tên đăng nhập').waitFor()
    expect(await kept()).not.toContain('Sở Nội vụ')
  })
})

test('a page is in Vietnamese and asks no browser to translate its figures', async () => {
  const page = await (await dashboard.shared('devices')).open()
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.translate])).toEqual([
    'vi',
    false,
  ])
  expect(await page.locator('meta[name=google]').getAttribute('content')).toBe('notranslate')
})
