import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openKiosk, start, storedRecords, visit } from './support/kiosk-page.ts'
import type { KioskStub } from './support/kiosk-stub.ts'
import { kioskTests } from './support/kiosk-tests.ts'

let stub: KioskStub
let profile: BrowserContext
kioskTests((ground) => ({ stub, profile } = ground))

const states = async (page: Page) => (await storedRecords(page)).map(({ state }) => state).sort()
const json = (body: unknown) => ({ status: 200, text: JSON.stringify(body) })
const receipts = (...list: readonly unknown[]) => json({ receipts: list, checkpoint: null, receivedTo: 0 })
const unknownId = '019ab000-0000-7000-8000-000000000009'

/** What a server out of its mind, or something in between, may answer to the ratings that are sent. */
const nonsense = [
  ['an unknown status', (id: string) => receipts({ id, status: 'ok' })],
  ['ids that were not sent', () => receipts({ id: unknownId, status: 'rejected', issues: [] })],
  ['one entry named twice', (id: string) => receipts({ id, status: 'rejected' }, { id, status: 'stored' })],
  ['issues that are none', (id: string) => receipts({ id, status: 'rejected', issues: ['no'] })],
  ['a count that is none', (id: string) => json({ receipts: [{ id, status: 'stored' }], receivedTo: -1 })],
  ['nothing', () => ({ status: 200, text: '' })],
  ['a page', () => ({ status: 200, text: '<!doctype html><title>Sign in</title>' })],
  ['nine million characters', (id: string) => ({ status: 200, text: receipts({ id, status: 'stored' }).text + ' '.repeat(9e6) })], // prettier-ignore
  ['a refusal that is not the server\'s', () => ({ status: 401, text: '{"code":"login_required","message":""}' })], // prettier-ignore
] as const

it('takes what does not fit for a failed attempt and nothing else', { timeout: 120_000 }, async () => {
  const page = await openKiosk(profile, stub.origin)
  for (const [what, reply] of nonsense) {
    const answered = stub.answeredInstead
    const sent = stub.sent.length
    const held = await states(page)
    let id = ''
    stub.instead = (path) => (path === '/api/responses' && id !== '' ? reply(id) : null)
    await profile.setOffline(true)
    await visit(page, 4)
    id = (await storedRecords(page)).find(({ state }) => state === 'sealed')?.id ?? ''
    await profile.setOffline(false)
    await expect.poll(() => stub.answeredInstead, { message: what }).toBeGreaterThan(answered)
    await page.waitForTimeout(150)
    expect(await states(page), what).toEqual([...held, 'sealed'])
    expect(await start(page).isVisible(), what).toBe(true)
    stub.instead = () => null
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => stub.sent.length, { message: what }).toBe(sent + 1)
    await expect.poll(() => states(page), { message: what }).toEqual([...held, 'received'])
  }
})

it.each(['', 'soon', '2026-13-45T99:99:99Z', 'NaN'])('learns no time from "%s", and goes on', async (serverTime) => {
  stub.instead = (path) =>
    path === '/api/devices/heartbeat' ? json({ receivedTo: 0, serverTime, assignment: 'a7' }) : null
  const page = await openKiosk(profile, stub.origin)
  await expect.poll(() => stub.answeredInstead).toBeGreaterThan(0)
  await visit(page, 4)
  stub.instead = () => null
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(() => stub.sent.length).toBe(1)
  expect(Math.abs(Date.parse(stub.sent[0]?.answeredAt ?? '') - Date.now())).toBeLessThan(30_000)
})

it('gives its identity up only when the server itself says twice that it does not know it', async () => {
  const page = await openKiosk(profile, stub.origin)
  const says = (code: string) => ({ status: 401, text: JSON.stringify({ code, message: '' }) })
  const refresh = () => page.evaluate(() => dispatchEvent(new Event('online')))
  stub.instead = () => says('not_signed_in')
  await refresh()
  await expect.poll(() => stub.answeredInstead).toBeGreaterThan(0)
  await page.waitForTimeout(2_500)
  expect(await start(page).isVisible()).toBe(true)
  let refusals = 1
  stub.instead = () => (refusals-- > 0 ? says('unknown_device') : null)
  await refresh()
  await page.waitForTimeout(2_500)
  expect(await start(page).isVisible()).toBe(true)
  stub.instead = () => says('unknown_device')
  await refresh()
  await page.getByRole('heading', { name: /tạm\sngừng/ }).waitFor()
  stub.instead = () => null
  await refresh()
  await start(page).waitFor()
})

it('keeps the setup it has where the server sends one that cannot be shown', async () => {
  const page = await openKiosk(profile, stub.origin)
  const { questionnaires, ...rest } = stub.setup
  const [asked] = questionnaires
  for (const setup of [
    { ...rest, questionnaires: [{ ...asked, criteria: [{ code: 'overall' }] }] },
    { ...rest, questionnaires, areas: ['dat-dai'] },
    { ...rest, questionnaires, settings: { ...rest.settings, thanksSeconds: -5 } },
  ]) {
    const answered = stub.answeredInstead
    stub.instead = (path) => (path === '/api/kiosk/setup' ? json(setup) : null)
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => stub.answeredInstead).toBeGreaterThan(answered)
  }
  await visit(page, 3)
  await expect.poll(() => stub.sent.length).toBe(1)
})
