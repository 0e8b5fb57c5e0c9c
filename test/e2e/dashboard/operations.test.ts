import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFaults } from '../support/axe.ts'
import { Operations } from '#contract/operations'
import type { BackupRunner } from '../../../server/schedule/backup-runner.ts'
import { dashboardTests } from './support/dashboard-tests.ts'
import type { Visitor } from './support/dashboard-tests.ts'
import { sizes } from './support/dashboard-states.ts'
import { alter, cutOff } from './support/forced.ts'
import { ofRound } from '../support/rounds.ts'

const dashboard = dashboardTests()

/** An installation that is well. */
const well: Operations = {
  version: '0.2.0',
  backup: {
    state: 'fine',
    folder: '/mnt/o-sao-luu',
    dailyAt: '17:30',
    running: false,
    sameDisk: false,
    lastGood: { at: '2026-11-19T17:30:04+07:00', file: 'hai-long-20261119-173004.db', bytes: 37_240_000 },
    lastFailure: null,
  },
  disk: { state: 'fine', freeBytes: 82_700_000_000, totalBytes: 250_000_000_000 },
  ledger: { ok: true, checkedAt: '2026-11-19T17:30:04+07:00' },
  ahead: [],
}
const backup = (more: Partial<Operations['backup']>): Operations => ({ ...well, backup: { ...well.backup, ...more } })
const failedAt = { at: '2026-11-20T17:30:02+07:00', reason: 'folder_missing', detail: '' } as const

/** An installation in need, and what the red lines say of it. */
const needs = [
  [{ ...backup({ state: 'unset', folder: null, lastGood: null }), ledger: null }, /Chưa chọn nơi sao lưu/],
  [backup({ state: 'stale', sameDisk: true }), /Chưa sao lưu từ 17:30 ngày 19\/11\/2026/],
  [backup({ state: 'stale', lastGood: null }), /Chưa sao lưu lần nào/],
  [backup({ state: 'failed', lastFailure: failedAt }), /Lần gần nhất không thành: không thấy thư mục sao lưu/],
  [{ ...well, disk: { ...well.disk, state: 'low', freeBytes: 900_000_000 } }, /sắp đầy \(còn trống 900 MB\)/],
  [{ ...well, disk: { ...well.disk, state: 'full', freeBytes: 40_000_000 } }, /đã đầy .*không nhận đánh giá/],
  [{ ...well, ledger: { ok: false, checkedAt: failedAt.at } }, /Dữ liệu có vấn đề/],
  [
    { ...well, ahead: [{ unit: 'xa-an', device: 'Quầy 1', size: 120 }] },
    /Máy chủ có ít hơn thiết bị đã thấy \(Quầy 1\)/,
  ],
] as const satisfies readonly (readonly [Operations, RegExp])[]

