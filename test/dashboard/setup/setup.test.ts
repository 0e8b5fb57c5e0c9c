import { describe, expect, test } from 'vitest'
import { usualHours } from '#core/time/opening-hours'
import {
  clockMinutes,
  folderIssue,
  sampleTitles,
  setupIssueAt,
  weekText,
} from '../../../dashboard/setup/setup-words.ts'
import { proposedOfficeName } from '#core/words/office'
import { clockText } from '#core/words/moments'
import { afterStep, setupView } from '../../../dashboard/setup/setup-steps.ts'

describe('a time of the day', () => {
  test.each([
    ['07:30', 450],
    ['7:30', 450],
    ['7h30', 450],
    ['7h', 420],
    ['17.00', 1020],
    ['24:00', 1440],
    ['24:30', null],
    ['7:60', null],
    ['', null],
    ['sáng', null],
  ])('typed as "%s" is %s', (text, minutes) => {
    expect(clockMinutes(text)).toBe(minutes)
  })

  test('is written with two digits', () => {
    expect([clockText(450), clockText(0), clockText(1440)]).toEqual(['07:30', '00:00', '24:00'])
  })
})

test('the week is said in one line', () => {
  const week = usualHours.week.map((day) => [...day])
  expect(weekText(week)).toBe('Thứ Hai đến Thứ Sáu: 07:30–11:30, 13:30–17:00')
  const [monday = []] = week
  const saturday = [{ opens: 450, closes: 690 }]
  expect(weekText([monday, [], monday, [], [], saturday, []])).toBe(
    'Thứ Hai: 07:30–11:30, 13:30–17:00; Thứ Tư: 07:30–11:30, 13:30–17:00; Thứ Bảy: 07:30–11:30',
  )
})

test('sample plans are called by their figures, each once', () => {
  const target = { measure: 'share', operator: '>=', validFrom: '2024-01-01', validTo: '2024-12-31' } as const
  const about = { sentence: '', place: '', note: null }
  const all = { ...target, ...about, group: 'chung', value: 0.9 }
  const land = { ...target, ...about, group: 'dat-dai-xay-dung', value: 0.85 }
  const plan = (code: string, ...targets: (typeof all)[]) => ({ code, name: `Xã ${code}`, document: '', targets })
  expect(sampleTitles([plan('a', all, land), plan('b', all), plan('c', all, land), plan('d', land)])).toEqual([
    ['Mẫu: ≥ 90%, đất đai ≥ 85%', 'a'],
    ['Mẫu: ≥ 90%', 'b'],
  ])
})

test('the office is named after its unit', () => {
  expect(proposedOfficeName('Đặc khu Phú Quốc')).toBe('Trung tâm Phục vụ hành chính công đặc khu Phú Quốc')
})

test('what is wrong is said at its field', () => {
  const issues = [{ path: 'folder', code: 'inside_data' }]
  const failure = { kind: 'failed', status: 400, code: 'invalid_request', message: '', issues } as const
  expect(setupIssueAt(failure, 'folder')).toMatch(/nằm trong thư mục dữ liệu/)
  expect(setupIssueAt(failure, 'week')).toBeUndefined()
})

test.each([
  ['/khong/co/thu-muc', '/khong/co'],
  ['/khong/co/thu-muc/', '/khong/co'],
  ['D:\\sao-luu\\hai-long', 'D:\\sao-luu'],
])('a folder that cannot be made at %s names the missing %s', (folder, parent) => {
  const issues = [{ path: 'folder', code: 'parent_missing' }]
  const failure = { kind: 'failed', status: 400, code: 'invalid_request', message: '', issues } as const
  expect(folderIssue(failure, folder)).toContain(`Chưa có thư mục ${parent} trên máy chủ`)
  expect(folderIssue(failure, folder)).toContain(`Mời tạo ${parent} trước`)
})

describe('the set-up shows', () => {
  const shown = (query: string, state: 'new' | 'begun' | 'later' | 'done', step: number): string => {
    const view = setupView(new URLSearchParams(query), { state, step })
    return view.kind === 'step' ? view.step.step : view.kind
  }

  test.each([
    ['', 'new', 1, 'office'],
    ['', 'begun', 4, 'hours'],
    ['', 'later', 4, 'summary'],
    ['', 'done', 7, 'summary'],
    ['buoc=2', 'done', 7, 'places'],
    ['buoc=2', 'begun', 5, 'places'],
    ['buoc=9', 'begun', 5, 'summary'],
    ['buoc=x', 'begun', 5, 'summary'],
    ['buoc=ghep', 'done', 7, 'pairing'],
  ] as const)('for "%s", %s at %s: %s', (query, state, step, expected) => {
    expect(shown(query, state, step)).toBe(expected)
  })

  test('one question after the other, then the pairing', () => {
    expect([afterStep(1), afterStep(6), afterStep(7)].map((address) => address.split('?')[1])).toEqual([
      'buoc=2',
      'buoc=7',
      'buoc=ghep',
    ])
  })
})
