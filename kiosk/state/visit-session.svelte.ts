import type { KioskSetup } from '#contract/kiosk-setup'
import { OVERALL, questionnaireReference } from '#core/questions/questionnaire'
import { FIRST_LANGUAGE } from '../i18n/language.ts'
import type { Language } from '../i18n/language.ts'
import { amendRating, sealRating, storeRating } from '../outbox/ratings.ts'
import type { Device, Ground } from './device.svelte.ts'
import { advance, nobody } from './visit.ts'
import type { Touch, Visit } from './visit.ts'

/** How long a new screen takes no touch: a finger on its way must not hit what comes under it. Milliseconds. */
const SETTLING_MS = 350
/** A disk that takes longer than this counts as failed: better out of order than a screen that hangs. Milliseconds. */
const DISK_PATIENCE_MS = 8_000

/** The citizen in front of the screen: what they touched, and the record it became. Forgotten when they leave. */
export class Passage {
  visit = $state.raw<Visit>(nobody)
  language = $state<Language>(FIRST_LANGUAGE)
  /** The screen has just changed and takes no touch yet. */
  settling = $state(false)
  /** "Ông/Bà cần thêm thời gian không?" is on the screen. */
  asking = $state(false)
  /** The last rating could not be stored. */
  broken = $state(false)

  #device: Device
  #ground = $state.raw<Ground | null>(null)
  #record: string | null = null
  #busy = false
  #settlingTimer = 0
  #shownMs = 0
  #lastRatingMs: number | null = null

  constructor(device: Device) {
    this.#device = device
  }

  /** The setup this citizen began with; a newer one waits for the next. */
  get setup(): KioskSetup | null {
    return this.#ground?.setup ?? this.#device.setup
  }

  switchLanguage(): void {
    this.language = this.language === 'vi' ? 'en' : 'vi'
  }

  /** A touch of the citizen, or their absence. What it means is stored before the next screen says so. */
  async touch(touch: Touch): Promise<void> {
    if (this.#busy || (this.settling && touch.kind !== 'leave')) return
    this.#busy = true
    try {
      await Promise.race([this.#take(touch), patience()])
    } catch {
      // No thanks for what is not on the disk. What is there already is sealed when the page starts again.
      this.broken = true
      this.#show(nobody)
    } finally {
      this.#busy = false
    }
  }

  async #take(touch: Touch): Promise<void> {
    const ground = this.#ground ?? this.#device.ground
    if (!ground) return
    const next = advance(this.visit, touch, ground.setup)
    if (next === this.visit && touch.kind !== 'leave') return
    this.#ground = ground
    if (touch.kind === 'rate') await this.#rate(ground, next, touch.level)
    if (this.#record !== null && (next.step === 'thanks' || touch.kind === 'leave')) {
      await this.#seal(ground, this.#record, next)
    }
    this.#show(next)
  }

  async #rate(ground: Ground, visit: Visit, level: number): Promise<void> {
    const { database, setup, identity } = ground
    const [questionnaire] = setup.questionnaires
    if (!questionnaire) return
    const answers = { [OVERALL]: level }
    if (this.#record !== null) return amendRating(database, this.#record, { answers, language: this.language })
    const now = performance.now()
    const response = {
      assignment: setup.assignment,
      questionnaire: questionnaireReference(questionnaire),
      area: visit.area,
      stage: setup.stage,
      answers,
      language: this.language,
      dwellMs: Math.round(now - this.#shownMs),
      gapMs: this.#lastRatingMs === null ? null : Math.round(now - this.#lastRatingMs),
      assisted: false,
    }
    const stamp = { deviceMs: Date.now(), monotonicMs: now }
    const [unit, tab] = [setup.unit.code, this.#device.tab]
    this.#record = await storeRating(database, { identity, unit, tab, stamp, response })
    this.#lastRatingMs = now
  }

  async #seal({ database }: Ground, record: string, visit: Visit): Promise<void> {
    await sealRating(database, record, visit.reason === null ? {} : { reasons: [visit.reason] })
    this.#record = null
    this.#device.wake()
  }

  #show(visit: Visit): void {
    if (visit === nobody) this.#forget()
    this.visit = visit
    this.asking = false
    this.#shownMs = performance.now()
    this.settling = true
    clearTimeout(this.#settlingTimer)
    this.#settlingTimer = window.setTimeout(() => (this.settling = false), SETTLING_MS)
  }

  #forget(): void {
    this.#record = null
    this.#ground = null
    this.language = FIRST_LANGUAGE
  }
}

function patience(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('storage does not answer')), DISK_PATIENCE_MS)
  })
}
