import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { satisfiedShare } from '#core/statistics/tally'

const file = new URL('../../data/bart_topbox/bart_2008_2018.csv', import.meta.url)
const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true })

test('has the six published surveys', () => {
  expect(rows.map((row) => row['Year'])).toEqual(['2008', '2010', '2012', '2014', '2016', '2018'])
})

test.each(rows)('reproduces the published share of $Year once missing answers leave the denominator', (row) => {
  const percent = (column: string) => Number(row[column])
  const share = satisfiedShare({
    n1: percent('Very Dissatisfied'),
    n2: percent('Somewhat Dissatisfied'),
    n3: percent('Neutral'),
    n4: percent('Somewhat Satisfied'),
    n5: percent('Very Satisfied'),
    n0: percent('Missing'),
  })
  // The published sum is rounded: it differs from its own two parts by up to 2e-6 percent.
  const published = percent('Very or Somewhat Satisfied') / (100 - percent('Missing'))
  expect(Math.abs((share ?? Number.NaN) - published)).toBeLessThan(1e-7)
})
