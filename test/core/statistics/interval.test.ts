import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wilsonInterval } from '#core/statistics/interval'
import { share } from '../arbitraries.ts'

const expectNear = (actual: number | undefined, expected: number, tolerance: number) =>
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance)

describe('the published numbers', () => {
  // R package binom, binom.confint(method = "wilson"), as stored in statsmodels
  // statsmodels/stats/tests/results/results_proportion.py @1a63aa78b1c7bad09354b07b5bd4f700230a24a8 (BSD-3).
  test.each([
    [18, 20, 0.6989663547715128, 0.972133518786232],
    [4, 20, 0.0806576625797981, 0.4160174322518935],
    [4, 200, 0.00780442641634947, 0.05028708690582643],
    [190, 200, 0.910421851861224, 0.972617354399236],
    [1, 30, 0.00590859, 0.16670391],
    [29, 30, 0.8332961, 0.9940914],
    [0, 30, 0, 0.11351339],
    [30, 30, 0.8864866, 1],
  ])('%d of %d: R package binom', (satisfied, answered, low, high) => {
    const interval = wilsonInterval(satisfied, answered)
    expectNear(interval?.low, low, 6e-7)
    expectNear(interval?.high, high, 6e-7)
  })

  // R prop.test(73, 86, correct = FALSE), as stored in statsmodels test_proportion.py @d1a258cf7d9f6eb0305e1c277286a7ffaf78985e.
  test('73 of 86: R prop.test', () => {
    const interval = wilsonInterval(73, 86)
    expectNear(interval?.low, 0.758364348004061, 1e-12)
    expectNear(interval?.high, 0.9094787701686766, 1e-12)
  })

  // Fagerland, Lydersen, Laake, contingency tables: ocbe-uio/contingencytables test-ch2.R @0b16d6d5d31b7d3948add9fe171108de0340e5e3.
  test('13 of 16: Fagerland, Lydersen and Laake', () => {
    const interval = wilsonInterval(13, 16)
    expectNear(interval?.low, 0.5699, 5e-5)
    expectNear(interval?.high, 0.9341, 5e-5)
  })
})

describe('the ends', () => {
  test.each([1, 7, 30, 1_000, 123_457])(
    'are exactly 0 and 1 when nobody or everybody of %d is satisfied',
    (answered) => {
      expect(wilsonInterval(0, answered)?.low).toBe(0)
      expect(wilsonInterval(answered, answered)?.high).toBe(1)
    },
  )

  test('are null when nobody answered', () => {
    expect(wilsonInterval(0, 0)).toBeNull()
  })

  test.each([
    [-1, 10],
    [11, 10],
    [1, 0],
    [0, -1],
    [0.5, 10],
    [1, 10.5],
    [Number.NaN, 10],
    [1, Number.POSITIVE_INFINITY],
  ])('are refused for %d of %d', (satisfied, answered) => {
    expect(() => wilsonInterval(satisfied, answered)).toThrow(RangeError)
  })
})

describe('whatever the counts', () => {
  test('the interval holds the share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(share, ({ satisfied, answered }) => {
        const { low, high } = wilsonInterval(satisfied, answered) ?? { low: Number.NaN, high: Number.NaN }
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(satisfied / answered)
        expect(high).toBeGreaterThanOrEqual(satisfied / answered)
      }),
    )
  })

  test('the same share from more answers has a narrower interval', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 2, max: 50 }), ({ satisfied, answered }, times) => {
        const few = wilsonInterval(satisfied, answered) ?? { low: 0, high: 0 }
        const many = wilsonInterval(satisfied * times, answered * times) ?? { low: 0, high: 1 }
        expect(many.high - many.low).toBeLessThan(few.high - few.low)
      }),
    )
  })

  test('the interval of the dissatisfied mirrors that of the satisfied', () => {
    fc.assert(
      fc.property(share, ({ satisfied, answered }) => {
        const interval = wilsonInterval(satisfied, answered)
        const mirrored = wilsonInterval(answered - satisfied, answered)
        expectNear(mirrored?.low, 1 - (interval?.high ?? 0), 1e-12)
        expectNear(mirrored?.high, 1 - (interval?.low ?? 0), 1e-12)
      }),
    )
  })
})
