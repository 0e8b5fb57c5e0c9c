import { describe, expect, test } from 'vitest'
import { countdownText } from '../../../dashboard/i18n/countdown.ts'
import {
  deviceConcerns,
  deviceCondition,
  lastSeenWords,
  listWords,
  sharedConcerns,
  silentWords,
  waitingWords,
} from '../../../dashboard/devices/device-words.ts'
import questionnaires from '../../../server/data/questionnaires.json'
import { methodWords } from '../../../dashboard/i18n/words.ts'
import { failureWords, issueAt, signInFailureWords } from '../../../dashboard/i18n/failure-words.ts'
import { suppressionWords } from '#core/words/suppression'
import { commonTargetWords, meaningWords, missingWords } from '../../../dashboard/i18n/figure-words.ts'
import { targetText } from '#core/words/targets'
import { daysWords } from '../../../dashboard/i18n/period-words.ts'
import { periodWords } from '#core/words/periods'
import { agoWords } from '#core/words/moments'
import { refusalBefore, refusalOf } from '../../../dashboard/sign-in/password-refusal.ts'
import { opensOnlyHere } from '#core/text/own-address'
import { shareTyped } from '../../../dashboard/parts/percent-input.ts'
import { targetSourceOf } from '#core/words/targets'
import { kiosk, row, target90 } from '../support/figures.ts'
import type { Failure } from '../../../dashboard/app/client.ts'

const failed = (status: number, code: string, more: Partial<Failure> = {}): Failure =>
  ({ kind: 'failed', status, code, message: '', issues: [], ...more }) // prettier-ignore

test('names every form that is shipped without its code', () => {
  const shipped = questionnaires.map(({ comparable }) => comparable)
  expect(shipped.length).toBeGreaterThan(4)
  expect(shipped.filter((code) => methodWords(code).includes(code))).toEqual([])
})

describe('what a figure means', () => {
  const about = (minimumAnswers: number) => ({
    minimumAnswers, smallestCell: 5, today: '2026-11-28', coverage: { openDays: 250, ratedDays: 23 },
  }) // prettier-ignore
  const plan = { answered: 85, satisfiedShare: 0.906, interval: { low: 0.825, high: 0.952 }, target: target90 }

  test('is never more certain than the numbers', () => {
    const unsure = row('total', '', { ...plan, received: 85, verdict: 'met', evidence: 'insufficient' })
    expect(meaningWords(unsure, about(30))).toBe(
      'Do chỉ một phần người dân đánh giá, tỷ lệ thật nhiều khả năng nằm trong khoảng 82,5% đến 95,2%, chưa đủ căn cứ để khẳng định.',
    )
    const sure = row('total', '', { ...plan, received: 85, verdict: 'missed', evidence: 'sufficient' })
    expect(meaningWords(sure, about(30))).toMatch(/thấp hơn mức chỉ tiêu\.$/)
  })

  test('says how many answers could prove it: 35 for 90 %', () => {
    const small = row('total', '', { ...plan, answered: 32, received: 32, verdict: 'met', evidence: 'insufficient' })
    expect(meaningWords(small, about(30))).toMatch(
      /Với chỉ tiêu 90%, cần ít nhất 35 lượt mới có thể khẳng định là đạt\.$/,
    )
  })

  test('names the minimum of the unit when there are too few', () => {
    const few = row('total', '', { ...plan, answered: 12, received: 12, evidence: 'too_few' })
    expect(meaningWords(few, about(50))).toBe('Cần từ 50 lượt mới đưa ra kết luận; hiện có 12 lượt.')
  })

  test('says what waits for the end of the day, and not that it is too little', () => {
    const waiting = row('total', '', { received: 29, awaitsRelease: true, evidence: 'too_few', target: target90 })
    expect(meaningWords(waiting, about(30))).toBe(
      'Đã nhận 29 lượt. Tỷ lệ được tổng hợp sau khi hết ngày hôm nay (28/11), để không ai đoán được ai vừa chọn gì.',
    )
    const part = row('total', '', { ...plan, answered: 20, received: 60, awaitsRelease: true, evidence: 'too_few' })
    expect(meaningWords(part, about(30))).toBe(
      'Cần từ 30 lượt mới đưa ra kết luận; đã tổng hợp 20 lượt, số còn lại được tổng hợp sau khi hết ngày hôm nay (28/11).',
    )
    expect(missingWords(waiting)).toBe('chờ hết ngày')
    expect(missingWords({ ...waiting, suppressed: 'few' })).toBe('chờ hết ngày')
  })

  test('says of how few days a figure is that is no verdict on its period', () => {
    const partial = row('total', '', { ...plan, received: 85, evidence: 'partial' })
    expect(meaningWords(partial, about(30))).toMatch(
      /^Mới có lượt đánh giá ở 23 trong 250 ngày làm việc của kỳ; cần từ 125 ngày mới đưa ra kết luận cho cả kỳ\. /,
    )
  })

  test('keeps both ends of the interval on their side of the target', () => {
    const near = row('total', '', {
      ...plan, received: 85, verdict: 'met', evidence: 'insufficient', interval: { low: 0.89976, high: 0.9553 },
    }) // prettier-ignore
    expect(meaningWords(near, about(30))).toContain('trong khoảng 89,98% đến 95,5%, chưa đủ căn cứ')
  })

  test('tells of what is hidden only what was received', () => {
    const hidden = row('total', '', { received: 3, answered: null, suppressed: 'few' })
    expect(meaningWords(hidden, about(30))).toMatch(/^Đã nhận 3 lượt\./)
    expect(suppressionWords(hidden.suppressed, 5)).toBe('dưới 5 lượt')
    expect(meaningWords(row('total', '', { answered: null, suppressed: 'few' }), about(30))).toBe(
      'Chưa có lượt nào trong kỳ này.',
    )
  })
})

