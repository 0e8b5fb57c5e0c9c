import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { buildKiosk, launchBrowser, openProfile } from './kiosk-page.ts'
import { officeSetup } from './kiosk-setup.ts'
import { startKioskStub } from './kiosk-stub.ts'
import type { KioskStub } from './kiosk-stub.ts'

/** What each test stands on: a server that says what the test wants, and a browser profile of its own. */
export interface KioskGround {
  readonly browser: Browser
  readonly stub: KioskStub
  readonly profile: BrowserContext
}

/** To be called at the top of a test file about the kiosk as it is shipped: tells of the ground of each test. */
export function kioskTests(begin: (ground: KioskGround) => void): void {
  let built: ReturnType<typeof buildKiosk>
  let browser: Browser

  beforeAll(async () => {
    built = buildKiosk()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    built.remove()
  })
  beforeEach(async () => {
    const settings = { ...officeSetup().settings, thanksSeconds: 20 }
    const stub = await startKioskStub(built.folder, officeSetup({ settings }))
    const profile = await openProfile(browser)
    begin({ browser, stub, profile })
    return async () => {
      await profile.close()
      await stub.close()
    }
  })
}
