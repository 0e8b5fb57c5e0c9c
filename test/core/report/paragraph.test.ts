import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReportFacts } from '#core/report/facts'
import { doneWords, paragraphOf, plainText } from '#core/report/paragraph'
import { share } from '../arbitraries.ts'
import { counts, facts, of, target, targetsOf } from './facts.ts'

const said = (given: ReportFacts): string => plainText(paragraphOf(given))
const office = 'Trung tâm Phục vụ hành chính công phường Đông Hà'
const opening = `Về đánh giá mức độ hài lòng của người dân, tổ chức: từ ngày 01/07/2026 đến ngày 30/09/2026, ${office}`

describe('the paragraph', () => {
  test('of the worked case comes out word for word', () => {
    const current = counts(of(750, 806), of(126, 155), {
      received: 812,
      channels: { kiosk: 700, qr: 100, web: 0, paper: 12, import: 0 },
      dossiers: { early: 1500, onTime: 500, late: 15, apologised: 15 },
    })
    const given = facts(current, {
      targets: targetsOf([target(0.9)], [target(0.85)]),
      previous: { words: 'quý II năm 2026', answers: of(600, 700), isComparable: true },
      reasons: [
        { words: 'thời gian chờ', count: 31 },
        { words: 'hướng dẫn thủ tục', count: 12 },
      ],
      done: 'bố trí thêm một quầy đất đai',
    })
    expect(said(given)).toBe(
      `${opening} nhận 812 lượt đánh giá (700 lượt trên thiết bị tại quầy, 100 qua mã QR, 12 phiếu giấy), ` +
        'trong đó 806 lượt có chọn mức, bằng 40,0% số hồ sơ đã trả kết quả. ' +
        'Có 750 lượt hài lòng và rất hài lòng, đạt 93,1% (khoảng tin cậy 95%: 91,1–94,6%), ' +
        'đạt chỉ tiêu từ 90% trở lên theo Kế hoạch số 12/KH-UBND ngày 15/01/2026. ' +
        'Riêng lĩnh vực đất đai, xây dựng: 126/155 lượt, đạt 81,3% (74,4–86,6%), ' +
        'thấp hơn chỉ tiêu 85%; tuy nhiên chưa đủ căn cứ để khẳng định là chưa đạt. ' +
        'So với quý II năm 2026: tăng 7,3 điểm phần trăm. ' +
        'Nội dung được đề nghị làm tốt hơn nhiều nhất: thời gian chờ (31 lượt), hướng dẫn thủ tục (12 lượt). ' +
        'UBND phường Đông Hà đã bố trí thêm một quầy đất đai.',
    )
  })

  test('says nothing that is not known', () => {
    expect(said(facts(counts(of(750, 806))))).toBe(
      `${opening} nhận 806 lượt đánh giá (806 lượt trên thiết bị tại quầy), trong đó 806 lượt có chọn mức. ` +
        'Có 750 lượt hài lòng và rất hài lòng, đạt 93,1% (khoảng tin cậy 95%: 91,1–94,6%).',
    )
  })

  test('of a period that goes on begins with the day, and ends its days with it', () => {
    const { period } = facts(counts(of(750, 806)))
    const given = facts(counts(of(750, 806)), { period: { ...period, hasEnded: false }, today: '2026-08-20' })
    expect(said(given)).toMatch(
      /^Tính đến ngày 20\/08\/2026, về đánh giá mức độ hài lòng của người dân, tổ chức: từ ngày 01\/07\/2026 đến ngày 20\/08\/2026, /,
    )
  })

  test('says truly since when it was in use', () => {
    const { period } = facts(counts(of(750, 806)))
    expect(said(facts(counts(of(750, 806)), { period: { ...period, began: '2026-08-03' } }))).toContain(
      'từ ngày 03/08/2026 (ngày bắt đầu dùng) đến ngày 30/09/2026',
    )
  })

  test('writes thousands with dots', () => {
    expect(said(facts(counts(of(1_300, 1_460))))).toContain('nhận 1.460 lượt đánh giá (1.460 lượt trên thiết bị')
  })

  test.each([
    [{ kiosk: 0, qr: 5, web: 0, paper: 0, import: 0 }, '(5 lượt qua mã QR)'],
    [{ kiosk: 5, qr: 2, web: 3, paper: 0, import: 0 }, '(5 lượt trên thiết bị tại quầy, 5 qua mã QR và qua mạng)'],
    [{ kiosk: 0, qr: 0, web: 3, paper: 4, import: 0 }, '(3 lượt qua mạng, 4 phiếu giấy)'],
    [{ kiosk: 0, qr: 0, web: 0, paper: 4, import: 2 }, '(4 phiếu giấy, 2 nhập từ tệp)'],
    [{ kiosk: 0, qr: 0, web: 0, paper: 0, import: 7 }, '(7 lượt nhập từ tệp)'],
  ])('names the ways that were used: %j', (channels, expected) => {
    expect(said(facts(counts(of(20, 20), undefined, { channels })))).toContain(`lượt đánh giá ${expected}, trong đó`)
  })
})