test('areas that are held against the target of all are said to be', () => {
  const [whole, own] = [row('total', '', { target: target90 }), { ...target90, source: 'Kế hoạch khác' }]
  const areas = [row('cu-tru', '', { target: target90 }), row('dat-dai', '', { target: own })]
  expect(commonTargetWords(areas, whole, 'Lĩnh vực')).toBe(
    'Lĩnh vực không có chỉ tiêu riêng được so với chỉ tiêu chung ≥ 90%.',
  )
  expect(commonTargetWords(areas.slice(1), whole, 'Lĩnh vực')).toBeNull()
  expect(commonTargetWords(areas, row('total', ''), 'Lĩnh vực')).toBeNull()
})

test('an area without a share says whether nobody chose a level or it waits to be released', () => {
  const tally = { n1: 0, n2: 0, n3: 0, n4: 0, n5: 0, n0: 6 }
  expect(missingWords(row('ho-tich', '', { received: 6, tally }))).toBe('chưa có lượt nào chọn mức hài lòng')
  expect(missingWords(row('ho-tich', '', { received: 6, tally: { ...tally, n0: 0 } }))).toBe('chờ hết ngày')
  expect(missingWords(row('ho-tich', '', { received: 6 }))).toBe('chờ hết ngày')
  expect(missingWords(row('ho-tich', '', { received: 3, answered: null, suppressed: 'few' }))).toBe('dưới 5 lượt')
})

test.each([
  ['http://localhost:8080/kiosk/#pair=K7MPX4QD', true],
  ['http://127.0.0.1:8080/kiosk/', true],
  ['http://[::1]:8080/kiosk/', true],
  ['https://danhgia.example.vn/kiosk/', false],
  ['https://localhost.example.vn/kiosk/', false],
  ['/kiosk/', false],
])('the link %s opens only on this machine: %s', (link, only) => {
  expect(opensOnlyHere(link)).toBe(only)
})

test.each([
  ['2026', 'Năm 2026'],
  ['2026-6M', '6 tháng đầu năm 2026'],
  ['2026-9M', '9 tháng đầu năm 2026'],
  ['2026-Q4', 'Quý IV/2026'],
  ['2026-03', 'Tháng 3/2026'],
])('the period %s is called %s', (period, words) => {
  expect(periodWords(period)).toBe(words)
})

