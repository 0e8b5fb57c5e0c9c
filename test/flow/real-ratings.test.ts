import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SatisfactionReply } from '#contract/satisfaction'
import type { SatisfactionRow } from '#contract/satisfaction'
import type { ServerProcess } from '../support/server-process.ts'
import { hailong, newPlace, removePlace, startServer } from '../support/server-process.ts'

/**
 * Real one-tap ratings of eleven practices (test/data/gp_fft), imported by the command beside a running server, against
 * figures that were worked out independently: counts, shares and Wilson intervals per practice and month.
 */
const data = join(import.meta.dirname, '../data/gp_fft')
const mapping = join(import.meta.dirname, '../../docs/examples/gp-fft.map.json')

interface Expected {
  readonly surgery: string
  readonly month: string
  readonly n5: string
  readonly n4: string
  readonly n3: string
  readonly n2: string
  readonly n1: string
  readonly dont_know: string
  readonly valid_n: string
  readonly index: string
  readonly wilson95_lo: string
  readonly wilson95_hi: string
}

const expected: Expected[] = parse(readFileSync(join(data, 'expected_snapshot_2024-03-20.csv'), 'utf8'), {
  columns: true,
})
const months = [...new Set(expected.map(({ month }) => month))]
const place = newPlace()
let server: ServerProcess
let token: string

beforeAll(async () => {
  server = await startServer(place)
  expect((await hailong(place, 'unit', 'create', '--code', 'nhs', '--name', 'NHS', '--json')).code).toBe(0)
  expect(await imported('snapshot_2024-03-20.csv')).toMatchObject({
    read: 3596,
    stored: 3596,
    duplicate: 0,
    rejected: 0,
  })
  const made = await hailong(place, 'token', 'create', '--role', 'manager', '--unit', 'nhs', '--json')
  token = (made.json as { token: string }).token
}, 120_000)

afterAll(async () => {
  await server.kill('SIGTERM')
  removePlace(place)
})

async function imported(file: string): Promise<unknown> {
  return (await hailong(place, 'import', join(data, file), '--map', mapping, '--json')).json
}

async function satisfaction(query: string): Promise<SatisfactionReply> {
  const reply = await fetch(`${server.address}/api/satisfaction?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return SatisfactionReply.parse(await reply.json())
}

const lastDay = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
const rangeOf = (month: string): string =>
  month === 'ALL' ? 'from=2023-07-01&to=2024-03-31' : `from=${month}-01&to=${lastDay(month)}`

function check(row: SatisfactionRow | undefined, want: Expected): void {
  const tally = { n1: +want.n1, n2: +want.n2, n3: +want.n3, n4: +want.n4, n5: +want.n5, n0: +want.dont_know }
  const answered = Number(want.valid_n)
  expect(row?.received).toBe(answered + tally.n0)
  if (answered < 5) {
    const hidden = {
      suppressed: 'few',
      answered: null,
      tally: null,
      satisfiedShare: null,
      interval: null,
      verdict: null,
    }
    expect(row).toMatchObject(hidden)
    return
  }
  expect(row).toMatchObject({ suppressed: null, answered, tally })
  expect(row?.satisfiedShare).toBeCloseTo(Number(want.index), 6)
  expect(row?.interval?.low).toBeCloseTo(Number(want.wilson95_lo), 6)
  expect(row?.interval?.high).toBeCloseTo(Number(want.wilson95_hi), 6)
}

test.each(months)('gives the published figures of every practice and of all together in %s', async (month) => {
  // With the channel named the figures run: the server may close a month meanwhile, and then more is hidden.
  const reply = await satisfaction(`unit=nhs&by=unit&channel=import&${rangeOf(month)}`)
  const wanted = expected.filter((row) => row.month === month)
  for (const want of wanted) {
    const row = want.surgery === 'ALL' ? reply.total : reply.rows.find(({ label }) => label === want.surgery)
    check(row, want)
  }
  const others = reply.rows.filter(({ label }) => !wanted.some(({ surgery }) => surgery === label))
  expect(others.every(({ received, answered }) => received === 0 && answered === 0)).toBe(true)
})

test('gives the same months as rows of one reply', async () => {
  const reply = await satisfaction('unit=nhs&by=month&from=2023-07-01&to=2024-03-31')
  const wanted = expected.filter(({ surgery, month }) => surgery === 'ALL' && month !== 'ALL')
  expect(reply.rows.map(({ key }) => key)).toEqual(wanted.map(({ month }) => month))
  for (const want of wanted)
    check(
      reply.rows.find(({ key }) => key === want.month),
      want,
    )
})

test('stores nothing twice when the file, or a later export of the same source, comes again', async () => {
  expect(await imported('snapshot_2024-03-20.csv')).toMatchObject({ read: 3596, stored: 0, duplicate: 3596 })
  expect(await imported('snapshot_2024-04-02.csv')).toMatchObject({ read: 3855, stored: 270, duplicate: 3585 })
  expect((await hailong(place, 'verify', '--json')).json).toMatchObject({ ok: true, problems: [] })
  expect((await hailong(place, 'rebuild', '--json')).json).toMatchObject({ equal: true })
}, 120_000)
