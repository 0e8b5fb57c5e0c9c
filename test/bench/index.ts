import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BenchPlace, Figure } from './report.ts'
import { table } from './report.ts'
import { playRole } from './roles.ts'
import { measureThroughput } from './throughput.ts'

type Measure = (place: BenchPlace) => Figure[] | Promise<Figure[]>

const measures: Readonly<Record<string, Measure>> = {
  throughput: measureThroughput,
}

/** Measures one thing after the other and prints one table at the end; `--only NAME` measures one thing. */
async function main(words: readonly string[]): Promise<void> {
  const script = fileURLToPath(import.meta.url)
  const place = { dist: dirname(dirname(script)), script }
  const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : undefined
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(measures)) {
    if (only !== undefined && only !== name) continue
    console.error(`${name} …`)
    figures.push(...(await measure(place)))
  }
  console.log(words.includes('--json') ? JSON.stringify({ figures }) : table(figures))
}

if (!playRole(process.argv[2])) await main(process.argv.slice(2))
