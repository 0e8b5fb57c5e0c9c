import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { buildKiosk, openKioskBrowser, rate, start, storedRecords, tiles, touch, visit } from './support/kiosk-page.ts'
import { officeSetup } from './support/kiosk-setup.ts'
import { startKioskStub } from './support/kiosk-stub.ts'
import type { KioskStub } from './support/kiosk-stub.ts'
import { kioskVersion } from './support/kiosk-version.ts'
import type { KioskVersion } from './support/kiosk-version.ts'

let built: ReturnType<typeof buildKiosk>
let first: KioskVersion
let second: KioskVersion
let broken: KioskVersion
let profile: string
let kiosk: BrowserContext
let stub: KioskStub

beforeAll(() => {
  built = buildKiosk()
  first = kioskVersion(built.folder, 'first')
  second = kioskVersion(built.folder, 'second')
  broken = kioskVersion(built.folder, 'broken', true)
})
afterAll(() => {
  for (const made of [built, first, second, broken]) made.remove()
})
beforeEach(async () => {
  profile = mkdtempSync(join(tmpdir(), 'hailong-profile-'))
  stub = await startKioskStub(first.folder, officeSetup())
  kiosk = await openKioskBrowser(profile)
  return async () => {
    await kiosk.close()
    await stub.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** A busy machine takes its time. */
const patient = { timeout: 15_000 } as const

const address = () => `${stub.origin}/kiosk/`
const states = async (page: Page) => (await storedRecords(page)).map(({ state }) => state)
/** The script of the version that is shown. */
const shown = (page: Page) => page.evaluate(() => document.querySelector('script')?.src.replace(/.*\//, ''))
/** The caches of whole versions, each as the scripts in it. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name !== 'kiosk-state')
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return keys.flat().flatMap(({ url }) => /index-\w+\.js$/.exec(url) ?? [])
  })
/** Looks for a newer version, as the kiosk does every hour. @returns whether one is there, or why not */
const lookForNewer = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update().catch(() => undefined)
    const { installing } = registration
    if (!installing) return registration.waiting ? 'waiting' : 'none'
    return new Promise<string>((resolve) => {
      const look = () => installing.state !== 'installing' && resolve(installing.state)
      installing.addEventListener('statechange', look)
      look()
    })
  })

/** Paired, kept on the device, and known to work. */
async function pairedKiosk(): Promise<Page> {
  const page = kiosk.pages()[0] ?? (await kiosk.newPage())
  await page.goto(`${address()}#pair=ABCD2345`)
  await start(page).waitFor()
  await expect.poll(() => proven(page), patient).not.toBeNull()
  return page
}
const proven = (page: Page) =>
  page.evaluate(async () => (await (await caches.match('./state'))?.json())?.proven ?? null)

/** Ends the browser as a power cut would: nothing of it is asked first. */
async function kill(page: Page): Promise<void> {
  const session = await kiosk.newCDPSession(page)
  const gone = new Promise((resolve) => kiosk.once('close', resolve))
  await Promise.race([session.send('Browser.crash').catch(() => undefined), gone])
  await gone
}

/** The same kiosk after its browser was closed. */
async function reopened(): Promise<Page> {
  await kiosk.close()
  kiosk = await openKioskBrowser(profile)
  const page = kiosk.pages()[0] ?? (await kiosk.newPage())
  await page.goto(address())
  await start(page).waitFor()
  return page
}

async function serverIsBack(folder = first.folder): Promise<void> {
  const known = stub
  stub = await startKioskStub(folder, known.setup, Number(new URL(known.origin).port))
}

describe('with the server gone', () => {
  it('a kiosk whose browser was killed starts, takes ratings, and delivers all of them once when it is back', async () => {
    const before = await pairedKiosk()
    await stub.close()
    await visit(before, 5)
    await rate(before, 1)
    await before.getByRole('button', { name: /Không có góp/ }).waitFor()
    expect((await states(before)).toSorted()).toEqual(['open', 'sealed'])
    await kill(before)
    const page = await reopened()
    await expect.poll(() => states(page), patient).toEqual(['sealed', 'sealed'])
    await visit(page, 2)
    expect(await states(page)).toEqual(['sealed', 'sealed', 'sealed'])
    await serverIsBack()
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => states(page), patient).toEqual(['received', 'received', 'received'])
    expect(stub.sent.map(({ seq, answers }) => `${seq}: ${answers['overall']}`)).toEqual(['1: 5', '2: 1', '3: 2'])
  })
})

describe('a newer version', () => {
  it('that arrives only in part is thrown away: the old one works on, with all it holds', async () => {
    const page = await pairedKiosk()
    stub.folder = second.folder
    stub.cut.add(second.script)
    expect(await lookForNewer(page)).toBe('redundant')
    await page.route('**/api/**', (route) => route.abort())
    await visit(page, 1)
    await stub.close()
    const again = await reopened()
    expect([await shown(again), await kept(again)]).toEqual([first.script, [first.script]])
    expect(await states(again)).toEqual(['sealed'])
    expect(await lookForNewer(again)).toBe('none')
    await serverIsBack(second.folder)
    expect(await lookForNewer(again)).toBe('installed')
    await expect.poll(() => shown(again).catch(() => null), patient).toBe(second.script)
    await expect.poll(() => states(again).catch(() => null), patient).toEqual(['received'])
  })

  it('that is exchanged in midst of its download is thrown away: its page would name other files', async () => {
    const page = await pairedKiosk()
    const mixed = kioskVersion(built.folder, 'mixed')
    cpSync(join(first.folder, 'index.html'), join(mixed.folder, 'index.html'))
    stub.folder = mixed.folder
    expect(await lookForNewer(page)).toBe('redundant')
    expect([await shown(page), await kept(page)]).toEqual([first.script, [first.script]])
    mixed.remove()
  })

  it('is put in force only when nobody stands before the kiosk', async () => {
    const page = await pairedKiosk()
    await touch(start(page))
    stub.folder = second.folder
    expect(await lookForNewer(page)).toBe('installed')
    await touch(page.getByRole('button', { name: 'Nhà đất' }))
    await touch(tiles(page).nth(3))
    await page.getByRole('button', { name: /Không có góp/ }).waitFor()
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one?.waiting?.state))).toBe('installed') // prettier-ignore
    expect(await shown(page)).toBe(first.script)
    await touch(page.getByRole('button', { name: /Không có góp/ }))
    await touch(page.getByRole('button', { name: 'Tiếp' }))
    await expect.poll(() => shown(page).catch(() => null), patient).toBe(second.script)
    await start(page).waitFor()
    await expect.poll(() => states(page), patient).toEqual(['received'])
  })

  it('that does not start is given up after two tries: the one before comes back, also with the server gone', async () => {
    const page = await pairedKiosk()
    stub.folder = broken.folder
    const seen: (string | undefined)[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('.js') && request.resourceType() === 'script')
        seen.push(request.url().replace(/.*\//, ''))
    })
    expect(await lookForNewer(page)).toBe('installed')
    await expect.poll(() => seen, patient).toEqual([broken.script, broken.script, first.script])
    await start(page).waitFor()
    await visit(page, 4)
    await stub.close()
    const again = await reopened()
    expect(await shown(again)).toBe(first.script)
    await serverIsBack(second.folder)
    await lookForNewer(again)
    await expect.poll(() => shown(again).catch(() => null), patient).toBe(second.script)
    await expect.poll(() => kept(again), patient).not.toContain(broken.script)
  })
})
