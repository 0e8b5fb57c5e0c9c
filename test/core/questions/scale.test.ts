import { expect, test } from 'vitest'
import { isLevel, levelWords } from '#core/questions/scale'

test('names the five levels from worst to best in the official wording', () => {
  expect(levelWords.map((words) => words.vi)).toEqual([
    'Rất không hài lòng',
    'Không hài lòng',
    'Bình thường',
    'Hài lòng',
    'Rất hài lòng',
  ])
  expect(levelWords.map((words) => words.en)).toEqual([
    'Very dissatisfied',
    'Dissatisfied',
    'Neutral',
    'Satisfied',
    'Very satisfied',
  ])
})

test.each([
  [1, 5, true],
  [5, 5, true],
  [3, 3, true],
  [4, 3, false],
  [0, 5, false],
  [6, 5, false],
  [-1, 5, false],
  [4.5, 5, false],
  [Number.NaN, 5, false],
  [Number.POSITIVE_INFINITY, 5, false],
])('knows whether %d is a level of %d options: %s', (value, optionCount, expected) => {
  expect(isLevel(value, optionCount)).toBe(expected)
})
