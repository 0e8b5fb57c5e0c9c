import { expect, test } from 'vitest'
import type { Visitor } from './support/dashboard-tests.ts'
import { dashboardTests } from './support/dashboard-tests.ts'

const dashboard = dashboardTests()

const supervisor = { role: 'supervisor', unit: 'phu-quoc' } as const
const officer = { role: 'officer', unit: 'phu-quoc' } as const
const manager = { role: 'manager', unit: 'duong-dong' } as const

test.each<[string, Exclude<Visitor, null>]>([
  ['tai-khoan', supervisor],
  ['thiet-bi', supervisor],
  ['thiet-lap', officer],
  ['nhat-ky', officer],
  ['nguoi-dung', manager],
  ['van-hanh', manager],
])('at /%s who may not see it is told so and led back, and nothing is asked in vain', async (path, visitor) => {
  const page = await (await dashboard.shared('bare')).open(path, visitor)
  await page.getByRole('heading', { name: 'Tài khoản này không được xem trang này.' }).waitFor()
  const main = page.getByRole('main')
  expect(await main.getByRole('button').count()).toBe(0)
  expect(await main.locator('form').count()).toBe(0)
  await main.getByRole('link', { name: 'Về Tổng quan' }).click()
  await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor()
})
