import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Tally } from '../../../server/core/statistics/tally.ts'
import { answeredCount, emptyTally, satisfiedCount, sumTallies } from '../../../server/core/statistics/tally.ts'
import { tablePercent } from '../../../server/core/words/format.ts'
import { cellText } from '../../../server/core/tables/cell-text.ts'
import type { CriteriaForm } from '../../../server/core/tables/criteria-form.ts'
import { criteriaFormOf } from '../../../server/core/tables/criteria-form.ts'
import { criteriaTable } from '../../../server/core/tables/criteria-table.ts'
import { shipped } from '../../../server/shipped.ts'

const formOf = (code: string): CriteriaForm => {
  const versions = shipped.questionnaires.filter((form) => form.code === code)
  const form = criteriaFormOf(versions.slice(-1))
  if (form === null) throw new Error(`${code} has no criteria`)
  return form
}
const survey = formOf('sipas-dvhcc-16')
const codesOf = ({ groups }: CriteriaForm) => groups.flatMap(({ criteria }) => criteria.map(({ code }) => code))

/** So many satisfied of so many. */
const of = (satisfied: number, answered: number, n0 = 0): Tally => ({
  ...emptyTally,
  n2: answered - satisfied,
  n4: satisfied,
  n0,
})
const same = (form: CriteriaForm, tally: Tally) => new Map(codesOf(form).map((code) => [code, tally]))
const made = (form: CriteriaForm, now: ReadonlyMap<string, Tally>, before: ReadonlyMap<string, Tally> | null = null) =>
  criteriaTable({ form, now, before: before && { tallies: before, words: 'Quý II/2026' }, smallestCell: 5 })
const textsOf = (made: ReturnType<typeof criteriaTable>) =>
  new Map(made.table.rows.map(({ key, cells }) => [key, cells.map(cellText)]))

