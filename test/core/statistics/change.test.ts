import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeBetween, newcombeInterval } from '#core/statistics/change'
import type { Estimate } from '#core/statistics/change'
import { wilsonInterval } from '#core/statistics/interval'
import { share } from '../arbitraries.ts'

const estimate = (satisfied: number, answered: number): Estimate => ({
  share: satisfied / answered,
  interval: wilsonInterval(satisfied, answered)!,
})

describe('the published numbers', () => {
  // Fagerland, Lydersen, Laake, contingency tables: ocbe-uio/contingencytables test-ch4.R @0c0a59f109bcb6919d57285d8dda2cefef5d5b85.
  test('7 of 34 against 1 of 34: Newcombe hybrid score', () => {
    const { low, high } = newcombeInterval(estimate(1, 34), estimate(7, 34))
    expect(low).toBeCloseTo(0.0189, 4)
    expect(high).toBeCloseTo(0.3404, 4)
  })

  // The worked example of the specification of this product, to one decimal of a percentage point.
  test('24 of 121 against 9 of 98: 1.1 to 19.7 points more', () => {
    const { low, high } = newcombeInterval(estimate(9, 98), estimate(24, 121))
    expect(low * 100).toBeCloseTo(1.1, 1)
    expect(high * 100).toBeCloseTo(19.7, 1)
    expect(changeBetween(estimate(9, 98), estimate(24, 121))).toBe('up')
    expect(changeBetween(estimate(24, 121), estimate(9, 98))).toBe('down')
  })

  test('24 of 121 against 16 of 98 may be chance', () => {
    expect(changeBetween(estimate(16, 98), estimate(24, 121))).toBe('unclear')
  })
})

describe('whatever the counts', () => {
  test('the interval holds the difference, stays within -1 and 1, and mirrors when the two are exchanged', () => {
    fc.assert(
      fc.property(share, share, (one, other) => {
        const [earlier, later] = [estimate(one.satisfied, one.answered), estimate(other.satisfied, other.answered)]
        const { low, high } = newcombeInterval(earlier, later)
        const mirrored = newcombeInterval(later, earlier)
        const difference = later.share - earlier.share
        expect(low).toBeLessThanOrEqual(difference)
        expect(high).toBeGreaterThanOrEqual(difference)
        expect(Math.max(-low, high)).toBeLessThanOrEqual(1)
        expect(mirrored.low).toBeCloseTo(-high, 12)
        expect(mirrored.high).toBeCloseTo(-low, 12)
      }),
    )
  })

  test('equal shares are never said to have moved', () => {
    fc.assert(
      fc.property(share, ({ satisfied, answered }) => {
        const same = estimate(satisfied, answered)
        expect(changeBetween(same, same)).toBe('unclear')
      }),
    )
  })
})
