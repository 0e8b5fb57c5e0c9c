import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { heading, hiddenCopies, openKiosk, rowsOfStore, start, storedRecords, visit } from './support/kiosk-page.ts'
import type { KioskStub } from './support/kiosk-stub.ts'
import { kioskTests } from './support/kiosk-tests.ts'

let stub: KioskStub
let profile: BrowserContext
kioskTests((ground) => ({ stub, profile } = ground))

const KEYS = { 'device-1': 'a1'.repeat(32), 'device-2': 'b2'.repeat(32) }
const open = async (page: Page) => (await storedRecords(page)).length
const levels = () => stub.sent.map(({ answers }) => answers['overall'])

async function pairAnew(page: Page): Promise<void> {
  stub.codes.set('WXYZ6789', 'device-2')
  await page.evaluate(() => (location.hash = '#pair=WXYZ6789'))
  await start(page).waitFor()
}

it('nothing of a received rating can be read on the device: no level, no number in order, no area, no length', async () => {
  stub.setup = { ...stub.setup, copyKeys: KEYS }
  const page = await openKiosk(profile, stub.origin)
  for (const level of [5, 1, 3]) await visit(page, level)
  await expect.poll(async () => [await open(page), await hiddenCopies(page)]).toEqual([0, 3])
  const copies = await rowsOfStore(page, 'copies')
  for (const row of copies)
    expect(Object.keys(row).sort()).toEqual(['cipher', 'id', 'identity', 'keyOf', 'nonce', 'settledAt'])
  expect(new Set(copies.map(({ cipher }) => String(cipher).length)).size).toBe(1)
  const all = JSON.stringify(copies)
  for (const { id, area } of stub.sent) expect([all.includes(id), all.includes(String(area))]).toEqual([false, false])
  for (const word of ['overall', 'seq', 'answers', 'assignment', 'quay-nhanh']) expect([word, all.includes(word)]).toEqual([word, false]) // prettier-ignore
  const beside = await Promise.all(['setups', 'identities', 'clock', 'current'].map((name) => rowsOfStore(page, name)))
  expect(JSON.stringify(beside)).not.toContain(KEYS['device-1'])
})

it('a server that lost them gets hidden copies again, as they were sent, also from a page that was opened anew', async () => {
  stub.setup = { ...stub.setup, copyKeys: KEYS }
  const page = await openKiosk(profile, stub.origin)
  for (const level of [4, 2]) await visit(page, level)
  await expect.poll(() => hiddenCopies(page)).toBe(2)
  const first = stub.sent.map(({ id, seq, area, answers }) => ({ id, seq, area, answers }))
  stub.receivedTo = () => 0
  await page.reload()
  await expect.poll(() => stub.sent.length).toBe(4)
  expect(stub.sent.slice(2).map(({ id, seq, area, answers }) => ({ id, seq, area, answers }))).toEqual(first)
  await expect.poll(async () => [await open(page), await hiddenCopies(page)]).toEqual([0, 2])
})

it('copies of an earlier version are hidden once the key comes', async () => {
  const page = await openKiosk(profile, stub.origin)
  await visit(page, 4)
  await expect.poll(async () => (await storedRecords(page)).map(({ state }) => state)).toEqual(['received'])
  stub.setup = { ...stub.setup, copyKeys: KEYS }
  await page.reload()
  await expect.poll(async () => [await open(page), await hiddenCopies(page)]).toEqual([0, 1])
  expect(stub.sent).toHaveLength(1)
})

it('paired anew after a restore, what was hidden under the lost device goes to the next as soon as its key comes', async () => {
  stub.setup = { ...stub.setup, copyKeys: KEYS }
  const page = await openKiosk(profile, stub.origin)
  await visit(page, 5)
  await expect.poll(() => hiddenCopies(page)).toBe(1)
  stub.refusedTokens.add('token-of-device-1')
  await page.reload()
  await heading(page).filter({ hasText: /tạm/ }).waitFor()
  const restoredAt = '2026-11-20T01:00:00.000Z'
  stub.setup = { ...stub.setup, assignment: 'a8', restoredAt, copyKeys: { 'device-2': KEYS['device-2'] } }
  await pairAnew(page)
  await visit(page, 1)
  await expect.poll(levels).toEqual([5, 1])
  await expect.poll(() => hiddenCopies(page)).toBe(2)
  stub.setup = { ...stub.setup, copyKeys: KEYS }
  await page.reload()
  await expect.poll(levels).toEqual([5, 1, 5])
  await expect.poll(async () => [await open(page), await hiddenCopies(page)]).toEqual([0, 2])
})

it('a copy that no key opens is left where it is, and the kiosk works on', async () => {
  stub.setup = { ...stub.setup, copyKeys: KEYS }
  const page = await openKiosk(profile, stub.origin)
  await visit(page, 5)
  await expect.poll(() => hiddenCopies(page)).toBe(1)
  stub.setup = { ...stub.setup, copyKeys: { 'device-1': 'c3'.repeat(32) } }
  stub.receivedTo = () => 0
  await page.reload()
  await start(page).waitFor()
  stub.receivedTo = null
  await visit(page, 2)
  await expect.poll(levels).toEqual([5, 2])
  await expect.poll(() => hiddenCopies(page)).toBe(2)
})
