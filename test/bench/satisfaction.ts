import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SatisfactionReply } from '#contract/satisfaction'
import type { ServerProcess } from '../support/server-process.ts'
import { hailong, startServer } from '../support/server-process.ts'
import { COMMUNE_YEAR, fill } from './fill.ts'
import { managerToken } from './office.ts'
import { measureExport } from './export.ts'
import type { BenchPlace, Figure } from './report.ts'
import { median, rounded } from './report.ts'

const SIZES = [100_000, 1_000_000] as const
const ASKED = 60

interface Office {
  readonly server: ServerProcess
  readonly token: string
  readonly folder: string
}

/** One commune-year by area while the database around it grows tenfold; then the export from the larger one. */
export async function measureSatisfaction({ dist }: BenchPlace): Promise<Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'hailong-bench-'))
  const offices: Office[] = []
  const started = performance.now()
  try {
    for (const size of SIZES) {
      const place = { dist, dataDir: join(scratch, String(size)) }
      await fill(place.dataDir, size)
      const rebuilt = (await hailong(place, 'rebuild', '--json')).json as { equal: boolean }
      if (!rebuilt.equal) throw new Error(`the tallies of ${size} responses are not what the responses add up to`)
      offices.push({ server: await startServer(place), token: await managerToken(place), folder: place.dataDir })
    }
    const filledSeconds = (performance.now() - started) / 1000
    const times = offices.map((): number[] => [])
    // In turns, so that all sizes meet the same noise.
    for (let turn = 0; turn < ASKED; turn += 1)
      for (const [index, office] of offices.entries()) times[index]?.push(await ask(office))
    const [small = NaN, large = NaN] = times.map(median)
    return [
      { name: 'by area, one commune-year, 100,000 responses, ms', value: rounded(small, 2) },
      { name: 'by area, one commune-year, 1,000,000 responses, ms', value: rounded(large, 2) },
      { name: '1,000,000 / 100,000', value: rounded(large / small, 2), target: '<= 1.5' },
      { name: 'time to fill both and compare tallies, s', value: Math.round(filledSeconds) },
      ...(await Promise.all(offices.slice(-1).map(measureExport))).flat(),
    ]
  } finally {
    for (const { server } of offices) await server.kill('SIGTERM')
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function ask({ server, token }: Office): Promise<number> {
  const url = `${server.address}/api/satisfaction?unit=xa-0&by=area&from=2025-01-01&to=2025-12-31`
  const began = performance.now()
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  const reply = (await response.json()) as SatisfactionReply
  const took = performance.now() - began
  if (reply.total.answered !== COMMUNE_YEAR) throw new Error(`not ${COMMUNE_YEAR} answers: ${JSON.stringify(reply)}`)
  return took
}
