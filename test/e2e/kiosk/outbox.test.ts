import type { Browser, BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityFaults } from '../support/axe.ts'
import {
  openKiosk,
  openProfile,
  rate,
  reasonsAsked,
  rowsOfStore,
  storedRecords,
  thanks,
  tiles,
  visit,
} from './support/kiosk-page.ts'
import type { KioskStub } from './support/kiosk-stub.ts'
import { kioskTests } from './support/kiosk-tests.ts'

let browser: Browser
let stub: KioskStub
let profile: BrowserContext
kioskTests((ground) => ({ browser, stub, profile } = ground))

const sentLevels = () => stub.sent.map(({ answers }) => answers['overall'])
const states = async (page: Page) => (await storedRecords(page)).map(({ state }) => state)
const outOfOrder = (page: Page) => page.getByRole('heading', { name: /Thiết\sbị tạm\sngừng/ })

describe('with the network gone', () => {
  it('thanks for every tap, keeps it, and sends each exactly once when it is back', async () => {
    const page = await openKiosk(profile, stub.origin)
    await profile.setOffline(true)
    for (const level of [5, 1, 3]) await visit(page, level)
    expect(await states(page)).toEqual(['sealed', 'sealed', 'sealed'])
    expect(stub.sent).toEqual([])
    await profile.setOffline(false)
    await expect.poll(() => states(page)).toEqual(['received', 'received', 'received'])
    await page.reload()
    await visit(page, 2)
    await expect.poll(sentLevels).toEqual([5, 1, 3, 2])
    expect(stub.sent.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  })

  it('starts from its own copies and goes on', async () => {
    const offline = await openProfile(browser, { serviceWorkers: 'allow' })
    const page = await openKiosk(offline, stub.origin)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await offline.setOffline(true)
    await page.reload()
    await visit(page, 4)
    expect(await states(page)).toEqual(['sealed'])
    await offline.setOffline(false)
    await expect.poll(sentLevels).toEqual([4])
    await offline.close()
  })
})

describe('when the power goes', () => {
  it('a tap that was not thanked yet is found at the next start, sealed and sent once', async () => {
    const page = await openKiosk(profile, stub.origin)
    await rate(page, 2)
    await reasonsAsked(page).waitFor()
    expect(await states(page)).toEqual(['open'])
    await page.close()
    expect(stub.sent).toEqual([])
    const again = await openKiosk(profile, stub.origin, '')
    await expect.poll(() => states(again)).toEqual(['received'])
    expect(sentLevels()).toEqual([2])
  })

  it('an open record of a page that lives is left to that page, and each record is sent by one page only', async () => {
    const page = await openKiosk(profile, stub.origin)
    await rate(page, 1)
    await reasonsAsked(page).waitFor()
    const other = await openKiosk(profile, stub.origin, '')
    await visit(other, 5)
    await expect.poll(sentLevels).toEqual([5])
    await page.getByRole('button', { name: 'Thái độ' }).click()
    await thanks(page).waitFor()
    await expect.poll(sentLevels).toEqual([5, 1])
    expect(stub.sent[1]).toMatchObject({ seq: 1, reasons: ['thai-do'] })
  })
})

describe('when nothing can be stored', () => {
  it('says so and never thanks, at the tap', async () => {
    const page = await openKiosk(profile, stub.origin)
    await page.evaluate(() => {
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await rate(page, 5)
    await outOfOrder(page).waitFor()
    expect(await thanks(page).count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await states(page)).toEqual([])
  })

  it('says so and never thanks, when the tap is stored and its sealing is not', async () => {
    const page = await openKiosk(profile, stub.origin)
    await rate(page, 5)
    await reasonsAsked(page).waitFor()
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await tiles(page).nth(0).click()
    await outOfOrder(page).waitFor()
    expect(await thanks(page).count()).toBe(0)
    await page.reload()
    await expect.poll(sentLevels).toEqual([5])
  })

  it('says so from the start where the browser has no storage', async () => {
    const page = await profile.newPage()
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError')
      }
    })
    await page.goto(`${stub.origin}/kiosk/`)
    await outOfOrder(page).waitFor()
  })
})

