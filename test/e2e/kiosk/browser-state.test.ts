import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openKiosk, rate, reasonsAsked, start, thanks, visit } from './support/kiosk-page.ts'
import type { KioskStub } from './support/kiosk-stub.ts'
import { kioskTests } from './support/kiosk-tests.ts'

let stub: KioskStub
let profile: BrowserContext
kioskTests((ground) => ({ stub, profile } = ground))

const scale = (page: Page) => page.evaluate(() => visualViewport?.scale)

it('cannot be magnified by two fingers, by the wheel or by keys', async () => {
  const page = await openKiosk(profile, stub.origin)
  const devtools = await profile.newCDPSession(page)
  const point = { x: 600, y: 400 }
  await devtools.send('Input.synthesizePinchGesture', { ...point, scaleFactor: 4, gestureSourceType: 'touch' })
  expect(await scale(page)).toBe(1)
  const refused = await page.evaluate(() => {
    const events = [
      new WheelEvent('wheel', { ctrlKey: true, deltaY: -100, cancelable: true }),
      new KeyboardEvent('keydown', { ctrlKey: true, key: '+', cancelable: true }),
    ]
    return events.map((event) => !window.dispatchEvent(event))
  })
  expect(refused).toEqual([true, true])
})

it('leaves nothing selected and nothing scrolled to the next one', async () => {
  const page = await openKiosk(profile, stub.origin)
  await page.setViewportSize({ width: 390, height: 300 })
  await rate(page, 4)
  await reasonsAsked(page).waitFor()
  await page.evaluate(() => {
    document.documentElement.style.userSelect = 'text'
    getSelection()?.selectAllChildren(document.body)
    document.body.style.paddingBottom = '900px'
    scrollTo(0, 300)
  })
  await page.getByRole('button', { name: /Không có góp/ }).click()
  await page.getByRole('button', { name: 'Tiếp' }).click()
  await start(page).waitFor()
  await expect.poll(() => page.evaluate(() => [getSelection()?.toString(), scrollY])).toEqual(['', 0])
})

it('asks that no browser translates it, and that the screen stays on', async () => {
  await profile.addInitScript(() => {
    const asked: string[] = []
    Object.assign(window, { asked })
    const lock = () => Object.assign(new EventTarget(), { released: false })
    const request = (kind: string) => Promise.resolve(lock()).finally(() => asked.push(kind))
    Object.defineProperty(navigator, 'wakeLock', { value: { request } })
  })
  const page = await openKiosk(profile, stub.origin)
  expect(await page.locator('html').getAttribute('translate')).toBe('no')
  expect(await page.locator('meta[name=google]').getAttribute('content')).toBe('notranslate')
  expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked)).toEqual(['screen'])
})

it('thanks whoever has rated and walks off', async () => {
  await profile.clock.install()
  const page = await openKiosk(profile, stub.origin)
  await rate(page, 1)
  await reasonsAsked(page).waitFor()
  await page.clock.fastForward(stub.setup.settings.idleSeconds * 1_000)
  await thanks(page).waitFor()
  await page.clock.fastForward(stub.setup.settings.thanksSeconds * 1_000)
  await start(page).waitFor()
  await expect.poll(() => stub.sent.map(({ answers }) => answers['overall'])).toEqual([1])
})

it('takes a code that an input method composes, and names the one that changes letters', async () => {
  const page = await profile.newPage()
  await page.goto(`${stub.origin}/kiosk/`)
  const field = page.getByRole('textbox')
  await field.focus()
  const devtools = await profile.newCDPSession(page)
  for (const text of ['a', 'ab', 'abc'])
    await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await devtools.send('Input.insertText', { text: 'abc' })
  expect(await field.inputValue()).toBe('ABC')
  await devtools.send('Input.imeSetComposition', { text: 'ư', selectionStart: 1, selectionEnd: 1 })
  await devtools.send('Input.insertText', { text: 'ư' })
  await page.getByText('Bộ gõ tiếng Việt').waitFor()
  await field.fill('')
  await page.getByText('Nhập mã').waitFor()
  await field.fill('abcd 2345')
  await page.keyboard.press('Enter')
  await start(page).waitFor()
  await visit(page, 3)
})
