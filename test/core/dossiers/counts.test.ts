import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dossierProblems, portalProblems, returnedCount, sharesOf, sumDossiers } from '#core/dossiers/counts'
import type { EnteredDossiers } from '#core/dossiers/counts'

const counts = (
  received: number | null, early: number | null, onTime: number | null, late: number | null, apologised: number | null,
): EnteredDossiers => ({ received, early, onTime, late, apologised }) // prettier-ignore

test('what was returned is early, on time and late together, and unknown while they are', () => {
  expect(returnedCount(counts(null, 9, 36, 5, null))).toBe(50)
  expect(returnedCount(counts(60, null, null, null, null))).toBeNull()
})

test('shares are of what was returned; without any there is no share, never 0', () => {
  expect(sharesOf(counts(52, 9, 36, 5, 4))).toEqual({
    timely: 0.9,
    early: 0.18,
    onTime: 0.72,
    late: 0.1,
    apologised: 0.8,
  })
  const none = { timely: null, early: null, onTime: null, late: null, apologised: null }
  expect(sharesOf(counts(0, 0, 0, 0, 0))).toEqual(none)
  expect(sharesOf(counts(7, null, null, null, null))).toEqual(none)
})

test('a sum lacks what one of its parts lacks, and nothing else', () => {
  const sum = sumDossiers([counts(10, 1, 2, 3, 1), counts(null, 4, 5, 6, null)])
  expect(sum).toEqual(counts(null, 5, 7, 9, null))
  expect(sumDossiers([])).toEqual(counts(null, null, null, null, null))
})

test.each([
  ['all three or none', counts(1, 1, null, 0, null), [['onTime', 'required']]],
  ['no more apologies than late ones', counts(1, 1, 0, 2, 3), [['apologised', 'more_than_whole']]],
  ['apologies without late ones', counts(1, null, null, null, 3), [['late', 'required']]],
  ['more returned than received, which came in earlier', counts(1, 5, 5, 0, 0), []],
  ['received alone', counts(1, null, null, null, null), []],
])('says what is wrong: %s', (_what, given, problems) => {
  expect(dossierProblems(given).map(({ field, code }) => [field, code])).toEqual(problems)
})

test('of what the portal counts no part is more than its whole', () => {
  const portal = { dossiers: 10, untroubled: 11, petitions: 4, answered: 5, onTime: 6 }
  expect(portalProblems(portal).map(({ field, whole }) => [field, whole])).toEqual([
    ['untroubled', 'dossiers'],
    ['answered', 'petitions'],
    ['onTime', 'answered'],
  ])
})

const count = fc.nat({ max: 100_000 })
const whole = fc.record({ received: count, early: count, onTime: count, late: count, apologised: count })

test('shares of early, on time and late make up one, whatever the counts', () => {
  fc.assert(
    fc.property(fc.array(whole, { minLength: 1 }), (all) => {
      const sum = sumDossiers(all)
      const { early, onTime, late, timely } = sharesOf(sum)
      if (early === null || onTime === null || late === null || timely === null) return returnedCount(sum) === 0
      return Math.abs(early + onTime + late - 1) < 1e-9 && Math.abs(timely + late - 1) < 1e-9
    }),
  )
})
