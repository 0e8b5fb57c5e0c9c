import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hideReason } from '#core/disclosure/hidden-reasons'
import type { ReasonCell } from '#core/disclosure/hidden-reasons'
import type { Count } from '#core/statistics/count'
import { sumCounts } from '#core/statistics/count'
import { fewSetsWithin } from './derivable.ts'

const count = (people: number): Count => ({ answered: people, people })
const cell = (area: string, dissatisfied: number, others: number): ReasonCell => ({
  area,
  chosen: count(dissatisfied + others),
  dissatisfied: count(dissatisfied),
})
const land = { key: 'land', members: new Set(['dat-dai', 'xay-dung']) }
const plain = { smallestCell: 5, groups: [land], unions: [] }

test('a number of enough people is shown with its part, in all, in groups and by area', () => {
  const { chosen, dissatisfied } = hideReason([cell('dat-dai', 12, 6), cell('ho-tich', 9, 5)], plain)
  for (const { areas, unions, total } of [chosen, dissatisfied])
    expect([areas.size, unions.size, total]).toEqual([0, 0, null])
})

test('four are hidden, and the smallest area beside them, so that the total tells nothing', () => {
  const cells = [cell('dat-dai', 30, 10), cell('ho-tich', 4, 0), cell('cu-tru', 6, 0), cell('khac', 9, 0)]
  const { chosen } = hideReason(cells, plain)
  expect(Object.fromEntries(chosen.areas)).toEqual({ 'ho-tich': 'few', 'cu-tru': 'complement' })
  expect([chosen.unions.size, chosen.total]).toEqual([0, null])
})

test('a group is hidden where it would leave few of the total', () => {
  const { chosen } = hideReason([cell('dat-dai', 30, 10), cell('ho-tich', 3, 0)], plain)
  expect(Object.fromEntries(chosen.unions)).toEqual({ land: 'complement' })
})

test('a part is hidden where the satisfied ones who chose the reason too would be few', () => {
  const { chosen, dissatisfied } = hideReason([cell('dat-dai', 30, 2)], plain)
  expect([chosen.total, dissatisfied.total]).toEqual([null, 'complement'])
})

const areas = ['a', 'b', 'c', 'd']
const fewOrMany = fc.oneof(fc.nat(6), fc.nat(30))
const members = fc.subarray(areas)

test('no number of few people can be worked out from those that are shown', () => {
  const tables = fc.record({
    counts: fc.array(fc.tuple(fewOrMany, fewOrMany), { minLength: areas.length, maxLength: areas.length }),
    groups: fc.array(members, { maxLength: 2 }),
    unions: fc.array(members, { maxLength: 2 }),
  })
  fc.assert(
    fc.property(tables, ({ counts, groups, unions }) => {
      const cells = counts.map(([low, high], at) => cell(areas[at]!, low, high))
      const named = (name: string, list: readonly string[][]) =>
        list.map((each, at) => ({ key: `${name}${at}`, members: new Set(each) }))
      const asked = { groups: named('group', groups), unions: named('union', unions) }
      const hidden = hideReason(cells, { smallestCell: 5, ...asked })
      // Atoms: the dissatisfied of each area, then the others.
      const sets: readonly (readonly [string, ReadonlySet<string>])[] = [
        ...areas.map((area) => [area, new Set([area])] as const),
        ...[...asked.groups, ...asked.unions].map(({ key, members: each }) => [key, each] as const),
      ]
      const rowsOf = (of: typeof hidden.chosen, width: number): number[][] => {
        const row = (in_: ReadonlySet<string>) =>
          [0, 1].flatMap((part) => areas.map((area) => (in_.has(area) && part < width ? 1 : 0)))
        const shown = sets.filter(([key]) => !of.areas.has(key) && !of.unions.has(key))
        return [...shown.map(([, each]) => row(each)), ...(of.total === null ? [row(new Set(areas))] : [])]
      }
      const shown = [...rowsOf(hidden.chosen, 2), ...rowsOf(hidden.dissatisfied, 1)]
      const atoms = [0, 1].flatMap((part) => counts.map((each) => count(each[part]!)))
      // Of interest are the dissatisfied, the others, and both together, of any areas.
      const found = fewSetsWithin(shown, atoms, 5).filter((places) => isOneKind(places))
      expect(found.map((places) => sumCounts(places.map((place) => atoms[place]!)).people)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

/** Whether the places are of one part of some areas, or of both parts of the same ones. */
function isOneKind(places: readonly number[]): boolean {
  const low = places.filter((place) => place < areas.length)
  const high = places.filter((place) => place >= areas.length).map((place) => place - areas.length)
  return low.length === 0 || high.length === 0 || low.join() === high.join()
}
