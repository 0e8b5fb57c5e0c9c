import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from '../support/axe.ts'
import { office, stub } from './support/dashboard-api.ts'
import type { StubbedOffice } from './support/dashboard-api.ts'
import { dashboardTests } from './support/stubbed-tests.ts'
import * as figures from './support/dashboard-figures.ts'
import { ALL, sizes } from './support/dashboard-states.ts'
import { openKioskBrowser } from '../kiosk/support/kiosk-page.ts'

const dashboard = dashboardTests()

const visit = (state: StubbedOffice, path = 'thiet-bi'): Promise<Page> => dashboard.open(state, path)

const sent = (state: StubbedOffice, method: string) => state.sent.filter((call) => call.method === method).at(-1)
const manage = (page: Page, name: string) => page.getByRole('button', { name: `Quản lý ${name}` })
const settings = (page: Page, name: string) => page.getByRole('group', { name: `Quản lý ${name}` })
const refusal = (code: string, issues: unknown[] = []) => ({ code, message: '', issues })
const newCode = (link = 'https://danhgia.example.vn/kiosk/#pair=K7MPX4QD') => ({
  status: 200,
  body: { code: 'K7MPX4QD', link, expiresAt: new Date(Date.now() + 595_000).toISOString() },
})

/** Nothing for axe, nothing too wide, at every size; a picture when asked to. */
async function checkSizes(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    expect(await accessibilityFaults(page)).toEqual([])
    const pictures = process.env['HAILONG_SCREENSHOTS']
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${size.width}.png`), fullPage: true })
  }
}

describe('the list', () => {
  test('says at a glance which device needs a person, and why', async () => {
    const page = await visit(office())
    await page.getByText('2 trong 3 thiết bị cần người xem.').waitFor()
    const names = await page.getByRole('rowheader').allInnerTexts()
    expect(names).toEqual(['Máy đánh giá 2', 'Máy đánh giá 3', 'Máy đánh giá 1', 'Máy cửa ra', 'Máy đánh giá cũ'])
    const words = await page.getByRole('table').innerText()
    for (const part of [
      'Mất kết nối',
      '14 lượt chờ gửi',
      'Lỗi gần nhất: không kết nối được với máy chủ.',
      'chậm 5 phút so với máy chủ',
      'Cần kiểm tra',
      'Hai máy đang dùng chung một danh tính',
      'Thiếu 3 lượt (số 5, 7–8)',
      'Đang hoạt động',
      'Đã được thay, đang gửi nốt',
      'Đã thu hồi',
    ])
      expect(words).toContain(part)
    await checkSizes(page, 'thiet-bi')
  })

  test('leads from the overview, which has one calm line about what is silent', async () => {
    const page = await visit(office(), '')
    await page.getByText('Thiết bị đánh giá Máy đánh giá 2 chưa có tín hiệu trong giờ làm việc.').waitFor()
    await page.getByRole('link', { name: 'Xem thiết bị' }).click()
    await page.getByRole('heading', { name: 'Thiết bị đánh giá' }).waitFor()
    const calm = await visit(office({ devices: [figures.kiosk] }), '')
    await calm.getByRole('heading', { name: ALL }).waitFor()
    expect(await calm.getByText('chưa có tín hiệu').count()).toBe(0)
  })
})

describe('a unit with others below it', () => {
  const below = { ...figures.kiosk, unit: 'duong-dong', id: 'd7', name: 'Máy Dương Đông', counter: 'Quầy 1' }
  const silent = { ...below, id: 'd8', name: 'Máy cổng chợ', silent: true, lastSeenAt: '2026-11-18T08:00:00+07:00' }

  test('sees their devices with their unit, the silent ones first, and is told of them', async () => {
    const state = office({ devices: [figures.kiosk, below, silent] })
    const page = await visit(state)
    await page.getByText('1 trong 3 thiết bị cần người xem.').waitFor()
    expect(state.sent.some(({ path }) => path === '/api/devices?unit=phu-quoc&within=true')).toBe(true)
    const names = await page.getByRole('rowheader').allInnerTexts()
    expect(names).toEqual(['Máy cổng chợ', 'Máy đánh giá 1', 'Máy Dương Đông'])
    const rows = page.getByRole('table').getByRole('row')
    expect(await rows.filter({ hasText: 'Điểm tiếp nhận Dương Đông' }).count()).toBe(2)
    expect(await rows.filter({ hasText: figures.LONG_UNIT }).count()).toBe(0)
    await manage(page, 'Máy cổng chợ').click()
    expect(await page.getByLabel('Chuyển đến đơn vị').inputValue()).toBe('duong-dong')
    await checkSizes(page, 'thiet-bi-don-vi-duoi')
    const overview = await visit(state, '')
    await overview.getByText(/^Thiết bị đánh giá Máy cổng chợ \(Điểm tiếp nhận Dương Đông\) chưa có tín hiệu/).waitFor()
    await checkSizes(overview, 'tong-quan-don-vi-duoi')
  })

  test('does not take a device paired there for the one that is waited for', async () => {
    const state = office({ devices: [below], answers: new Map([['POST /api/pairing-codes', newCode()]]) })
    const page = await visit(state)
    await page.getByLabel('Tên quầy').fill('Quầy 1')
    await page.getByRole('button', { name: /Tạo mã/ }).click()
    await page.getByLabel('Mã ghép K7MP X4QD').waitFor()
    state.devices = [below, { ...below, id: 'd9', name: 'Máy lạ' }, { ...figures.kiosk, id: 'd10', name: 'Máy chờ' }]
    await page.getByText('Đã ghép Máy chờ ở Quầy 1.').waitFor({ timeout: 10_000 })
    expect(await page.getByText('Đã ghép Máy lạ').count()).toBe(0)
  })
})

describe('a device', () => {
  test('is renamed, with what is wrong said at its field', async () => {
    const state = office()
    const page = await visit(state)
    await manage(page, 'Máy đánh giá 1').click()
    const issues = [{ path: 'name', code: 'already_exists' }]
    state.answers.set('PATCH /api/devices/d1', { status: 409, body: refusal('already_exists', issues) })
    await settings(page, 'Máy đánh giá 1').getByLabel('Tên thiết bị').fill(' Máy đánh giá 2 ')
    await page.getByRole('button', { name: 'Đổi tên' }).click()
    await page.getByText('Tên này đã có.').waitFor()
    await checkSizes(page, 'thiet-bi-quan-ly')
    await page.getByLabel('Tên thiết bị').fill('Máy cửa vào')
    state.answers.set('PATCH /api/devices/d1', { status: 200, body: figures.kiosk })
    await page.keyboard.press('Enter')
    await expect.poll(() => sent(state, 'PATCH')?.body, { timeout: 10_000 }).toEqual({ name: 'Máy cửa vào' })
    await page.getByText('Tên này đã có.').waitFor({ state: 'detached' })
  })

  test('is moved to another counter of another unit', async () => {
    const state = office()
    const page = await visit(state)
    await manage(page, 'Máy đánh giá 1').click()
    await page.getByLabel('Chuyển đến đơn vị').selectOption('duong-dong')
    await page.getByLabel('Chuyển đến quầy').fill('Quầy 7')
    await page.getByRole('button', { name: 'Chuyển', exact: true }).click()
    const change = { unit: 'duong-dong', counter: 'Quầy 7' }
    await expect
      .poll(() => sent(state, 'PATCH'), { timeout: 10_000 })
      .toMatchObject({ path: '/api/devices/d1', body: change })
  })

  test('is replaced by the one that takes the code', async () => {
    const state = office({ answers: new Map([['POST /api/devices/d1/replacement', newCode()]]) })
    const page = await visit(state)
    await manage(page, 'Máy đánh giá 1').click()
    await page.getByRole('button', { name: 'Thay bằng máy khác Máy đánh giá 1' }).click()
    await page.getByLabel('Mã ghép K7MP X4QD').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Thay Máy đánh giá 1')
    const fresh = { ...figures.kiosk, id: 'd9' }
    state.devices = [fresh, { ...figures.kiosk, replaced: true }]
    await page.getByText('Đã ghép Máy đánh giá 1 ở Quầy 1.').waitFor({ timeout: 10_000 })
  })

  test('is revoked only after a question', async () => {
    const state = office()
    const page = await visit(state)
    await manage(page, 'Máy đánh giá 2').click()
    await page.getByRole('button', { name: 'Thu hồi Máy đánh giá 2' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
    await expect.poll(() => sent(state, 'DELETE')?.path, { timeout: 10_000 }).toBe('/api/devices/d2')
  })

  test('is shown to leaders, who can change nothing', async () => {
    const page = await visit(office({ session: { ...figures.session, role: 'leader' } }))
    await page.getByText('2 trong 3 thiết bị cần người xem.').waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  })
})

describe('a new device', () => {
  test('is paired by code, link or QR, and seen as soon as it is', async () => {
    const state = office({ answers: new Map([['POST /api/pairing-codes', newCode()]]) })
    const page = await visit(state)
    await page.getByLabel('Tên quầy').fill('Quầy 5')
    await page.getByLabel('Người dân đến quầy để').selectOption('result')
    await page.getByLabel('Đất đai', { exact: true }).check()
    await page.getByRole('button', { name: 'Tạo mã ghép' }).click()
    await page.getByLabel('Mã ghép K7MP X4QD').waitFor()
    await page.getByRole('img', { name: 'Mã QR của liên kết ghép thiết bị' }).waitFor()
    await page.getByText(/còn hiệu lực 9:\d\d/).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(sent(state, 'POST')?.body).toEqual({
      unit: 'phu-quoc', counter: 'Quầy 5', stage: 'result', areas: ['dat-dai'],
    }) // prettier-ignore

    state.devices = [...figures.devices, { ...figures.kiosk, id: 'd9', name: 'Máy mới', counter: 'Quầy 5' }]
    await page.getByText('Đã ghép Máy mới ở Quầy 5.').waitFor({ timeout: 10_000 })
  })

  test('gets no QR of a link that opens only on this machine', async () => {
    const code = newCode('http://localhost:8080/kiosk/#pair=K7MPX4QD')
    const page = await visit(office({ answers: new Map([['POST /api/pairing-codes', code]]) }))
    await page.getByLabel('Tên quầy').fill('Quầy 5')
    await page.getByRole('button', { name: 'Tạo mã ghép' }).click()
    await page.getByText(/^Liên kết này chỉ mở được trên máy này\./).waitFor()
    expect(await page.getByRole('img', { name: /^Mã QR/ }).count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
  })
})

test('on plain http over a network the pages say what that means and what to do', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'hailong-profile-'))
  const lan = await openKioskBrowser(profile, ['--host-resolver-rules=MAP mot-cua.test 127.0.0.1'])
  onTestFinished(async () => {
    await lan.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  })
  const page = await lan.newPage()
  await stub(page, office())
  for (const path of ['', 'thiet-bi']) {
    await page.goto(`${dashboard.origin().replace('127.0.0.1', 'mot-cua.test')}/dashboard/${path}`)
    await page.getByText('Máy chủ đang được mở bằng http qua mạng.').click()
    await page.getByText(/đặt TLS_CERT và TLS_KEY/).waitFor()
  }
  await checkSizes(page, 'thiet-bi-http')
})
