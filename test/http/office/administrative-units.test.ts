import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const asked = async (query: string) => (await office.as('lan').get(`/api/administrative-units?${query}`)).body

test('shows units with their province, at most twenty of them', async () => {
  const { provinces, units } = await asked('search=sai%20gon')
  expect(provinces).toHaveLength(34)
  expect(units[0]).toEqual({
    code: '26740',
    name: 'Phường Sài Gòn',
    province: { code: '79', name: 'Thành phố Hồ Chí Minh' },
    formerly: 'Phường Bến Nghé, Phường Đa Kao, Phường Nguyễn Thái Bình',
    label: 'Phường Sài Gòn — Thành phố Hồ Chí Minh',
  })
  expect((await asked('search=tan')).units).toHaveLength(20)
})

test('keeps to one province, and gives all of it without a search', async () => {
  const { units } = await asked('province=01&search=ba')
  expect(units.length).toBeGreaterThan(0)
  expect(units.every(({ code, province }: Found) => (province?.code ?? code) === '01')).toBe(true)
  expect((await asked('province=01')).units).toHaveLength(127)
  expect((await asked('')).units).toEqual([])
})
interface Found {
  readonly code: string
  readonly province: { readonly code: string } | null
}

test('refuses what is no code of a province, and who is not known', async () => {
  const refused = await office.as('lan').get('/api/administrative-units?province=1')
  expect([refused.status, refused.body.issues]).toEqual([400, [{ path: 'province', code: 'invalid_format' }]])
  expect((await office.nobody().get('/api/administrative-units?search=a')).status).toBe(401)
})
