import fc from 'fast-check'
import { addDays } from '#core/time/period'
import type { Tally } from '#core/statistics/tally'

const count = fc.nat(2_000)

export const tally: fc.Arbitrary<Tally> = fc.record({
  n1: count,
  n2: count,
  n3: count,
  n4: count,
  n5: count,
  n0: count,
})

/** Counts of a share that can be: satisfied of answered, at least one answer. */
export const share = fc
  .integer({ min: 1, max: 50_000 })
  .chain((answered) => fc.record({ answered: fc.constant(answered), satisfied: fc.integer({ min: 0, max: answered }) }))

/** Days of 2000 to 2054. */
export const civilDay = fc.nat(20_000).map((days) => addDays('2000-01-01', days))
