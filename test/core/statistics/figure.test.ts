import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figureOf } from '#core/statistics/figure'
import { managerPolicy } from '#core/disclosure/suppression'
import { emptyTally } from '#core/statistics/tally'
import { tally } from '../arbitraries.ts'

const target = { operator: '>=', value: 0.9, source: 'Kế hoạch CCHC 2026', stages: null } as const
const context = { range: { from: '2026-01-01', to: '2026-03-31' }, target, minimumAnswers: 30, policy: managerPolicy }

test('puts everything beside the share: 190 of 200 against 90 %', () => {
  const counts = { n1: 2, n2: 3, n3: 5, n4: 70, n5: 120, n0: 4 }
  // The interval is that of R package binom for 190 of 200.
  expect(figureOf({ ...context, tally: counts })).toEqual({
    answered: 200,
    tally: counts,
    satisfiedShare: 0.95,
    interval: { low: expect.closeTo(0.910421851861224, 6), high: expect.closeTo(0.972617354399236, 6) },
    target,
    verdict: 'met',
    evidence: 'sufficient',
    suppressed: null,
  })
})

describe('says less when it knows less', () => {
  test('without a target there is a share but no verdict', () => {
    const figure = figureOf({ ...context, tally: { ...emptyTally, n5: 40 }, target: null })
    expect(figure).toMatchObject({ answered: 40, satisfiedShare: 1, target: null, verdict: null, evidence: null })
  })

  test('under the minimum it says so', () => {
    const figure = figureOf({ ...context, tally: { ...emptyTally, n5: 29 } })
    expect(figure).toMatchObject({ answered: 29, satisfiedShare: 1, verdict: null, evidence: 'too_few' })
  })

  test('with nobody in the cell there is no share, and nothing to hide', () => {
    expect(figureOf({ ...context, tally: emptyTally })).toEqual({
      answered: 0,
      tally: emptyTally,
      satisfiedShare: null,
      interval: null,
      target,
      verdict: null,
      evidence: 'too_few',
      suppressed: null,
    })
  })
})

test.each([
  ['few', { n5: 4 }, context.range],
  ['few', { n0: 1 }, context.range],
  ['range', { n5: 400 }, { from: '2026-03-02', to: '2026-03-08' }],
] as const)('hides all but the target when it is suppressed: %s', (suppressed, counts, range) => {
  expect(figureOf({ ...context, tally: { ...emptyTally, ...counts }, range })).toEqual({
    answered: null,
    tally: null,
    satisfiedShare: null,
    interval: null,
    target,
    verdict: null,
    evidence: null,
    suppressed,
  })
})

test('no figure of under five answers is ever shown, and every shown share lies in its interval', () => {
  fc.assert(
    fc.property(fc.oneof(tally, fc.record({ ...emptyCounts(), n4: fc.nat(6), n0: fc.nat(6) })), (counts) => {
      const figure = figureOf({ ...context, tally: counts })
      const answered = counts.n1 + counts.n2 + counts.n3 + counts.n4 + counts.n5
      const isHidden = answered < 5 && answered + counts.n0 > 0
      expect(figure.suppressed).toBe(isHidden ? 'few' : null)
      if (figure.satisfiedShare === null || figure.interval === null) return
      expect(figure.interval.low).toBeLessThanOrEqual(figure.satisfiedShare)
      expect(figure.interval.high).toBeGreaterThanOrEqual(figure.satisfiedShare)
    }),
  )
})

function emptyCounts() {
  return { n1: fc.constant(0), n2: fc.constant(0), n3: fc.constant(0), n5: fc.constant(0) }
}
