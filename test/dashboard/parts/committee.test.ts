import { expect, test } from 'vitest'
import type { CatalogueArea } from '#contract/areas'
import { committeeIn, hasOthers, leftOutWords } from '../../../dashboard/parts/committee.ts'

const area = (vi: string, answeredBy: CatalogueArea['answeredBy']): CatalogueArea => ({
  code: vi,
  name: { vi, en: vi },
  label: { vi, en: vi },
  groups: [],
  retired: false,
  offered: true,
  answeredBy,
  procedures: 0,
})
const civil = area('Hộ tịch', 'van-phong')
const residence = area('Cư trú', 'cong-an')
const land = area('Đất đai', null)

test('the switch is offered where another agency settles an area', () => {
  expect(hasOthers([civil, residence])).toBe(true)
  expect(hasOthers([civil, land])).toBe(false)
})

test('what the part leaves out is named', () => {
  expect(leftOutWords([civil])).toBe('')
  expect(leftOutWords([civil, residence])).toBe('Không tính lĩnh vực do cơ quan khác giải quyết (Cư trú).')
  expect(leftOutWords([civil, land, residence])).toBe(
    'Không tính lĩnh vực do cơ quan khác giải quyết (Cư trú) và lĩnh vực chưa ghi cơ quan giải quyết (Đất đai).',
  )
})

test.each([
  ['who sees levels', 'answeredBy=ubnd', true],
  ['who sees levels', 'answeredBy=cong-an', false],
  ['who sees levels', '', false],
  ['who sees shares', 'answeredBy=ubnd', false],
])('a reader %s at ?%s: %s', (reader, query, isOn) => {
  const permissions = { finishedOnly: reader === 'who sees shares' }
  expect(committeeIn(new URLSearchParams(query), permissions)).toBe(isOn)
})
