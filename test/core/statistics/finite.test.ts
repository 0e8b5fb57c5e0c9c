import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finiteInterval, wilsonInterval, worstAndBest } from '#core/statistics/interval'

/** Roots of the score equation in 40 decimal digits, for n* = n(N−1)/(N−n) answers. */
test.each([
  [180, 200, 1000, 0.856523408779098, 0.9313580164437907],
  [36, 40, 50, 0.850012656415414, 0.9346093180502915],
  [27, 30, 31, 0.8786682474110883, 0.9179316352048684],
  [155, 155, 400, 0.9850101128994379, 1],
  [0, 20, 80, 0, 0.12730688586305314],
])('%i of %i answers about %i dossiers', (satisfied, answered, population, low, high) => {
  const interval = finiteInterval({ satisfied, answered }, population)
  expect(interval?.low).toBeCloseTo(low, 9)
  expect(interval?.high).toBeCloseTo(high, 9)
})

test('when everybody answered the share is known, when more did than there are nothing is', () => {
  expect(finiteInterval({ satisfied: 9, answered: 12 }, 12)).toEqual({ low: 0.75, high: 0.75 })
  expect(finiteInterval({ satisfied: 9, answered: 12 }, 11)).toBeNull()
  expect(finiteInterval({ satisfied: 0, answered: 0 }, 50)).toBeNull()
  expect(worstAndBest({ satisfied: 9, answered: 12 }, 11)).toBeNull()
  expect(worstAndBest({ satisfied: 0, answered: 0 }, 0)).toBeNull()
})

test('at worst all others are dissatisfied, at best all satisfied', () => {
  expect(worstAndBest({ satisfied: 63, answered: 75 }, 100)).toEqual({ low: 0.63, high: 0.88 })
})

const counted = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat(), fc.integer({ min: 0, max: 5000 }))
  .map(([answered, seed, others]) => ({ satisfied: seed % (answered + 1), answered, population: answered + others }))

describe('for any counts', () => {
  test('the interval about a part of a whole is no wider than that about an endless one, and holds the share', () => {
    fc.assert(
      fc.property(counted, ({ population, ...given }) => {
        const [finite, endless] = [finiteInterval(given, population), wilsonInterval(given.satisfied, given.answered)]
        if (!finite || !endless) return false
        const share = given.satisfied / given.answered
        const [width, most] = [finite.high - finite.low, endless.high - endless.low]
        return width <= most + 1e-9 && finite.low <= share + 1e-9 && share <= finite.high + 1e-9
      }),
    )
  })

  test('the true share of all lies between the worst and the best, whatever the others think', () => {
    fc.assert(
      fc.property(counted, fc.nat(), ({ population, ...given }, seed) => {
        const rest = population - given.answered
        const truth = (given.satisfied + (seed % (rest + 1))) / population
        const bounds = worstAndBest(given, population)
        return bounds !== null && bounds.low <= truth && truth <= bounds.high
      }),
    )
  })
})
