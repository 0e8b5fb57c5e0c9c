import { dirname } from 'node:path'
import type { BenchPlace, Figure } from './report.ts'
import { table } from './report.ts'
import { measureMemory } from './memory.ts'
import { measureScan } from './scan/scan.ts'
import { measureSatisfaction } from './satisfaction.ts'
import { measureStorage } from './storage.ts'
import { measureTransfer } from './transfer.ts'
import { measureThroughput } from './load/throughput.ts'

type Measure = (place: BenchPlace) => Figure[] | Promise<Figure[]>

const measures: Readonly<Record<string, Measure>> = {
  transfer: measureTransfer,
  memory: measureMemory,
  throughput: measureThroughput,
  storage: measureStorage,
  satisfaction: measureSatisfaction,
  scan: measureScan,
}

const ROWS = 10_000_000

/**
 * Measures one thing after the other and prints one table at the end; `--only NAME` measures one thing, `--rows N` counts in
 * a smaller database than one of ten million rows.
 */
export async function runBench(script: string, words: readonly string[]): Promise<void> {
  const option = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined)
  const place = { dist: dirname(dirname(script)), script, rows: Number(option('--rows') ?? ROWS) }
  const only = option('--only')
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(measures)) {
    if (only !== undefined && only !== name) continue
    console.error(`${name} …`)
    figures.push(...(await measure(place)))
  }
  console.log(words.includes('--json') ? JSON.stringify({ figures }) : table(figures))
}
