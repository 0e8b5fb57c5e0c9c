import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { accessibilityFaults } from '../support/axe.ts'
import { office } from './support/dashboard-api.ts'
import type { StubbedOffice } from './support/dashboard-api.ts'
import { dashboardTests } from './support/stubbed-tests.ts'
import { session } from './support/dashboard-figures.ts'
import { accounts, auditPage, officeWithPeople } from './support/dashboard-people.ts'
import { ofRound } from '../support/rounds.ts'

const dashboard = dashboardTests({ permissions: ['clipboard-read', 'clipboard-write'] })

const visit = dashboard.open

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)
const refusal = (code: string, issues: unknown[] = []) => ({ code, message: '', issues })
const answers = (...list: [string, { status: number; body?: unknown }][]) => ({ answers: new Map(list) })
const sentTo = (state: StubbedOffice, method: string, path: string) =>
  state.sent.filter((call) => call.method === method && call.path.startsWith(path)).at(-1)

const failed = answers(['GET /api/accounts', { status: 503, body: refusal('storage_failed') }])
const nothing = answers(['GET /api/audit', { status: 200, body: { entries: [], next: null } }])

describe('every page', () => {
  const states = [
    ['accounts', officeWithPeople(), 'nguoi-dung', 'Thêm người dùng'],
    ['one account', officeWithPeople(), 'nguoi-dung?account=2', 'Vai trò và phạm vi'],
    ['links and tokens', officeWithPeople(), 'quyen-truy-cap', 'Mã truy cập'],
    ['the audit', officeWithPeople(), 'nhat-ky', 'Thứ Sáu, 20/11/2026'],
    ['my account', officeWithPeople(), 'tai-khoan', 'Những nơi đang đăng nhập'],
    ['accounts, failed', officeWithPeople(failed), 'nguoi-dung', 'Chưa tải được số liệu'],
    ['a retired account', officeWithPeople(), 'nguoi-dung?account=4', 'Dùng lại'],
    ['the audit, empty', officeWithPeople(nothing), 'nhat-ky', 'Nhật ký'],
    ['a one-time link', office({ session: null }), '#mat-khau=abc', 'Đặt mật khẩu'],
  ] as const

  test.each(ofRound(states, 5))('%s: nothing for axe, nothing too wide', async (_, state, path, title) => {
    const page = await visit(state, path)
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await heading(page, title).first().waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    expect(await accessibilityFaults(page)).toEqual([])
  })
})

