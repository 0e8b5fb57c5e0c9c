import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { StubbedOffice } from './dashboard-api.ts'
import { stub } from './dashboard-api.ts'
import { launchBrowser } from '../../kiosk/support/kiosk-page.ts'
import { buildDashboard, serveDashboard } from './static-dashboard.ts'

/** The dashboard as it is shipped, with a profile of its own for each test, which fails when the page complains. */
export interface DashboardTests {
  /** Opens a page, at a path below /dashboard/, whose server answers as that office. */
  open(state: StubbedOffice, path?: string): Promise<Page>
  profile(): BrowserContext
  origin(): string
}

/** To be called at the top of a test file: it adds what has to run before and after its tests. */
export function dashboardTests(options: BrowserContextOptions = {}): DashboardTests {
  let built: ReturnType<typeof buildDashboard>
  let served: Awaited<ReturnType<typeof serveDashboard>>
  let browser: Browser
  let context: BrowserContext
  let complaints: string[]

  beforeAll(async () => {
    built = buildDashboard()
    served = await serveDashboard(built.folder)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
    built.remove()
  })
  beforeEach(async () => {
    complaints = []
    const usual = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const
    context = await browser.newContext({ ...usual, ...options })
    return async () => {
      await context.close()
      expect(complaints).toEqual([])
    }
  })
  return {
    profile: () => context,
    origin: () => served.origin,
    open: async (state, path = '') => {
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) complaints.push(message.text())
      })
      await stub(page, state)
      await page.goto(`${served.origin}/dashboard/${path}`)
      return page
    },
  }
}
