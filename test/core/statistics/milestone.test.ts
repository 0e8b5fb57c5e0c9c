import { describe, expect, test } from 'vitest'
import { judgeShare, verdictOf, evidenceOf } from '#core/statistics/target'
import type { ScopedTarget } from '#core/statistics/target-choice'
import { contradictionsOf, targetInForce } from '#core/statistics/target-choice'
import { emptyTally } from '#core/statistics/tally'

const milestone: ScopedTarget & { id: number } = {
  id: 1, unitId: 1, group: 'chung', measure: 'share', operator: '>=', value: 0.95, source: 'KH', stages: null,
  validFrom: '2026-01-01', validTo: '2030-12-31', kind: 'milestone', steps: [{ year: 2028, value: 0.92 }],
} // prettier-ignore
const annual = { ...milestone, id: 2, unitId: 9, value: 0.9, kind: 'annual', steps: [], validTo: '2026-12-31' } as const
const inForce = (targets: readonly ScopedTarget[], date: string) =>
  targetInForce(targets, { chain: [1, 9], groups: ['chung'], date, measure: 'share', stage: null })
const tally = { ...emptyTally, n3: 10, n5: 190 }

describe('a level to reach by 2030', () => {
  test.each([
    ['2026-03-31', 0.95, 2030, null, 'milestone'],
    ['2029-12-31', 0.95, 2030, null, 'milestone'],
    ['2028-06-30', 0.92, undefined, 'met', 'insufficient'],
    ['2030-03-31', 0.95, undefined, 'met', 'insufficient'],
  ])('on %s', (date, value, year, verdict, evidence) => {
    const target = inForce([milestone], date)
    expect([target?.value, target?.milestone]).toEqual([value, year])
    expect([verdictOf(tally, target, 30), evidenceOf(tally, target, 30)]).toEqual([verdict, evidence])
  })

  test('gives way to a level for the year itself, and contradicts none', () => {
    expect(inForce([milestone, annual], '2026-06-30')).toMatchObject({ value: 0.9 })
    expect(contradictionsOf(milestone, [milestone, { ...annual, unitId: 1 }])).toEqual([])
    expect(contradictionsOf(milestone, [milestone, { ...milestone, id: 3, value: 0.96 }])).toEqual([3])
  })

  test('too few answers come first, and a published result has no verdict either', () => {
    const target = inForce([milestone], '2026-03-31')
    expect(evidenceOf({ ...emptyTally, n5: 3 }, target, 30)).toBe('too_few')
    expect(judgeShare({ share: 0.97, answers: null, isSample: false }, target, 30)).toMatchObject({
      verdict: null,
      evidence: 'milestone',
    })
  })
})