describe('accounts', () => {
  const link = 'https://danhgia.example.vn/dashboard/#mat-khau=K0nGd0AnDuoc'
  const created = {
    account: { ...accounts.accounts[0], id: '9', username: 'hoa.vo', displayName: 'Võ Thị Hoa' },
    resetLink: { link, expiresAt: '2026-11-21T09:00:00+07:00' },
  }

  test('are made by keyboard, and their link is shown once and copied', async () => {
    const taken = refusal('already_exists', [{ path: 'username', code: 'already_exists' }])
    const state = officeWithPeople(answers(['POST /api/accounts', { status: 409, body: taken }]))
    const page = await visit(state, 'nguoi-dung')
    await page.getByLabel('Tên đăng nhập').fill('hoa.vo')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Võ Thị Hoa')
    await page.keyboard.press('Enter')
    await page.getByText('Mời chọn ít nhất một lĩnh vực cho cán bộ.').waitFor()
    await page.getByLabel('Đất đai', { exact: true }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByText('Tên đăng nhập này đã có người dùng.').waitFor()
    state.answers.set('POST /api/accounts', { status: 200, body: created })
    await page.keyboard.press('Enter')
    await page.getByText(link).waitFor()
    expect(sentTo(state, 'POST', '/api/accounts')?.body).toEqual({
      ...{ username: 'hoa.vo', displayName: 'Võ Thị Hoa', role: 'officer', unit: 'phu-quoc', areas: ['dat-dai'] },
    })
    expect(await focused(page)).toBe('Liên kết đặt mật khẩu của Võ Thị Hoa')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Đã sao chép.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
    await page.getByRole('button', { name: 'Xong' }).click()
    await page.getByLabel('Tên đăng nhập').waitFor()
    expect(await page.getByText(link).count()).toBe(0)
  })

  test('are changed, given a link, signed out elsewhere and retired after a question', async () => {
    const reset = { link, expiresAt: '2026-11-21T09:00:00+07:00' }
    const state = officeWithPeople(answers(['POST /api/accounts/2/reset-link', { status: 200, body: reset }]))
    const page = await visit(state, 'nguoi-dung')
    await page.getByRole('link', { name: 'Trần Văn An' }).press('Enter')
    await heading(page, 'Vai trò và phạm vi').waitFor()
    expect(await focused(page)).toBe('Trần Văn An')
    await page.getByLabel('Vai trò').selectOption('leader')
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByText('Đã lưu.').waitFor()
    expect(sentTo(state, 'PATCH', '/api/accounts/2')?.body).toMatchObject({ role: 'leader', areas: [] })
    await page.getByRole('button', { name: 'Tạo liên kết đặt mật khẩu' }).click()
    await page.getByText(link).waitFor()
    await page.getByRole('button', { name: /^Đăng xuất Safari/ }).click()
    await expect.poll(() => sentTo(state, 'DELETE', '/api/sessions/')?.path).toMatch(/6a0002$/)
    await page.getByRole('button', { name: 'Ngừng dùng' }).click()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Ngừng dùng' }).click()
    await expect.poll(() => sentTo(state, 'PATCH', '/api/accounts/2')?.body).toEqual({ retired: true })
    await page.goBack()
    await heading(page, 'Thêm người dùng').waitFor()
  })

  test('cannot retire themselves', async () => {
    const page = await visit(officeWithPeople(), 'nguoi-dung?account=1')
    await heading(page, 'Đang đăng nhập').waitFor()
    expect(await page.getByRole('button', { name: 'Ngừng dùng' }).count()).toBe(0)
  })
})

describe('links and tokens', () => {
  test('are made for a time, shown once, and taken back after a question', async () => {
    const made = { id: '7', expiresAt: '2026-12-20T09:00:00+07:00' }
    const state = officeWithPeople(
      answers(
        ['POST /api/reading-links', { status: 200, body: { ...made, link: 'https://x.vn/dashboard/#doc=abc' } }],
        ['POST /api/tokens', { status: 200, body: { ...made, token: 'khoa-bi-mat' } }],
      ),
    )
    const page = await visit(state, 'quyen-truy-cap')
    await page.getByLabel('Cấp cho').fill('Ban giám sát đầu tư')
    await page.getByLabel('Thời hạn', { exact: true }).selectOption('7')
    await page.getByRole('button', { name: 'Tạo liên kết' }).press('Enter')
    await page.getByText('https://x.vn/dashboard/#doc=abc').waitFor()
    const asked = { label: 'Ban giám sát đầu tư', unit: 'phu-quoc', days: 7 }
    expect(sentTo(state, 'POST', '/api/reading-links')?.body).toEqual(asked)
    const manual = page.getByRole('link', { name: 'Cách gọi giao diện lập trình' })
    expect(await manual.getAttribute('href')).toBe('/api/docs')
    await page.getByLabel('Dùng cho').fill('Phần mềm Một cửa')
    await page.getByRole('button', { name: 'Tạo mã' }).press('Enter')
    await page.getByText('khoa-bi-mat').waitFor()
    expect(sentTo(state, 'POST', '/api/tokens')?.body).toMatchObject({ role: 'leader', days: 365, areas: [] })
    for (const [name, path] of [
      ['Thu hồi Ban pháp chế HĐND', '/api/reading-links/1'],
      ['Thu hồi Trục dữ liệu của tỉnh', '/api/tokens/1'],
    ] as const) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
      await expect.poll(() => sentTo(state, 'DELETE', path)).toBeDefined()
    }
  })

  test('a manager gives links alone', async () => {
    const page = await visit(officeWithPeople({ session: { ...session, role: 'manager' } }), 'quyen-truy-cap')
    await heading(page, 'Liên kết giám sát').waitFor()
    expect(await heading(page, 'Mã truy cập').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Người dùng' }).count()).toBe(0)
  })
})

describe('my account', () => {
  test('asks for a code from then on, once the first code was right', async () => {
    const wrong = (path: string, code: string) => refusal('invalid_request', [{ path, code }])
    const state = officeWithPeople()
    state.answers.set('POST /api/session/totp', { status: 400, body: wrong('password', 'wrong_password') })
    const page = await visit(state, 'tai-khoan')
    const begin = async () => {
      await page.getByLabel('Mật khẩu đang dùng').fill('mot cau de nho')
      await page.keyboard.press('Enter')
    }
    await begin()
    await page.getByText('Mật khẩu chưa đúng.').waitFor()
    const offer = { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' }
    state.answers.set('POST /api/session/totp', { status: 200, body: offer })
    state.answers.set('PUT /api/session/totp', { status: 400, body: wrong('code', 'wrong_code') })
    await begin()
    await page.getByRole('img', { name: 'Mã QR để thêm vào ứng dụng xác thực' }).waitFor()
    await page.getByText('JBSWY3DPEHPK3PXP').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.type('123 456')
    await page.keyboard.press('Enter')
    await page.getByText('Mã chưa đúng.').waitFor()
    state.answers.delete('PUT /api/session/totp')
    state.session = { ...session, secondFactor: true }
    await page.keyboard.type('654321')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Tắt mã xác thực' }).waitFor()
    expect(sentTo(state, 'PUT', '/api/session/totp')?.body).toEqual({ code: '654321' })
  })

  test('shows where one is signed in, and signs out elsewhere', async () => {
    const state = officeWithPeople()
    const page = await visit(state, 'tai-khoan')
    await page.getByText('máy này').waitFor()
    const times = 'Đăng nhập khoảng 07:30, 20/11/2026 · hoạt động gần nhất khoảng 08:30, 20/11/2026'
    expect(await page.getByText(times).count()).toBe(2)
    await page.getByRole('button', { name: /^Đăng xuất Safari, iPhone/ }).press('Enter')
    await expect.poll(() => sentTo(state, 'DELETE', '/api/sessions/')?.path).toMatch(/6a0002$/)
  })
})

describe('coming in', () => {
  test('with a second factor keeps name and password while the code is asked', async () => {
    const state = office({ session: null })
    state.answers.set('POST /api/session', { status: 401, body: refusal('code_required') })
    const page = await visit(state, '')
    await page.getByLabel('Tên đăng nhập').fill('admin')
    await page.getByLabel('Mật khẩu').fill('mot cau de nho')
    await page.keyboard.press('Enter')
    await page.getByLabel('Mã xác thực').waitFor()
    state.answers.set('POST /api/session', { status: 401, body: refusal('wrong_code') })
    await page.keyboard.type('111111')
    await page.keyboard.press('Enter')
    await page.getByText('Mã xác thực chưa đúng hoặc đã dùng rồi.').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    state.answers.clear()
    state.session = session
    await page.getByLabel('Mã xác thực').fill('222 222')
    await page.keyboard.press('Enter')
    await heading(page, 'Tổng quan').waitFor()
    const sent = { username: 'admin', password: 'mot cau de nho', code: '222222' }
    expect(sentTo(state, 'POST', '/api/session')?.body).toEqual(sent)
  })

  test('by a one-time link sets a password, and the link leaves the address', async () => {
    const state = office({ session: null })
    state.answers.set('POST /api/password-resets', { status: 401, body: refusal('wrong_link') })
    const page = await visit(state, '#mat-khau=abc')
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('mot cau de nho')
    await page.getByLabel('Nhập lại mật khẩu mới').fill('mot cau de nho')
    expect(page.url()).not.toContain('abc')
    await page.keyboard.press('Enter')
    await page.getByText('Liên kết chưa đúng, đã dùng, đã bị thu hồi hoặc đã hết hạn.').waitFor()
    state.answers.set('POST /api/password-resets', { status: 200, body: { username: 'hoa.vo' } })
    await page.keyboard.press('Enter')
    await page.getByText('Tên đăng nhập của Ông/Bà: hoa.vo').waitFor()
    const sent = { token: 'abc', password: 'mot cau de nho' }
    expect(sentTo(state, 'POST', '/api/password-resets')?.body).toEqual(sent)
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await heading(page, 'Đăng nhập').waitFor()
  })

  test('by a reading link shows figures and nothing that is set up', async () => {
    const state = office({ session: { ...session, role: 'supervisor', username: 'link:1' } })
    const page = await visit(state, '#doc=xyz')
    await heading(page, 'Tổng quan').waitFor()
    expect(sentTo(state, 'POST', '/api/session/link')?.body).toEqual({ token: 'xyz' })
    expect(page.url()).not.toContain('xyz')
    for (const name of ['Người dùng', 'Quyền truy cập', 'Nhật ký', 'Tài khoản của tôi'])
      expect(await page.getByRole('link', { name }).count()).toBe(0)
    const refused = office({ session: null })
    refused.answers.set('POST /api/session/link', { status: 401, body: refusal('wrong_link') })
    const other = await visit(refused, '#doc=het-han')
    await other.getByText('Mời xin liên kết mới.').waitFor()
    await other.getByRole('button', { name: 'Đến trang đăng nhập' }).click()
    await heading(other, 'Đăng nhập').waitFor()
  })
})

describe('the audit', () => {
  test('says each action in words, who did it and when', async () => {
    const page = await visit(officeWithPeople(), 'nhat-ky')
    await heading(page, 'Thứ Năm, 19/11/2026').waitFor()
    const text = (await page.getByRole('listitem').allInnerTexts()).join('\n')
    for (const words of [
      'Thêm chỉ tiêu: số 12',
      'mức: ≥ 85,5%',
      'Đăng nhập không thành công: an.tran',
      'Dòng lệnh trên máy chủ',
      'trong ngày',
      'Toàn hệ thống',
    ])
      expect(text).toContain(words)
  })

  test('says what is not exact, and keeps the lines of what was typed', async () => {
    const [first = auditPage.entries[0]!, ...rest] = auditPage.entries
    const typed = { ...first, action: 'setup.reports', detail: { 'report.recipients': 'UBND tỉnh\nLưu: VT' } }
    const body = { entries: [typed, ...rest], next: null }
    const page = await visit(officeWithPeople(answers(['GET /api/audit', { status: 200, body }])), 'nhat-ky')
    await page.getByText(/^từ\s08:00 đến\s08:15$/).waitFor()
    expect(await page.getByText(/nơi nhận: UBND tỉnh/).innerText()).toBe('nơi nhận: UBND tỉnh\nLưu: VT')
    const pictures = process.env['HAILONG_SCREENSHOTS']
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      if (pictures) await page.screenshot({ path: `${pictures}/nhat-ky-loi-${width}.png`, fullPage: true })
    }
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('is narrowed in the address and loaded on by keyboard', async () => {
    const state = officeWithPeople()
    const page = await visit(state, 'nhat-ky')
    const older = { ...auditPage.entries[1], id: 700, at: '2026-11-01T10:00:00+07:00' }
    await page.getByRole('button', { name: 'Tải thêm' }).waitFor()
    state.answers.set('GET /api/audit', { status: 200, body: { entries: [older], next: null } })
    await page.getByRole('button', { name: 'Tải thêm' }).press('Enter')
    await heading(page, 'Chủ nhật, 01/11/2026').waitFor()
    expect(sentTo(state, 'GET', '/api/audit')?.path).toContain('before=807')
    expect(await page.getByRole('button', { name: 'Tải thêm' }).count()).toBe(0)
    await page.getByLabel('Loại việc').selectOption('device')
    await page.getByLabel('Từ ngày').fill('1/11/2026')
    await page.keyboard.press('Tab')
    await page.waitForURL(/kind=device&from=2026-11-01/)
    const asked = 'unit=phu-quoc&action=device&from=2026-11-01'
    await expect.poll(() => sentTo(state, 'GET', '/api/audit')?.path).toBe(`/api/audit?${asked}`)
    expect(await page.getByRole('link', { name: 'Tải tệp CSV' }).getAttribute('href')).toBe(
      `/api/exports/audit?${asked}`,
    )
  })
})