/** Opens a page of an installation of which the office says that: a full disk or a broken ledger cannot be had at will. */
async function visit(operations: Operations, path = '', visitor: Visitor = 'lan'): Promise<Page> {
  await alter(dashboard.profile(), ['GET /api/operations', Operations], () => operations)
  const page = await (await dashboard.shared('bare')).open(path, visitor)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const alarm = (page: Page) => page.getByRole('complementary', { name: 'Cần xử lý' })
const pictures = process.env['HAILONG_SCREENSHOTS']

test('every page of an installation in need says so in red, and leads to where it is mended', async () => {
  for (const [operations, words] of needs) {
    const page = await visit(operations, 'chi-tieu')
    await alarm(page).getByText(words).waitFor()
    await alarm(page).getByRole('link').click()
    await page.getByRole('heading', { name: 'Vận hành' }).waitFor()
    expect(await alarm(page).count()).toBe(0)
    await page.getByText(words).waitFor()
    expect(await page.getByText('Cần xử lý').count()).toBe(1)
    await page.close()
  }
})

test('leads from the alarm to the choice of a folder, whoever may choose one', async () => {
  const [[unset]] = needs
  const page = await visit(unset, 'chi-tieu')
  await alarm(page).getByRole('link').click()
  await page.getByRole('link', { name: 'Chọn nơi sao lưu' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sao lưu số liệu vào đâu?' }).waitFor()
  await page.getByLabel('Thư mục trên máy chủ').waitFor()
  await page.close()
  const manager = await visit(unset, 'van-hanh', { role: 'manager', unit: 'phu-quoc' })
  await manager.getByText('Người quản trị chọn nơi sao lưu ở trang Thiết lập.').waitFor()
  expect(await manager.getByRole('link', { name: 'Chọn nơi sao lưu' }).count()).toBe(0)
})

test('nothing alarms who is well, or who cannot mend it', async () => {
  const calm = await visit(well)
  await calm.waitForLoadState('networkidle')
  expect(await alarm(calm).count()).toBe(0)
  const [[unset]] = needs
  const leader = await visit(unset, '', { role: 'leader', unit: 'phu-quoc' })
  await leader.waitForLoadState('networkidle')
  expect(await alarm(leader).count()).toBe(0)
  expect(await leader.getByRole('link', { name: 'Vận hành' }).count()).toBe(0)
})

test('a backup is started by hand, and its end is seen', async () => {
  let running = false
  const runner: BackupRunner = {
    running: () => running,
    start: () => {
      running = true
      return Promise.resolve()
    },
    stop: () => undefined,
  }
  const office = await dashboard.own('bare', { runner })
  const page = await office.open('van-hanh')
  await page.getByRole('button', { name: 'Sao lưu ngay' }).click()
  await page.getByRole('button', { name: 'Đang sao lưu…' }).waitFor()
  const made = { folder: '/mnt/o-sao-luu', file: 'hai-long-20261120-090000.db', bytes: 37_240_000 }
  const at = new Date(office.clock.now).toISOString()
  await office.stores.backups.record({ ...made, at, reason: null, detail: '', ledgerOk: true })
  running = false
  await page.getByText('Đã sao lưu và kiểm tra lúc 09:00 ngày 20/11/2026.').waitFor()
  expect(await page.getByRole('button', { name: 'Sao lưu ngay' }).isEnabled()).toBe(true)
})

const states = [
  [
    'in need',
    {
      ...backup({ state: 'failed', sameDisk: true, lastFailure: failedAt }),
      ledger: { ok: false, checkedAt: failedAt.at },
    },
  ],
  ['well', well],
] as const

test.each(ofRound(states))(
  'the page of an installation %s: nothing for axe, nothing too wide',
  async (name, operations) => {
    // The alarm stands over the overview; without one that page is tried elsewhere.
    for (const path of name === 'well' ? ['van-hanh'] : ['', 'van-hanh']) {
      const page = await visit(operations, path)
      for (const size of sizes) {
        await page.setViewportSize(size)
        await page.waitForLoadState('networkidle')
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
        expect(await accessibilityFaults(page)).toEqual([])
        if (!pictures) continue
        mkdirSync(pictures, { recursive: true })
        await page.screenshot({ path: join(pictures, `van-hanh-${name.replace(' ', '-')}-${path}-${size.width}.png`) })
      }
      await page.close()
    }
  },
)

test('the page says who looks after it, and tries again when it could not load', async () => {
  const office = await dashboard.shared('bare')
  const below = await office.open('van-hanh', { role: 'admin', unit: 'duong-dong' })
  await below.getByText('do đơn vị cấp trên quản lý, vận hành').waitFor()
  const allow = await cutOff(dashboard.profile(), 'GET /api/operations')
  const page = await office.open('van-hanh')
  await page.getByRole('button', { name: 'Thử lại' }).waitFor()
  await allow()
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await page.getByText('Dữ liệu toàn vẹn').waitFor()
})

test('a server that doubts its time says so on every page until an administrator, told what ends, confirms it', async () => {
  const office = await dashboard.own('bare')
  office.clock.jump(30 * 60_000)
  const page = await office.open('chi-tieu')
  const banner = page.getByRole('complementary', { name: 'Giờ của máy chủ' })
  const question = page.getByRole('dialog', { name: 'Xác nhận giờ của máy chủ?' })
  await banner.getByText('Giờ của máy chủ chưa chắc chắn').waitFor()
  await banner.getByRole('button', { name: 'Giờ của máy chủ đúng' }).click()
  await question.getByText('Không liên kết, mã truy cập hay phiên đăng nhập nào bị kết thúc').waitFor()
  await question.getByRole('button', { name: 'Giờ đúng, xác nhận' }).click()
  await banner.waitFor({ state: 'detached' })
  expect(office.stores.clockWatch.isCertain()).toBe(true)
  const later = await office.open('thiet-bi', { role: 'admin', unit: 'phu-quoc' })
  office.clock.jump(-3 * 3_600_000)
  await later.reload()
  await later.getByRole('button', { name: 'Giờ của máy chủ đúng' }).click()
  await later.getByText('không khôi phục được: 1 phiên đăng nhập').waitFor()
  expect(await accessibilityFaults(later)).toEqual([])
  await later.getByRole('button', { name: 'Hủy' }).click()
  expect(office.stores.clockWatch.isCertain()).toBe(false)
})
