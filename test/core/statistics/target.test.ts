import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wilsonInterval } from '#core/statistics/interval'
import { emptyTally } from '#core/statistics/tally'
import { evidenceOf, smallestEvidentCount, verdictOf } from '#core/statistics/target'
import type { Operator, RequiredShare } from '#core/statistics/target'
import { share } from '../arbitraries.ts'

const target = (operator: Operator, value: number): RequiredShare => ({
  operator,
  value,
  source: 'Kế hoạch CCHC',
  stages: null,
})
const counts = (satisfied: number, answered: number) => ({ ...emptyTally, n5: satisfied, n1: answered - satisfied })

describe('the verdict', () => {
  test.each([
    // Fractions that equal the target exactly: 27/30 = 0.9, 17/20 = 0.85, 55/100 = 0.55 (0.55 * 100 > 55 in binary).
    [27, 30, '>=', 0.9, 'met'],
    [17, 20, '>=', 0.85, 'met'],
    [55, 100, '>=', 0.55, 'met'],
    [99, 180, '>=', 0.55, 'met'],
    [19, 20, '>=', 0.95, 'met'],
    [30, 30, '>=', 1, 'met'],
    [26, 30, '>=', 0.9, 'missed'],
    [899_999_999, 1_000_000_000, '>=', 0.9, 'missed'],
    [900_000_000, 1_000_000_000, '>=', 0.9, 'met'],
    [77, 85, '>=', 0.9, 'met'],
    // "Trên 80%": equality is not enough.
    [24, 30, '>', 0.8, 'missed'],
    [25, 30, '>', 0.8, 'met'],
    [55, 100, '>', 0.55, 'missed'],
    [110, 200, '>', 0.55, 'missed'],
  ] as const)('of %d in %d against %s %d is %s', (satisfied, answered, operator, value, expected) => {
    expect(verdictOf(counts(satisfied, answered), target(operator, value), 1)).toBe(expected)
  })

  test('counts levels 4 and 5 alike and leaves "không có ý kiến" out', () => {
    const mixed = { n1: 1, n2: 1, n3: 1, n4: 20, n5: 7, n0: 500 }
    expect(verdictOf(mixed, target('>=', 0.9), 30)).toBe('met')
    expect(verdictOf({ ...mixed, n3: 2, n5: 6 }, target('>=', 0.9), 30)).toBe('missed')
  })

  test('is silent without a target, without answers, and under the minimum', () => {
    expect(verdictOf(counts(30, 30), null, 30)).toBeNull()
    expect(verdictOf({ ...emptyTally, n0: 40 }, target('>=', 0.9), 0)).toBeNull()
    expect(verdictOf(counts(29, 29), target('>=', 0.9), 30)).toBeNull()
    expect(verdictOf(counts(30, 30), target('>=', 0.9), 30)).toBe('met')
  })
})

describe('the evidence', () => {
  test.each([
    // R package binom: 190/200 lies in 0.9104–0.9726, 18/20 in 0.6990–0.9721, 4/20 in 0.0807–0.4160, 30/30 from 0.8865.
    [190, 200, '>=', 0.9, 'sufficient'],
    [190, 200, '>=', 0.92, 'insufficient'],
    [190, 200, '>=', 0.95, 'insufficient'],
    [190, 200, '>=', 0.98, 'sufficient'],
    [18, 20, '>=', 0.9, 'insufficient'],
    [4, 20, '>=', 0.85, 'sufficient'],
    [30, 30, '>=', 0.9, 'insufficient'],
    [30, 30, '>', 0.88, 'sufficient'],
    // Nobody can exceed 100 %, so that this target is evidently missed.
    [30, 30, '>', 1, 'sufficient'],
  ] as const)('of %d in %d against %s %d is %s', (satisfied, answered, operator, value, expected) => {
    expect(evidenceOf(counts(satisfied, answered), target(operator, value), 20)).toBe(expected)
  })

  test('is too little under the minimum and without answers, and null without a target', () => {
    expect(evidenceOf(counts(29, 29), target('>=', 0.5), 30)).toBe('too_few')
    expect(evidenceOf(emptyTally, target('>=', 0.5), 0)).toBe('too_few')
    expect(evidenceOf(counts(30, 30), null, 30)).toBeNull()
  })
})

describe('the smallest count that can be evident', () => {
  // z²t / (1 - t) with z² = 3.8415: 21.8, 34.6 and 73.0.
  test.each([
    [0.85, 22],
    [0.9, 35],
    [0.95, 73],
  ])('for %d is %d', (value, expected) => {
    expect(smallestEvidentCount(value)).toBe(expected)
    expect(evidenceOf(counts(expected, expected), target('>=', value), 1)).toBe('sufficient')
    expect(evidenceOf(counts(expected - 1, expected - 1), target('>=', value), 1)).toBe('insufficient')
  })

  test('for 100 % does not exist', () => {
    expect(smallestEvidentCount(1)).toBe(Number.POSITIVE_INFINITY)
  })
})

test('verdict, evidence and interval never contradict each other', () => {
  const percent = fc.integer({ min: 1, max: 100 })
  fc.assert(
    fc.property(share, percent, fc.constantFrom<Operator>('>=', '>'), ({ satisfied, answered }, value, operator) => {
      const asked = target(operator, value / 100)
      const verdict = verdictOf(counts(satisfied, answered), asked, 30)
      const evidence = evidenceOf(counts(satisfied, answered), asked, 30)
      const { low, high } = wilsonInterval(satisfied, answered) ?? { low: Number.NaN, high: Number.NaN }
      expect(evidence === 'too_few').toBe(verdict === null)
      if (verdict !== null) {
        // Whole numbers say the same as the fraction: satisfied / answered against value / 100.
        const surplus = satisfied * 100 - value * answered
        expect(verdict === 'met').toBe(operator === '>=' ? surplus >= 0 : surplus > 0)
      }
      if (evidence === 'sufficient') expect(verdict === 'met' ? low >= value / 100 : high <= value / 100).toBe(true)
      if (evidence === 'insufficient') expect(low <= value / 100 && high >= value / 100).toBe(true)
    }),
    { numRuns: 300 },
  )
})
