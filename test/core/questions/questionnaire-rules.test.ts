import { describe, expect, test } from 'vitest'
import { answerIssues } from '#core/questions/answers'
import type { Questionnaire } from '#core/questions/questionnaire'
import { askedByKiosks, askedDifferently, questionnaireIssues } from '#core/questions/questionnaire-rules'
import { isSatisfactionScale, levelWords } from '#core/questions/scale'
import { shipped } from '../../../server/shipped.ts'

const form = (code: string): Questionnaire => {
  const found = shipped.questionnaires.find((questionnaire) => questionnaire.code === code)
  if (!found) throw new Error(`${code} is not shipped`)
  return found
}
const [kiosk, circular, survey] = [form('quay-nhanh'), form('mot-cua-tt01'), form('sipas-22')]
const points = (code: string) =>
  circular.criteria
    .find((criterion) => criterion.code === code)
    ?.options.map((option) => option.pointsOf ?? option.points)

describe('the shipped questionnaires', () => {
  test('score what Thông tư 01/2018 scores, worst first: late 0, on time 1, early 2', () => {
    expect(['thoi-gian', 'so-lan', 'so-co-quan'].map(points)).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ])
    // Đ13.7: without harassment the points of the time stand, with it there are none.
    expect(points('phien-ha')).toEqual([0, 'thoi-gian'])
    expect(points('overall')).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  test('ask 22 criteria in five factors and one question over all', () => {
    const counts = survey.factors?.map(({ code }) => survey.criteria.filter(({ factor }) => factor === code).length)
    expect(counts).toEqual([4, 5, 6, 3, 4])
    expect(survey.criteria.filter(({ factor }) => factor === undefined).map(({ code }) => code)).toEqual(['overall'])
    expect(survey.stem?.vi).toBe('Ông/Bà hài lòng hay không hài lòng về:')
    expect(survey.criteria.filter(({ options }) => !isSatisfactionScale(options))).toEqual([])
  })

  const second = (code: string): Questionnaire | undefined =>
    shipped.questionnaires.find((questionnaire) => questionnaire.code === code && questionnaire.version === 2)

  test('say in the second version of the survey what each criterion is of, and whom it is to be compared with', () => {
    const whole = second('sipas-22')
    expect(whole?.name.vi).toContain('mẫu cũ, dùng để so sánh với các năm trước 2023')
    expect(whole?.factors?.map(({ name }) => name.vi)).toEqual([
      'Tiếp cận dịch vụ',
      'Thủ tục hành chính',
      'Công chức trực tiếp giải quyết công việc',
      'Kết quả cung ứng dịch vụ hành chính công',
      'Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị',
    ])
    expect(whole?.criteria.map(({ code, factor }) => [code, factor])).toEqual(
      survey.criteria.map(({ code, factor }) => [code, factor]),
    )
    const asked = whole?.criteria.map(({ question }) => question.any.vi) ?? []
    for (const statement of ['Nơi ngồi chờ có đủ chỗ ngồi', 'Công chức có thái độ giao tiếp lịch sự'])
      // prettier-ignore
      expect(asked).toContain(statement)
    // Other words: its answers are not added to those of the first version.
    expect(whole?.comparable).not.toBe(survey.comparable)
  })

  test('ask in the second version of the one-stop form for harassment without leading', () => {
    const [next, code] = [second('mot-cua-tt01'), 'gap-phien-ha']
    const found = next?.criteria.find((criterion) => criterion.code === code)
    expect(found?.question.any.vi).toBe(
      'Ông/Bà có gặp phiền hà, sách nhiễu trong quá trình giải quyết công việc không?',
    )
    expect(found?.options.map(({ vi, points: given, pointsOf }) => [vi, pointsOf ?? given])).toEqual([
      ['Không có', 'thoi-gian'],
      ['Có một số', 0],
      ['Có nhiều', 0],
    ])
    // Another scale under the same code would be added up with the first version's.
    expect(circular.criteria.some((criterion) => criterion.code === code)).toBe(false)
    expect(next && askedDifferently(next, circular)).toEqual([])
  })

  test('share a comparable key only where the same is asked: the one-stop form and the kiosk', () => {
    expect([kiosk, circular, survey].map(({ comparable }) => comparable)).toEqual(['hai-long', 'hai-long', 'sipas-22'])
    expect(askedDifferently(circular, kiosk)).toEqual([])
    expect(askedDifferently(survey, kiosk)).toEqual(['overall'])
    const stem = { vi: 'Ông/Bà thấy thế nào về:', en: 'What do you think of:' }
    expect(askedDifferently({ ...survey, stem }, survey)).toHaveLength(23)
  })

  test('take levels of each criterion’s own scale', () => {
    const answers = { 'thoi-gian': 3, 'so-lan': 1, 'phien-ha': 2, overall: 5, 'so-co-quan': null }
    expect(answerIssues(circular, answers, [])).toEqual([])
    expect(answerIssues(circular, { 'thoi-gian': 4, 'phien-ha': 3, 'thai-do': 1 }, [])).toEqual([
      { path: 'answers.thoi-gian', code: 'off_scale' },
      { path: 'answers.phien-ha', code: 'off_scale' },
      { path: 'answers.thai-do', code: 'unknown_criterion' },
    ])
  })
})

