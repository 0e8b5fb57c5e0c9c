import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openKiosk, start, storedRecords, visit } from './support/kiosk-page.ts'
import type { KioskStub } from './support/kiosk-stub.ts'
import { kioskTests } from './support/kiosk-tests.ts'

let stub: KioskStub
let profile: BrowserContext
kioskTests((ground) => ({ stub, profile } = ground))

const DAY = 86_400_000
const down = () => ({ status: 503, text: '' })
const wake = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')))
const states = async (page: Page) => (await storedRecords(page)).map(({ state }) => state)
const comeBack = async (page: Page) => {
  stub.instead = () => null
  await wake(page)
}
/** By how much the stamps of what was sent are off, in days, rounded; and whether they are flagged. */
const sent = () =>
  stub.sent.map(({ answeredAt, uncertainTime }) => [
    Math.round((Date.parse(answeredAt) - Date.now()) / DAY) + 0,
    uncertainTime ?? false,
  ])

/** Pairs a kiosk that then goes out, once it has kept the time that the server told. */
async function pairUntilTold(): Promise<void> {
  const page = await openKiosk(profile, stub.origin)
  await expect.poll(() => keptTimes(page)).toBeGreaterThan(0)
  await page.close()
}

/** How much the kiosk has kept of the server's time. */
const keptTimes = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const open = indexedDB.open('hailong-kiosk')
        open.onsuccess = () => {
          const count = open.result.transaction('clock').objectStore('clock').count()
          count.onsuccess = () => resolve((open.result.close(), count.result))
        }
      }),
  )

/** The kiosk after a power cut, its clock wrong by so much, and no server to be reached. */
async function bootedAlone(wrongMs: number): Promise<Page> {
  stub.instead = down
  const page = await profile.newPage()
  await page.addInitScript((shift) => {
    const Right = Date
    const now = () => Right.now() + shift
    class Wrong extends Right {
      constructor(...given: []) {
        super(...(given.length === 0 ? ([now()] as unknown as []) : given))
      }
      static override now = now
    }
    Object.assign(globalThis, { Date: Wrong })
  }, wrongMs)
  await page.goto(`${stub.origin}/kiosk/`)
  await start(page).waitFor()
  return page
}

const wrong = [
  ['three days behind', -3 * DAY],
  ['in 1970', -Date.now()],
  ['a year ahead', 365 * DAY],
] as const

it.each(wrong)('a tap of a kiosk booted alone, %s, has its right time once the server is reached', async (_, by) => {
  await pairUntilTold()
  const page = await bootedAlone(by)
  await visit(page, 2)
  expect(await states(page)).toEqual(['sealed'])
  await comeBack(page)
  await expect.poll(() => states(page)).toEqual(['received'])
  expect(sent()).toEqual([[0, false]])
})

it.each(wrong)(
  'a tap of a kiosk booted alone, %s, is stored today and flagged after a second power cut',
  async (_, by) => {
    await pairUntilTold()
    const cut = await bootedAlone(by)
    await visit(cut, 2)
    await cut.close()
    stub.instead = () => null
    const page = await openKiosk(profile, stub.origin, '')
    await expect.poll(() => states(page)).toEqual(['received'])
    expect(sent()).toEqual([[0, true]])
  },
)

it('a clock set back in midst of the day changes no stamp', async () => {
  const page = await openKiosk(profile, stub.origin)
  await expect.poll(() => stub.beats.length).toBeGreaterThan(0)
  await page.evaluate((day) => {
    const { now } = Date
    Date.now = () => now() - 3 * day
  }, DAY)
  await visit(page, 4)
  await expect.poll(() => stub.sent.length).toBe(1)
  expect(sent()).toEqual([[0, false]])
})

it('a clock offset that is no number, as an earlier version may have kept, stops nothing', async () => {
  const page = await openKiosk(profile, stub.origin)
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const open = indexedDB.open('hailong-kiosk')
        open.onsuccess = () => {
          const transaction = open.result.transaction('clock', 'readwrite')
          transaction.objectStore('clock').put(NaN, 'offset')
          transaction.oncomplete = () => resolve(open.result.close())
        }
      }),
  )
  await page.close()
  const again = await bootedAlone(0)
  await visit(again, 3)
  await comeBack(again)
  await expect.poll(() => states(again)).toEqual(['received'])
})

const MINUTE = 60_000

/** Until the kiosk has acted upon a reply to a heartbeat: the second of two is sent after that. No time goes by. */
async function beatAnew(page: Page): Promise<void> {
  const wanted = stub.beats.length + 2
  await expect
    .poll(async () => {
      await wake(page)
      return stub.beats.length
    })
    .toBeGreaterThanOrEqual(wanted)
}

/** The page lives so long between two heartbeats: a jump of the clock ends whatever waits for a reply then. */
async function live(page: Page, minutes: number): Promise<void> {
  await beatAnew(page)
  await page.clock.fastForward(minutes * MINUTE)
  await beatAnew(page)
}

async function doubtedKiosk(): Promise<Page> {
  stub.doubtsTime = true
  const page = await profile.newPage()
  await page.clock.install()
  await page.goto(`${stub.origin}/kiosk/#pair=ABCD2345`)
  await start(page).waitFor()
  return page
}

it('what is rated while the server doubts even the day is sent flagged after an hour, restarts or none', async () => {
  const page = await doubtedKiosk()
  await visit(page, 2)
  await live(page, 20)
  expect(stub.sent).toEqual([])
  await page.reload()
  await start(page).waitFor()
  await visit(page, 3)
  await live(page, 10)
  expect(stub.sent).toEqual([])
  await live(page, 40)
  await expect.poll(() => stub.sent.map(({ uncertainTime }) => uncertainTime)).toEqual([true, true])
  await expect.poll(() => states(page)).toEqual(['received', 'received'])
})

it('what is rated while the server doubts the day has its right time where that is confirmed within the hour', async () => {
  const page = await doubtedKiosk()
  await visit(page, 2)
  await live(page, 30)
  stub.doubtsTime = false
  await wake(page)
  await expect.poll(() => stub.sent.map(({ uncertainTime }) => uncertainTime)).toEqual([undefined])
  stub.doubtsTime = true
  await page.reload()
  await start(page).waitFor()
  await visit(page, 3)
  await live(page, 30)
  expect(stub.sent.length).toBe(1)
})

it('what is sent in doubt, and refused because the time was confirmed meanwhile, has its time settled by that', async () => {
  const page = await doubtedKiosk()
  await visit(page, 2)
  let refusedAt: number | null = null
  stub.judge = ({ id }) => {
    refusedAt ??= stub.beats.length
    stub.doubtsTime = false
    const isTaught = stub.beats.length > refusedAt
    if (isTaught) return { id, status: 'stored' }
    return { id, status: 'rejected', issues: [{ path: 'answeredAt', code: 'in_future' }] }
  }
  await beatAnew(page)
  await page.clock.fastForward(62 * MINUTE)
  await expect
    .poll(async () => {
      await wake(page)
      return states(page)
    })
    .toEqual(['received'])
  // The clock that is put forward may end a wait for a reply: then the same is sent once more.
  expect(stub.sent.length).toBeGreaterThanOrEqual(2)
  expect(stub.sent.every(({ uncertainTime }) => uncertainTime === true)).toBe(true)
})
