import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HTTPMethods } from 'fastify'
import { storedText } from '#core/text/stored-text'
import type { Caller, Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'
import { verified } from '../../support/verified.ts'
import { backupFolder } from '../api-tour/step.ts'
import { tour } from '../api-tour/tour.ts'
import { buildWorker } from '../exports/built-worker.ts'

/** Half of an emoji, and a letter with its marks apart. */
const ODD = ' e\u0323\u0302\ud83d'

let worker: Awaited<ReturnType<typeof buildWorker>>
let office: Office
/** What handlers were given that is not as it is stored. */
const handedOn: string[] = []
beforeAll(async () => {
  worker = await buildWorker()
  office = await openOffice({ release: 'live', distDir: worker.distDir })
  office.app.addHook('preHandler', (request, _reply, done) => {
    for (const given of [request.body, request.query, request.params])
      for (const text of textsIn(given))
        if (storedText(text) !== text) handedOn.push(`${request.method} ${request.url} ${JSON.stringify(text)}`)
    done()
  })
}, 60_000)
afterAll(async () => {
  await office.close()
  worker.remove()
  rmSync(backupFolder, { recursive: true, force: true })
})

/** All texts in a JSON value, keys too; bytes and streams are none. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value) || 'pipe' in value) return []
  return Object.entries(value).flatMap(([key, child]) => [key, ...textsIn(child)])
}

/** The body once for each value in it, with that one an odd text. */
function oddBodies(body: unknown): unknown[] {
  if (typeof body !== 'object' || body === null) return [(typeof body === 'string' ? body : '') + ODD]
  return Object.entries(body).flatMap(([key, child]) =>
    oddBodies(child).map((odd) => {
      const copy: object = structuredClone(body)
      Reflect.set(copy, key, odd)
      return copy
    }),
  )
}

/** The address once for each value of its query, with that one made odd. */
function oddUrls(url: string): string[] {
  const [path = '', query = ''] = url.split('?')
  const odd = encodeURIComponent(' e\u0323\u0302')
  const pairs = query === '' ? [] : query.split('&')
  return pairs.map((_pair, at) => `${path}?${pairs.map((pair, n) => (n === at ? pair + odd : pair)).join('&')}`)
}

const callsOfRoute = new Map<string, number>()

async function callOddly(route: string, call: { url: string; body?: unknown; caller: Caller }): Promise<void> {
  const [method = 'GET'] = route.split(' ')
  const headers = { 'content-type': 'application/json' }
  const send = (url: string, payload?: object) =>
    call.caller.call(method, url, payload === undefined ? {} : { payload, headers })
  const sentBody = typeof call.body === 'object' && call.body !== null ? call.body : undefined
  const bodies = sentBody === undefined ? [] : oddBodies(sentBody)
  const replies = [
    ...(await inTurn(bodies, (body) => send(call.url, body as object))),
    ...(await inTurn(oddUrls(call.url), (url) => send(url, sentBody))),
  ]
  for (const { status, text } of replies) expect([route, status, status === 500 ? text : '']).not.toContain(500)
  callsOfRoute.set(route, replies.length)
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await work(item))
  return results
}

test('every route that takes text is given what is stored, and the audit stays whole', async () => {
  const replies = new Map<string, Reply>()
  for (const { route, call } of tour) {
    if (route === 'DELETE /api/session') continue
    const { url, body, type, caller = office.as('lan') } = await call((name) => replies.get(name)!.body, office)
    const [method] = route.split(' ')
    const sent =
      body === undefined ? {} : { payload: body, headers: type === undefined ? {} : { 'content-type': type } }
    replies.set(route, await caller.call(method as HTTPMethods, url, sent))
    await callOddly(route, { url, body, caller })
  }
  const routes = await routesWithText()
  expect(routes.length).toBeGreaterThan(25)
  expect(routes.filter((route) => !callsOfRoute.get(route))).toEqual([])
  expect(handedOn).toEqual([])
  const { problems, notes } = await verified(office.file, office)
  expect({ problems, notes }).toEqual({ problems: [], notes: [] })
  expect(illFormedColumns()).toEqual([])
}, 60_000)

/** Routes that take a body of JSON, by the description that is made from their schemas. */
async function routesWithText(): Promise<string[]> {
  const { body } = await office.nobody().get('/api/openapi.json')
  return Object.entries<Record<string, { requestBody?: { content: object } }>>(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.requestBody && 'application/json' in operation.requestBody.content)
      .map(([method]) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
}

/** Columns of text that hold what no reader can give back, or letters in pieces. */
function illFormedColumns(): string[] {
  const columns = rowsOf(
    office.file,
    `select m.name as "table", c.name as "column" from sqlite_master as m, pragma_table_info(m.name) as c
      where m.type = 'table' and c.type = 'TEXT'`,
  )
  return columns.flatMap(({ table, column }) => {
    const rows = rowsOf(office.file, `select cast("${String(column)}" as blob) as bytes from "${String(table)}"`)
    const texts = rows.flatMap(({ bytes }) => (Buffer.isBuffer(bytes) ? [bytes] : []))
    const isOdd = (bytes: Buffer): boolean => {
      const text = bytes.toString('utf8')
      return !Buffer.from(text).equals(bytes) || text.normalize('NFC') !== text
    }
    return texts.some(isOdd) ? [`${String(table)}.${String(column)}`] : []
  })
}