describe('where few rated', () => {
  test('nobody: nothing else is said of the whole', () => {
    expect(said(facts(counts(of(0, 0))))).toBe(`${opening} chưa nhận được lượt đánh giá nào.`)
  })

  // Đà Nẵng 2020: "100% không hài lòng" was one answer of one.
  test.each([of(0, 1), of(1, 1), of(4, 4), 'few' as const])('%j prints no percentage', (answers) => {
    const given = facts(counts(answers, answers), { targets: targetsOf([target(0.9)], [target(0.85)]) })
    const text = said(given)
    expect(text).toContain(' Có dưới 5 lượt đánh giá nên không nêu tỷ lệ.')
    expect(text).toContain('Riêng lĩnh vực đất đai, xây dựng: có dưới 5 lượt đánh giá nên không nêu tỷ lệ.')
    expect(text).not.toContain('%')
  })

  test('three of seventy-one and one of three get no verdict', () => {
    const text = said(facts(counts(of(1, 71), of(1, 3)), { targets: targetsOf([], [target(0.85)]) }))
    expect(text).toContain('đạt 1,4% (khoảng tin cậy 95%: 0,2–7,6%).')
    expect(text).not.toMatch(/33,3|chỉ tiêu/)
  })

  test('five to twenty-nine: a share without a verdict', () => {
    const text = said(facts(counts(of(4, 5), of(29, 29)), { targets: targetsOf([target(0.9)], [target(0.85)]) }))
    const clause = (level: string) => `chưa đủ lượt đánh giá (cần từ 30 lượt) để kết luận so với chỉ tiêu ${level}.`
    expect(text).toContain(`đạt 80,0% (khoảng tin cậy 95%: 37,6–96,4%), ${clause('90%')}`)
    expect(text).toContain(`29/29 lượt, đạt 100,0% (88,3–100,0%), ${clause('85%')}`)
  })

  test('nobody in land and construction', () => {
    const nobody = counts(of(750, 806), of(0, 0))
    expect(said(facts(nobody))).not.toContain('Riêng')
    expect(said(facts(nobody, { targets: targetsOf([], [target(0.85)]) }))).toContain(
      'Riêng lĩnh vực đất đai, xây dựng: chưa có lượt đánh giá.',
    )
  })

  test('what would tell of others is not said', () => {
    expect(said(facts(counts(of(750, 806), 'hidden')))).not.toContain('Riêng')
  })
})

