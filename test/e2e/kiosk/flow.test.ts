import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityFaults } from '../support/axe.ts'
import { cutOff, heading, openFaces, openKiosk, rate, reasonsAsked, screenText } from './support/kiosk-page.ts'
import { settled, start, storedRecords, thanks, tiles, touch, visit } from './support/kiosk-page.ts'
import { officeSetup } from './support/kiosk-setup.ts'
import type { KioskStub } from './support/kiosk-stub.ts'
import { kioskTests } from './support/kiosk-tests.ts'
import { ofRound } from '../support/rounds.ts'

const levels = [1, 2, 3, 4, 5]
let stub: KioskStub
let profile: BrowserContext
kioskTests((ground) => ({ stub, profile } = ground))

const english = (page: Page) => page.getByRole('button', { name: 'English' })

describe('whatever face is touched', () => {
  it.each(ofRound(['vi', 'en']))('screens, words and touches are the same (%s)', async (language) => {
    const page = await openKiosk(profile, stub.origin)
    const ways = []
    for (const level of levels) {
      let touches = 0
      const touchTile = async (index: number) => {
        await touch(tiles(page).nth(index))
        touches += 1
      }
      if (language === 'en') await touch(english(page))
      await touch(start(page))
      await touchTile(2)
      await page.getByRole('main').locator('svg').first().waitFor()
      await touchTile(level - 1)
      await reasonsAsked(page).waitFor()
      const afterTheTap = [await screenText(page), await page.getByRole('main').innerHTML()]
      await touchTile(0)
      await thanks(page).waitFor()
      const thanked = [await screenText(page), await page.getByRole('main').innerHTML()]
      await touch(page.getByRole('button', { name: /Tiếp|Continue/ }))
      await start(page).waitFor()
      ways.push({ touches, afterTheTap, thanked })
    }
    expect(ways[0]?.touches).toBe(3)
    for (const way of ways) expect(way).toEqual(ways[0])
    await expect.poll(() => stub.sent.map(({ answers }) => answers['overall'])).toEqual(levels)
    for (const { language: sent } of stub.sent) expect(sent).toBe(language)
  })

  it('"Chọn lại" shows the same faces unmarked and amends the one record', async () => {
    const page = await openKiosk(profile, stub.origin)
    const faces = () => page.getByRole('main').getByRole('list').innerHTML()
    let untouched: string | null = null
    for (const level of levels) {
      await openFaces(page)
      untouched ??= await faces()
      expect(await faces(), `before the tap on ${level}`).toBe(untouched)
      await touch(tiles(page).nth(level - 1))
      await touch(page.getByRole('button', { name: 'Chọn lại' }))
      await page.getByRole('main').locator('svg').first().waitFor()
      expect(await faces(), `after the tap on ${level}`).toBe(untouched)
      await touch(tiles(page).nth(5 - level))
      await touch(page.getByRole('button', { name: 'Thái độ' }))
      await touch(page.getByRole('button', { name: 'Tiếp' }))
    }
    expect(untouched).not.toMatch(/pressed|selected|checked/)
    await expect.poll(() => stub.sent.length).toBe(5)
    expect(stub.sent.map(({ answers }) => answers['overall'])).toEqual([5, 4, 3, 2, 1])
    expect(new Set(stub.sent.map(({ id }) => id)).size).toBe(5)
  })
})

describe('a rating', () => {
  it('is sent as the contract says', async () => {
    const page = await openKiosk(profile, stub.origin)
    await visit(page, 4)
    await visit(page, 2)
    await expect.poll(() => stub.sent.length).toBe(2)
    expect(stub.sent[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      seq: 1,
      assignment: 'a7',
      questionnaire: 'quay-nhanh@1',
      area: 'dat-dai',
      stage: 'result',
      answers: { overall: 4 },
      reasons: ['khong'],
      language: 'vi',
      answeredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/),
      dwellMs: expect.any(Number),
      gapMs: null,
      assisted: false,
    })
    expect(stub.sent[1]).toMatchObject({ seq: 2, gapMs: expect.any(Number) })
  })

  it('is one, however often the face is touched', async () => {
    const page = await openKiosk(profile, stub.origin)
    await start(page).click()
    await page.getByRole('button', { name: 'Bỏ qua' }).click()
    await heading(page).filter({ hasText: 'thủ' }).waitFor()
    const face = await tiles(page).nth(1).boundingBox()
    if (!face) throw new Error('no face')
    await settled(page)
    await page.mouse.dblclick(face.x + 60, face.y + 60)
    await page.mouse.dblclick(face.x + 60, face.y + 60)
    await reasonsAsked(page).waitFor()
    expect(await storedRecords(page)).toMatchObject([{ seq: 1, response: { answers: { overall: 2 }, area: null } }])
    expect((await storedRecords(page))[0]?.response['reasons']).toBeUndefined()
  })
})

