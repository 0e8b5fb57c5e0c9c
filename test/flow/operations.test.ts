import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Place } from '../support/server-process.ts'
import { rowsOf } from '../support/tables.ts'
import { endOf, hailong, newPlace, removePlace, startServer } from '../support/server-process.ts'

/** The built server as an office lives with it: stopped in the evening, copied by itself, read by a log collector. */
function placeOfTest(env: Readonly<Record<string, string>> = {}): Place {
  const place = { ...newPlace(), env }
  onTestFinished(() => removePlace(place))
  return place
}

/** A client that has begun a request and does not go on; resolves once the server has told it to go on. */
async function dawdle(address: string): Promise<void> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  socket.on('error', () => undefined)
  const head = ['POST /api/session HTTP/1.1', 'host: x', 'content-type: application/json', 'content-length: 99']
  socket.write([...head, 'expect: 100-continue', '', '{'].join('\r\n'))
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toContain('100 Continue')
}

const isServing = (address: string): Promise<boolean> =>
  fetch(`${address}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )

test('stops in good order within five seconds, though a client dawdles', async () => {
  const server = await startServer(placeOfTest())
  await dawdle(server.address)
  const since = Date.now()
  expect(await server.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(Date.now() - since).toBeLessThan(5_000)
})

test('ends at once at a second signal, and starts again on what was stored', async () => {
  const place = placeOfTest()
  const server = await startServer(place)
  await dawdle(server.address)
  void server.kill('SIGTERM')
  // Two signals that come before the first is heard are one.
  await expect.poll(() => isServing(server.address), { interval: 20 }).toBe(false)
  const since = Date.now()
  expect(await server.kill('SIGTERM')).toEqual({ code: 1, signal: null })
  expect(Date.now() - since).toBeLessThan(1_000)
  expect(await hailong(place, 'verify', '--json')).toMatchObject({ code: 0, json: { ok: true } })
})

test('makes up for a missed backup soon after its start, one more when asked, and is well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const place = placeOfTest({ BACKUP_DIR: folder, BACKUP_KEEP: '1,0,0' })
  const server = await startServer(place)
  onTestFinished(async () => void (await server.kill('SIGKILL')))
  const { token } = (await hailong(place, 'token', 'create', '--role', 'admin', '--json')).json as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  const ask = async (method: string, path: string) => {
    const reply = await fetch(`${server.address}${path}`, { method, headers })
    return { status: reply.status, body: (await reply.json()) as { backup: { state: string; running: boolean } } }
  }
  const standing = async () => (await ask('GET', '/api/operations')).body.backup
  await expect.poll(standing, { timeout: 20_000 }).toMatchObject({ state: 'fine', running: false })
  const [first] = readdirSync(folder)

  expect(await ask('POST', '/api/operations/backup')).toMatchObject({
    status: 202,
    body: { backup: { running: true } },
  })
  await expect.poll(() => readdirSync(folder), { timeout: 20_000 }).not.toContain(first)
  await expect.poll(standing, { timeout: 20_000 }).toMatchObject({ state: 'fine', running: false })
  const makers = `select actor from audit where action = 'backup.make' order by id`
  expect(rowsOf(join(place.dataDir, 'hai-long.db'), makers)).toEqual([
    { actor: 'hailong:schedule' },
    { actor: 'hailong' },
  ])
  expect(
    readdirSync(folder)
      .map((name) => name.replace(/^.*\./, ''))
      .sort(),
  ).toEqual(['db', 'json'])

  const { port } = new URL(server.address)
  const { code, json } = await hailong({ ...place, env: { ...place.env, PORT: port } }, 'doctor', '--json')
  const { findings } = json as { findings: { name: string; state: string }[] }
  expect(findings.filter(({ state }) => state === 'bad')).toEqual([])
  expect(findings).toContainEqual(expect.objectContaining({ name: 'port', state: 'good' }))
  expect(code).toBe(0)
})

test('writes one JSON object a line, with no secret, no address of anyone and no rating', async () => {
  const place = placeOfTest({ LOG: 'json', LOG_LEVEL: 'debug', RELEASE: 'live' })
  const env = { ...process.env, DATA_DIR: place.dataDir, PORT: '0', HOST: '127.0.0.1', ...place.env }
  const child = spawn(process.execPath, [join(place.dist, 'server/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const first = join(place.dataDir, 'lan-dau-dang-nhap.txt')
  await expect.poll(() => statSync(first, { throwIfNoEntry: false })?.size ?? 0, { timeout: 20_000 }).toBeGreaterThan(0)
  const words = readFileSync(first, 'utf8')
  if (process.platform !== 'win32') expect(statSync(first).mode & 0o777).toBe(0o600)
  const [address, password, code] = [/http:\S+:\d+/, /(?<=password\): )\S+/, /(?<=#pair=)\S+/].map(
    (shape) => shape.exec(words)![0],
  ) as [string, string, string]

  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address, ...headers },
      body: JSON.stringify(body),
    })
  const { token } = (await (await post('/api/devices/pair', { code })).json()) as { token: string }
  const answeredAt = new Date().toISOString()
  const rating = { id: crypto.randomUUID(), seq: 1, questionnaire: 'quay-nhanh@1', answers: { overall: 1 }, answeredAt }
  const comment = 'Chị Hoa ở quầy hai'
  const sent = await post(
    '/api/responses',
    { responses: [{ ...rating, comment }] },
    { authorization: `Bearer ${token}` },
  )
  expect(await sent.json()).toMatchObject({ receipts: [{ status: 'stored' }] })
  await post('/api/session', { username: 'admin', password: 'sai-mat-khau' })
  expect((await post('/api/session', { username: 'admin', password })).status).toBe(200)
  await post('/api/session', { username: 'admin' })
  child.kill('SIGTERM')
  await endOf(child)

  const lines = output.trim().split('\n')
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines)
    expect(JSON.parse(line)).toEqual(expect.objectContaining({ level: expect.any(String), time: expect.any(String) }))
  for (const secret of [password, code, token, 'sai-mat-khau', '127.0.0.1', rating.id, comment, 'overall', answeredAt])
    expect([secret, output.includes(secret)]).toEqual([secret, false])
})
