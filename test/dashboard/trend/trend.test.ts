import { describe, expect, test } from 'vitest'
import type { SatisfactionRow } from '#contract/satisfaction'
import { wilsonInterval } from '#core/statistics/interval'
import { methodCount, roomUnder, sureRuns, trendOf } from '../../../dashboard/trend/trend.ts'
import { changeSentence, lineWords, periodMark, tipLines, trendTitle } from '../../../dashboard/trend/trend-words.ts'
import { besideOf, trendAddress, trendQuery } from '../../../dashboard/trend/trend-query.ts'
import { earlierKey, isRunning, laterKey, trendWindow } from '../../../dashboard/trend/trend-window.ts'

const hidden = { answered: null, tally: null, satisfiedShare: null, interval: null, verdict: null, evidence: null }
const target90 = { operator: '>=', value: 0.9, source: 'KH 12', stages: null } as const

function row(key: string, counts: readonly [number, number] | null, more: Partial<SatisfactionRow> = {}) {
  const [satisfied, answered] = counts ?? [0, 0]
  const found: SatisfactionRow = {
    key,
    label: key,
    comparable: 'hai-long',
    received: counts === null ? 3 : answered,
    ...hidden,
    awaitsRelease: false,
    basis: null,
    dossiers: null,
    coverage: null,
    intervalFinite: null,
    target: null,
    suppressed: counts === null ? 'few' : null,
    ...(counts === null
      ? {}
      : { answered, satisfiedShare: satisfied / answered, interval: wilsonInterval(satisfied, answered) }),
    ...more,
  }
  return found
}

const keys = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05']
const trend = (rows: readonly SatisfactionRow[]) => trendOf({ rows, keys, minimumAnswers: 30, smallestCell: 5 })
const [mainOf, kindsOf] = [
  (rows: readonly SatisfactionRow[]) => trend(rows).lines[0]!,
  (rows: readonly SatisfactionRow[]) => trend(rows).lines.map(({ cells }) => cells.map(({ kind }) => kind)),
]

describe('the words of a target', () => {
  test.each([
    ['under it, where the line runs closely over it', [91, 92, 91, 92, 91], true],
    ['over it, where the line runs closely under it', [88, 89, 88, 89, 88], false],
    ['under it, where the line is at once over it', [91, 92, 70, 70, 70], true],
    ['over it, where the line comes nearer from below', [97, 88, 97, 97, 97], false],
  ])('stand %s', (_, percentages, isUnder) => {
    const drawn = trend(keys.map((key, at) => row(key, [percentages[at]!, 100])))
    expect(roomUnder(drawn, { from: -0.5, until: 1.2, value: 0.9 })).toBe(isUnder)
  })
})

describe('the line', () => {
  test('breaks at a suppressed period, at one with too few answers and at one without any', () => {
    const rows = [row('2026-01', [80, 100]), row('2026-02', null), row('2026-03', [20, 29]), row('2026-05', [27, 30])]
    expect(kindsOf(rows)).toEqual([['sure', 'hidden', 'few', 'none', 'sure']])
    expect(sureRuns(mainOf(rows).cells)).toEqual([[0], [4]])
    expect(sureRuns(mainOf(keys.map((key) => row(key, [80, 100]))).cells)).toEqual([[0, 1, 2, 3, 4]])
  })

  test('is one for each question, the office’s own first, never one over both', () => {
    const rows = [
      row('2026-01', [80, 100], { comparable: 'a-khac' }),
      row('2026-02', [80, 100], { comparable: 'a-khac' }),
      row('2026-02', [70, 100]),
      row('2026-03', [70, 100]),
    ]
    expect(trend(rows).lines.map(({ comparable }) => comparable)).toEqual(['hai-long', 'a-khac'])
    expect(kindsOf(rows)).toEqual([
      ['none', 'sure', 'sure', 'none', 'none'],
      ['sure', 'sure', 'none', 'none', 'none'],
    ])
    expect(mainOf(rows).cells.map(({ change }) => change)).toEqual([null, null, 'unclear', null, null])
  })

  test('is none when nothing was received', () => {
    expect(trend([])).toMatchObject({ lines: [], targets: [], axisStart: 0.7 })
    expect(trend([row('2026-01', null, { received: 0, suppressed: null })]).lines).toEqual([])
  })
})

