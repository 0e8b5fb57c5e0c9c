import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from '../support/axe.ts'
import { dashboardTests } from './support/dashboard-tests.ts'
import { ALL, sizes } from './support/dashboard-states.ts'
import { addDevice, beat } from './support/seed-devices.ts'
import { LONG_UNIT, ok } from './support/seeded-office.ts'
import type { Office } from '../../support/office.ts'
import { openKioskBrowser } from '../kiosk/support/kiosk-page.ts'

const dashboard = dashboardTests()
const { sentTo } = dashboard

const leader = { role: 'leader', unit: 'phu-quoc' } as const

const manage = (page: Page, name: string) => page.getByRole('button', { name: `Quản lý ${name}` })
const settings = (page: Page, name: string) => page.getByRole('group', { name: `Quản lý ${name}` })
/** The id of the device of this name. */
async function idOf(office: Office, name: string): Promise<string> {
  const { devices } = (await office.as('lan').get('/api/devices')).body
  return devices.find((device: { name: string }) => device.name === name).id
}

/** The code that the page shows, as it is typed. */
async function codeOn(page: Page): Promise<string> {
  const label = await page.getByLabel(/^Mã ghép [A-Z0-9]{4} [A-Z0-9]{4}$/).getAttribute('aria-label')
  return (label ?? '').replace('Mã ghép', '').replaceAll(' ', '')
}

/** A kiosk takes the code, and says that it lives. @returns its id */
async function pairBy(office: Office, code: string): Promise<string> {
  const { device, token } = await ok(office.nobody(), 'post', '/api/devices/pair', { code })
  await beat(office.bearer(token))
  return device.id
}

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
    const page = await (await dashboard.shared('devices')).open('thiet-bi')
    await page.getByText('2/3 thiết bị cần kiểm tra.').waitFor()
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
    const page = await (await dashboard.shared('devices')).open()
    await page.getByText('Thiết bị đánh giá Máy đánh giá 2 chưa có tín hiệu trong giờ làm việc.').waitFor()
    await page.getByRole('link', { name: 'Xem thiết bị' }).click()
    await page.getByRole('heading', { name: 'Thiết bị đánh giá' }).waitFor()
    const well = await dashboard.own('rated')
    await beat((await addDevice(well, { name: 'Máy đánh giá 1', counter: 'Quầy 2' })).caller)
    const calm = await well.open()
    await calm.getByRole('heading', { name: ALL }).waitFor()
    expect(await calm.getByText('chưa có tín hiệu').count()).toBe(0)
  })
})

describe('a unit with others below it', () => {
  const atBelow = { unit: 'duong-dong', counter: 'Quầy 1' }
  const addOwn = async (office: Office) =>
    beat((await addDevice(office, { name: 'Máy đánh giá 1', counter: 'Quầy 1' })).caller)
  const addBelow = async (office: Office) =>
    beat((await addDevice(office, { name: 'Máy Dương Đông', ...atBelow })).caller)
  const addSilent = async (office: Office) => {
    const { now } = office.clock
    office.clock.moveTo('2026-11-18T08:00:00+07:00')
    await beat((await addDevice(office, { name: 'Máy cổng chợ', ...atBelow })).caller)
    office.clock.now = now
  }

  test('sees their devices with their unit, the silent ones first, and is told of them', async () => {
    const office = await dashboard.own('bare')
    for (const add of [addOwn, addBelow, addSilent]) await add(office)
    const page = await office.open('thiet-bi')
    await page.getByText('1/3 thiết bị cần kiểm tra.').waitFor()
    expect(dashboard.sent.some(({ path }) => path === '/api/devices?unit=phu-quoc&within=true')).toBe(true)
    const names = await page.getByRole('rowheader').allInnerTexts()
    expect(names).toEqual(['Máy cổng chợ', 'Máy đánh giá 1', 'Máy Dương Đông'])
    const rows = page.getByRole('table').getByRole('row')
    expect(await rows.filter({ hasText: 'Điểm tiếp nhận Dương Đông' }).count()).toBe(2)
    expect(await rows.filter({ hasText: LONG_UNIT }).count()).toBe(0)
    await manage(page, 'Máy cổng chợ').click()
    expect(await page.getByLabel('Chuyển đến đơn vị').inputValue()).toBe('duong-dong')
    await checkSizes(page, 'thiet-bi-don-vi-duoi')
    const overview = await office.open()
    await overview.getByText(/^Thiết bị đánh giá Máy cổng chợ \(Điểm tiếp nhận Dương Đông\) chưa có tín hiệu/).waitFor()
    await checkSizes(overview, 'tong-quan-don-vi-duoi')
  })

  test('does not take a device paired there for the one that is waited for', async () => {
    const office = await dashboard.own('bare')
    await addBelow(office)
    const page = await office.open('thiet-bi')
    await page.getByLabel('Tên quầy').fill('Quầy 1')
    await page.getByRole('button', { name: /Tạo mã/ }).click()
    const code = await codeOn(page)
    await addDevice(office, { name: 'Máy lạ', ...atBelow })
    const lists = () => dashboard.sent.filter(({ path }) => path.startsWith('/api/devices?')).length
    const before = lists()
    // The page looks more than once: a device of the unit below is not the one it waits for.
    await expect.poll(lists, { timeout: 20_000 }).toBeGreaterThan(before + 1)
    expect(await page.getByText('Đã ghép').count()).toBe(0)
    await pairBy(office, code)
    await page.getByText('Đã ghép thiết bị ở Quầy 1.').waitFor()
  })
})

