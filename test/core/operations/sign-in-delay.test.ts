import { expect, test } from 'vitest'
import { delayAfter } from '#core/operations/sign-in-delay'

test.each([
  [0, 0],
  [4, 0],
  [5, 5],
  [6, 10],
  [7, 20],
  [8, 40],
  [12, 640],
  [13, 900],
  [1000, 900],
])('after %i failures the next try waits %i seconds', (failures, seconds) => {
  expect(delayAfter(failures)).toBe(seconds * 1000)
})