describe('the change', () => {
  test('is told by Newcombe’s interval, and only between neighbours with enough answers', () => {
    const rows = [
      row('2025-12', [89, 98]),
      row('2026-01', [97, 121]),
      row('2026-02', [82, 98]),
      row('2026-03', [18, 20]),
      row('2026-04', [800, 1000]),
      row('2026-05', [900, 1000]),
    ]
    expect(mainOf(rows).cells.map(({ change }) => change)).toEqual(['down', 'unclear', null, null, 'up'])
    expect(trendTitle(mainOf(rows), 'month', '2026-06-01')).toBe('Tháng 5/2026: 90,0%, tăng so với tháng trước')
    expect(trendTitle(mainOf(rows), 'month', '2026-05-31')).toMatch(/^Tháng 5\/2026 \(đến nay\): 90,0%/)
    expect(changeSentence('unclear', -0.0004)).toBe(
      '−0,04 điểm, chưa rõ tăng hay giảm (thay đổi này có thể do ngẫu nhiên)',
    )
  })

  test('is not told when only few answers came', () => {
    expect(trendTitle(mainOf([row('2026-05', [9, 10])]), 'month', '2026-06-01')).toBe('Chưa đủ lượt để nói về xu hướng')
  })
})

describe('the target', () => {
  test('steps where it changes, and is interrupted where nothing was received', () => {
    const target95 = { ...target90, value: 0.95 }
    const rows = [
      row('2026-01', [90, 100], { target: target90 }),
      row('2026-02', null, { target: target90 }),
      row('2026-03', [90, 100], { target: target95 }),
      row('2026-05', [90, 100], { target: target95 }),
    ]
    expect(trend(rows).targets.map(({ from, to, target }) => [from, to, target.value])).toEqual([
      [0, 1, 0.9],
      [2, 2, 0.95],
      [4, 4, 0.95],
    ])
  })
})

describe('the axis', () => {
  test.each([
    [[[950, 1000]], 0.7],
    [
      [
        [950, 1000],
        [20, 40],
      ],
      0.3,
    ],
    [[[0, 30]], 0],
    [
      [
        [950, 1000],
        [3, 5],
      ],
      0.6,
    ],
  ] as const)('of %j starts at %d', (counts, start) => {
    expect(trend(counts.map((pair, index) => row(keys[index]!, pair))).axisStart).toBe(start)
  })

  test('names months and quarters as officers do', () => {
    expect([periodMark('2026-03'), periodMark('2026-Q2')]).toEqual(['T3/2026', 'Quý II/2026'])
  })
})

test('the tooltip says share, interval, n, received, target and change; of a hidden period only why', () => {
  const [shown, kept, absent] = mainOf([
    row('2025-12', [890, 1000]),
    row('2026-01', [900, 1000], { received: 1010, target: target90 }),
    row('2026-02', null, { target: target90 }),
  ]).cells
  const words = (cell: typeof shown) =>
    tipLines(cell!, { step: 'month', smallestCell: 10 }).map(({ name, words }) => `${name}: ${words}`)
  expect(words(shown)).toEqual([
    'Tỷ lệ hài lòng: 90,0%',
    'Khoảng tin cậy 95%: 88,0–91,7%',
    'Lượt có trả lời: 1.000',
    'Tổng số lượt: 1.010 lượt',
    'Chỉ tiêu: ≥ 90%',
    'So với tháng trước: +1,0 điểm, chưa rõ tăng hay giảm (thay đổi này có thể do ngẫu nhiên)',
  ])
  expect(words(kept)).toEqual(['Tỷ lệ hài lòng: dưới 10 lượt', 'Tổng số lượt: 3 lượt', 'Chỉ tiêu: ≥ 90%'])
  expect(words(absent)).toEqual(['Số lượt: chưa có lượt nào'])
})

test('the tooltip and the title keep a figure on its side of the target', () => {
  const line = mainOf([row('2026-01', [2699, 3000], { target: target90 })])
  const words = line.cells.flatMap((cell) => tipLines(cell, { step: 'month', smallestCell: 10 }))
  expect(words).toContainEqual({ name: 'Tỷ lệ hài lòng', words: '89,97%' })
  expect(trendTitle(line, 'month', '2026-11-20')).toBe('Tháng 1/2026: 89,97%')
})

describe('the window', () => {
  const today = '2026-11-20'

  test('is a year of months or two years of quarters up to today, and asks for one period more', () => {
    const months = trendWindow('month', null, today)
    expect([months.keys[0], months.keys.at(-1), months.keys.length]).toEqual(['2025-12', '2026-11', 12])
    expect(months.range).toEqual({ from: '2025-11-01', to: '2026-11-30' })
    const quarters = trendWindow('quarter', null, today)
    expect([quarters.keys[0], quarters.keys.at(-1), quarters.keys.length]).toEqual(['2025-Q1', '2026-Q4', 8])
    expect(quarters.range).toEqual({ from: '2024-10-01', to: '2026-12-31' })
  })

  test('goes back to the first response and forward to today, never past them', () => {
    const now = trendWindow('month', null, today)
    expect(laterKey(now, today)).toBeNull()
    expect(earlierKey(now, '2025-12-01')).toBeNull()
    expect(earlierKey(now, null)).toBeNull()
    const before = trendWindow('month', earlierKey(now, '2025-11-30'), today)
    expect(before.keys.at(-1)).toBe('2025-11')
    expect(laterKey(before, today)).toBe('2026-11')
    expect(laterKey(trendWindow('month', '2026-05', today), today)).toBe('2026-11')
  })

  test.each(['2026-13', '2027-01', '2026-Q1', 'x'])('does not take %s for a month', (key) => {
    expect(trendWindow('month', key, today).keys.at(-1)).toBe('2026-11')
  })

  test('knows a period that is still going on', () => {
    expect([isRunning('2026-11', today), isRunning('2026-10', today)]).toEqual([true, false])
  })
})

