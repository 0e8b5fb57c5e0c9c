import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { accessibilityFaults } from '../support/axe.ts'
import {
  heading,
  openKiosk,
  rate,
  reasonsAsked,
  start,
  storedRecords,
  thanks,
  tiles,
  touch,
  visit,
} from './support/kiosk-page.ts'
import type { KioskStub } from './support/kiosk-stub.ts'
import { kioskTests } from './support/kiosk-tests.ts'

let stub: KioskStub
let profile: BrowserContext
kioskTests((ground) => ({ stub, profile } = ground))

const sentLevels = () => stub.sent.map(({ answers }) => answers['overall'])
const states = async (page: Page) => (await storedRecords(page)).map(({ state }) => state)
const outOfOrder = (page: Page) => page.getByRole('heading', { name: /Thiết\sbị tạm\sngừng/ })

it('taps taken before pairing anew are sent with the identity they were taken under', async () => {
  const page = await openKiosk(profile, stub.origin)
  await profile.setOffline(true)
  await visit(page, 1)
  await profile.setOffline(false)
  stub.codes.set('WXYZ6789', 'device-2')
  await page.evaluate(() => (location.hash = '#pair=WXYZ6789'))
  await expect.poll(() => stub.codes.size).toBe(0)
  await start(page).waitFor()
  await visit(page, 2)
  await expect.poll(() => stub.sent.length).toBe(2)
  const byLevel = Object.fromEntries(
    stub.sent.map(({ answers, seq }, at) => [answers['overall'], [seq, stub.tokens[at]]]),
  )
  expect(byLevel).toEqual({ 1: [1, 'token-of-device-1'], 2: [1, 'token-of-device-2'] })
  expect(new URL(page.url()).hash).toBe('')
})

const staffButton = (page: Page) => page.getByRole('button', { name: /chưa được/ })

/** Two visits, the second thanked for although the first made the refusal known in its midst. */
async function refuseInMidVisit(page: Page): Promise<void> {
  await rate(page, 3)
  // The rating goes to the disk first: until then the faces stand there, and take no further touch.
  await reasonsAsked(page).waitFor()
  stub.refusedTokens.add('token-of-device-1')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await stub.refusals(1)
  await touch(tiles(page).nth(0))
  await thanks(page).waitFor()
  await touch(page.getByRole('button', { name: 'Tiếp' }))
  await outOfOrder(page).waitFor()
}

async function pairAnew(page: Page): Promise<void> {
  stub.codes.set('WXYZ6789', 'device-2')
  await page.evaluate(() => (location.hash = '#pair=WXYZ6789'))
  await start(page).waitFor()
}

it('a device the server refuses lets a visit finish, then takes no more and says so calmly', async () => {
  const page = await openKiosk(profile, stub.origin)
  await refuseInMidVisit(page)
  expect(await start(page).count()).toBe(0)
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await states(page)).toEqual(['sealed'])
  await page.route('**/api/**', (route) => route.abort())
  await page.reload()
  await outOfOrder(page).waitFor()
  await staffButton(page).click()
  await heading(page).filter({ hasText: 'Ghép' }).waitFor()
})

it('what a refused device was thanked for is sent by the next one, each once', async () => {
  const page = await openKiosk(profile, stub.origin)
  await visit(page, 5)
  await expect.poll(() => states(page)).toEqual(['received'])
  await refuseInMidVisit(page)
  const [waiting] = (await storedRecords(page)).filter(({ state }) => state === 'sealed')
  stub.setup = { ...stub.setup, assignment: 'a8' }
  await pairAnew(page)
  await expect.poll(sentLevels).toEqual([5, 3])
  await expect.poll(() => states(page)).toEqual(['received', 'received'])
  expect(stub.sent[1]).toEqual({ ...waiting?.response, seq: 1, assignment: 'a8' })
  expect(stub.tokens[1]).toBe('token-of-device-2')
  expect(stub.beats.at(-1)?.lastError).toBeNull()
  await visit(page, 4)
  await expect.poll(() => stub.sent[2]?.seq).toBe(2)
})

it('copies go to the next device where the server was restored since, and nowhere else', async () => {
  const page = await openKiosk(profile, stub.origin)
  await visit(page, 5)
  await expect.poll(() => states(page)).toEqual(['received'])
  await refuseInMidVisit(page)
  stub.setup = { ...stub.setup, assignment: 'a1800000000', restoredAt: '2026-11-20T01:00:00.000Z' }
  stub.judge = ({ id }, known) => ({ id, status: known ? 'conflict' : 'stored' })
  await pairAnew(page)
  await expect.poll(() => sentLevels().sort()).toEqual([3, 5, 5])
  await expect.poll(() => states(page)).toEqual(['received', 'received'])
  expect(stub.sent.slice(1).map(({ seq, assignment }) => [seq, assignment])).toEqual([1, 2].map((seq) => [seq, 'a1800000000'])) // prettier-ignore
  stub.refusedTokens.add('token-of-device-2')
  stub.codes.set('YZ678923', 'device-3')
  await page.evaluate(() => (location.hash = '#pair=YZ678923'))
  await expect.poll(() => stub.codes.size).toBe(0)
  await visit(page, 1)
  await expect.poll(() => sentLevels().at(-1)).toBe(1)
  expect(stub.sent).toHaveLength(4)
})

