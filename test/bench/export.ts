import { join } from 'node:path'
import { connectReadOnly } from '../../server/store/engine/sqlite/connect.ts'
import type { ServerProcess } from '../support/server-process.ts'
import { residentBytes } from './memory.ts'
import type { Figure } from './report.ts'
import { rounded } from './report.ts'

/** Of a closed year some answers may stand alone and be left out; a made-up one has hardly any. */
const LEAST_SHARE = 0.99

/** A million responses of a closed year as CSV over HTTP against iterating over the same rows of the database and doing nothing. */
export async function measureExport(office: {
  readonly server: ServerProcess
  readonly token: string
  readonly folder: string
}): Promise<Figure[]> {
  const headers = { authorization: `Bearer ${office.token}` }
  const closed = await fetch(`${office.server.address}/api/editions`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ period: '2025' }),
  })
  if (closed.status !== 200) throw new Error(`the year is not closed: ${closed.status} ${await closed.text()}`)
  // Closing is no part of it.
  const idle = residentBytes(office.server.pid) ?? 0
  let most = idle
  const watch = setInterval(() => (most = Math.max(most, residentBytes(office.server.pid) ?? 0)), 20)
  const url = `${office.server.address}/api/exports/responses?format=csv&from=2025-01-01&to=2025-12-31`
  const began = performance.now()
  const response = await fetch(url, { headers })
  if (response.status !== 200 || !response.body) throw new Error(`no export: ${response.status}`)
  let lines = 0
  for await (const chunk of response.body as AsyncIterable<Uint8Array>)
    for (const byte of chunk) if (byte === 10) lines += 1
  const exported = (performance.now() - began) / 1000
  clearInterval(watch)
  const { rows, seconds } = iterate(office.folder)
  if (lines < rows * LEAST_SHARE) throw new Error(`${rows} responses, but ${lines} lines`)
  return [
    { name: 'CSV export, rows a second', value: Math.round(rows / exported) },
    { name: 'raw iteration, rows a second', value: Math.round(rows / seconds) },
    { name: 'CSV export / raw iteration', value: rounded(seconds / exported, 2), target: '>= 0.3' },
    { name: 'more memory while exporting, MB', value: Math.round((most - idle) / 1e6), target: '<= 120' },
  ]
}

function iterate(folder: string): { readonly rows: number; readonly seconds: number } {
  const file = connectReadOnly(join(folder, 'hai-long.db'))
  const began = performance.now()
  const all = file.prepare(
    `select r.*, a.criterion, a.level from response as r
      join answer as a on a.unit_id = r.unit_id and a.response_id = r.id`,
  )
  let rows = 0
  const iterator = all.iterate()
  while (iterator.next().done !== true) rows += 1
  file.close()
  return { rows, seconds: (performance.now() - began) / 1000 }
}
