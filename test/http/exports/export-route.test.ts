import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import fastifyCookie from '@fastify/cookie'
import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { AccountRole } from '#contract/people/roles'
import type { ImportMapping } from '#contract/mapping'
import { guardRoutes } from '../../../server/http/access/access.ts'
import { exportRoutes } from '../../../server/http/exports/routes.ts'
import { handleFailures } from '../../../server/http/framework/failure.ts'
import type { App } from '../../../server/http/framework/routes.ts'
import { createScope } from '../../../server/http/access/scope.ts'
import { useZod } from '../../../server/http/framework/validation.ts'
import { createApiTokens } from '../../../server/store/people/api-tokens.ts'
import type { Database } from '../../../server/store/engine/database.ts'
import { openDatabase } from '../../../server/store/engine/database.ts'
import { closeEdition } from '../../../server/services/editions/close-edition.ts'
import { createSlots } from '../../../server/services/exports/slots.ts'
import type { Stores } from '../../../server/stores.ts'
import { createStores } from '../../../server/stores.ts'
import { buildWorker } from './built-worker.ts'
import type { Office } from '../../cli/imports/office.ts'
import { enterOffice, NOW } from '../../cli/imports/office.ts'
import { actingAs } from '../../support/actors.ts'

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  time: { column: 'time', format: 'yyyy-MM-dd' },
  answers: { overall: { column: 'rating', levels: { good: 5, bad: 1 } } },
  identity: { columns: ['id'] },
}
/** More than one piece of a file. */
const RESPONSES = 1_500
/** A worker whose file never ends: however much sockets hold, an export of it runs until its reader goes away. */
const endlessWorker = `import { parentPort } from 'node:worker_threads'
parentPort.on('message', () => parentPort.postMessage(new Uint8Array(65_536)))`

let office: Office
let database: Database
let stores: Stores
let worker: Awaited<ReturnType<typeof buildWorker>>
let app: App
/** The same with exports that do not end by themselves. */
let endless: App
const tokens = new Map<string, string>()

beforeAll(async () => {
  office = enterOffice()
  const other = await office.addUnit('xa-khac')
  const rows = Array.from(
    { length: RESPONSES },
    (_, n) => `${n},2024-0${1 + (n % 3)}-11,${n % 7 === 0 ? 'bad' : 'good'}`,
  )
  await office.import(['id,time,rating', ...rows].join('\n'), mapping)
  worker = await buildWorker()
  database = openDatabase(join(office.dir, 'data', 'hai-long.db'))
  stores = await createStores(database, { clock: () => NOW, release: 'daily', onStorageFailure: () => undefined })
  for (const period of ['2024-02', '2024-Q1'])
    await closeEdition(
      stores,
      { unitId: 1, request: { period }, settled: NOW },
      actingAs('test', '2024-04-20T05:00:00Z'),
    )
  for (const role of ['admin', 'manager', 'superior', 'leader'] as const) await addToken(role, 1)
  await addToken('manager', other, 'elsewhere')
  app = await appWith(worker.file)
  const endlessFile = join(office.dir, 'endless.mjs')
  writeFileSync(endlessFile, endlessWorker)
  endless = await appWith(endlessFile)
  await endless.listen({ port: 0, host: '127.0.0.1' })
}, 60_000)
afterAll(async () => {
  await endless.close()
  await app.close()
  await database.close()
  worker.remove()
  office.leave()
})

async function addToken(role: AccountRole, unitId: number, name: string = role): Promise<void> {
  const by = actingAs('test', '2024-04-20T05:00:00Z')
  const { token } = await createApiTokens(database).create({ role, unitId, label: name, expiresAt: null }, by)
  tokens.set(name, token)
}

async function appWith(workerFile: string): Promise<App> {
  const app: App = Fastify({ logger: false }).withTypeProvider<ZodTypeProvider>()
  useZod(app)
  handleFailures(app, { nameOf: () => null, isUnforeseen: () => false })
  await app.register(fastifyCookie)
  const nobody = () => Promise.resolve(null)
  const recognise = { device: nobody, sender: nobody, session: nobody, apiToken: createApiTokens(database).bySecret }
  guardRoutes(app, { recognise, clock: () => NOW, publicUrl: null })
  const slots = createSlots(3)
  exportRoutes({ ...stores, scope: createScope(stores.units), workerFile, slots, version: '1', clock: () => NOW })(app)
  return app
}

const call = (query: string, name = 'manager', on = app) =>
  on.inject({ url: `/api/exports/responses?${query}`, headers: { authorization: `Bearer ${tokens.get(name)}` } })

const auditLines = async (): Promise<number> =>
  (await database.reads.selectFrom('audit').select('id').where('action', '=', 'export.responses').execute()).length

