import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PASSWORD } from '../../support/office.ts'
import type { Office } from '../../support/office.ts'
import { accessibilityFaults } from '../support/axe.ts'
import { ofRound } from '../support/rounds.ts'
import { dashboardTests } from './support/dashboard-tests.ts'
import type { Visitor } from './support/dashboard-tests.ts'
import { refuse } from './support/forced.ts'
import { codeOf, STEP, turnOnSecondFactor, wrongCode } from './support/second-factor.ts'
import { signInByPhone } from './support/seed-people.ts'
import { ok } from './support/seeded-office.ts'

const dashboard = dashboardTests({ permissions: ['clipboard-read', 'clipboard-write'] })
const { sentTo } = dashboard

/** An office that knows by which address it is reached. */
const ownNamed = () => dashboard.own('people', { environment: { PUBLIC_URL: 'https://danhgia.example.vn' } })

/** Entries of the audit that are shown at once. */
const PAGE = 50

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

/** The id of the account with this name. */
async function idOf(office: Office, username: string): Promise<string> {
  const { accounts } = (await office.as('lan').get('/api/accounts')).body
  return accounts.find((account: { username: string }) => account.username === username).id
}

/** What the office answers to the next call by POST to this path. */
async function nextReply(page: Page, path: string) {
  const isIt = (url: string, method: string) => method === 'POST' && new URL(url).pathname === path
  return (await page.waitForResponse((reply) => isIt(reply.url(), reply.request().method()))).json()
}

/** A page in one of its states. */
interface PeopleState {
  readonly name: string
  readonly path: string
  readonly title: string
  /** Whose account it shows. */
  readonly of?: string
  readonly visitor?: Visitor
  /** What goes wrong before the page is opened. */
  readonly break?: (profile: BrowserContext) => Promise<unknown>
}

const noAccounts = (profile: BrowserContext) => refuse(profile, 'GET /api/accounts', 'storage_failed')

describe('every page', () => {
  const states: readonly PeopleState[] = [
    { name: 'accounts', path: 'nguoi-dung', title: 'Thêm người dùng' },
    { name: 'one account', path: 'nguoi-dung', of: 'an.tran', title: 'Vai trò và phạm vi' },
    { name: 'links and tokens', path: 'quyen-truy-cap', title: 'Mã truy cập' },
    { name: 'the audit', path: 'nhat-ky', title: 'Thứ Sáu, 20/11/2026' },
    { name: 'my account', path: 'tai-khoan', title: 'Những nơi đang đăng nhập' },
    { name: 'accounts, failed', path: 'nguoi-dung', title: 'Chưa tải được số liệu', break: noAccounts },
    { name: 'a retired account', path: 'nguoi-dung', of: 'cu', title: 'Dùng lại' },
    { name: 'the audit, empty', path: 'nhat-ky?from=2026-12-01', title: 'Nhật ký' },
    { name: 'a one-time link', path: '#mat-khau=abc', visitor: null, title: 'Đặt mật khẩu' },
  ]

  const named = ofRound(states, 5).map((state) => [state.name, state] as const)
  test.each(named)('%s: nothing for axe, nothing too wide', async (_, { path, of, visitor, ...state }) => {
    const office = await dashboard.shared('people')
    await state.break?.(dashboard.profile())
    const account = of === undefined ? '' : `?account=${await idOf(office, of)}`
    const page = await office.open(path + account, visitor)
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await heading(page, state.title).first().waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    expect(await accessibilityFaults(page)).toEqual([])
  })
})

