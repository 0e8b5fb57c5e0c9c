import { describe, expect, test } from 'vitest'
import { createAttempts } from '../../../server/services/people/attempts.ts'
import { signIn } from '../../../server/services/people/sign-in.ts'
import { createStores } from '../../../server/stores.ts'
import type { Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, PASSWORD } from '../../support/office.ts'
import type { TestBrowser } from '../../support/staff.ts'
import { cookieOf, openBrowser } from '../../support/staff.ts'
import { everythingIn, rowsOf, valueOf } from '../../support/tables.ts'

const MINUTE = 60_000
const told = ({ status, body, headers }: Reply) => [status, body.code, headers['retry-after']]

async function guess(browser: TestBrowser, username: string, times: number): Promise<number[]> {
  const statuses: number[] = []
  for (let tries = 0; tries < times; tries++) statuses.push((await browser.signIn(username, `sai-${tries}`)).status)
  return statuses
}

/** A browser in which somebody has signed in. */
async function knownBrowser(office: Office, username: string, address?: string): Promise<TestBrowser> {
  const browser = openBrowser(office, address)
  expect((await browser.signIn(username)).status).toBe(200)
  return browser
}

describe('wrong passwords', () => {
  test('are answered five times, then each waits twice as long', async () => {
    const office = await officeOfTest()
    const browser = openBrowser(office)
    expect(await guess(browser, 'lan', 6)).toEqual([401, 401, 401, 401, 401, 429])
    for (const seconds of [5, 10, 20, 40]) {
      expect(told(await browser.signIn('lan', 'sai'))).toEqual([429, 'too_many_attempts', String(seconds)])
      office.clock.pass(seconds * 1000 - 1)
      expect(told(await browser.signIn('lan'))).toEqual([429, 'too_many_attempts', '1'])
      office.clock.pass(1)
      expect((await browser.signIn('lan', 'sai')).status).toBe(401)
    }
  })

  test('never make anybody wait more than a quarter of an hour, and are forgotten once the right one came', async () => {
    const office = await officeOfTest()
    const tries = { of: 'password', username: 'lan', browser: null } as const
    for (let failures = 0; failures < 30; failures++) {
      expect(await office.stores.delays.begin(tries, office.clock.now)).toBe(0)
      office.clock.pass(15 * MINUTE)
    }
    expect((await openBrowser(office).signIn('lan')).status).toBe(200)
    expect(await guess(openBrowser(office, '10.0.0.7'), 'lan', 5)).toEqual([401, 401, 401, 401, 401])
  })

  test('are forgotten after a day', async () => {
    const office = await officeOfTest()
    await guess(openBrowser(office), 'lan', 5)
    office.clock.pass(24 * 60 * MINUTE)
    expect(await guess(openBrowser(office), 'lan', 5)).toEqual([401, 401, 401, 401, 401])
  })

  test('are counted for all unknown browsers together, whatever their address', async () => {
    const office = await officeOfTest()
    for (let address = 1; address <= 5; address++)
      expect(await guess(openBrowser(office, `10.0.1.${address}`), 'lan', 1)).toEqual([401])
    expect(told(await openBrowser(office, '10.0.1.9').signIn('lan'))).toEqual([429, 'too_many_attempts', '5'])
    expect((await openBrowser(office, '10.0.1.9').signIn('minh')).status).toBe(200)
  })

  test('that come all at once are not each answered', async () => {
    const office = await officeOfTest()
    const guesses = Array.from({ length: 14 }, (_, index) =>
      openBrowser(office, `10.0.2.${index}`).signIn('lan', index === 13 ? PASSWORD : `sai-${index}`),
    )
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(9)
  })

  test('are remembered across a restart, by no name', async () => {
    const office = await officeOfTest()
    await guess(openBrowser(office), 'mat-khau-go-nham', 5)
    const again = await createStores(office.database, {
      clock: () => office.clock.now,
      release: 'daily',
      onStorageFailure: () => undefined,
    })
    const tries = { of: 'password', username: 'Mat-Khau-Go-Nham', browser: null } as const
    expect(await again.delays.begin(tries, office.clock.now)).toBe(5_000)
    expect(everythingIn(office.file)).not.toContain('mat-khau-go-nham')
  })

  test('of one colleague after another keep no new browser of their office waiting', async () => {
    const office = await officeOfTest()
    const browser = openBrowser(office)
    for (let name = 0; name < 40; name++) expect((await browser.signIn(`ai-do-${name}`)).status).toBe(401)
    expect((await openBrowser(office).signIn('lan')).status).toBe(200)
  })

  test('that an account has had too many of are not counted against the address that others share', async () => {
    const office = await officeOfTest()
    await guess(openBrowser(office), 'minh', 320)
    expect((await openBrowser(office).signIn('lan')).status).toBe(200)
  })

  test('of too many names from one address end with 429 there', async () => {
    const office = await officeOfTest()
    const stores = { ...office.stores, attempts: createAttempts({ most: 3, windowMs: 5 * MINUTE }) }
    const attempt = async (username: string, address: string, now = office.clock.now) => {
      const more = { password: PASSWORD, code: undefined, browserName: '', browserToken: undefined }
      const outcome = await signIn(stores, { username, address, now, ...more })
      return 'refused' in outcome ? [outcome.refused, outcome.retryAfterMs] : 'in'
    }
    for (const name of ['an', 'binh', 'chi'])
      expect(await attempt(name, '10.0.0.1')).toEqual(['wrong_credentials', null])
    expect(await attempt('lan', '10.0.0.1')).toEqual(['too_many_attempts', 5 * MINUTE])
    expect(await attempt('lan', '10.0.0.2')).toBe('in')
    expect(await attempt('lan', '10.0.0.1', office.clock.now + 5 * MINUTE)).toBe('in')
  })
})