test.each(['admin', 'manager'])('streams the rows of the closed period that ended last to a %s', async (name) => {
  const before = await auditLines()
  const reply = await call('format=csv', name)
  expect(reply.statusCode).toBe(200)
  expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
  expect(reply.headers['content-disposition']).toBe(
    'attachment; filename="hai-long_luot-danh-gia_van-phong_2024-01_2024-03.csv"',
  )
  const lines = reply.body.split('\r\n')
  expect(lines).toHaveLength(RESPONSES + 2)
  expect(lines.filter((line) => line.endsWith(',0,1,'))).toHaveLength(Math.ceil(RESPONSES / 7))
  expect(await auditLines()).toBe(before + 1)
})

test('gives JSON lines, for one closed month', async () => {
  const reply = await call('format=jsonl&from=2024-02-01&to=2024-02-29')
  const lines = reply.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines).toHaveLength(RESPONSES / 3)
  expect(new Set(lines.map((line) => line['month']))).toEqual(new Set(['2024-02']))
})

test.each([
  ['format=csv&from=2024-03-01&to=2024-03-31', 'manager', 404, 'no_edition', undefined],
  ['format=csv&period=2024-01', 'manager', 404, 'no_edition', undefined],
  ['format=csv&from=2024-01-01', 'manager', 400, 'invalid_request', [{ path: 'to', code: 'required' }]],
  ['format=csv&from=yesterday', 'manager', 400, 'invalid_request', [{ path: 'from', code: 'invalid_format' }]],
  ['format=xls', 'manager', 400, 'invalid_request', [{ path: 'format', code: 'invalid_value' }]],
  ['format=csv', 'leader', 403, 'not_allowed', undefined],
  ['format=csv', 'superior', 403, 'not_allowed', undefined],
  ['format=csv', 'nobody', 401, 'not_signed_in', undefined],
  ['format=csv&unit=van-phong', 'elsewhere', 403, 'outside_scope', undefined],
  ['format=csv&unit=nowhere', 'manager', 404, 'unknown_unit', undefined],
])('answers %s of a %s with %i %s', async (query, name, status, code, issues) => {
  const before = await auditLines()
  const reply = await call(query, name)
  expect(reply.statusCode).toBe(status)
  expect(reply.json()).toMatchObject({ code, ...(issues ? { issues } : {}) })
  expect(await auditLines()).toBe(before)
})

test('answers with an error, not with half a file, when the worker cannot start', async () => {
  const broken = await appWith(join(office.dir, 'no-worker.js'))
  const reply = await call('format=csv', 'manager', broken)
  expect(reply.statusCode).toBe(500)
  expect(reply.json()).toMatchObject({ code: 'internal' })
  await broken.close()
})

test('runs three exports at once, refuses one more, and takes the next when one is closed', async () => {
  const { port } = endless.server.address() as AddressInfo
  const headers = { authorization: `Bearer ${tokens.get('manager')}` }
  const start = async () => {
    const request = get({ port, path: '/api/exports/responses?format=jsonl', headers }).on('error', () => undefined)
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return { request, status: response.statusCode }
  }
  const open = await Promise.all([start(), start(), start()])
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200])
  const before = await auditLines()
  const refused = await call('format=csv', 'manager', endless)
  expect([refused.statusCode, refused.json()]).toMatchObject([429, { code: 'too_many_exports' }])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(await auditLines()).toBe(before)
  open.forEach(({ request }) => request.destroy())
  const next = () => start().then(({ request, status }) => (request.destroy(), status))
  await vi.waitFor(async () => expect(await next()).toBe(200), { timeout: 10_000 })
})

test('answers as soon as the worker has begun, however long the first row takes', async () => {
  const file = join(office.dir, 'begun.mjs')
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'
let asked = 0
parentPort.on('message', () => { asked += 1; if (asked === 1) parentPort.postMessage(new Uint8Array(0)) })`,
  )
  const reading = await appWith(file)
  await reading.listen({ port: 0, host: '127.0.0.1' })
  const { port } = reading.server.address() as AddressInfo
  const headers = { authorization: `Bearer ${tokens.get('manager')}` }
  const request = get({ port, path: '/api/exports/responses?format=jsonl', headers }).on('error', () => undefined)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(200)
  request.destroy()
  await reading.close()
})

test('keeps no place for exports that ended or failed', async () => {
  for (let n = 0; n < 4; n += 1) expect((await call('format=csv&period=2024-02')).statusCode).toBe(200)
  const broken = await appWith(join(office.dir, 'no-worker.js'))
  for (let n = 0; n < 4; n += 1) expect((await call('format=csv', 'manager', broken)).statusCode).toBe(500)
  await broken.close()
})

test.each(['before the first byte', 'in the middle'])('ends the worker when the client goes away %s', async (when) => {
  const { port } = endless.server.address() as AddressInfo
  const headers = { authorization: `Bearer ${tokens.get('manager')}` }
  const workers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length
  const before = workers()
  const request = get({ port, path: '/api/exports/responses?format=jsonl', headers }).on('error', () => undefined)
  const response = once(request, 'response').catch(() => undefined)
  if (when === 'in the middle') await response
  await vi.waitFor(() => expect(workers()).toBeGreaterThan(before), { interval: 5 })
  request.destroy()
  await vi.waitFor(() => expect(workers()).toBe(before), { timeout: 10_000 })
})
