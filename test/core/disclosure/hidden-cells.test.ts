import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumCounts, without } from '#core/statistics/count'
import type { Count } from '#core/statistics/count'
import { hideCells } from '#core/disclosure/hidden-cells'
import type { TableCell, Union } from '#core/disclosure/hidden-cells'
import { fewSetsWithin } from './derivable.ts'

const count = (answered: number, silent = 0): Count => ({ answered, people: answered + silent })
const cell = (key: string, answered: number): TableCell => ({ key, parts: [count(answered)], isHidden: false })
const table = (counts: Record<string, number>) => Object.entries(counts).map(([key, answered]) => cell(key, answered))
const union = (key: string, ...members: string[]): Union => ({ key, members: new Set(members), isHidden: false })
const plain = { smallestCell: 10, groups: [], unions: [] }

describe('a table', () => {
  test.each([
    ['nothing is few', { a: 10, b: 40, c: 0 }, {}],
    ['one is few: the smallest goes with it', { a: 3, b: 40, c: 15 }, { a: 'few', c: 'complement' }],
    ['two are few and hold ten together', { a: 4, b: 6, c: 40 }, { a: 'few', b: 'few' }],
    ['two are few and hold nine', { a: 4, b: 5, c: 40, d: 50 }, { a: 'few', b: 'few', c: 'complement' }],
    ['an empty cell hides nobody', { a: 9, b: 0, c: 12 }, { a: 'few', c: 'complement' }],
  ])('%s', (_name, counts, expected) => {
    const { cells, total } = hideCells(table(counts), plain)
    expect(Object.fromEntries(cells)).toEqual(expected)
    expect(total).toBeNull()
  })

  test('hides all of it, and the total, when there are few in all', () => {
    const { cells, total } = hideCells(table({ a: 3, b: 6 }), plain)
    expect([Object.fromEntries(cells), total]).toEqual([{ a: 'few', b: 'few' }, 'few'])
  })

  test('counts who gave no opinion as somebody', () => {
    const { cells } = hideCells([{ key: 'a', parts: [count(0, 1)], isHidden: false }, cell('b', 20)], plain)
    expect(Object.fromEntries(cells)).toEqual({ a: 'few', b: 'complement' })
  })
})

describe('groups of areas', () => {
  const land = union('land', 'dat-dai', 'xay-dung')

  test('further cells are hidden inside the group and outside it', () => {
    const counts = { 'dat-dai': 40, 'xay-dung': 4, 'ho-tich': 50, 'cu-tru': 20 }
    const { cells, unions } = hideCells(table(counts), { ...plain, groups: [land] })
    expect(Object.fromEntries(cells)).toEqual({ 'xay-dung': 'few', 'dat-dai': 'complement' })
    expect(unions.size).toBe(0)
  })

  test('a group that leaves few others is hidden itself', () => {
    const { cells, unions, total } = hideCells(table({ 'dat-dai': 80, 'xay-dung': 20, 'ho-tich': 5 }), {
      ...plain,
      groups: [land],
    })
    expect(Object.fromEntries(unions)).toEqual({ land: 'complement' })
    expect(Object.fromEntries(cells)).toEqual({ 'ho-tich': 'few', 'xay-dung': 'complement' })
    expect(total).toBeNull()
  })

  test('the own areas of an officer have a total only where it gives nothing away', () => {
    const counts = table({ a: 3, b: 12, c: 60, d: 70 })
    const { cells, unions } = hideCells(counts, {
      ...plain,
      unions: [union('own', 'a', 'c'), union('other', 'c', 'd')],
    })
    expect(Object.fromEntries(cells)).toEqual({ a: 'few', b: 'complement' })
    expect(Object.fromEntries(unions)).toEqual({ own: 'complement' })
  })
})

const counts = fc.tuple(fc.oneof(fc.nat(14), fc.nat(60)), fc.constantFrom(0, 0, 0, 1)).map(([n, n0]) => count(n, n0))
const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const someKeys = fc.subarray(keys).map((members) => new Set(members))
const indicator = (members: { has(key: string): boolean }): number[] => keys.map((key) => (members.has(key) ? 1 : 0))

test('no sum, group or own total lets anybody work out a few answers', () => {
  const tables = fc.record({
    cells: fc.array(counts, { minLength: keys.length, maxLength: keys.length }),
    groups: fc.array(someKeys, { maxLength: 3 }),
    unions: fc.array(someKeys, { maxLength: 2 }),
  })
  fc.assert(
    fc.property(tables, ({ cells: list, groups, unions }) => {
      const cells = list.map((own, index): TableCell => ({ key: keys[index]!, parts: [own], isHidden: false }))
      const named = (name: string) => (members: ReadonlySet<string>, index: number) => ({
        key: name + index,
        members,
        isHidden: false,
      })
      const asked = { smallestCell: 10, groups: groups.map(named('group')), unions: unions.map(named('union')) }
      const hidden = hideCells(cells, asked)
      const shown = [
        ...cells.filter(({ key }) => !hidden.cells.has(key)).map(({ key }) => indicator(new Set([key]))),
        ...[...asked.groups, ...asked.unions]
          .filter(({ key }) => !hidden.unions.has(key))
          .map(({ members }) => indicator(members)),
        ...(hidden.total === null ? [indicator(new Set(keys))] : []),
      ]
      expect(fewSetsWithin(shown, list, 10)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('a filtered table beside the whole one gives nothing away either, in what it holds and in what it leaves', () => {
  const pairs = fc.array(fc.record({ line: counts, rest: counts }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(pairs, (list) => {
      const names = keys.slice(0, 4)
      const wide = list.map(({ line, rest }) => sumCounts([line, rest]))
      const whole = hideCells(
        names.map((key, index) => ({ key, parts: [wide[index]!], isHidden: false })),
        plain,
      )
      const narrow = hideCells(
        names.map((key, index) => ({
          key,
          parts: [list[index]!.line, without(wide[index]!, list[index]!.line)],
          isHidden: whole.cells.has(key),
        })),
        plain,
      )
      // Eight atoms: the line's four cells, then the four of the rest.
      const at = (...places: number[]) => Array.from({ length: 8 }, (_, place) => (places.includes(place) ? 1 : 0))
      const shown = [
        ...(whole.total === null ? [at(0, 1, 2, 3, 4, 5, 6, 7)] : []),
        ...(whole.total === null && narrow.total === null ? [at(0, 1, 2, 3)] : []),
        ...names.flatMap((key, index) => (whole.cells.has(key) ? [] : [at(index, index + 4)])),
        ...names.flatMap((key, index) => (narrow.cells.has(key) ? [] : [at(index)])),
      ]
      expect(fewSetsWithin(shown, [...list.map(({ line }) => line), ...list.map(({ rest }) => rest)], 10)).toEqual([])
    }),
    { numRuns: 300 },
  )
})