describe('a table of criteria', () => {
  test('has the columns of the report, the factors in Roman numbers and the criteria counted through', () => {
    const { table } = made(survey, same(survey, of(40, 50)))
    expect(table.columns.map(({ label }) => label)).toEqual([
      'TT', 'Nội dung', 'Số câu trả lời', 'Rất KHL', 'KHL', 'BT', 'HL', 'RHL', 'Không có ý kiến',
      'Tỷ lệ hài lòng (%)', 'Kỳ trước (%)', 'Thay đổi (điểm)',
    ]) // prettier-ignore
    const heads = table.rows.map(({ cells }) => cells.slice(0, 2).map(cellText).join(' '))
    expect(heads.slice(0, 6)).toEqual([
      'I Tiếp cận dịch vụ',
      '1 Biển hiệu, bảng hướng dẫn rõ ràng, dễ tìm',
      '2 Có đủ ghế ngồi chờ, bàn viết',
      '3 Trang thiết bị phục vụ người dân đầy đủ, chất lượng tốt',
      'II Thủ tục hành chính',
      '4 Thủ tục hành chính được niêm yết công khai, dễ thấy, dễ đọc',
    ])
    expect(heads.slice(-2)).toEqual([' Chung 5 yếu tố', ' Câu hỏi chung: Sự phục vụ nói chung'])
    expect(table.title).toBe(
      'Bảng 3. Theo yếu tố và tiêu chí – Phiếu 16 nội dung về dịch vụ hành chính công (tham khảo phiếu SIPAS giai đoạn ' +
        '2023–2026; không phải Chỉ số SIPAS), phiên bản 1',
    )
    expect(table.notes.at(-1)).toBe('Kết quả do đơn vị tự đánh giá; không phải Chỉ số SIPAS.')
  })

  test.each([
    ['sipas-22', 22, [4, 5, 6, 3, 4]],
    ['sipas-dvhcc-16', 16, [3, 4, 3, 3, 3]],
    ['phieu-9', 9, [3, 2, 4]],
  ] as const)('of %s has its %i criteria', (code, count, groups) => {
    const form = formOf(code)
    expect(codesOf(form)).toHaveLength(count)
    expect(form.groups.map(({ criteria }) => criteria.length)).toEqual(groups)
  })

  test('of the faces of a kiosk, and of a form whose answers are no levels, there is none', () => {
    for (const code of ['quay-nhanh', 'mot-cua-tt01'])
      expect(criteriaFormOf(shipped.questionnaires.filter((form) => form.code === code))).toBeNull()
  })

  test('pools the answers of a factor: the mean of the percentages would be another figure', () => {
    const now = new Map([...same(survey, of(40, 50)), ['bien-hieu', of(10, 10)], ['cho-ngoi', of(30, 90)]])
    const texts = textsOf(made(survey, now))
    // (10 + 30 + 40) / (10 + 90 + 50); the mean of 100, 33,33 and 80 is 71,11.
    expect(texts.get(':tiep-can')?.slice(2)).toEqual(['150', '0', '70', '0', '80', '0', '0', '53,33', '–', '–'])
    expect(texts.get('cho-ngoi')?.[9]).toBe('33,33')
  })

  /** Published by the ministry: 23 statements on policy and 16 on services (test/data/vn_reports). */
  test.each([
    ['cả nước 2024', [83.84, 84.09], '83,94', '83,97'],
    ['Hà Nội 2024', [86.51, 86.49], '86,50', '86,50'],
  ])('comes to the published index of its parts: %s', (_name, [policy = 0, service = 0], pooled, mean) => {
    const PEOPLE = 10_000
    const criterion = (percent: number) => of(Math.round((percent * PEOPLE) / 100), PEOPLE)
    const rows = (factor: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({ code: `${factor}-${at}`, statement: `${factor} ${at}` }))
    const form: CriteriaForm = {
      code: 'sipas-39',
      name: 'SIPAS',
      versions: [1],
      groups: [
        { factor: { code: 'chinh-sach', name: 'Chính sách' }, criteria: rows('chinh-sach', 23) },
        { factor: { code: 'dich-vu', name: 'Dịch vụ' }, criteria: rows('dich-vu', 16) },
      ],
      overall: null,
    }
    const now = new Map(
      codesOf(form).map((code) => [code, criterion(code.startsWith('chinh') ? policy : service)] as const),
    )
    expect(textsOf(made(form, now)).get(':chung')?.[9]).toBe(pooled)
    expect(tablePercent((policy + service) / 200)).toBe(mean)
  })

  test('compares with the period before, and says where a change may be chance', () => {
    const now = new Map([...same(survey, of(90, 100)), ['cong-bang', of(20, 25)]])
    const before = new Map([...same(survey, of(70, 100)), ['thong-tin', of(88, 100)], ['xu-ly', of(3, 4)]])
    const { table } = made(survey, now, before)
    const texts = textsOf(made(survey, now, before))
    expect(texts.get('dung-hen')?.slice(-2)).toEqual(['70,00', '+20,00'])
    expect(texts.get('thong-tin')?.slice(-2)).toEqual(['88,00', '+2,00*'])
    expect(texts.get('cong-bang')?.slice(-2)).toEqual(['70,00', '+10,00'])
    expect(texts.get('xu-ly')?.slice(-2)).toEqual(['–', '–'])
    expect(table.notes).toContain('* Chưa rõ tăng hay giảm (thay đổi có thể do ngẫu nhiên).')
    expect(table.notes).toContain('Kỳ trước: Quý II/2026.')
  })

  test('names the strongest and the weakest of those with thirty answers, with their counts', () => {
    const now = new Map([
      ...same(survey, of(80, 100)),
      ['bien-hieu', of(29, 29)],
      ['thai-do', of(99, 100)],
      ['dung-hen', of(97, 100)],
      ['niem-yet', of(95, 100)],
      ['thong-bao', of(10, 29)],
      ['hinh-thuc', of(31, 60)],
      ['xu-ly', of(35, 60)],
      ['cong-bang', of(42, 60)],
    ])
    const { table, extremes } = made(survey, now)
    expect(extremes.strongest.map(({ code }) => code)).toEqual(['thai-do', 'dung-hen', 'niem-yet'])
    expect(extremes.weakest.map(({ code }) => code)).toEqual(['hinh-thuc', 'xu-ly', 'cong-bang'])
    expect(table.notes[1]).toBe(
      'Ba tiêu chí có tỷ lệ thấp nhất: Cơ quan bố trí hình thức tiếp nhận phản ánh, kiến nghị dễ dàng – 51,67% (31/60); ' +
        'Cơ quan tiếp nhận, xử lý phản ánh, kiến nghị đúng quy định – 58,33% (35/60); Kết quả bảo đảm công bằng – 70,00% (42/60).',
    )
  })

  test('names no criterion where fewer than two have thirty answers', () => {
    const { table, extremes } = made(survey, new Map([['thai-do', of(90, 100)]]))
    expect(extremes).toEqual({ strongest: [], weakest: [] })
    expect(table.notes[0]).toMatch(/^Chưa nêu tiêu chí cao nhất, thấp nhất/)
  })
})

