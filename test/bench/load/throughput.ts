import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../support/server-process.ts'
import type { LoadResult } from './load.ts'
import { pairMany } from '../office.ts'
import type { BenchPlace, Figure } from '../report.ts'
import { median, rounded } from '../report.ts'
import { loadFrom, messageOf, startRole } from './roles.ts'

const CONNECTIONS = 100
/** New processes each time: how fast the same code runs is settled anew with each, by a third and more. */
const LIVES = 4
const ROUNDS = 3
const SECONDS = 2

interface Turn extends LoadResult {
  /** Processor time of the server for one request, microseconds; NaN where the system does not tell. */
  readonly processorUs: number
}

interface Round {
  readonly kept: Turn
  readonly echoed: Turn
}

/** Acknowledged responses over HTTP against an echo of the validated body, in turns, so that both meet the same noise. */
export async function measureThroughput(place: BenchPlace): Promise<Figure[]> {
  const rounds: Round[] = []
  for (let life = 0; life < LIVES; life += 1) rounds.push(...(await measureLife(place)))
  return figures(rounds)
}

async function measureLife({ dist, script }: BenchPlace): Promise<Round[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'hailong-bench-'))
  const place = { dist, dataDir: join(scratch, 'data') }
  const server = await startServer(place)
  const echo = startRole(script, 'echo')
  try {
    const echoAddress = await messageOf<string>(echo)
    let devices = await pairMany(place, server.address, CONNECTIONS)
    const turn = async (address: string, seconds: number): Promise<Turn> => {
      const pid = address === echoAddress ? (echo.pid ?? 0) : server.pid
      const before = processorSeconds(pid)
      const result = await loadFrom(script, { address, devices, connections: CONNECTIONS, seconds })
      if (result.refused > 0) throw new Error(`${result.refused} requests to ${address} were refused`)
      devices = [...result.devices]
      return { ...result, processorUs: ((processorSeconds(pid) - before) * 1e6) / (result.perSecond * seconds) }
    }
    await turn(server.address, 1)
    await turn(echoAddress, 1)
    const rounds: Round[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({ kept: await turn(server.address, SECONDS), echoed: await turn(echoAddress, SECONDS) })
    return rounds
  } finally {
    echo.kill()
    await server.kill('SIGTERM')
    rmSync(scratch, { recursive: true, force: true })
  }
}

function figures(rounds: readonly Round[]): Figure[] {
  const kept = median(rounds.map((round) => round.kept.perSecond))
  const echoed = median(rounds.map((round) => round.echoed.perSecond))
  return [
    { name: 'acknowledged responses a second, 100 connections', value: Math.round(kept) },
    { name: 'echo of the validated body a second, 100 connections', value: Math.round(echoed) },
    {
      name: 'acknowledged / echo, median of rounds',
      value: rounded(median(rounds.map((round) => round.kept.perSecond / round.echoed.perSecond)), 2),
      target: '>= 0.4, stretch 0.6',
    },
    {
      name: 'the same by processor time a request (says more on a busy machine)',
      value: rounded(median(rounds.map((round) => round.echoed.processorUs / round.kept.processorUs)), 2),
    },
    { name: 'p99 acknowledged, ms', value: rounded(median(rounds.map((round) => round.kept.p99)), 1), target: '<= 40' },
    { name: 'p99 echo, ms', value: rounded(median(rounds.map((round) => round.echoed.p99)), 1) },
  ]
}

/** Processor time a process has used, user and system; Linux counts it in hundredths of a second. */
function processorSeconds(pid: number): number {
  if (process.platform !== 'linux') return NaN
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}
