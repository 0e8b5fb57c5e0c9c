import { describe, expect, test } from 'vitest'
import { managerPolicy, readerPolicy, suppressionOf } from '#core/disclosure/suppression'
import { emptyTally } from '#core/statistics/tally'

const march = { from: '2026-03-01', to: '2026-03-31' }
const answers = (answered: number, n0 = 0) => ({ ...emptyTally, n4: answered, n0 })

describe('managers', () => {
  test.each([
    [0, 0, null],
    [1, 0, 'few'],
    [4, 0, 'few'],
    [5, 0, null],
    [500, 0, null],
    // One visitor without an opinion is a visitor too, and five of them are no five answers.
    [0, 1, 'few'],
    [4, 20, 'few'],
    [5, 1, null],
  ])('see a cell of %d answers and %d without opinion: %s', (answered, n0, expected) => {
    expect(suppressionOf({ tally: answers(answered, n0), range: march }, managerPolicy)).toBe(expected)
  })

  test('counts every level alike', () => {
    const tally = { n1: 1, n2: 1, n3: 1, n4: 1, n5: 1, n0: 0 }
    expect(suppressionOf({ tally, range: march }, managerPolicy)).toBeNull()
    expect(suppressionOf({ tally: { ...tally, n1: 0 }, range: march }, managerPolicy)).toBe('few')
  })

  test.each([
    ['2026-03-01', '2026-03-14', null],
    ['2026-03-15', '2026-03-31', null],
    ['2025-12-15', '2026-03-14', null],
    ['2026-03-02', '2026-03-02', 'range'],
    ['2026-03-02', '2026-03-08', 'range'],
    ['2026-03-01', '2026-03-30', 'range'],
  ])('see %s to %s: %s', (from, to, expected) => {
    expect(suppressionOf({ tally: answers(400), range: { from, to } }, managerPolicy)).toBe(expected)
    expect(suppressionOf({ tally: answers(0), range: { from, to } }, managerPolicy)).toBe(expected)
  })
})

test('readers see cells of ten', () => {
  expect(suppressionOf({ tally: answers(9), range: march }, readerPolicy)).toBe('few')
  expect(suppressionOf({ tally: answers(10), range: march }, readerPolicy)).toBeNull()
})
