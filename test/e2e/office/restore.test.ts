import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServerProcess } from '../../support/server-process.ts'
import { hailong, newPlace, removePlace, startServer } from '../../support/server-process.ts'
import { rowsOf } from '../../support/tables.ts'
import {
  hiddenCopies,
  launchBrowser,
  openKiosk,
  openProfile,
  storedRecords,
  visit,
} from '../kiosk/support/kiosk-page.ts'

/** The worst day of an office: the disk is gone, and last night's backup is all there is. */
const place = newPlace()
const folder = join(tmpdir(), `hailong-backup-${process.pid}`)
const database = join(place.dataDir, 'hai-long.db')
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  mkdirSync(folder)
  server = await startServer(place)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.kill('SIGKILL')
  removePlace(place)
  rmSync(folder, { recursive: true, force: true })
})

const RATINGS = 200

/** Ids of all that the kiosks were thanked for: what they sent. */
const sent = new Set<string>()
const noteWhatIsSent = (page: Page): unknown =>
  page.on('request', (request) => {
    if (!request.url().endsWith('/api/responses')) return
    const { responses } = request.postDataJSON() as { responses: { id: string }[] }
    for (const { id } of responses) sent.add(id.replaceAll('-', ''))
  })

type Stored = Awaited<ReturnType<typeof storedRecords>>[number]

/** Ratings as the kiosk itself would have stored them: each `last` again, under the next number and an id of its own. */
const rateOften = (page: Page, { times, last }: { times: number; last: Stored }): Promise<void> =>
  page.evaluate(
    ({ times: count, last }) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('hailong-kiosk')
        open.onerror = () => reject(new Error('no database'))
        open.onsuccess = () => {
          const names = ['records', 'identities']
          const transaction = open.result.transaction(names, 'readwrite', { durability: 'strict' })
          const [records, identities] = names.map((name) => transaction.objectStore(name)) as [
            IDBObjectStore,
            IDBObjectStore,
          ]
          for (let more = 1; more <= count; more += 1) {
            const [id, seq] = [crypto.randomUUID(), last.seq + more]
            const response = { ...last.response, id, seq, answers: { overall: 1 + (more % 5) } }
            records.put({ ...last, id, seq, state: 'sealed', settledAt: null, response })
          }
          identities.get(last.identity).onsuccess = (identity) => {
            const { result } = identity.target as IDBRequest<object>
            identities.put({ ...result, lastSeq: last.seq + count })
          }
          transaction.oncomplete = () => {
            open.result.close()
            resolve()
          }
          transaction.onabort = () => reject(new Error('not stored'))
        }
      }),
    { times, last },
  )

const idsInDatabase = (): string[] =>
  rowsOf(database, 'select lower(hex(id)) as id from response')
    .map(({ id }) => String(id))
    .sort()
const statesOf = async (page: Page): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { state } of await storedRecords(page)) counts[state] = (counts[state] ?? 0) + 1
  const hidden = await hiddenCopies(page)
  if (hidden > 0) counts['hidden'] = hidden
  return counts
}

/** A fresh code for a kiosk at that counter. */
async function codeFor(counter: string): Promise<string> {
  const { json } = await hailong(place, 'kiosk', 'pair', '--counter', counter, '--json')
  return (json as { code: string }).code
}

/** Moves the first kiosk to another counter, as the page Thiết bị does. */
async function moveFirstKioskTo(counter: string): Promise<void> {
  const { json } = await hailong(place, 'token', 'create', '--role', 'admin', '--json')
  const headers = { authorization: `Bearer ${(json as { token: string }).token}`, 'content-type': 'application/json' }
  const { devices } = (await (await fetch(`${server.address}/api/devices`, { headers })).json()) as {
    devices: { id: string }[]
  }
  const [first] = devices
  const body = JSON.stringify({ counter })
  const moved = await fetch(`${server.address}/api/devices/${first?.id}`, { method: 'PATCH', headers, body })
  expect(moved.status).toBe(200)
}

test('a restored backup and kiosks that send their copies again lose nothing', async () => {
  const context = await openProfile(browser)
  const page = await openKiosk(context, server.address, /#pair=(\S+)/.exec(server.greeting)?.[1])
  noteWhatIsSent(page)
  await context.setOffline(true)
  await visit(page, 2)
  const [first] = await storedRecords(page)
  await context.setOffline(false)
  await expect.poll(() => statesOf(page), { timeout: 20_000 }).toEqual({ hidden: 1 })

  const { code: ended, json } = await hailong(place, 'backup', '--to', folder, '--json')
  expect([ended, json]).toEqual([0, expect.objectContaining({ ok: true })])
  const { file } = (json as { manifest: { file: string } }).manifest

  await rateOften(page, { times: RATINGS - 2, last: first! })
  await visit(page, 4)
  await moveFirstKioskTo('Quầy chuyển đến')
  await page.reload()
  await page.getByText('Quầy chuyển đến').waitFor()
  await visit(page, 4)
  await expect.poll(() => statesOf(page), { timeout: 30_000 }).toEqual({ hidden: RATINGS + 1 })
  const later = await openKiosk(await openProfile(browser), server.address, await codeFor('Quầy mới'))
  noteWhatIsSent(later)
  await visit(later, 1)
  await expect.poll(() => statesOf(later), { timeout: 20_000 }).toEqual({ hidden: 1 })
  const thanked = [...sent].sort()
  expect(idsInDatabase()).toEqual(thanked)

  const { port } = new URL(server.address)
  await server.kill('SIGKILL')
  rmSync(place.dataDir, { recursive: true })
  const restored = await hailong(place, 'restore', join(folder, file), '--json')
  expect(restored).toMatchObject({ code: 0, json: { ok: true, responses: 1, aside: null } })
  expect(idsInDatabase()).toHaveLength(1)

  server = await startServer({ ...place, env: { PORT: port } })
  // What wakes the kiosk besides its own minute: the next citizen, or the page opened anew in the morning.
  await page.reload()
  await expect.poll(() => idsInDatabase().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(RATINGS)
  // The move is forgotten, the rating taken after it is not.
  await page.reload()
  await expect.poll(() => idsInDatabase().length, { timeout: 30_000 }).toBe(RATINGS + 1)
  await expect.poll(() => statesOf(page), { timeout: 20_000 }).toEqual({ hidden: RATINGS + 1 })
  // The server has never heard of the kiosk that was paired after the backup: it is paired anew, at the same counter.
  await later.reload()
  const code = await codeFor('Quầy mới')
  await later.evaluate((fresh) => (location.hash = `#pair=${fresh}`), code)
  await expect.poll(() => idsInDatabase().length, { timeout: 30_000 }).toBe(RATINGS + 2)
  expect(idsInDatabase()).toEqual(thanked)
  await expect.poll(() => statesOf(later), { timeout: 20_000 }).toEqual({ hidden: 1 })

  await visit(page, 5)
  await expect.poll(() => idsInDatabase().length, { timeout: 20_000 }).toBe(RATINGS + 3)
  const verified = await hailong(place, 'verify', '--json')
  expect(verified).toMatchObject({ code: 0, json: { ok: true, problems: [] } })
  await context.close()
  await later.context().close()
})
