import { describe, expect, test } from 'vitest'
import { publishedPercent } from '#core/words/targets'
import { decimalsTyped, shareTyped } from '../../../dashboard/parts/percent-input.ts'
import { externalChip } from '../../../dashboard/parts/verdict-chip.ts'
import { basisWords, resultName, validityWords } from '../../../dashboard/targets/target-words.ts'
import type { ExternalResult } from '#contract/external-results'
import { target90 } from '../support/figures.ts'

const published: ExternalResult = {
  id: '1', unit: 'phu-quoc', group: 'sipas', title: null, value: 0.8735, decimals: 2, source: 'Sở Nội vụ',
  periodFrom: '2025-01-01', periodTo: '2025-12-31', answers: 1200, isSample: false, rank: null, note: null,
  interval: null, target: target90, verdict: 'missed', evidence: 'published',
} // prettier-ignore

describe('a result that others published', () => {
  test.each(['87,35', '87,3', '87,30', '100', '57,0', '80,08%'])('typed as %s is shown as it was typed', (typed) => {
    expect(publishedPercent(shareTyped(typed) ?? 0, decimalsTyped(typed))).toBe(`${typed.replace('%', '')}%`)
  })

  test('of before the decimals were kept has as few as say it', () => {
    expect([publishedPercent(0.8735, null), publishedPercent(0.9, null)]).toEqual(['87,35%', '90%'])
  })

  test('says how many were asked, and its rank; an interval only where it has one', () => {
    expect(basisWords(published)).toBe('1.200 người được hỏi')
    expect(basisWords({ ...published, answers: null, rank: '10/18' })).toBe(
      'không công bố số người được hỏi · xếp hạng 10/18',
    )
    expect(basisWords({ ...published, interval: { low: 0.853, high: 0.89976 } })).toBe(
      '1.200 người được hỏi · khoảng tin cậy 95%: 85,3–89,98%',
    )
  })

  test('is called by its group, or by its own title', () => {
    expect(resultName(published)).toBe('Chỉ số hài lòng SIPAS')
    expect(resultName({ group: 'khac', title: 'Chỉ số hài lòng bệnh viện' })).toBe('Chỉ số hài lòng bệnh viện')
  })

  test('reaches its target by the published number, or does not', () => {
    expect(externalChip(published).words).toBe('Chưa đạt (theo số công bố)')
    expect(externalChip({ ...published, verdict: 'met' }).words).toBe('Đạt (theo số công bố)')
  })
})

describe('the validity of a target', () => {
  const target = { validFrom: '2026-01-01', validTo: '2026-12-31', kind: 'annual' } as const
  const days = 'Từ 01/01/2026 đến 31/12/2026'

  test('says which one judges instead', () => {
    expect(validityWords(target, '2026-11-20')).toBe(`${days}, đang áp dụng`)
    const words = validityWords(target, '2026-11-20', 'chỉ tiêu của đơn vị')
    expect(words).toBe(`${days}, được thay bằng chỉ tiêu của đơn vị`)
  })

  test('of a milestone says by which year', () => {
    expect(validityWords({ ...target, kind: 'milestone' }, '2026-11-20')).toBe(`${days}, hướng tới mốc 2026`)
    expect(validityWords({ ...target, kind: 'milestone' }, '2027-01-01')).toBe(`${days}, đã hết hạn`)
  })
})