test.each([
  ['2026-10-01', 'đến ngày 30/09/2026'],
  ['2026-09-30', 'đến nay; kỳ kết thúc ngày 30/09/2026'],
])('on %s says of the days of the third quarter: %s', (today, words) => {
  const since = (firstDay: string | null) =>
    daysWords({ from: '2026-07-01', to: '2026-09-30', coverage: { firstDay, openDays: 66, ratedDays: 60 } }, today)
  for (const firstDay of ['2026-11-28', null])
    expect(since(firstDay)).toBe('Kỳ từ ngày 01/07/2026 đến ngày 30/09/2026, chưa có lượt đánh giá')
  for (const firstDay of ['2025-11-28', '2026-07-01'])
    expect(since(firstDay)).toBe(`Số liệu tính từ ngày 01/07/2026 ${words}`)
  expect(since('2026-08-15')).toBe(`Số liệu tính từ ngày 15/08/2026 (ngày bắt đầu dùng) ${words}`)
})

test.each([
  ['90', 0.9],
  ['85,5', 0.855],
  ['57.1 %', 0.571],
  ['100', 1],
  ['0', null],
  ['101', null],
  ['chín mươi', null],
  ['', null],
])('"%s" typed as a percentage is %s', (text, share) => {
  expect(shareTyped(text)).toBe(share)
})

test('a target is written as in the plan', () => {
  expect(targetText({ operator: '>=', value: 0.9 })).toBe('≥ 90%')
  expect(targetText({ operator: '>', value: 0.825 })).toBe('> 82,5%')
  expect(targetSourceOf({ document: ' Kế hoạch 12/KH-UBND ', sentence: '"tối thiểu 90%"' })).toBe(
    'Kế hoạch 12/KH-UBND: “tối thiểu 90%”',
  )
  expect(targetSourceOf({ document: 'Kế hoạch 12/KH-UBND', sentence: ' ' })).toBe('Kế hoạch 12/KH-UBND')
})

test.each([
  [0, 'vừa xong'],
  [59_000, 'vừa xong'],
  [5 * 60_000, '5 phút trước'],
  [3 * 3_600_000, '3 giờ trước'],
  [50 * 3_600_000, '2 ngày trước'],
  [-5000, 'vừa xong'],
])('%i ms ago reads %s', (elapsedMs, words) => {
  expect(agoWords(1_000_000_000 - elapsedMs, 1_000_000_000)).toBe(words)
})

test.each([
  [600_000, '10:00'],
  [59_001, '1:00'],
  [7000, '0:07'],
  [-1, '0:00'],
])('%i ms left reads %s', (leftMs, words) => {
  expect(countdownText(leftMs)).toBe(words)
})

