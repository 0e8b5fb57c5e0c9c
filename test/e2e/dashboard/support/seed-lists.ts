import type { Office } from '../../../support/office.ts'
import { ok } from './seeded-office.ts'

/** An area that is no longer used, and many more procedures than are shown at once, one of them retired. */
export async function seedLists(office: Office): Promise<void> {
  const lan = office.as('lan')
  await ok(lan, 'patch', '/api/areas/van-hoa', { retired: true })
  for (let index = 0; index < 60; index += 1) {
    const name = `Thủ tục số ${index + 1} về hỗ trợ phát triển sản xuất, kinh doanh tại vùng có điều kiện khó khăn`
    await ok(lan, 'post', '/api/procedures', { code: `1.02${1000 + index}`, area: 'khac', name })
  }
  await ok(lan, 'patch', '/api/procedures/1.021000', { retired: true })
}
