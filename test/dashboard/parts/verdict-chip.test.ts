import { describe, expect, test } from 'vitest'
import { verdictChip } from '../../../dashboard/parts/verdict-chip.ts'

const target = { operator: '>=', value: 0.9, source: 'Kế hoạch', stages: null } as const
const judged = {
  received: 100,
  answered: 100,
  comparable: 'hai-long',
  suppressed: null,
  awaitsRelease: false,
  target,
} as const

describe('verdict chip', () => {
  test.each([
    ['met', 'sufficient', 'met', 'Đạt'],
    ['met', 'insufficient', 'met-unsure', 'Đạt, chưa chắc chắn'],
    ['missed', 'insufficient', 'missed-unsure', 'Thấp hơn chỉ tiêu, chưa đủ căn cứ'],
    ['missed', 'sufficient', 'missed', 'Chưa đạt'],
    [null, 'too_few', 'few', 'Chưa đủ lượt'],
    [null, 'partial', 'few', 'Chưa đủ ngày'],
  ] as const)('%s with %s evidence says it', (verdict, evidence, tone, words) => {
    expect(verdictChip({ ...judged, verdict, evidence })).toEqual({ tone, words })
  })

  test.each([
    ['few', 'Chưa đủ lượt'],
    ['complement', 'Chưa có kết luận'],
    ['range', 'Chưa có kết luận'],
  ] as const)('a figure suppressed for %s has no verdict, with or without a target', (suppressed, words) => {
    const hidden = { ...judged, answered: null, verdict: null, evidence: null, suppressed }
    expect(verdictChip(hidden)).toEqual({ tone: 'few', words })
    expect(verdictChip({ ...hidden, target: null })).toEqual({ tone: 'few', words })
  })

  test.each([
    [{ evidence: 'too_few', answered: 0, suppressed: null }],
    [{ evidence: 'too_few', answered: 20, suppressed: null }],
    [{ evidence: null, answered: null, suppressed: 'few' }],
    [{ evidence: null, answered: 0, suppressed: null, target: null }],
  ] as const)('where only the end of the day is lacking it says that: %j', (lack) => {
    const waiting = { ...judged, verdict: null, awaitsRelease: true, ...lack }
    expect(verdictChip(waiting)).toEqual({ tone: 'few', words: 'Chờ hết ngày' })
  })

  test('without a target there is nothing to reach', () => {
    const open = { ...judged, target: null, verdict: null, evidence: null }
    expect(verdictChip(open)).toEqual({ tone: 'none', words: 'Chưa đặt chỉ tiêu' })
    expect(verdictChip({ ...open, answered: 0 })).toEqual({ tone: 'few', words: 'Chưa đủ lượt' })
  })

  test.each([
    [0, null],
    [null, 'few'],
    [null, 'range'],
  ] as const)('nothing received, %s answered and suppressed %s: there is no lượt at all', (answered, suppressed) => {
    const empty = { ...judged, received: 0, answered, verdict: null, evidence: null, suppressed }
    expect(verdictChip(empty)).toEqual({ tone: 'few', words: 'Chưa có lượt' })
  })

  test("the plan's target is not about another questionnaire", () => {
    const foreign = { ...judged, target: null, verdict: null, evidence: null, comparable: 'kcmo' }
    expect(verdictChip(foreign).words).toBe('Không xét chỉ tiêu')
  })
})
