import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { rankOf, searchWords } from '#core/text/search-text'

type Case = Record<'case' | 'input' | 'expected', string>
const casesOf = (name: string): Case[] =>
  parse(readFileSync(new URL(`../../data/vn_text_normalise/${name}_cases.csv`, import.meta.url)), {
    columns: true,
    bom: true,
  })

describe.each([
  ['tone_mark_placement', 266],
  ['normalize_iy', 100],
] as const)('%s', (name, count) => {
  const cases = casesOf(name)

  test(`has all ${count} cases`, () => {
    expect(cases).toHaveLength(count)
  })

  test('are found by either way of writing', () => {
    const apart = cases.filter(({ input, expected }) => searchWords(input) !== searchWords(expected))
    expect(apart).toEqual([])
  })
})

test.each([
  ['  Xã  Ea Kao ', 'xa ea kao'],
  ["M'Đrắk", 'mdrak'],
  ['P.Bến Nghé, TP. HCM', 'p ben nghe tp hcm'],
  ['Quý Hợp', 'qui hop'],
  ['Thuỷ Nguyên', 'thuy nguyen'],
  ['…', ''],
])('writes "%s" as "%s"', (text, words) => {
  expect(searchWords(text)).toBe(words)
})

test.each([
  ['ben nghe', 'ben nghe', 0],
  ['ben', 'ben nghe', 1],
  ['eakao', 'ea kao', 0],
  ['nghe', 'ben nghe', 2],
  ['en', 'ben nghe', null],
  ['', 'ben nghe', null],
])('ranks "%s" for "%s" as %s', (typed, name, rank) => {
  expect(rankOf(typed, name)).toBe(rank)
})
