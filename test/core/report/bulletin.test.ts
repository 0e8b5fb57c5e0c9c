import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bulletinFrom, bulletinPieces, MOST_BULLETIN_WORDS, wordCount } from '#core/report/bulletin'
import type { ReportFacts } from '#core/report/facts'
import { share } from '../arbitraries.ts'
import { counts, facts, of, target, targetsOf } from './facts.ts'

const bulletinOf = (given: ReportFacts) => bulletinFrom(bulletinPieces(given), given.done)

const full: Partial<ReportFacts> = {
  reasons: [{ words: 'thời gian chờ', count: 31 }],
  done: 'bố trí thêm một quầy đất đai',
}

describe('the bulletin', () => {
  test('is read out word for word', () => {
    const { text, words, leftOut } = bulletinOf(facts(counts(of(750, 806)), full))
    expect(text).toBe(
      'Trong quý III năm 2026, đã có 806 lượt bà con đánh giá việc giải quyết thủ tục hành chính tại ' +
        'Trung tâm Phục vụ hành chính công phường Đông Hà. 93% số lượt hài lòng và rất hài lòng. ' +
        'Bà con đề nghị làm tốt hơn nhất về thời gian chờ. UBND phường đã bố trí thêm một quầy đất đai. ' +
        'Mời bà con tiếp tục đánh giá khi đến nhận kết quả; việc đánh giá không ghi tên.',
    )
    expect(words).toBe(80)
    expect(leftOut).toEqual([])
  })

  test.each([
    [of(9, 9), null],
    [of(10, 10), '100%'],
    [of(999, 1_000), '99,9%'],
    [of(1, 1_000), '0,1%'],
    [of(896, 1_000), '89,6%'],
    [of(904, 1_000), '90,4%'],
    [of(900, 1_000), '90%'],
    [of(885, 1_000), '89%'],
  ])('of %j beside 90 %% it says %s', (answers, expected) => {
    const { text } = bulletinOf(facts(counts(answers), { targets: targetsOf([target(0.9)]) }))
    if (expected === null) expect(text).not.toContain('%')
    else expect(text).toContain(`. ${expected} số lượt hài lòng và rất hài lòng.`)
  })

  test('names no wish of fewer than ten', () => {
    const nine = [{ words: 'thời gian chờ', count: 9 }]
    expect(bulletinOf(facts(counts(of(750, 806)), { reasons: nine })).text).not.toContain('Bà con đề nghị')
  })

  test('of a period that goes on says until when', () => {
    const { period } = facts(counts(of(750, 806)))
    const given = facts(counts(of(750, 806)), { period: { ...period, hasEnded: false }, today: '2026-08-20' })
    expect(bulletinOf(given).text).toMatch(/^Tính đến ngày 20\/08\/2026, trong quý III năm 2026, đã có 806 lượt/)
  })

  test('names the authority in full where there is room', () => {
    expect(bulletinOf(facts(counts(of(750, 806)), { ...full, done: 'lắp thêm quạt' })).text).toContain(
      ' UBND phường Đông Hà đã lắp thêm quạt. ',
    )
  })

  test('leaves out what was done before what people want, and says so', () => {
    const long = Array.from({ length: 30 }, () => 'việc').join(' ')
    const { text, leftOut } = bulletinOf(facts(counts(of(750, 806)), { ...full, done: long }))
    expect(leftOut).toEqual(['done'])
    expect(text).toContain('Bà con đề nghị làm tốt hơn nhất về thời gian chờ.')
  })

  test('never has more than eighty words, whatever is typed', () => {
    const typed = fc.array(fc.string({ maxLength: 12 }), { maxLength: 120 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(share, typed, typed, typed, (answers, name, done, reason) => {
        const given = facts(counts(answers), { done, reasons: [{ words: reason, count: 50 }] })
        const { text, words } = bulletinOf({ ...given, office: { ...given.office, name } })
        expect(words).toBe(wordCount(text))
        expect(words).toBeLessThanOrEqual(MOST_BULLETIN_WORDS)
        expect(text).toMatch(/ việc đánh giá không ghi tên\.$/)
      }),
    )
  })
})