describe('a kiosk', () => {
  const nowMs = Date.parse('2026-11-20T09:00:00+07:00')
  const seen = { ...kiosk, lastSeenAt: '2026-11-20T08:57:00+07:00' }

  test.each([
    [{}, 'Đang hoạt động'],
    [{ lastSeenAt: '2026-11-20T07:59:00+07:00', silent: true }, 'Mất kết nối'],
    [{ lastSeenAt: '2026-11-20T07:59:00+07:00' }, 'Đang tắt'],
    [{ lastSeenAt: null, silent: true }, 'Chưa kết nối'],
    [{ lastSeenAt: null }, 'Chờ kết nối'],
    [{ flagged: true }, 'Cần kiểm tra'],
    [{ missing: [{ from: 3, to: 3 }] }, 'Cần kiểm tra'],
    [{ clockOffsetMs: 600_000, storage: 'best-effort', behind: true } as const, 'Đang hoạt động'],
    [{ replaced: true, flagged: true }, 'Đã được thay, đang gửi nốt'],
    [{ replaced: true, revoked: true }, 'Đã được thay'],
    [{ flagged: true, revoked: true }, 'Đã thu hồi'],
  ])('with %o is %s', (more, words) => {
    expect(deviceCondition({ ...seen, ...more }, nowMs).words).toBe(words)
  })

  test('says when it was seen, what it holds and what to do', () => {
    expect(lastSeenWords(seen, nowMs)).toBe('3 phút trước')
    expect(lastSeenWords({ lastSeenAt: null }, nowMs)).toBe('chưa lần nào')
    expect([waitingWords({ waiting: null }), waitingWords({ waiting: 0 })]).toEqual(['chưa rõ', 'đã gửi hết'])
    expect(waitingWords({ waiting: 1460 })).toBe('1.460 lượt chờ gửi')
    expect(deviceConcerns(seen)).toEqual([])
    expect(deviceConcerns({ ...seen, flagged: true, revoked: true })).toEqual([])
  })

  test.each([
    [{ flagged: true }, 'person', /chung một danh tính.*ghép lại từng máy/],
    [{ silent: true }, 'person', /Không có tín hiệu trong giờ làm việc.*nguồn điện/],
    [
      {
        missing: [
          { from: 5, to: 5 },
          { from: 7, to: 1008 },
        ],
      },
      'person',
      /Thiếu 1\.003 lượt \(số 5, 7–1\.008\)/,
    ],
    [
      {
        silent: true,
        missing: [{ from: 5, to: 5 }],
        mayBeLost: { count: 3, from: '2026-11-20T02:05:00.000Z', to: '2026-11-20T03:00:00.000Z' },
      },
      'person',
      /Mất liên lạc từ 09:05 ngày 20\/11\/2026.*có thể mất 3 lượt/,
    ],
    [
      { mayBeLost: { count: 0, from: null, to: '2026-11-20T03:00:00.000Z' } },
      'note',
      /từ khi ghép.*không rõ bao nhiêu/,
    ],
    [
      { quickRepeats: { day: '2026-11-19', count: 25, of: 60 } },
      'note',
      /25 lượt cách nhau dưới 15 giây trong ngày 19\/11 \(cả ngày 60 lượt\)\. Các lượt vẫn được giữ/,
    ],
    [
      { quickRepeats: { day: '2026-11-09', count: 0, of: 1501 } },
      'note',
      /1\.501 lượt trong ngày 09\/11, nhiều hơn một quầy thường phục vụ được; 0 lượt cách nhau dưới 15 giây/,
    ],
    [{ ahead: true as const }, 'person', /Máy chủ có ít hơn thiết bị đã thấy .*hailong verify.*báo cấp trên/],
    [{ clockOffsetMs: 180_000 }, 'note', /chậm 3 phút/],
    [{ clockOffsetMs: -7_200_000 }, 'note', /nhanh 120 phút/],
    [{ storage: 'best-effort' as const }, 'note', /chưa được cấp quyền lưu dữ liệu lâu dài/],
    [{ behind: true, appVersion: '0.9' }, 'note', /phiên bản 0\.9/],
    [{ lastError: 'set_aside_2' }, 'person', /đang giữ riêng/],
    [{ lastError: 'network' }, 'note', /không kết nối được/],
  ])('with %o says what is wrong and what to do', (more, tone, words) => {
    const concerns = deviceConcerns({ ...seen, ...more })
    expect(concerns.map((concern) => concern.tone)).toEqual([tone])
    expect(`${concerns[0]?.what} ${concerns[0]?.remedy}`).toMatch(words)
  })

  test('whose clock is off by two minutes at most is left in peace', () => {
    expect(deviceConcerns({ ...seen, clockOffsetMs: 120_000 })).toEqual([])
  })

  test('among others is counted when a person should look', () => {
    expect(listWords([])).toBeNull()
    expect(listWords([{ ...seen, revoked: true }])).toBeNull()
    const [flagged, noted] = [
      { ...seen, flagged: true },
      { ...seen, storage: 'best-effort' as const },
    ]
    expect(listWords([seen, seen])).toBe('2 thiết bị hoạt động bình thường.')
    expect(listWords([seen, noted])).toBe('2 thiết bị hoạt động bình thường. 1 thiết bị có điều cần lưu ý.')
    expect(listWords([seen, flagged])).toBe('1/2 thiết bị cần kiểm tra.')
    expect(listWords([seen, flagged, noted])).toBe('1/3 thiết bị cần kiểm tra. 1 thiết bị khác có điều cần lưu ý.')
    expect(listWords([seen, { ...noted, revoked: true }])).toBe('1 thiết bị hoạt động bình thường.')
  })

  test('shares a note with others, which is said once', () => {
    const noted = { ...seen, storage: 'best-effort' as const }
    expect(sharedConcerns([noted, seen])).toEqual([])
    expect(sharedConcerns([noted, { ...seen, flagged: true }, { ...seen, flagged: true }, noted])).toMatchObject([
      { tone: 'note', what: expect.stringContaining('chưa được cấp quyền'), count: 2 },
    ])
  })

  test('among others is named when it alone is silent, with its unit where that is another', () => {
    const [here, there] = [() => null, () => 'Xã An']
    const silent = { ...seen, name: 'Quầy 5', silent: true }
    expect(silentWords([seen], there)).toBeNull()
    expect(silentWords([seen, silent], here)).toMatch(/^Thiết bị đánh giá Quầy 5 chưa có/)
    expect(silentWords([seen, silent], there)).toMatch(/^Thiết bị đánh giá Quầy 5 \(Xã An\) chưa có/)
    expect(silentWords([silent, silent], there)).toMatch(/^2 thiết bị/)
  })
})