describe('a browser that the account knows', () => {
  test('is kept waiting by no guess made elsewhere, from its own address neither', async () => {
    const office = await officeOfTest()
    const known = await knownBrowser(office, 'lan', '10.0.0.1')
    const stranger = openBrowser(office, '10.0.0.1')
    for (let tries = 0; tries < 60; tries++) await stranger.signIn('lan', `sai-${tries}`)
    expect((await stranger.signIn('lan')).status).toBe(429)
    expect((await known.signIn('lan')).status).toBe(200)
  })

  test('has a count of its own, which keeps out nobody else', async () => {
    const office = await officeOfTest()
    const [one, two] = [await knownBrowser(office, 'lan', '10.0.0.1'), await knownBrowser(office, 'lan', '10.0.0.2')]
    expect(await guess(one, 'lan', 6)).toEqual([401, 401, 401, 401, 401, 429])
    expect((await one.signIn('lan')).status).toBe(429)
    expect((await two.signIn('lan')).status).toBe(200)
    expect((await openBrowser(office, '10.0.0.3').signIn('lan')).status).toBe(200)
  })

  test('is unknown to every other account', async () => {
    const office = await officeOfTest()
    const known = await knownBrowser(office, 'lan')
    await guess(openBrowser(office, '10.0.0.9'), 'minh', 5)
    expect((await known.signIn('minh')).status).toBe(429)
  })

  test('keeps one cookie for all its accounts, which no script and no other site can use', async () => {
    const office = await officeOfTest()
    const browser = openBrowser(office)
    const reply = await browser.signIn('lan')
    const set = [reply.headers['set-cookie'] ?? []].flat().map(String)
    const [cookie, ...flags] = set.find((each) => each.startsWith('hl_device='))!.split('; ')
    expect(cookie).toMatch(/^hl_device=[\w-]{43}$/)
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Strict'])
    await browser.signIn('minh')
    expect(browser.known).toBe(cookie)
    expect(everythingIn(office.file)).not.toContain(cookie!.split('=')[1])
    expect(valueOf(office.file, 'select count(*) from known_browser')).toBe(2)
  })

  test('is not made known by a failure, nor by a cookie that somebody planted', async () => {
    const office = await officeOfTest()
    expect(cookieOf(await openBrowser(office).signIn('lan', 'sai'), 'hl_device')).toBeUndefined()
    const planted = `hl_device=${'a'.repeat(43)}`
    const browser = openBrowser(office, '10.0.0.1', planted)
    await browser.signIn('lan')
    expect(browser.known).not.toBe(planted)
  })

  test('is one of twenty: the longest unseen is forgotten', async () => {
    const office = await officeOfTest()
    const first = await knownBrowser(office, 'lan', '10.0.3.0')
    const id = Number(valueOf(office.file, `select id from account where username = 'lan'`))
    for (let day = 1; day <= 20; day++)
      await office.stores.knownBrowsers.remember(id, undefined, `2026-12-${String(day).padStart(2, '0')}`)
    expect(rowsOf(office.file, 'select 1 from known_browser')).toHaveLength(20)
    await guess(openBrowser(office, '10.0.4.1'), 'lan', 5)
    expect((await first.signIn('lan')).status).toBe(429)
  })
})

describe('an unknown name', () => {
  test('is counted, delayed and answered like a known one', async () => {
    const office = await officeOfTest()
    const answers = async (username: string, address: string) => {
      const browser = openBrowser(office, address)
      const replies: string[] = []
      for (let tries = 0; tries < 7; tries++) {
        const { status, text, headers } = await browser.signIn(username, 'sai')
        replies.push(JSON.stringify([status, text, headers['retry-after'], headers['set-cookie']]))
      }
      return replies
    }
    expect(await answers('ai-do', '10.0.0.1')).toEqual(await answers('lan', '10.0.0.2'))
  })
})