describe('accounts', () => {
  const link = /^https:\/\/danhgia\.example\.vn\/dashboard\/#mat-khau=[\w-]{20,}$/

  test('are made by keyboard, and their link is shown once and copied', async () => {
    const page = await (await ownNamed()).open('nguoi-dung')
    await page.getByLabel('Tên đăng nhập').fill('an.tran')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Võ Thị Hoa')
    await page.keyboard.press('Enter')
    await page.getByText('Mời chọn ít nhất một lĩnh vực cho công chức.').waitFor()
    await page.getByLabel('Đất đai', { exact: true }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByText('Tên đăng nhập này đã có người dùng.').waitFor()
    await page.getByLabel('Tên đăng nhập').fill('hoa.vo')
    await page.keyboard.press('Enter')
    await page.getByText(link).waitFor()
    const wanted = { username: 'hoa.vo', displayName: 'Võ Thị Hoa', role: 'officer', unit: 'phu-quoc' }
    expect(sentTo('POST', '/api/accounts')?.body).toEqual({ ...wanted, areas: ['dat-dai'] })
    expect(await focused(page)).toBe('Liên kết đặt mật khẩu của Võ Thị Hoa')
    expect(await accessibilityFaults(page)).toEqual([])
    const shown = await page.getByText(link).innerText()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Đã sao chép.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown)
    await page.getByRole('button', { name: 'Xong' }).click()
    await page.getByLabel('Tên đăng nhập').waitFor()
    expect(await page.getByText(shown).count()).toBe(0)
  })

  test('are changed, given a link, signed out elsewhere and retired after a question', async () => {
    const office = await ownNamed()
    const id = await idOf(office, 'an.tran')
    const [session] = (await office.as('lan').get(`/api/sessions?account=${id}`)).body.sessions
    const page = await office.open('nguoi-dung')
    await page.getByRole('link', { name: 'Trần Văn An' }).press('Enter')
    await heading(page, 'Vai trò và phạm vi').waitFor()
    expect(await focused(page)).toBe('Trần Văn An')
    await page.getByLabel('Vai trò').selectOption('leader')
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByText('Đã lưu.').waitFor()
    expect(sentTo('PATCH', `/api/accounts/${id}`)?.body).toMatchObject({ role: 'leader', areas: [] })
    await page.getByRole('button', { name: 'Tạo liên kết đặt mật khẩu' }).click()
    await page.getByText(link).waitFor()
    await page.getByRole('button', { name: /^Đăng xuất Safari/ }).click()
    await expect.poll(() => sentTo('DELETE', '/api/sessions/')?.path).toBe(`/api/sessions/${session.id}`)
    await page.getByRole('button', { name: 'Ngừng dùng' }).click()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Ngừng dùng' }).click()
    await expect.poll(() => sentTo('PATCH', `/api/accounts/${id}`)?.body).toEqual({ retired: true })
    await page.goBack()
    await heading(page, 'Thêm người dùng').waitFor()
  })

  test('cannot retire themselves', async () => {
    const office = await dashboard.shared('people')
    const page = await office.open(`nguoi-dung?account=${await idOf(office, 'lan')}`)
    await heading(page, 'Đang đăng nhập').waitFor()
    expect(await page.getByRole('button', { name: 'Ngừng dùng' }).count()).toBe(0)
  })
})

