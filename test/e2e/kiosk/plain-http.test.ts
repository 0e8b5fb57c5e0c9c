import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from '../support/axe.ts'
import { buildKiosk, heading, openKioskBrowser, start, visit } from './support/kiosk-page.ts'
import { officeSetup } from './support/kiosk-setup.ts'
import { startKioskStub } from './support/kiosk-stub.ts'
import type { KioskStub } from './support/kiosk-stub.ts'
import { isFull } from '../support/rounds.ts'

let built: ReturnType<typeof buildKiosk>
let stub: KioskStub

beforeAll(async () => {
  built = buildKiosk()
  stub = await startKioskStub(built.folder, officeSetup())
})
afterAll(async () => {
  await stub.close()
  built.remove()
})

/** As another machine of the local network sees the server: by name, over plain http. */
const origin = () => stub.origin.replace('127.0.0.1', 'mot-cua.test')

async function kioskOfLan(...flags: readonly string[]): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), 'hailong-profile-'))
  const kiosk = await openKioskBrowser(profile, ['--host-resolver-rules=MAP mot-cua.test 127.0.0.1', ...flags])
  onTestFinished(async () => {
    await kiosk.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  })
  return kiosk.pages()[0] ?? kiosk.newPage()
}

it('says what to do on plain http over a network, at every size', async () => {
  const page = await kioskOfLan()
  await page.goto(`${origin()}/kiosk/#pair=ABCD2345`)
  await heading(page).filter({ hasText: 'chưa dùng được' }).waitFor()
  const words = await page.getByRole('main').innerText()
  for (const part of ['https://', 'TLS_CERT', `http://localhost:${new URL(origin()).port}/kiosk/`, origin()])
    expect(words).toContain(part)
  for (const [width, height] of [
    [390, 844],
    [1280, 800],
    [1080, 1920],
  ] as const) {
    await page.setViewportSize({ width, height })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    const pictures = process.env['HAILONG_SCREENSHOTS']
    if (pictures) await page.screenshot({ path: join(pictures, `kiosk-http-${width}x${height}.png`) })
  }
  expect(stub.codes.size).toBe(1)
})

// Only a whole browser knows that flag.
it.runIf(isFull)('works where the browser was told to trust that address', async () => {
  const page = await kioskOfLan(`--unsafely-treat-insecure-origin-as-secure=${origin()}`)
  await page.goto(`${origin()}/kiosk/#pair=ABCD2345`)
  await start(page).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await visit(page, 4)
  await expect.poll(() => stub.sent.length, { timeout: 10_000 }).toBe(1)
})
