import { expect, test } from 'vitest'
import { toFlag } from '../../../server/store/engine/flag.ts'

test.each([
  [true, 1],
  [false, 0],
  [undefined, undefined],
] as const)('stores %s as %s', (value, stored) => {
  expect(toFlag(value)).toBe(stored)
})