describe('beside its target', () => {
  const { period } = facts(counts(of(1, 1)))
  const conclusionOf = (answers: ReturnType<typeof of>, more: Partial<ReportFacts>): string =>
    /\(khoảng tin cậy 95%: [^)]*\)(.*)$/.exec(said(facts(counts(answers), more)))?.[1] ?? ''
  const beside = (answers: ReturnType<typeof of>, ...targets: ReturnType<typeof target>[]): string =>
    conclusionOf(answers, { targets: targetsOf(targets) })

  test.each([
    ['no target', of(750, 806), [], '.'],
    [
      'met',
      of(750, 806),
      [target(0.8, { operator: '>' })],
      ', đạt chỉ tiêu trên 80% theo Kế hoạch số 12/KH-UBND ngày 15/01/2026.',
    ],
    [
      'met, not sure',
      of(37, 40),
      [target(0.9)],
      ', cao hơn chỉ tiêu 90%; tuy nhiên số lượt còn ít, chưa đủ căn cứ để khẳng định.',
    ],
    [
      'exactly the target',
      of(36, 40),
      [target(0.9)],
      ', bằng chỉ tiêu 90%; tuy nhiên số lượt còn ít, chưa đủ căn cứ để khẳng định.',
    ],
    [
      'missed, not sure',
      of(126, 155),
      [target(0.85)],
      ', thấp hơn chỉ tiêu 85%; tuy nhiên chưa đủ căn cứ để khẳng định là chưa đạt.',
    ],
    ['missed', of(600, 806), [target(0.9)], ', chưa đạt chỉ tiêu từ 90% trở lên (thấp hơn 15,6 điểm phần trăm).'],
    [
      'not above what is to be exceeded',
      of(720, 800),
      [target(0.9, { operator: '>' })],
      ', chưa cao hơn chỉ tiêu 90%; tuy nhiên chưa đủ căn cứ để khẳng định là chưa đạt.',
    ],
    [
      'a milestone to come, below it',
      of(600, 806),
      [target(0.95, { milestone: 2030 })],
      ', còn thấp hơn 20,6 điểm phần trăm so với mốc 95% đến năm 2030.',
    ],
    [
      'a milestone to come, above it',
      of(780, 806),
      [target(0.95, { milestone: 2030 })],
      ', đã cao hơn mốc 95% đến năm 2030.',
    ],
    [
      'a milestone to come, with too few',
      of(10, 10),
      [target(0.95, { milestone: 2030 })],
      ', chưa đủ lượt đánh giá (cần từ 30 lượt) để kết luận so với mốc 95% đến năm 2030.',
    ],
    [
      'two targets that contradict',
      of(700, 800),
      [target(0.8, { operator: '>', place: 'I.2' }), target(0.9, { place: 'II.1.3' })],
      ', so với mức 80% tại mục I.2 và 90% tại mục II.1.3 của Kế hoạch số 12/KH-UBND ngày 15/01/2026: ' +
        'đạt chỉ tiêu trên 80%; chưa đạt chỉ tiêu từ 90% trở lên (thấp hơn 2,5 điểm phần trăm).',
    ],
    [
      'two targets of two documents',
      of(700, 800),
      [target(0.8, { document: 'Kế hoạch số 1' }), target(0.9, { document: 'Kế hoạch số 2' })],
      ', so với mức 80% của Kế hoạch số 1 và 90% của Kế hoạch số 2: ' +
        'đạt chỉ tiêu từ 80% trở lên; chưa đạt chỉ tiêu từ 90% trở lên (thấp hơn 2,5 điểm phần trăm).',
    ],
    [
      'a target of one stage',
      of(700, 800),
      [target(0.8, { part: { stages: ['result'], answers: of(380, 400) } })],
      ', riêng khâu nhận kết quả: 380/400 lượt, đạt 95,0% (92,4–96,7%), ' +
        'đạt chỉ tiêu từ 80% trở lên theo Kế hoạch số 12/KH-UBND ngày 15/01/2026.',
    ],
    [
      'a target of one stage with few',
      of(700, 800),
      [target(0.8, { part: { stages: ['result'], answers: 'few' } })],
      ', riêng khâu nhận kết quả có dưới 5 lượt đánh giá nên không nêu tỷ lệ.',
    ],
  ])('%s', (_state, answers, targets, expected) => {
    expect(beside(answers, ...targets)).toBe(expected)
  })

  test('in the year of a milestone it is a target like others', () => {
    const inYear = { targets: targetsOf([target(0.9, { milestone: 2026 })]), period: { ...period, to: '2026-12-31' } }
    expect(conclusionOf(of(750, 806), inYear)).toMatch(/^, đạt chỉ tiêu từ 90% trở lên/)
  })

  test('of a period with few rated days no verdict', () => {
    expect(conclusionOf(of(750, 806), { isPartial: true, targets: targetsOf([target(0.9)]) })).toBe(
      ', chưa đủ ngày có đánh giá trong kỳ để kết luận so với chỉ tiêu 90%.',
    )
  })

  test('a share that rounding would put on its target has more decimals', () => {
    expect(said(facts(counts(of(351, 413)), { targets: targetsOf([target(0.85)]) }))).toContain(
      'đạt 84,99% (khoảng tin cậy 95%: 81,2–88,1%), thấp hơn chỉ tiêu 85%;',
    )
  })

  test('low coverage is said', () => {
    const dossiers = { early: 0, onTime: 3_000, late: 0, apologised: null }
    const text = said(facts(counts(of(750, 806), undefined, { dossiers }), { targets: targetsOf([target(0.9)]) }))
    expect(text).toContain('bằng 26,9% số hồ sơ đã trả kết quả')
    expect(text).toContain(
      'theo Kế hoạch số 12/KH-UBND ngày 15/01/2026; tỷ lệ người đánh giá còn thấp nên chưa suy ra cho toàn bộ hồ sơ.',
    )
  })
})