describe('an absent citizen', () => {
  /** Nobody comes near for as long as the kiosk waits on this screen; who is slow to touch is not taken for absent. */
  const nobodyFor = (page: Page, wait: keyof KioskStub['setup']['settings']) =>
    page.clock.fastForward(stub.setup.settings[wait] * 1_000)

  it('is asked for more time on the faces, then leaves them', async () => {
    await profile.clock.install()
    const page = await openKiosk(profile, stub.origin)
    await english(page).click()
    await start(page).click()
    await tiles(page).nth(0).click()
    await tiles(page).nth(4).waitFor()
    await nobodyFor(page, 'idleFacesSeconds')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await nobodyFor(page, 'idleFacesSeconds')
    await page.getByRole('dialog').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await nobodyFor(page, 'askMoreTimeSeconds')
    await start(page).filter({ hasText: 'CHẠM' }).waitFor()
    expect(await storedRecords(page)).toEqual([])
  })

  it('has rated once a face was touched, and leaves nothing to the next', async () => {
    await profile.clock.install()
    const page = await openKiosk(profile, stub.origin)
    await rate(page, 1)
    await reasonsAsked(page).waitFor()
    await nobodyFor(page, 'idleSeconds')
    await thanks(page).waitFor()
    await nobodyFor(page, 'thanksSeconds')
    await start(page).waitFor()
    await expect.poll(() => stub.sent.length).toBe(1)
    expect(stub.sent[0]).toMatchObject({ answers: { overall: 1 } })
    expect(stub.sent[0]?.reasons).toBeUndefined()
  })

  it('leaves Vietnamese to the next on the attract screen too', async () => {
    await profile.clock.install()
    const page = await openKiosk(profile, stub.origin)
    await english(page).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await nobodyFor(page, 'idleSeconds')
    await start(page).filter({ hasText: 'CHẠM' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('vi')
  })
})

describe('every screen', () => {
  const sizes = [
    { width: 1080, height: 1920, pixelsPerMm: 3.6, control: 16, face: 25 },
    { width: 1280, height: 800, pixelsPerMm: 5.9, control: 16, face: 25 },
    { width: 390, height: 844, pixelsPerMm: 6.1, control: 9.5, face: 12 },
  ]
  const words = (text: string) => text.split(/[ \n]+/).filter((word) => /\p{L}/u.test(word)).length

  it.each(ofRound(sizes))('holds at $width × $height, in both languages', async ({ width, height, ...least }) => {
    const page = await openKiosk(profile, stub.origin)
    await page.setViewportSize({ width, height })
    const look = async (screen: string) => {
      await page.waitForTimeout(250)
      expect(await accessibilityFaults(page), screen).toEqual([])
      const [overX, overY] = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement
        return [scrollWidth - innerWidth, scrollHeight - innerHeight]
      })
      expect(overX, `${screen} is too wide`).toBeLessThanOrEqual(0)
      expect(overY, `${screen} is too high`).toBeLessThanOrEqual(0)
      for (const control of await page.getByRole('button').all()) {
        const box = await control.boundingBox()
        const millimetres = Math.min(box?.width ?? 0, box?.height ?? 0) / least.pixelsPerMm
        expect(millimetres, `${screen}: ${await control.textContent()}`).toBeGreaterThanOrEqual(least.control)
      }
      if (screen.endsWith('vi')) {
        expect(words(await page.getByRole('main').innerText()), screen).toBeLessThanOrEqual(35)
      }
    }
    for (const language of ['vi', 'en']) {
      if (language === 'en') await english(page).click()
      await look(`attract ${language}`)
      await start(page).click()
      await look(`areas ${language}`)
      await tiles(page).nth(0).click()
      await page.getByRole('listitem').locator('svg').first().waitFor()
      await look(`faces ${language}`)
      for (const face of await tiles(page).all()) {
        expect((await face.boundingBox())?.height).toBeGreaterThanOrEqual(least.face * least.pixelsPerMm)
      }
      await tiles(page).nth(3).click()
      await reasonsAsked(page).waitFor()
      await look(`reasons ${language}`)
      await tiles(page).nth(0).click()
      await thanks(page).waitFor()
      await look(`thanks ${language}`)
      await page.getByRole('button').click()
    }
  })

  // The smallest phone comes first: the quick round makes do with it.
  const screens = [
    [360, 640],
    [768, 1024],
    [1280, 800],
    [390, 844],
    [412, 732],
    [800, 1280],
    [1024, 600],
    [1024, 768],
    [1366, 768],
    [1920, 1080],
    [1080, 1920],
  ] as const

  it.each(ofRound(screens))('with the longest names is whole at %i × %i, in both languages', async (width, height) => {
    const counter = 'Quầy 12 – Tiếp nhận hồ sơ đất đai, xây dựng và trả kết quả'
    stub.setup = { ...stub.setup, counter, stage: 'submit' }
    const page = await openKiosk(profile, stub.origin)
    await page.setViewportSize({ width, height })
    for (const language of ['vi', 'en']) {
      if (language === 'en') await touch(english(page))
      expect(await cutOff(page), `attract ${language}`).toEqual([])
      await touch(start(page))
      await heading(page)
        .filter({ hasText: /làm|come for/ })
        .waitFor()
      expect(await tiles(page).count()).toBe(8)
      expect(await cutOff(page), `areas ${language}`).toEqual([])
      await touch(tiles(page).nth(0))
      await page.getByRole('listitem').locator('svg').first().waitFor()
      expect(await cutOff(page), `faces ${language}`).toEqual([])
      const answers = await Promise.all((await tiles(page).all()).map((answer) => answer.boundingBox()))
      expect(answers.length).toBe(5)
      for (const answer of answers) {
        expect(answer?.width).toBeCloseTo(answers[0]?.width ?? 0, 0)
        expect(answer?.height).toBeCloseTo(answers[0]?.height ?? 0, 0)
        expect(answer?.height).toBeGreaterThanOrEqual(48)
      }
      await touch(tiles(page).nth(0))
      await reasonsAsked(page).waitFor()
      expect(await cutOff(page), `reasons ${language}`).toEqual([])
      await touch(tiles(page).nth(0))
      await thanks(page).waitFor()
      expect(await cutOff(page), `thanks ${language}`).toEqual([])
      await touch(page.getByRole('button'))
      await start(page).waitFor()
    }
  })

  it('gives the focus to its heading and can be used by keyboard alone', async () => {
    const page = await openKiosk(profile, stub.origin)
    const screens = [
      start(page),
      heading(page).filter({ hasText: 'làm' }),
      heading(page).filter({ hasText: 'giải' }),
      reasonsAsked(page),
    ]
    for (const [at, tabs] of [1, 3, 2, 1].entries()) {
      await screens[at]?.waitFor()
      await settled(page)
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
      for (let tab = 0; tab < tabs; tab += 1) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
    }
    await thanks(page).waitFor()
    await expect.poll(() => stub.sent[0]?.answers).toEqual({ overall: 2 })
  })

  it('stands still where the person asked for less motion', async () => {
    const page = await openKiosk(profile, stub.origin)
    const moving = () => page.evaluate(() => document.getAnimations().length)
    expect(await moving()).toBe(0)
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    expect(await moving()).toBeGreaterThan(0)
  })
})

it('says on every screen of a demonstration that its ratings are none', async () => {
  stub.setup = officeSetup({ demo: true })
  const page = await openKiosk(profile, stub.origin)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('Dữ liệu mẫu').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await openFaces(page)
  await page.getByText('Dữ liệu mẫu').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
})