describe('a questionnaire of the office', () => {
  const [overall] = kiosk.criteria
  if (!overall) throw new Error('the kiosk asks nothing')
  const own = (more: Partial<Questionnaire>): Questionnaire => ({ ...kiosk, code: 'rieng', ...more })
  const scored = { ...overall, code: 'a', options: [{ ...levelWords[0]!, points: 0 }, levelWords[4]!] }
  const lent = {
    ...overall,
    code: 'b',
    options: [
      { ...levelWords[0]!, points: 0 },
      { ...levelWords[4]!, pointsOf: 'b' },
    ],
  }
  test.each([
    ['a criterion twice', { criteria: [overall, overall] }, ['criteria', 1, 'code'], 'already_exists'],
    ['a factor that is none', { criteria: [{ ...overall, factor: 'x' }] }, ['criteria', 0, 'factor'], 'unknown_factor'],
    [
      'another scale for the overall question',
      { criteria: [{ ...overall, options: levelWords.slice(0, 4) }] },
      ['criteria', 0, 'options'],
      'not_the_scale',
    ],
    ['points for some answers', { criteria: [scored] }, ['criteria', 0, 'options', 1, 'points'], 'required'],
    ['points of itself', { criteria: [lent] }, ['criteria', 0, 'options', 1, 'pointsOf'], 'unknown_criterion'],
    [
      'more than one question on the kiosk',
      { code: 'quay-nhanh', criteria: [overall, { ...overall, code: 'b' }] },
      ['criteria'],
      'kiosk_asks_one',
    ],
  ])('is refused with %s', (_, more, path, code) => {
    expect(questionnaireIssues(own(more))).toEqual([{ path, code }])
  })

  test('is not the satisfaction scale in other words or another order', () => {
    expect(isSatisfactionScale(levelWords)).toBe(true)
    expect(isSatisfactionScale(levelWords.toReversed())).toBe(false)
    expect(isSatisfactionScale(levelWords.slice(1))).toBe(false)
  })
})

test('kiosks ask the newest version of their form that is in use, whatever came last', () => {
  const version = (code: string, number: number, retired = false) => ({ code, version: number, retired })
  const [first, second] = [version('quay-nhanh', 1), version('quay-nhanh', 2)]
  expect(askedByKiosks([second, first, version('sipas-22', 3)])).toEqual(second)
  expect(askedByKiosks([first, version('quay-nhanh', 2, true)])).toEqual(first)
  expect(askedByKiosks([version('quay-nhanh', 1, true), version('sipas-22', 1)])).toBeNull()
})
