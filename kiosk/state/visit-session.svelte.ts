import type { KioskSetup } from '#contract/kiosk-setup'
import { OVERALL, questionnaireReference } from '#core/questions/questionnaire'
import { serverNow } from '../clock/tap-time.ts'
import { FIRST_LANGUAGE } from '../i18n/language.ts'
import type { Language } from '../i18n/language.ts'
import { inTime } from '../clock/in-time.ts'
import { amendRating, sealRating, storeRating } from '../outbox/ratings.ts'
import type { KioskDevice, StorageContext } from './device.svelte.ts'
import { nextStep, emptyVisit } from './visit.ts'
import type { Touch, Visit } from './visit.ts'

/** How long a new screen takes no touch: a finger on its way must not hit what comes under it. Milliseconds. */
const SETTLING_MS = 350
/** A disk that takes longer than this counts as failed: better out of order than a screen that hangs. Milliseconds. */
const DISK_PATIENCE_MS = 8_000

/** The citizen in front of the screen: what they touched, and the entry of the outbox it became. Forgotten when they leave. */
export class VisitSession {
  visit = $state.raw<Visit>(emptyVisit)
  language = $state<Language>(FIRST_LANGUAGE)
  /** The screen has just changed and takes no touch yet. */
  settling = $state(false)
  /** "Ông/Bà cần thêm thời gian không?" is on the screen. */
  asking = $state(false)
  /** The last rating could not be stored. */
  broken = $state(false)

  #device: KioskDevice
  #storageContext = $state.raw<StorageContext | null>(null)
  #entryId: string | null = null
  #busy = false
  #settlingTimer = 0
  #stepBeganMs = 0
  #lastRatingMs: number | null = null

  constructor(device: KioskDevice) {
    this.#device = device
  }

  /** The setup this citizen began with; a newer one waits for the next. */
  get setup(): KioskSetup | null {
    return this.#storageContext?.setup ?? this.#device.setup
  }

  /** Nothing of this visit is left: the kiosk is another device now, or none. */
  abandon(): void {
    if (this.visit !== emptyVisit) void this.touch({ kind: 'leave' })
  }

  switchLanguage(): void {
    this.language = this.language === 'vi' ? 'en' : 'vi'
  }

  /** A touch of the citizen, or their absence. What it means is stored before the next screen says so. */
  async touch(touch: Touch): Promise<void> {
    if (this.#busy || (this.settling && touch.kind !== 'leave' && touch.kind !== 'absent')) return
    this.#busy = true
    try {
      await inTime(this.#applyTouch(touch), DISK_PATIENCE_MS)
    } catch {
      // No thanks for what is not on the disk. What is there already is sealed when the page starts again.
      this.broken = true
      this.#show(emptyVisit)
    } finally {
      this.#busy = false
    }
  }

  async #applyTouch(touch: Touch): Promise<void> {
    const storageContext = this.#storageContext ?? this.#device.storageContext
    if (!storageContext) return
    const next = nextStep(this.visit, touch, storageContext.setup)
    const isOver = touch.kind === 'leave' || touch.kind === 'absent'
    if (next === this.visit && !isOver) return
    this.#storageContext = storageContext
    if (touch.kind === 'rate') await this.#rate(storageContext, next, touch.level)
    if (this.#entryId !== null && (next.step === 'thanks' || touch.kind === 'leave')) {
      await this.#seal(this.#entryId, next)
    }
    this.#show(next)
  }

  async #rate(storageContext: StorageContext, visit: Visit, level: number): Promise<void> {
    const { setup, identity } = storageContext
    const database = await this.#device.database()
    const [questionnaire] = setup.questionnaires
    if (!questionnaire) return
    const answers = { [OVERALL]: level }
    if (this.#entryId !== null) return amendRating(database, this.#entryId, { answers, language: this.language })
    const now = performance.now()
    const response = {
      assignment: setup.assignment,
      questionnaire: questionnaireReference(questionnaire),
      area: visit.area,
      stage: setup.stage,
      answers,
      language: this.language,
      dwellMs: Math.round(now - this.#stepBeganMs),
      gapMs: this.#lastRatingMs === null ? null : Math.round(now - this.#lastRatingMs),
      assisted: false,
    }
    const { tab, clock } = this.#device
    const time = {
      stamp: clock.stamp(),
      answeredAtMs: serverNow(clock.read()),
      provisional: !clock.isSure(),
    }
    this.#entryId = await storeRating(database, { identity, unit: setup.unit.code, tab, response, ...time })
    this.#lastRatingMs = now
  }

  async #seal(id: string, visit: Visit): Promise<void> {
    await sealRating(await this.#device.database(), id, visit.reason === null ? {} : { reasons: [visit.reason] })
    this.#entryId = null
    this.#device.wake()
  }

  #show(visit: Visit): void {
    if (visit === emptyVisit) this.#forget()
    this.visit = visit
    this.asking = false
    this.#stepBeganMs = performance.now()
    this.settling = true
    clearTimeout(this.#settlingTimer)
    this.#settlingTimer = window.setTimeout(() => (this.settling = false), SETTLING_MS)
  }

  #forget(): void {
    this.#entryId = null
    this.#storageContext = null
    this.language = FIRST_LANGUAGE
  }
}
