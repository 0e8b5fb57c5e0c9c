import { expect, test } from 'vitest'
import { shapeOf, shapeOfExample } from './shape.ts'

test.each([
  ['values', { level: 4, name: 'Quầy 1' }, { name: 'Quầy 2', level: 5 }],
  ['the number of entries', [{ level: 4 }], [{ level: 4 }, { level: 5 }]],
  ['rows of a table', 'id,at\r\n1,2026-11-20\r\n', 'id,at\r\n2,2026-11-21\r\n3,2026-11-21\r\n'],
])('is the same whatever the %s', (_what, one, other) => {
  expect(shapeOf(one)).toEqual(shapeOf(other))
})

test.each([
  ['another key', { level: 4 }, { grade: 4 }],
  ['a key more', { level: 4 }, { level: 4, area: 'ho-tich' }],
  ['a key more in one entry', [{ level: 4 }], [{ level: 4 }, { level: 4, area: 'ho-tich' }]],
  ['another kind of value', { level: 4 }, { level: '4' }],
  ['nothing instead of a value', { level: 4 }, { level: null }],
  ['a value instead of a list', { levels: [4] }, { levels: 4 }],
  ['another column', 'id,at\r\n1,2026-11-20\r\n', 'id,day\r\n1,2026-11-20\r\n'],
])('is not the same with %s', (_what, one, other) => {
  expect(shapeOf(one)).not.toEqual(shapeOf(other))
})

const example = { route: 'GET /api/things/:id', says: 'Xem.', as: 'staff', reply: { status: 200, body: {} } } as const
const asking = (url: string) => shapeOfExample({ ...example, request: { url, body: null } })

test('is the same example whatever the numbers in its address, but not with another path or query', () => {
  expect(asking('/api/things/7?from=2026-11-01')).toEqual(asking('/api/things/12?from=2026-10-01'))
  expect(asking('/api/things/7')).not.toEqual(asking('/api/items/7'))
  expect(asking('/api/things/7?from=2026-11-01')).not.toEqual(asking('/api/things/7?to=2026-11-01'))
})