it('ratings of a place that a restored server does not know go to the place it knows', async () => {
  stub.setup = { ...stub.setup, restoredAt: '2026-11-20T01:00:00.000Z' }
  stub.judge = ({ id, assignment }) =>
    assignment === 'a8'
      ? { id, status: 'stored' }
      : { id, status: 'rejected', issues: [{ path: 'assignment', code: 'unknown_assignment' }] }
  const page = await openKiosk(profile, stub.origin)
  await visit(page, 2)
  await expect.poll(() => states(page)).toEqual(['aside'])
  stub.setup = { ...stub.setup, assignment: 'a8' }
  await page.reload()
  await page.reload()
  await expect.poll(() => states(page)).toEqual(['received'])
  // What was sent as the page was opened anew goes twice.
  expect(new Set(stub.sent.map(({ seq, assignment }) => `${seq} ${assignment}`))).toEqual(new Set(['1 a7', '1 a8']))
})

it('what was set aside for an area that a server had lost goes again once it knows the area', async () => {
  const { areas } = stub.setup
  stub.judge = ({ id }) => ({ id, status: 'rejected', issues: [{ path: 'area', code: 'unknown_area' }] })
  const page = await openKiosk(profile, stub.origin)
  await profile.setOffline(true)
  await visit(page, 2)
  stub.setup = { ...stub.setup, areas: areas.filter(({ code }) => code !== 'dat-dai') }
  await profile.setOffline(false)
  await expect.poll(() => states(page)).toEqual(['aside'])
  stub.setup = { ...stub.setup, areas }
  stub.judge = ({ id }) => ({ id, status: 'stored' })
  await page.reload()
  await page.reload()
  await expect.poll(() => states(page)).toEqual(['received'])
  expect(new Set(stub.sent.map(({ id, seq }) => `${seq} ${id}`)).size).toBe(1)
})

it('a refusal learnt only after pairing anew moves the ratings too, and is no error of the new device', async () => {
  const page = await openKiosk(profile, stub.origin)
  await profile.setOffline(true)
  await visit(page, 2)
  stub.refusedTokens.add('token-of-device-1')
  stub.codes.set('WXYZ6789', 'device-2')
  await profile.setOffline(false)
  await page.evaluate(() => (location.hash = '#pair=WXYZ6789'))
  await expect.poll(() => stub.tokens).toEqual(['token-of-device-2'])
  const before = stub.beats.length
  await page.reload()
  await expect.poll(() => stub.beats.length).toBeGreaterThan(before)
  expect(stub.beats.at(-1)?.lastError).toBeNull()
})

it('ratings of another unit are set aside and told to staff', async () => {
  const page = await openKiosk(profile, stub.origin)
  await refuseInMidVisit(page)
  stub.setup = { ...stub.setup, unit: { code: '19430', name: 'Phường khác' } }
  await pairAnew(page)
  await expect.poll(() => states(page)).toEqual(['aside'])
  expect(stub.sent).toEqual([])
  await page.reload()
  await expect.poll(() => stub.beats.at(-1)?.lastError).toBe('set_aside_1')
})

it('a kiosk that another one replaced delivers what it holds and takes no more', async () => {
  const page = await openKiosk(profile, stub.origin)
  await profile.setOffline(true)
  await visit(page, 2)
  stub.replaced = true
  await profile.setOffline(false)
  await page.reload()
  await outOfOrder(page).waitFor()
  await expect.poll(() => states(page)).toEqual(['received'])
  expect(new Set(stub.tokens)).toEqual(new Set(['token-of-device-1']))
  await page.route('**/api/**', (route) => route.abort())
  await page.reload()
  await outOfOrder(page).waitFor()
  expect(await start(page).count()).toBe(0)
})

it('a kiosk that was moved learns it by its next heartbeat', async () => {
  const page = await profile.newPage()
  await page.clock.install()
  await page.goto(`${stub.origin}/kiosk/#pair=ABCD2345`)
  await page.getByText('Quầy 2').waitFor()
  await expect.poll(() => stub.beats.length).toBe(1)
  stub.setup = { ...stub.setup, assignment: 'a8', counter: 'Quầy 5' }
  // The first beat may be answered and the next one not yet be due: the minute goes by until it is.
  await expect
    .poll(async () => {
      await page.clock.fastForward(61_000)
      return stub.beats.length
    })
    .toBeGreaterThan(1)
  await page.getByText('Quầy 5').waitFor()
})

it('is given by a code typed on the screen, and a refusal is put in words', async () => {
  const page = await profile.newPage()
  await page.goto(`${stub.origin}/kiosk/`)
  const typeCode = async (code: string) => {
    for (const key of code) await page.getByRole('button', { name: key, exact: true }).click()
    await page.getByRole('button', { name: /^Ghép/ }).click()
  }
  await typeCode('AAAA2222')
  await page.getByText('Mã không đúng hoặc đã hết hạn').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  stub.pairStatus = 429
  await page.getByRole('button', { name: /^Ghép/ }).click()
  await page.getByText('Đã thử nhiều lần').waitFor()
  await profile.setOffline(true)
  await page.getByRole('button', { name: /^Ghép/ }).click()
  await page.getByText('Không có mạng').waitFor()
  await profile.setOffline(false)
  await page.getByRole('textbox').fill('abcd-2345')
  await page.keyboard.press('Enter')
  await start(page).waitFor()
})
