import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { qd766Score } from '#core/dossiers/qd766'

const lines = readFileSync(join(import.meta.dirname, '../../data/qd766_phutho/month.csv'), 'utf8')
  .trim()
  .split('\n')
const units = lines.slice(1).map((line) => {
  const cells = line.split(',')
  const at = (column: number): number => Number(cells.at(column - 6))
  const [untroubled, dossiers, percent, points, petitions, total] = [at(0), at(1), at(2), at(3), at(4), at(5)]
  return { name: cells[1] ?? '', untroubled, dossiers, percent, points, petitions, total }
})
const scoreOf = (unit: (typeof units)[number], petitions: number) =>
  qd766Score({
    dossiers: unit.dossiers,
    untroubled: unit.untroubled,
    petitions,
    answered: petitions,
    onTime: petitions,
  })

test('there are 42 units that the State published', () => {
  expect(units).toHaveLength(42)
})

test.each(units)('$name has the ratio and the points that were printed', (unit) => {
  const { dossiers } = scoreOf(unit, 0)
  // A unit without dossiers was printed with 0; there is no ratio to speak of.
  expect([dossiers.percent ?? 0, dossiers.points]).toEqual([unit.percent, unit.points])
})

test.each(units.filter((unit) => unit.petitions === 0))('$name without petitions has 12 points for them', (unit) => {
  const { petitionsOnTime, petitionsAnswered, total } = scoreOf(unit, 0)
  expect([petitionsOnTime.points, petitionsAnswered.points, total]).toEqual([6, 6, unit.total])
  expect(petitionsOnTime.percent).toBeNull()
})

test('what is not entered has no points, and no total', () => {
  const score = qd766Score({ dossiers: 100, untroubled: 80, petitions: null, answered: null, onTime: null })
  expect([score.dossiers.points, score.petitionsOnTime.points, score.total]).toEqual([5.33, null, null])
})

test('petitions answered late cost the points of the time alone', () => {
  const score = qd766Score({ dossiers: 100, untroubled: 90, petitions: 3, answered: 3, onTime: 2 })
  expect([score.petitionsOnTime.points, score.petitionsAnswered.points, score.total]).toEqual([4, 6, 16])
})