describe('what the server answers', () => {
  it('coarsens the kept copy, and sends it again when the server has lost it', async () => {
    const page = await openKiosk(profile, stub.origin)
    await visit(page, 4)
    await expect.poll(() => states(page)).toEqual(['received'])
    const [kept] = await storedRecords(page)
    expect(kept?.response['answeredAt']).toMatch(/T(00|12):00:00\+07:00$/)
    stub.receivedTo = () => 0
    await page.reload()
    await expect.poll(() => stub.sent.length).toBe(2)
    expect(stub.sent[1]).toEqual(kept?.response)
    await expect.poll(() => states(page)).toEqual(['received'])
    await visit(page, 3)
    await expect.poll(sentLevels).toEqual([4, 4, 3])
  })

  it('stamps a record rejected for its time anew, sends it once more, and only then sets it aside', async () => {
    stub.judge = ({ id }) => ({ id, status: 'rejected', issues: [{ path: 'answeredAt', code: 'in_future' }] })
    const page = await openKiosk(profile, stub.origin)
    await visit(page, 4)
    await expect.poll(() => states(page)).toEqual(['aside'])
    expect(stub.sent.map(({ uncertainTime }) => uncertainTime)).toEqual([undefined, true])
    expect(new Set(stub.sent.map(({ id }) => id)).size).toBe(1)
  })

  it.each(['rejected', 'conflict'] as const)('sets aside what is %s and sends the rest', async (status) => {
    stub.judge = ({ id, seq }) => ({ id, status: seq === 1 ? status : 'stored', issues: [] })
    const page = await openKiosk(profile, stub.origin)
    await visit(page, 1)
    await visit(page, 5)
    await expect.poll(() => states(page).then((all) => all.toSorted())).toEqual(['aside', 'received'])
    expect(sentLevels()).toEqual([1, 5])
  })

  it('keeps the newest checkpoint it was given and reports it, whatever the server says later', async () => {
    const checkpoint = (size: number) => ({ size, hash: 'ab'.repeat(32), day: '2026-11-20', signature: 'x' })
    const page = await openKiosk(profile, stub.origin)
    const given = async (change: Partial<KioskStub['setup']>) => {
      stub.setup = { ...stub.setup, ...change }
      const before = stub.beats.length
      await page.reload()
      const kept = () => rowsOfStore(page, 'setups').then((rows) => JSON.stringify(rows))
      await expect.poll(kept).toContain(`"size":${String(stub.setup.checkpoint?.size)}`)
      await expect.poll(() => stub.beats.length).toBeGreaterThan(before)
      const again = stub.beats.length
      await page.reload()
      await expect.poll(() => stub.beats.length).toBeGreaterThan(again)
      return stub.beats.at(-1)?.checkpoint?.size
    }
    expect(await given({ checkpoint: checkpoint(200) })).toBe(200)
    expect(await given({ checkpoint: checkpoint(100) })).toBe(200)
    expect(await given({ checkpoint: checkpoint(300) })).toBe(300)
    expect(await given({ checkpoint: checkpoint(100), restoredAt: '2026-11-21T01:00:00.000Z' })).toBe(100)
    expect(stub.beats.at(-1)?.checkpoint).toEqual({ unit: '19429', size: 100, hash: 'ab'.repeat(32) })
  })

  it('stamps by the clock of the server', async () => {
    const ahead = 3 * 60 * 60 * 1000
    stub.serverTime = () => Date.now() + ahead
    const page = await openKiosk(profile, stub.origin)
    await expect.poll(() => stub.beats.length).toBe(1)
    await visit(page, 4)
    await expect.poll(() => stub.sent.length).toBe(1)
    const stamped = Date.parse(stub.sent[0]?.answeredAt ?? '') - Date.now() - ahead
    expect(Math.abs(stamped)).toBeLessThan(30_000)
  })
})