describe('a device', () => {
  test('is renamed, with what is wrong said at its field', async () => {
    const office = await dashboard.own('devices')
    const page = await office.open('thiet-bi')
    await manage(page, 'Máy đánh giá 1').click()
    await settings(page, 'Máy đánh giá 1').getByLabel('Tên thiết bị').fill(' Máy đánh giá 2 ')
    await page.getByRole('button', { name: 'Đổi tên' }).click()
    await page.getByText('Tên này đã có.').waitFor()
    await checkSizes(page, 'thiet-bi-quan-ly')
    await page.getByLabel('Tên thiết bị').fill('Máy cửa vào')
    await page.keyboard.press('Enter')
    await expect.poll(() => sentTo('PATCH')?.body).toEqual({ name: 'Máy cửa vào' })
    await page.getByText('Tên này đã có.').waitFor({ state: 'detached' })
  })

  test('is moved to another counter of another unit', async () => {
    const office = await dashboard.own('devices')
    const path = `/api/devices/${await idOf(office, 'Máy đánh giá 1')}`
    const page = await office.open('thiet-bi')
    await manage(page, 'Máy đánh giá 1').click()
    await page.getByLabel('Chuyển đến đơn vị').selectOption('duong-dong')
    await page.getByLabel('Chuyển đến quầy').fill('Quầy 7')
    await page.getByRole('button', { name: 'Chuyển', exact: true }).click()
    const change = { unit: 'duong-dong', counter: 'Quầy 7' }
    await expect.poll(() => sentTo('PATCH')).toMatchObject({ path, body: change })
  })

  test('is replaced by the one that takes the code', async () => {
    const office = await dashboard.own('devices')
    const page = await office.open('thiet-bi')
    await manage(page, 'Máy đánh giá 1').click()
    await page.getByRole('button', { name: 'Thay bằng máy khác Máy đánh giá 1' }).click()
    const code = await codeOn(page)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Thay Máy đánh giá 1')
    await pairBy(office, code)
    await page.getByText('Đã ghép Máy đánh giá 1 ở Quầy 1.').waitFor()
  })

  test('is revoked only after a question', async () => {
    const office = await dashboard.own('devices')
    const id = await idOf(office, 'Máy đánh giá 2')
    const page = await office.open('thiet-bi')
    await manage(page, 'Máy đánh giá 2').click()
    await page.getByRole('button', { name: 'Thu hồi Máy đánh giá 2' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
    await expect.poll(() => sentTo('DELETE')?.path).toBe(`/api/devices/${id}`)
  })

  test('is shown to leaders, who can change nothing', async () => {
    const page = await (await dashboard.shared('devices')).open('thiet-bi', leader)
    await page.getByText('2/3 thiết bị cần kiểm tra.').waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  })
})

describe('a new device', () => {
  test('is paired by code, link or QR, and seen as soon as it is', async () => {
    const office = await dashboard.own('devices', { environment: { PUBLIC_URL: 'https://danhgia.example.vn' } })
    const page = await office.open('thiet-bi')
    await page.getByLabel('Tên quầy').fill('Quầy 5')
    await page.getByLabel('Người dân đến quầy để').selectOption('result')
    await page.getByLabel('Đất đai', { exact: true }).check()
    await page.getByRole('button', { name: 'Tạo mã ghép' }).click()
    const code = await codeOn(page)
    await page.getByRole('img', { name: 'Mã QR của liên kết ghép thiết bị' }).waitFor()
    await page.getByText(/còn hiệu lực 9:\d\d/).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(sentTo('POST')?.body).toEqual({
      unit: 'phu-quoc', counter: 'Quầy 5', stage: 'result', areas: ['dat-dai'],
    }) // prettier-ignore

    await pairBy(office, code)
    await page.getByText('Đã ghép thiết bị ở Quầy 5.').waitFor()
  })

  test('gets no QR of a link that opens only on this machine', async () => {
    const page = await (await dashboard.own('bare')).open('thiet-bi')
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
  const office = await dashboard.shared('devices')
  const origin = office.origin.replace('127.0.0.1', 'mot-cua.test')
  await lan.addCookies([{ name: 'hl_session', value: await office.token('lan'), url: origin }])
  const page = await lan.newPage()
  for (const path of ['', 'thiet-bi']) {
    await page.goto(`${origin}/dashboard/${path}`)
    await page.getByText('Máy chủ đang được mở bằng http qua mạng.').click()
    await page.getByText(/đặt TLS_CERT và TLS_KEY/).waitFor()
  }
  await checkSizes(page, 'thiet-bi-http')
})
