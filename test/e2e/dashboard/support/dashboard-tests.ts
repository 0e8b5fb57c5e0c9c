import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Office, OfficeOptions, Person, Seat } from '../../../support/office.ts'
import { OPENING } from '../../../support/office.ts'
import { launchBrowser } from '../../kiosk/support/kiosk-page.ts'
import { openSeededOffice } from './seeded-office.ts'
import type { Seed } from './seeded-office.ts'

/** A call that a page made. */
export interface SentCall {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

/** Whose page it is: `lan`, the administrator, unless given; null for nobody. */
export type Visitor = Person | Seat | null

/** An office that answers at an address of its own. */
export interface ServedOffice extends Office {
  readonly origin: string
  /** Opens a page at a path below /dashboard/. */
  open(path?: string, visitor?: Visitor): Promise<Page>
}

/** The dashboard as it is shipped on a real office, with a profile for each test, which fails when the page complains. */
export interface DashboardTests {
  /** An office that tests of this file share: they only read. */
  shared(seed: Seed): Promise<ServedOffice>
  /** An office for this test alone. */
  own(seed: Seed, options?: OfficeOptions): Promise<ServedOffice>
  /** A page of this test that complains to it, and is signed in nowhere. */
  page(): Promise<Page>
  profile(): BrowserContext
  /** What the pages of this test asked the office, newest last. */
  readonly sent: SentCall[]
  /** The newest call of this method below this path; undefined when there was none. */
  sentTo(method: string, path?: string): SentCall | undefined
}

/** To be called at the top of a test file: it adds what has to run before and after its tests. */
export function dashboardTests(options: BrowserContextOptions = {}): DashboardTests {
  let browser: Browser
  let context: BrowserContext
  let complaints: string[] = []
  const sent: SentCall[] = []
  const shared = new Map<Seed, Promise<ServedOffice>>()
  const own: ServedOffice[] = []

  const newPage = async (): Promise<Page> => {
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text())
    })
    return page
  }
  const serve = async (seed: Seed, more?: OfficeOptions): Promise<ServedOffice> => {
    const office = await openSeededOffice(seed, more)
    const origin = await office.app.listen({ host: '127.0.0.1', port: 0 })
    const open: ServedOffice['open'] = async (path = '', visitor = 'lan') => {
      await context.clearCookies({ name: /^hl_session/ })
      if (visitor !== null) await context.addCookies([await sessionCookie(office, origin, visitor)])
      const page = await newPage()
      await page.goto(`${origin}/dashboard/${path}`)
      return page
    }
    return { ...office, origin, open }
  }

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    for (const office of await Promise.all(shared.values())) await office.close()
  })
  beforeEach(async () => {
    complaints = []
    sent.length = 0
    const usual = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const
    context = await browser.newContext({ ...usual, ...options })
    await context.addInitScript(moveClock, Date.parse(OPENING) - Date.now())
    context.on('request', (request) => {
      const { pathname, search } = new URL(request.url())
      if (!pathname.startsWith('/api/')) return
      const text = request.postData()
      const isJson = (request.headers()['content-type'] ?? '').includes('json')
      sent.push({ method: request.method(), path: pathname + search, body: text && isJson ? JSON.parse(text) : text })
    })
    return async () => {
      await context.close()
      const offices = [...own, ...(await Promise.all(shared.values()))]
      const bad = offices.flatMap(({ badReplies }) => badReplies.splice(0))
      for (const office of own.splice(0)) await office.close()
      expect([...complaints, ...bad]).toEqual([])
    }
  })
  return {
    sent,
    profile: () => context,
    page: newPage,
    sentTo: (method, path = '') => sent.findLast((call) => call.method === method && call.path.startsWith(path)),
    shared: (seed) => {
      const office = shared.get(seed) ?? serve(seed)
      shared.set(seed, office)
      return office
    },
    own: async (seed, more) => {
      const office = await serve(seed, more)
      own.push(office)
      return office
    },
  }
}

async function sessionCookie(office: Office, url: string, visitor: Person | Seat) {
  return { name: 'hl_session', value: await office.token(visitor), url }
}

/** Runs in a page before its scripts: its clock goes on from the moment at which every office opens. */
function moveClock(offsetMs: number): void {
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...parts: unknown[]) {
      super(...((parts.length === 0 ? [Real.now() + offsetMs] : parts) as [number]))
    }
    static override now(): number {
      return Real.now() + offsetMs
    }
  } as DateConstructor
}
