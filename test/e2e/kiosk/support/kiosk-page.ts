import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium'
  return chromium.launch({ executablePath, args: flags.split(' ') })
}

/** A browser on a folder of its own, with its service worker: opened again it is the same kiosk. */
export function openKioskBrowser(folder: string, more: readonly string[] = []): Promise<BrowserContext> {
  const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium'
  return chromium.launchPersistentContext(folder, {
    ...{ executablePath, args: [...flags.split(' '), ...more] },
    ...{ viewport: { width: 1280, height: 800 }, hasTouch: true, reducedMotion: 'reduce' },
  })
}

export { buildKiosk } from '../../support/built.ts'

/** A kiosk's browser profile; the service worker only where a test is about it. */
export function openProfile(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1280, height: 800 },
    hasTouch: true,
    // To paint the motion in software is most of what a run would cost.
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...options,
  })
}

/** Pairs by link and waits for the attract screen. Fails the test on any error in the page. */
export async function openKiosk(context: BrowserContext, origin: string, code = 'ABCD2345'): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(`${origin}/kiosk/${code === '' ? '' : `#pair=${code}`}`)
  await start(page).waitFor()
  return page
}

export const start = (page: Page) => page.getByRole('button', { name: /CHẠM|TOUCH/ })
export const tiles = (page: Page) => page.getByRole('main').getByRole('listitem').getByRole('button')
export const heading = (page: Page) => page.getByRole('heading', { level: 1 })
export const thanks = (page: Page) => page.getByRole('heading', { name: /Cảm\sơn|Thank you/ })
export const reasonsAsked = (page: Page) => page.getByRole('heading', { name: /cần làm tốt hơn|done better/ })

/** Waits until the screen takes touches again: a new one takes none at first. */
export async function settled(page: Page): Promise<void> {
  // Asked at every frame: a locator would ask again after half a second only.
  await page.waitForFunction(() => document.querySelector('.settling') === null)
}

/** Touches as soon as the screen takes touches again. */
export async function touch(target: Locator): Promise<void> {
  await settled(target.page())
  await target.click()
}

/** From the attract screen to the faces. */
export async function openFaces(page: Page): Promise<void> {
  await touch(start(page))
  await touch(page.getByRole('button', { name: 'Nhà đất' }))
  await page.getByRole('main').locator('svg').first().waitFor()
}

/** From the attract screen to the tap on a face. */
export async function rate(page: Page, level: number): Promise<void> {
  await openFaces(page)
  await touch(tiles(page).nth(level - 1))
}

/** A whole visit, thanked and over. */
export async function visit(page: Page, level: number): Promise<void> {
  await rate(page, level)
  await touch(page.getByRole('button', { name: /Không có góp/ }))
  await thanks(page).waitFor()
  await touch(page.getByRole('button', { name: 'Tiếp' }))
  await start(page).waitFor()
}

/** Everything a citizen can see or hear on the screen. */
export const screenText = (page: Page) =>
  page.evaluate(() => {
    const spoken = [...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label') ?? '')
    return [document.body.innerText, ...spoken].join('\n')
  })

/** What of the screen cannot be seen without scrolling: the buttons that are cut, and whether the page scrolls at all. */
export const cutOff = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    const scrolls = scrollWidth > innerWidth || scrollHeight > innerHeight
    const cut = [...document.querySelectorAll('button')].filter((button) => {
      const { top, left, right, bottom } = button.getBoundingClientRect()
      return top < 0 || left < 0 || right > innerWidth || bottom > innerHeight
    })
    return [
      ...cut.map(({ innerText }) => innerText),
      ...(scrolls ? [`scrolls to ${scrollWidth} × ${scrollHeight}`] : []),
    ]
  })

/** Everything of one store of the kiosk's database, with bytes as text. */
export const rowsOfStore = (page: Page, store: string) =>
  page.evaluate(
    (name) =>
      new Promise<Record<string, unknown>[]>((resolve, reject) => {
        const open = indexedDB.open('hailong-kiosk')
        open.onerror = () => reject(new Error('no database'))
        open.onsuccess = () => {
          const all = open.result.transaction(name).objectStore(name).getAll()
          const text = (value: unknown): unknown =>
            value instanceof ArrayBuffer || value instanceof Uint8Array
              ? new TextDecoder('latin1').decode(value)
              : value
          all.onsuccess = () => {
            open.result.close()
            resolve(
              all.result.map((row: object) =>
                Object.fromEntries(Object.entries(row).map(([field, value]) => [field, text(value)])),
              ),
            )
          }
        }
      }),
    store,
  )

/** How many copies of received ratings lie hidden. */
export const hiddenCopies = async (page: Page): Promise<number> => (await rowsOfStore(page, 'copies')).length

/** What the kiosk has stored, as it lies there. */
export const storedRecords = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<
        {
          id: string
          seq: number
          identity: string
          state: string
          restamped: boolean
          response: Record<string, unknown>
        }[]
      >((resolve, reject) => {
        const open = indexedDB.open('hailong-kiosk')
        open.onerror = () => reject(new Error('no database'))
        open.onsuccess = () => {
          const all = open.result.transaction('records').objectStore('records').getAll()
          all.onsuccess = () => {
            open.result.close()
            resolve(all.result)
          }
        }
      }),
  )
