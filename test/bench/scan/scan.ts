import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { SatisfactionReply } from '#contract/satisfaction'
import { startServer } from '../../support/server-process.ts'
import type { DuckAnswer } from './ask-duckdb.ts'
import { askDuckDb } from './ask-duckdb.ts'
import { managerToken } from '../office.ts'
import type { Province } from './province.ts'
import { COMMUNE_YEAR, fillProvince, rowFormulas } from './province.ts'
import type { BenchPlace, Figure } from '../report.ts'
import { median, rounded } from '../report.ts'

const ASKED = 50
const THREADS = 2

/** Figures over HTTP against DuckDB counting the same rows, one after the other in the same run; nothing keeps replies. */
export async function measureScan({ dist, rows }: BenchPlace): Promise<Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'hailong-bench-'))
  const place = { dist, dataDir: join(scratch, 'data') }
  try {
    const began = performance.now()
    const province = await fillProvince(place.dataDir, rows)
    const filled = (performance.now() - began) / 1000
    const folder = join(dirname(dist), 'test', 'bench', 'scan', 'duckdb')
    const duck = askDuckDb(folder, orderOf(join(scratch, 'rows.duckdb'), province))
    const server = await startServer(place)
    try {
      const ask = createAsk(server.address, await managerToken(place))
      const commune = await ask('unit=xa-0&by=area&period=2025')
      const months = await ask('unit=van-phong&by=month&period=2025')
      compare(commune, duck['area'], COMMUNE_YEAR)
      compare(months, duck['month'], rows)
      const size = rows.toLocaleString('en')
      return [
        { name: `time to fill ${size} rows, s`, value: Math.round(filled) },
        ...figuresOf(`by area, one commune-year of ${size} rows`, [commune, duck['area']], '<= 0.25'),
        ...figuresOf(`by month, 170 communes, ${size} rows`, [months, duck['month']], '<= 1'),
      ]
    } finally {
      await server.kill('SIGTERM')
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function orderOf(file: string, province: Province) {
  const { day, unit, area, level } = rowFormulas(province)
  const { rows, communeIds } = province
  const year = `local_date between DATE '2025-01-01' and DATE '2025-12-31'`
  return {
    file,
    threads: THREADS,
    times: ASKED,
    setup: [
      `create table response as select cast(${unit} as integer) as unit_id, cast(${area} as integer) as area_id,
        DATE '2025-01-01' + cast(${day} as integer) as local_date, cast(${level} as tinyint) as level
        from range(${rows}) as numbers (n)`,
      'checkpoint',
    ],
    queries: {
      area: `select area_id, level, count(*) from response
        where unit_id = ${communeIds[0] ?? 0} and ${year} group by 1, 2 order by 1, 2`,
      month: `select date_trunc('month', local_date) as month, level, count(*) from response
        where unit_id in (${communeIds.join(', ')}) and ${year} group by 1, 2 order by 1, 2`,
    },
  }
}

interface Asked {
  readonly times: readonly number[]
  readonly reply: SatisfactionReply
}

function createAsk(address: string, token: string) {
  const once = async (url: string): Promise<{ readonly took: number; readonly reply: SatisfactionReply }> => {
    const began = performance.now()
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
    const reply = (await response.json()) as SatisfactionReply
    return { took: performance.now() - began, reply }
  }
  return async (question: string): Promise<Asked> => {
    const url = `${address}/api/satisfaction?${question}`
    for (let warm = 0; warm < 20; warm += 1) await once(url)
    const times: number[] = []
    for (let time = 0; time < ASKED; time += 1) times.push((await once(url)).took)
    return { times, reply: (await once(url)).reply }
  }
}

/** Both must have counted the same: the levels of each row, and all rows together. */
function compare({ reply }: Asked, duck: DuckAnswer | undefined, expected: number): void {
  const ours = reply.rows.map(({ tally }) => (tally ? [tally.n1, tally.n2, tally.n3, tally.n4, tally.n5] : []))
  const counts = (duck?.rows ?? []).map(([, , count]) => Number(count))
  const theirs = ours.map((_, index) => counts.slice(index * 5, index * 5 + 5))
  const sorted = (rows: readonly (readonly number[])[]) => JSON.stringify(rows.map((row) => row.join(' ')).sort())
  if (sorted(ours) !== sorted(theirs) || reply.total.answered !== expected)
    throw new Error(`the counts differ: ${sorted(ours)} and ${sorted(theirs)}, ${reply.total.answered} in all`)
}

function figuresOf(name: string, [ours, duck]: readonly [Asked, DuckAnswer | undefined], target: string): Figure[] {
  const [mine, theirs] = [median(ours.times), median(duck?.times ?? [])]
  return [
    { name: `${name}, ms`, value: rounded(mine, 2) },
    { name: `the same, DuckDB on ${THREADS} threads, ms`, value: rounded(theirs, 2) },
    { name: 'ours / DuckDB', value: rounded(mine / theirs, 2), target },
  ]
}