describe('few answers', () => {
  /** Đà Nẵng 2020: one citizen, "100% không hài lòng". */
  test('give no percentage: one of one', () => {
    const { table } = made(survey, new Map([['thai-do', of(0, 1)]]))
    const written = table.rows.flatMap(({ cells }) => cells.map(cellText)).join(' ')
    expect(written).not.toMatch(/\d,\d\d/)
    expect(table.notes).toContainEqual(expect.stringContaining('dưới 5 lượt, không nêu'))
  })

  test('cannot be worked out of their factor: one more criterion is hidden', () => {
    const now = new Map([...same(survey, of(90, 100)), ['xu-ly', of(2, 3, 97)], ['hinh-thuc', of(60, 70)]])
    const texts = textsOf(made(survey, now))
    const isHidden = (key: string) => texts.get(key)?.[9] === '–'
    expect(['xu-ly', 'hinh-thuc'].map(isHidden)).toEqual([true, true])
    expect(['thong-bao', ':phan-anh', ':chung'].map(isHidden)).toEqual([false, false, false])
  })

  test('of all criteria of a factor hide the factor, and so what all factors sum up to', () => {
    const few = ['hinh-thuc', 'xu-ly', 'thong-bao'].map((code) => [code, of(3, 4)] as const)
    const texts = textsOf(made(survey, new Map([...same(survey, of(90, 100)), ...few])))
    for (const key of [':phan-anh', ':chung']) expect(texts.get(key)?.[9]).toBe('–')
    expect(texts.get(':ket-qua')?.[9]).toBe('90,00')
  })

  const tallies = fc.array(
    fc.record({ n1: fc.nat(6), n2: fc.nat(6), n3: fc.nat(6), n4: fc.nat(6), n5: fc.nat(6), n0: fc.nat(3) }),
    { minLength: 16, maxLength: 16 },
  )

  test('what is hidden in a factor that is shown holds a criterion with five answers, and sums are of all criteria', () => {
    fc.assert(
      fc.property(tallies, (list) => {
        const now = new Map(codesOf(survey).map((code, at) => [code, list[at] ?? emptyTally]))
        const { table } = made(survey, now)
        const countOf = (key: string) => {
          const cell = table.rows.find((row) => row.key === key)?.cells[2]
          return cell?.kind === 'count' ? cell.count : null
        }
        for (const { factor, criteria } of survey.groups) {
          const own = criteria.map(({ code }) => now.get(code) ?? emptyTally)
          const shown = countOf(`:${factor?.code}`)
          if (shown !== null) expect(shown).toBe(answeredCount(sumTallies(own)))
          const hidden = criteria.filter(({ code }) => countOf(code) === null)
          for (const { code } of criteria)
            if (countOf(code) === null) continue
            else expect([0, answeredCount(now.get(code) ?? emptyTally)]).toContain(countOf(code))
          if (shown === null || hidden.length === 0) continue
          const most = Math.max(...hidden.map(({ code }) => answeredCount(now.get(code) ?? emptyTally)))
          expect(most).toBeGreaterThanOrEqual(5)
        }
        const pooled = table.rows.find(({ key }) => key === ':chung')?.cells[9]
        const all = sumTallies(now.values())
        if (pooled?.kind === 'share')
          expect([pooled.part, pooled.whole]).toEqual([satisfiedCount(all), answeredCount(all)])
      }),
    )
  })
})