test.each([
  ['network', 'không kết nối được với máy chủ'],
  ['http_401', 'máy chủ không nhận thiết bị này, mời ghép lại'],
  ['http_403', 'máy chủ không nhận thiết bị này, mời ghép lại'],
  ['http_429', 'thiết bị gửi quá nhiều lần trong thời gian ngắn'],
  ['http_503', 'máy chủ đang bận hoặc gặp lỗi'],
  ['set_aside_1200', 'máy chủ chưa nhận 1.200 lượt, thiết bị đang giữ riêng'],
  ['http_418', 'lỗi khác'],
  ['TypeError: x is not a function', 'lỗi khác'],
])('the last error %s of a kiosk reads %s', (lastError, words) => {
  expect(deviceConcerns({ ...kiosk, lastError })[0]?.what).toBe(`Lỗi gần nhất: ${words}.`)
})

describe('a refusal', () => {
  test('at sign-in tells a wrong password, too many attempts and a lost connection apart', () => {
    const words = [failed(401, 'wrong_credentials'), failed(429, 'too_many_attempts'), failed(0, 'offline')]
    expect(new Set(words.map(signInFailureWords)).size).toBe(3)
    expect(signInFailureWords(failed(0, 'offline'))).toMatch(/Không kết nối được/)
  })

  test('of an unknown kind still says what to do', () => {
    expect(failureWords(failed(500, 'internal'))).toBe('Máy chủ gặp lỗi (internal). Mời thử lại sau ít phút.')
  })

  test('of one export too many or of a target entered twice names what it is about', () => {
    expect(failureWords(failed(429, 'too_many_exports'))).toBe(
      'Đang có nhiều tệp được tải. Mời Ông/Bà thử lại sau ít phút.',
    )
    expect(failureWords(failed(409, 'already_exists'))).toBe('Mục này đã có.')
  })

  test('stands at its field', () => {
    const failure = failed(400, 'invalid_request', { issues: [{ path: 'validTo', code: 'ends_before_start' }] })
    expect(issueAt(failure, 'validTo')).toBe('Ngày kết thúc phải từ ngày bắt đầu trở đi.')
    expect(issueAt(failure, 'value')).toBeUndefined()
    expect(issueAt(null, 'value')).toBeUndefined()
  })

  test('of a target that nobody can meet says what to choose instead', () => {
    const failure = failed(400, 'invalid_request', { issues: [{ path: 'value', code: 'never_met' }] })
    expect(issueAt(failure, 'value')).toBe('Không thể vượt 100%. Mời chọn “≥” hoặc nhập một số nhỏ hơn.')
  })

  test('of a password says why', () => {
    expect(refusalBefore('cũ', 'ngắn', 'ngắn')).toEqual({ next: 'Mật khẩu mới cần từ 10 ký tự trở lên; hiện có 4.' })
    expect(refusalBefore('một câu dễ nhớ', 'một câu dễ nhớ', '')).toHaveProperty('next')
    expect(refusalBefore('cũ', 'một câu dễ nhớ', 'một câu khác')).toHaveProperty('again')
    expect(refusalBefore('cũ', 'một câu dễ nhớ', 'một câu dễ nhớ')).toBeNull()
    const wrong = failed(400, 'invalid_request', { issues: [{ path: 'current', code: 'wrong_password' }] })
    expect(refusalOf(wrong)).toEqual({ current: 'Mật khẩu hiện tại chưa đúng.' })
  })
})
