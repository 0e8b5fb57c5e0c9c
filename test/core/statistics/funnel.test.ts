import fc from 'fast-check'
import { expect, test } from 'vitest'
import { funnelLimits, funnelRegion, limitsAt } from '#core/statistics/funnel'
import { wilsonInterval } from '#core/statistics/interval'

test.each([
  // By hand: 0.9 ± 1.959964 · √(0.09 / 100), and ± 3.090232 · the same.
  [0.9, 100, funnelLimits.usual, 0.8412, 0.9588],
  [0.9, 100, funnelLimits.far, 0.8073, 0.9927],
  [0.9, 10, funnelLimits.usual, 0.7141, 1],
  [1, 50, funnelLimits.far, 1, 1],
])('around %d of %i answers', (pooled, answered, quantile, low, high) => {
  const limits = limitsAt(pooled, answered, quantile)
  expect([limits.low.toFixed(4), limits.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)])
})

test('a unit is outside the usual limits if and only if its own interval leaves the pooled share out', () => {
  const units = fc.record({
    answered: fc.integer({ min: 1, max: 2_000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    pooled: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
  })
  fc.assert(
    fc.property(units, ({ answered, part, pooled }) => {
      const satisfied = Math.round(part * answered)
      const interval = wilsonInterval(satisfied, answered)
      // On the edge the last digit decides.
      fc.pre(interval !== null && Math.abs(interval.low - pooled) > 1e-9 && Math.abs(interval.high - pooled) > 1e-9)
      const place = funnelRegion({ pooled, answered, share: satisfied / answered })
      const isOut = interval !== null && (pooled < interval.low || pooled > interval.high)
      expect(place !== 'within').toBe(isOut)
    }),
  )
})
