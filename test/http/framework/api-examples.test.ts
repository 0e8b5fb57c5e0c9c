import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiExample } from '#contract/shipped'
import { shipped } from '../../../server/shipped.ts'
import type { Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { OPENING, openOffice } from '../../support/office.ts'
import { routesOf } from '../../support/routes.ts'
import { shapeOfExample } from '../api-tour/shape.ts'
import { shorten } from '../api-tour/shorten.ts'
import { buildWorker } from '../exports/built-worker.ts'
import { backupFolder } from '../api-tour/step.ts'
import { tour } from '../api-tour/tour.ts'

const root = join(import.meta.dirname, '../../..')
const file = join(root, 'server/data/api-examples.json')

let worker: Awaited<ReturnType<typeof buildWorker>>
let office: Office
let recorded: ApiExample[]
beforeAll(async () => {
  worker = await buildWorker()
  office = await openOffice({ release: 'live', distDir: worker.distDir })
  await takeRatings(office)
  recorded = await record(office)
  // HAILONG_EXAMPLES=1 npx vitest run test/http/framework/api-examples.test.ts writes them anew.
  if (process.env['HAILONG_EXAMPLES'] === '1') writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`)
}, 60_000)
afterAll(async () => {
  await office.close()
  worker.remove()
  rmSync(backupFolder, { recursive: true, force: true })
})

/** A month of ratings at one counter, so that there is something to see. */
async function takeRatings(at: Office): Promise<void> {
  at.clock.moveTo('2026-10-14T09:00:00+07:00')
  const kiosk = await at.pairKiosk({ counter: 'Quầy 1' })
  await kiosk.rate([...Array<number>(30).fill(5), ...Array<number>(24).fill(4), 3, 3, 2, 1], { area: 'ho-tich' })
  await kiosk.rate([...Array<number>(14).fill(5), ...Array<number>(20).fill(4), 3, 3, 3, 2, 2, 1], { area: 'dat-dai' })
  at.clock.moveTo(OPENING)
}

/** Makes every call of the tour, in order; each has to succeed. */
async function record(at: Office): Promise<ApiExample[]> {
  const replies = new Map<string, Reply>()
  const earlier = (route: string): Reply['body'] => replies.get(route)!.body
  const examples: ApiExample[] = []
  const places = [
    [backupFolder, '/mnt/sao-luu'],
    [at.folder, '/var/lib/hai-long'],
    [dirname(at.folder), '/var/lib'],
    [tmpdir(), '/var/lib'],
  ] as const
  for (const { route, says, as = 'staff', shown, call } of tour) {
    const { url, body, type, caller = at.as('lan') } = await call(earlier, at)
    const [method] = route.split(' ') as ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE']
    const headers = type === undefined ? {} : { 'content-type': type }
    const options = body === undefined ? {} : { payload: body, headers }
    const reply = await caller.call(method, url, options)
    if (reply.status >= 400) throw new Error(`${route} ${url} ${reply.status} ${reply.text}`)
    replies.set(route, reply)
    const seen = shown ? Object.fromEntries(shown.map((key) => [key, reply.body[key]])) : reply.body
    const request = { url: String(shorten(url, places)), body: shorten(body ?? null, places) }
    examples.push({ route, says, as, request, reply: { status: reply.status, body: shorten(seen, places) } })
  }
  return examples
}

test('every call has one worked example', () => {
  const routes = routesOf(office.app).filter(
    ({ url }) => /^\/(api\/|healthz$)/.test(url) && !url.startsWith('/api/docs'),
  )
  expect(recorded.map(({ route }) => route).sort()).toEqual(routes.map(({ method, url }) => `${method} ${url}`).sort())
})

test('what is shown has the keys and kinds of what the program answers', () => {
  expect(shipped.apiExamples.map(shapeOfExample)).toEqual(recorded.map(shapeOfExample))
})

test('the page shows each call with its example and needs no script', async () => {
  const { text, headers } = await office.nobody().get('/api/docs')
  expect(headers['content-type']).toContain('text/html')
  for (const { says } of recorded) expect(text).toContain(says.replaceAll('"', '&quot;'))
  expect(text.match(/<details>/g)).toHaveLength(recorded.length)
  expect(text).toContain('tạo tại\n        <a href="/dashboard/quyen-truy-cap">Quyền truy cập</a>')
  expect(text).not.toMatch(/<script|<style|style=|onclick/)
})
