import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addTallies,
  answeredCount,
  emptyTally,
  satisfiedCount,
  satisfiedShare,
  sumTallies,
  tallyOf,
} from '#core/statistics/tally'
import { tally } from '../arbitraries.ts'

const level = fc.constantFrom(1, 2, 3, 4, 5, null)

describe('one answer', () => {
  test.each([
    [1, { n1: 1, n2: 0, n3: 0, n4: 0, n5: 0, n0: 0 }],
    [2, { n1: 0, n2: 1, n3: 0, n4: 0, n5: 0, n0: 0 }],
    [3, { n1: 0, n2: 0, n3: 1, n4: 0, n5: 0, n0: 0 }],
    [4, { n1: 0, n2: 0, n3: 0, n4: 1, n5: 0, n0: 0 }],
    [5, { n1: 0, n2: 0, n3: 0, n4: 0, n5: 1, n0: 0 }],
    [null, { n1: 0, n2: 0, n3: 0, n4: 0, n5: 0, n0: 1 }],
  ])('of level %s is counted there and nowhere else', (value, expected) => {
    expect(tallyOf(value)).toEqual(expected)
  })

  test.each([0, 6, 4.5, -1, Number.NaN])('off the scale (%d) is refused', (value) => {
    expect(() => tallyOf(value)).toThrow(RangeError)
  })
})

describe('the satisfied share', () => {
  // Worked example of the product's definition: 2/8/30/120/40 answers are 80.00 %.
  test('is levels 4 and 5 over all levels, and leaves "không có ý kiến" out', () => {
    const counts = { n1: 2, n2: 8, n3: 30, n4: 120, n5: 40, n0: 17 }
    expect(answeredCount(counts)).toBe(200)
    expect(satisfiedCount(counts)).toBe(160)
    expect(satisfiedShare(counts)).toBe(0.8)
  })

  test.each([emptyTally, { ...emptyTally, n0: 12 }])('is null, not 0, when nobody gave a level', (counts) => {
    expect(satisfiedShare(counts)).toBeNull()
  })
})

describe('tallies add', () => {
  test('so that the tally of all answers is the sum over any split of them', () => {
    fc.assert(
      fc.property(fc.array(level), fc.nat(), (levels, at) => {
        const cut = at % (levels.length + 1)
        const all = sumTallies(levels.map(tallyOf))
        const first = sumTallies(levels.slice(0, cut).map(tallyOf))
        const rest = sumTallies(levels.slice(cut).map(tallyOf))
        expect(addTallies(first, rest)).toEqual(all)
        expect(answeredCount(all) + all.n0).toBe(levels.length)
        expect(satisfiedCount(all)).toBe(levels.filter((value) => value === 4 || value === 5).length)
      }),
    )
  })

  test('in any order', () => {
    fc.assert(
      fc.property(
        fc.array(tally, { maxLength: 8 }),
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        (list, keys) => {
          const shuffled = list.map((value, i) => ({ value, key: keys[i] ?? 0 })).sort((a, b) => a.key - b.key)
          expect(sumTallies(shuffled.map(({ value }) => value))).toEqual(sumTallies(list))
        },
      ),
    )
  })

  test('and nothing added changes nothing', () => {
    expect(sumTallies([])).toEqual(emptyTally)
    fc.assert(
      fc.property(tally, (value) => {
        expect(addTallies(value, emptyTally)).toEqual(value)
      }),
    )
  })
})