describe('against the period before', () => {
  const since = (answers: ReturnType<typeof of> | 'few', isComparable = true): string =>
    /So với .*$/.exec(
      said(facts(counts(of(750, 806)), { previous: { words: 'quý II năm 2026', answers, isComparable } })),
    )?.[0] ?? ''

  test.each([
    [of(600, 700), true, 'So với quý II năm 2026: tăng 7,3 điểm phần trăm.'],
    [of(690, 700), true, 'So với quý II năm 2026: giảm 5,5 điểm phần trăm.'],
    [of(640, 700), true, 'So với quý II năm 2026: chưa rõ tăng hay giảm (thay đổi có thể do ngẫu nhiên).'],
    [of(600, 700), false, 'So với quý II năm 2026: không so sánh được do thay đổi câu hỏi.'],
    ['few' as const, true, ''],
    [of(1, 2), true, ''],
  ])('%j, comparable %s: %s', (answers, isComparable, expected) => {
    expect(since(answers, isComparable)).toBe(expected)
  })
})

test.each([
  ['Đã lắp thêm quạt.', 'lắp thêm quạt'],
  ['  niêm yết lại  thủ tục ; ', 'niêm yết lại thủ tục'],
  ['Tập huấn cho công chức', 'tập huấn cho công chức'],
  ['UBND phường họp ngày 02/10', 'UBND phường họp ngày 02/10'],
  ['', ''],
])('what was done, typed as “%s”, follows “đã”: “%s”', (typed, expected) => {
  expect(doneWords(typed)).toBe(expected)
})

test('one reason is named alone', () => {
  expect(said(facts(counts(of(750, 806)), { reasons: [{ words: 'thời gian chờ', count: 1_031 }] }))).toContain(
    'làm tốt hơn nhiều nhất: thời gian chờ (1.031 lượt).',
  )
})

test('its figures are marked, and nothing else', () => {
  const given = facts(counts(of(750, 806), of(126, 155)), { done: 'chi 5 triệu đồng' })
  const figures = paragraphOf(given).flatMap(({ text, isFigure }) => (isFigure ? [text] : []))
  expect(figures).toEqual(['806', '806', '806', '750', '93,1%', '91,1–94,6%', '126/155', '81,3%', '74,4–86,6%'])
})

test('of any counts every share stands with its count and its interval, and no number is broken', () => {
  const answers = fc.oneof(share, fc.constant(of(0, 0)), fc.constant('few' as const))
  fc.assert(
    fc.property(share, answers, fc.integer({ min: 1, max: 10_000 }), (whole, land, value) => {
      const targets = targetsOf([target(value / 10_000)], [target(value / 10_000)])
      const text = said(facts(counts(whole, land), { targets, minimumAnswers: 5 }))
      expect(text).not.toMatch(/NaN|undefined|null|Infinity|--|\s\s|\.\./)
      const shares = text.match(/đạt \d[\d,]*%/g) ?? []
      expect(shares).toHaveLength([whole, land].filter((one) => typeof one === 'object' && one.answered >= 5).length)
      const whole95 = /đạt \d[\d,]*% \((?:khoảng tin cậy 95%: )?\d[\d,]*–\d[\d,]*%\)/g
      expect(text.match(whole95) ?? []).toHaveLength(shares.length)
    }),
  )
})