describe('links and tokens', () => {
  test('are made for a time, shown once, and taken back after a question', async () => {
    const office = await ownNamed()
    const page = await office.open('quyen-truy-cap')
    await page.getByLabel('Cấp cho').fill('Ban giám sát đầu tư')
    await page.getByLabel('Thời hạn', { exact: true }).selectOption('7')
    await page.getByRole('button', { name: 'Tạo liên kết' }).press('Enter')
    await page.getByText(/^https:\/\/danhgia\.example\.vn\/dashboard\/#doc=[\w-]{20,}$/).waitFor()
    const wanted = { label: 'Ban giám sát đầu tư', unit: 'phu-quoc', days: 7 }
    expect(sentTo('POST', '/api/reading-links')?.body).toEqual(wanted)
    const manual = page.getByRole('link', { name: 'Cách gọi giao diện lập trình' })
    expect(await manual.getAttribute('href')).toBe('/api/docs')
    await page.getByLabel('Dùng cho').fill('Phần mềm Một cửa')
    const reply = nextReply(page, '/api/tokens')
    await page.getByRole('button', { name: 'Tạo mã' }).press('Enter')
    await page.getByText((await reply).token, { exact: true }).waitFor()
    expect(sentTo('POST', '/api/tokens')?.body).toMatchObject({ role: 'leader', days: 365, areas: [] })
    const { links } = (await office.as('lan').get('/api/reading-links')).body
    const open = links.find(({ label }: { label: string }) => label === 'Ban Pháp chế HĐND')
    for (const [name, path] of [
      ['Thu hồi Ban Pháp chế HĐND', `/api/reading-links/${open.id}`],
      ['Thu hồi Trục dữ liệu của tỉnh', '/api/tokens/1'],
    ] as const) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
      await expect.poll(() => sentTo('DELETE', path)).toBeDefined()
      await page.getByRole('button', { name }).waitFor({ state: 'detached' })
    }
  })

  test('a manager gives links alone', async () => {
    const office = await dashboard.shared('people')
    const page = await office.open('quyen-truy-cap', { role: 'manager', unit: 'phu-quoc' })
    await heading(page, 'Liên kết giám sát').waitFor()
    expect(await heading(page, 'Mã truy cập').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Người dùng' }).count()).toBe(0)
  })
})

describe('my account', () => {
  test('asks for a code from then on, once the first code was right', async () => {
    const office = await dashboard.own('people')
    const page = await office.open('tai-khoan')
    const begin = async (password: string) => {
      await page.getByLabel('Mật khẩu đang dùng').fill(password)
      await page.keyboard.press('Enter')
    }
    await begin('mot cau de nho')
    await page.getByText('Mật khẩu chưa đúng.').waitFor()
    const reply = nextReply(page, '/api/session/totp')
    await begin(PASSWORD)
    await page.getByRole('img', { name: 'Mã QR để thêm vào ứng dụng xác thực' }).waitFor()
    const { secret } = await reply
    await page.getByText(secret).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.type(wrongCode(office, secret))
    await page.keyboard.press('Enter')
    await page.getByText('Mã chưa đúng.').waitFor()
    const code = codeOf(office, secret)
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Tắt mã xác thực' }).waitFor()
    expect(sentTo('PUT', '/api/session/totp')?.body).toEqual({ code })
  })

  test('shows where one is signed in, and signs out elsewhere', async () => {
    const office = await dashboard.own('people')
    const { page, elsewhere } = await signInTwice(office, await office.open('', null))
    await page.getByRole('link', { name: 'Tài khoản của tôi' }).click()
    await page.getByText('máy này').waitFor()
    const times = 'Đăng nhập khoảng 07:30, 20/11/2026 · hoạt động gần nhất khoảng 08:30, 20/11/2026'
    expect(await page.getByText(times).count()).toBe(2)
    await page.getByRole('button', { name: /^Đăng xuất Safari, iOS/ }).press('Enter')
    await expect.poll(() => sentTo('DELETE', '/api/sessions/')?.path).toBe(`/api/sessions/${elsewhere}`)
  })

  /** Lan signs in on the page and on a telephone at 07:30, and is seen there at 08:30. @returns the id of the other session */
  async function signInTwice(office: Office, page: Page) {
    office.clock.moveTo('2026-11-20T07:30:00+07:00')
    await page.getByLabel('Tên đăng nhập').fill('lan')
    await page.getByLabel('Mật khẩu').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await heading(page, 'Tổng quan').waitFor()
    const phone = await signInByPhone(office, 'lan')
    office.clock.moveTo('2026-11-20T08:30:00+07:00')
    const { sessions } = (await phone.get('/api/sessions')).body
    return { page, elsewhere: sessions.find(({ current }: { current: boolean }) => current).id }
  }
})

describe('coming in', () => {
  test('with a second factor keeps name and password while the code is asked', async () => {
    const office = await dashboard.own('people')
    const secret = await turnOnSecondFactor(office, office.as('lan'))
    const page = await office.open('', null)
    await page.getByLabel('Tên đăng nhập').fill('lan')
    await page.getByLabel('Mật khẩu').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByLabel('Mã xác thực').waitFor()
    await page.keyboard.type(wrongCode(office, secret))
    await page.keyboard.press('Enter')
    await page.getByText('Mã xác thực chưa đúng hoặc đã dùng rồi.').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    office.clock.pass(STEP)
    const code = codeOf(office, secret)
    await page.getByLabel('Mã xác thực').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    await page.keyboard.press('Enter')
    await heading(page, 'Tổng quan').waitFor()
    expect(sentTo('POST', '/api/session')?.body).toEqual({ username: 'lan', password: PASSWORD, code })
  })

  test('by a one-time link sets a password, and the link leaves the address', async () => {
    const office = await dashboard.own('people')
    const created = await ok(office.as('lan'), 'post', '/api/accounts', { username: 'hoa.vo', role: 'leader' })
    const [, token] = created.resetLink.link.split('#mat-khau=')
    const accept = await refuse(dashboard.profile(), 'POST /api/password-resets', 'wrong_link')
    const page = await office.open(`#mat-khau=${token}`, null)
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('mot cau de nho')
    await page.getByLabel('Nhập lại mật khẩu mới').fill('mot cau de nho')
    expect(page.url()).not.toContain(token)
    await page.keyboard.press('Enter')
    await page.getByText('Liên kết chưa đúng, đã dùng, đã bị thu hồi hoặc đã hết hạn.').waitFor()
    await accept()
    await page.keyboard.press('Enter')
    await page.getByText('Tên đăng nhập của Ông/Bà: hoa.vo').waitFor()
    expect(sentTo('POST', '/api/password-resets')?.body).toEqual({ token, password: 'mot cau de nho' })
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await heading(page, 'Đăng nhập').waitFor()
  })

  test('by a reading link shows figures and nothing that is set up', async () => {
    const office = await dashboard.own('people')
    const created = await ok(office.as('lan'), 'post', '/api/reading-links', { label: 'Ban Pháp chế HĐND' })
    const [, token] = created.link.split('#doc=')
    const page = await office.open(`#doc=${token}`, null)
    await heading(page, 'Tổng quan').waitFor()
    expect(sentTo('POST', '/api/session/link')?.body).toEqual({ token })
    expect(page.url()).not.toContain(token)
    for (const name of ['Người dùng', 'Quyền truy cập', 'Nhật ký', 'Tài khoản của tôi'])
      expect(await page.getByRole('link', { name }).count()).toBe(0)
    const other = await office.open('#doc=het-han', null)
    await other.getByText('Mời xin liên kết mới.').waitFor()
    await other.getByRole('button', { name: 'Đến trang đăng nhập' }).click()
    await heading(other, 'Đăng nhập').waitFor()
  })
})

describe('the audit', () => {
  test('says each action in words, who did it and when', async () => {
    const page = await (await dashboard.shared('people')).open('nhat-ky')
    await heading(page, 'Thứ Năm, 19/11/2026').first().waitFor()
    const text = (await page.getByRole('listitem').allInnerTexts()).join('\n')
    for (const words of [
      'Thêm chỉ tiêu: số 1',
      'mức: ≥ 85,5%',
      'Đăng nhập không thành công: an.tran',
      'Dòng lệnh trên máy chủ',
      'trong ngày',
      'Toàn hệ thống',
    ])
      expect(text).toContain(words)
  })

  test('says what is not exact, and keeps the lines of what was typed', async () => {
    const office = await dashboard.own('people')
    const reports = { step: 'reports', periods: ['year'], cutOffDay: null, recipients: ['UBND tỉnh', 'Lưu: VT'] }
    await ok(office.as('lan'), 'put', '/api/setup', reports)
    const page = await office.open('nhat-ky')
    await page.getByText(/^từ\s08:00 đến\s08:15$/).waitFor()
    expect(await page.getByText(/nơi nhận: UBND tỉnh/).innerText()).toBe(
      'kỳ báo cáo: Năm · nơi nhận: UBND tỉnh\nLưu: VT · ngày chốt: ngày cuối tháng',
    )
    const pictures = process.env['HAILONG_SCREENSHOTS']
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      if (pictures) await page.screenshot({ path: `${pictures}/nhat-ky-loi-${width}.png`, fullPage: true })
    }
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('is narrowed in the address and loaded on by keyboard', async () => {
    const office = await dashboard.own('people')
    const lan = office.as('lan')
    for (let index = 0; index < PAGE; index += 1)
      await ok(lan, 'patch', '/api/areas/van-hoa', { retired: index % 2 === 0 })
    const { next } = (await lan.get('/api/audit')).body
    const page = await office.open('nhat-ky')
    await page.getByRole('button', { name: 'Tải thêm' }).waitFor()
    await page.getByRole('button', { name: 'Tải thêm' }).press('Enter')
    await heading(page, 'Thứ Ba, 01/09/2026').waitFor()
    expect(sentTo('GET', '/api/audit')?.path).toContain(`before=${next}`)
    expect(await page.getByRole('button', { name: 'Tải thêm' }).count()).toBe(0)
    await page.getByLabel('Loại việc').selectOption('device')
    await page.getByLabel('Từ ngày').fill('1/11/2026')
    await page.keyboard.press('Tab')
    await page.waitForURL(/kind=device&from=2026-11-01/)
    const query = 'unit=phu-quoc&action=device&from=2026-11-01'
    await expect.poll(() => sentTo('GET', '/api/audit')?.path).toBe(`/api/audit?${query}`)
    expect(await page.getByRole('link', { name: 'Tải tệp CSV' }).getAttribute('href')).toBe(
      `/api/exports/audit?${query}`,
    )
  })
})
