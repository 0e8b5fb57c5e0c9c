import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openKiosk, rate, reasonsAsked, start, storedRecords, thanks, tiles, touch, visit } from './support/kiosk-page.ts' // prettier-ignore
import type { KioskStub } from './support/kiosk-stub.ts'
import { kioskTests } from './support/kiosk-tests.ts'

let stub: KioskStub
let profile: BrowserContext
kioskTests((ground) => ({ stub, profile } = ground))

const sentLevels = () => stub.sent.map(({ answers }) => answers['overall'])
const pairing = (page: Page) => page.getByRole('textbox')
/** What the issue of a kiosk out of order may take. */
const soon = { timeout: 15_000 } as const

/** Keeps the connections that the page opens within reach of the test. */
async function watchConnections(): Promise<void> {
  await profile.addInitScript(() => {
    const connections: IDBDatabase[] = []
    Object.assign(window, { connections })
    const open = IDBFactory.prototype.open
    IDBFactory.prototype.open = function (...args) {
      const request = open.apply(this, args)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    }
  })
}
/** Closes them as the browser does, with its event or, as a dead process would, without. */
const closeConnections = (page: Page, withEvent: boolean) =>
  page.evaluate((told) => {
    for (const connection of (window as unknown as { connections: IDBDatabase[] }).connections) {
      connection.close()
      if (told) connection.dispatchEvent(new Event('close'))
    }
  }, withEvent)

it.each([true, false])('opens a closed storage again (told of it: %s), and loses no rating', async (told) => {
  await watchConnections()
  const page = await openKiosk(profile, stub.origin)
  await visit(page, 5)
  await closeConnections(page, told)
  if (!told) await page.waitForTimeout(6_000)
  await visit(page, 2)
  await expect.poll(sentLevels, soon).toEqual([5, 2])
})

it('goes on with the visit where the storage was closed in its midst', async () => {
  await watchConnections()
  const page = await openKiosk(profile, stub.origin)
  await rate(page, 1)
  await reasonsAsked(page).waitFor()
  await closeConnections(page, true)
  await touch(tiles(page).nth(0))
  await thanks(page).waitFor()
  await expect.poll(sentLevels, soon).toEqual([1])
})

it('asks to be paired where its storage was deleted under it, and then takes ratings', async () => {
  const page = await openKiosk(profile, stub.origin)
  const other = await profile.newPage()
  await other.goto(`${stub.origin}/kiosk/icon.svg`)
  await other.evaluate(() => void indexedDB.deleteDatabase('hailong-kiosk'))
  await pairing(page).waitFor(soon)
  stub.codes.set('WXYZ6789', 'device-2')
  await page.evaluate(() => (location.hash = '#pair=WXYZ6789'))
  await start(page).waitFor()
  await visit(page, 3)
  await expect.poll(sentLevels).toEqual([3])
})

it('asks to be paired where the browser cleared everything, in midst of a visit too', async () => {
  const page = await openKiosk(profile, stub.origin)
  await rate(page, 4)
  await reasonsAsked(page).waitFor()
  const devtools = await profile.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: stub.origin, storageTypes: 'all' })
  await pairing(page).waitFor(soon)
  stub.codes.set('WXYZ6789', 'device-2')
  await page.evaluate(() => (location.hash = '#pair=WXYZ6789'))
  await start(page).waitFor()
  expect(await storedRecords(page)).toEqual([])
})

it('asks to be paired where its tables were emptied under an open connection', async () => {
  const page = await openKiosk(profile, stub.origin)
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const open = indexedDB.open('hailong-kiosk')
        open.onsuccess = () => {
          const stores = [...open.result.objectStoreNames]
          const transaction = open.result.transaction(stores, 'readwrite')
          for (const name of stores) transaction.objectStore(name).clear()
          transaction.oncomplete = () => resolve(open.result.close())
        }
      }),
  )
  await pairing(page).waitFor(soon)
})

it('sends on where the browser took its locks and closed its channel', async () => {
  await profile.addInitScript(() => {
    const channels: BroadcastChannel[] = []
    Object.assign(window, { channels })
    const Original = BroadcastChannel
    window.BroadcastChannel = class extends Original {
      constructor(name: string) {
        super(name)
        channels.push(this)
      }
    }
  })
  const page = await openKiosk(profile, stub.origin)
  await page.evaluate(async () => {
    for (const channel of (window as unknown as { channels: BroadcastChannel[] }).channels) channel.close()
    const { held = [] } = await navigator.locks.query()
    for (const { name = '' } of held) await navigator.locks.request(name, { steal: true }, () => undefined)
  })
  await visit(page, 5)
  await expect.poll(sentLevels, soon).toEqual([5])
  await expect.poll(() => page.evaluate(async () => (await navigator.locks.query()).held?.length), soon).toBe(2)
})