describe('the address', () => {
  const query = (text: string) => new URLSearchParams(text)
  const reader = { today: '2026-11-20', areas: null, firstDay: null, committee: false }

  test.each([
    ['2026-03-31', 'quarter', '2026-Q1'],
    ['2026-04-01', 'month', '2026-04'],
    ['2019-01-01', 'quarter', '2025-Q1'],
    [null, 'month', '2025-12'],
  ])('that says nothing, with ratings since %s, is by %s from %s', (firstDay, step, first) => {
    const { window } = trendQuery(query(''), { ...reader, firstDay })
    expect([window.step, window.keys[0], window.keys.at(-1)]).toEqual([
      step,
      first,
      step === 'quarter' ? '2026-Q4' : '2026-11',
    ])
  })

  test('shows an officer single areas, and only their own', () => {
    const officer = { ...reader, areas: ['ho-tich', 'chung-thuc'] }
    const shown = (text: string) => trendQuery(query(text), officer).subject
    expect(shown('')).toEqual({ kind: 'area', code: 'ho-tich' })
    expect(shown('group=chung')).toEqual({ kind: 'area', code: 'ho-tich' })
    expect(shown('area=dat-dai')).toEqual({ kind: 'area', code: 'ho-tich' })
    expect(shown('area=chung-thuc')).toEqual({ kind: 'area', code: 'chung-thuc' })
  })

  test('says step, subject and last period; a new step begins at today', () => {
    const read = trendQuery(query('by=quarter&area=ho-tich&to=2026-Q2'), reader)
    expect(read).toMatchObject({ step: 'quarter', subject: { kind: 'area', code: 'ho-tich' } })
    expect(read.window.keys.at(-1)).toBe('2026-Q2')
    expect(trendQuery(query('by=day&group=x'), reader)).toMatchObject({
      step: 'month',
      subject: { kind: 'group', code: 'chung' },
    })
    const now = query('unit=pq&by=month&area=ho-tich&to=2026-05')
    expect(trendAddress(now, { step: 'quarter' })).toBe('/dashboard/xu-huong?unit=pq&by=quarter&area=ho-tich')
    const land = { kind: 'group', code: 'dat-dai-xay-dung' } as const
    expect(trendAddress(now, { subject: land })).toBe(
      '/dashboard/xu-huong?unit=pq&by=month&to=2026-05&group=dat-dai-xay-dung',
    )
  })
})

describe('a group beside the whole', () => {
  const shares = (percent: number, target: SatisfactionRow['target'] = null) =>
    keys.map((key) => row(key, [percent, 100], { target }))
  const both = (beside: readonly SatisfactionRow[]) =>
    trendOf({
      rows: shares(93, target90),
      keys,
      minimumAnswers: 30,
      smallestCell: 5,
      beside: { words: 'Đất đai, xây dựng', rows: beside },
    })

  test('is the last line, with its own target, and moves the axis', () => {
    const drawn = both(shares(68, { ...target90, value: 0.85 }))
    expect(drawn.lines.map(({ subject }) => subject)).toEqual([null, 'Đất đai, xây dựng'])
    expect(methodCount(drawn)).toBe(1)
    expect(drawn.targets.map(({ line, target }) => [line, target.value])).toEqual([
      [0, 0.9],
      [1, 0.85],
    ])
    expect(drawn.axisStart).toBe(0.5)
    expect(drawn.lines.map((line) => lineWords(line, drawn, 'Tất cả lĩnh vực'))).toEqual([
      'Tất cả lĩnh vực',
      'Đất đai, xây dựng',
    ])
  })

  test('of which nothing was received, or by another question alone, is no line', () => {
    const otherwise = shares(68).map((each) => ({ ...each, comparable: 'khac' }))
    for (const beside of [[], otherwise]) {
      const drawn = both(beside)
      expect(drawn.lines).toHaveLength(1)
      expect(lineWords(drawn.lines[0]!, drawn, 'Tất cả lĩnh vực')).toBe('')
    }
  })

  test('is that of the whole alone', () => {
    expect(besideOf({ kind: 'group', code: 'chung' })).toBe('dat-dai-xay-dung')
    expect(besideOf({ kind: 'group', code: 'dat-dai-xay-dung' })).toBeNull()
    expect(besideOf({ kind: 'area', code: 'chung' })).toBeNull()
  })
})
