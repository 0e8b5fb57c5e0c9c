import { civilTimeOn } from '#core/time/civil-time'
import { dwellBucket, gapBucket } from '#core/ledger/buckets'
import { weekdayOf } from '#core/time/opening-hours'
import { daysBetween } from '#core/time/period'
import type { NewResponse } from '../store/ratings/response-writer.ts'
import { uuidText } from '../store/ledger/keys.ts'
import type { Chance } from './chance.ts'
import type { DemoKiosk, DemoOffice } from './offices.ts'
import { demand, satisfied, silent } from './places.ts'
import type { DemoArea } from './places.ts'
import { complaints, landComplaints, landWishes, praise, wishes } from './words.ts'

/** Days with reception in a usual month. */
const DAYS_A_MONTH = 21
/** Some answer on paper, and a clerk types it in: no kiosk stands behind it. */
const PAPER_SHARE = 0.06
const COMMENT_SHARE = 0.045

/** What one day of an office is made from. */
export interface DemoDay {
  readonly office: DemoOffice
  /** Civil date. */
  readonly day: string
  /** The first and the last day of the demonstration: in between, things get better. */
  readonly span: { readonly from: string; readonly to: string }
  /** Civil day after which they may be released; null: at once. */
  readonly dueDay: string | null
}

/** A rating and the kiosk it was given at; null for one on paper. */
export interface DemoRating {
  readonly response: NewResponse
  readonly kiosk: DemoKiosk | null
}

/** The ratings an office received on one day, in the order in which they came. */
export function ratingsOf(at: DemoDay, chance: Chance): readonly DemoRating[] {
  // Mondays are busy; no two days are alike.
  const busy = (chance.roll() + chance.roll()) * (weekdayOf(at.day) === 0 ? 1.35 : 0.93)
  const count = Math.round((at.office.commune.monthly / DAYS_A_MONTH) * busy)
  return Array.from({ length: count }, () => ratingOf(at, chance)).filter((found) => found !== null)
}

/** One rating; null when the kiosk it would have been given at was silent that day. */
function ratingOf(at: DemoDay, chance: Chance): DemoRating | null {
  const { office, day, span } = at
  const area = chance.weighted(demand)
  const onPaper = chance.happens(PAPER_SHARE)
  const kiosk = onPaper ? null : kioskFor(office, area, chance)
  if (kiosk !== null && isSilent(office, kiosk, daysBetween(day, span.to))) return null
  return { response: responseOf(at, { area, kiosk }, chance), kiosk }
}

interface SampleVisit {
  readonly area: DemoArea
  readonly kiosk: DemoKiosk | null
}

function responseOf({ office, day, span, dueDay }: DemoDay, { area, kiosk }: SampleVisit, chance: Chance): NewResponse {
  const level = levelOf(shareOf(area, { office, day, span }), chance)
  const isDissatisfied = level !== null && level <= 3
  const comment = chance.happens(COMMENT_SHARE) ? commentOf(area, level, chance) : null
  const procedure = chance.happens(0.6) ? chance.pick([...(office.procedures.get(area) ?? []), null]) : null
  const afternoon = chance.happens(0.42)
  return {
    unitId: office.unitId,
    assignmentId: kiosk?.assignmentId ?? null,
    areaId: office.areaIds.get(area) ?? 0,
    procedureId: procedure?.id ?? 0,
    questionnaireId: office.questionnaire.id,
    comment,
    dueDay,
    record: {
      id: idAt(day, afternoon, chance),
      assignment: kiosk === null ? null : `a${kiosk.assignmentId}`,
      seq: kiosk === null ? null : kiosk.nextSeq(),
      counter: kiosk?.counterId ?? 0,
      area,
      procedure: procedure?.code ?? null,
      stage: kiosk?.stage ?? chance.weighted({ submit: 4, result: 5, inquiry: 1 }),
      channel: kiosk === null ? 'paper' : 'kiosk',
      questionnaire: office.questionnaire.reference,
      localDate: day,
      halfDay: afternoon ? 1 : 0,
      language: chance.happens(0.985) ? 'vi' : 'en',
      assisted: chance.happens(0.03),
      uncertainTime: false,
      dwellBucket: kiosk === null ? null : dwellBucket(1_500 + chance.roll() ** 3 * 40_000),
      gapBucket: kiosk === null ? null : gapBucket(20_000 + chance.roll() ** 2 * 2_000_000),
      reasons: chance.happens(isDissatisfied ? 0.7 : 0.25) ? reasonOf(area, level, chance) : null,
      answers: [['overall', level]],
    },
  }
}

/** A counter that serves the area by name, or the one that serves all. */
function kioskFor({ kiosks }: DemoOffice, area: string, chance: Chance): DemoKiosk | null {
  const own = kiosks.filter(({ areas }) => areas.includes(area))
  const rest = kiosks.filter(({ areas }) => areas.length === 0)
  const list = own.length > 0 && chance.happens(0.7) ? own : [...rest, ...own]
  return list.length === 0 ? null : chance.pick(list)
}

const isSilent = ({ commune }: DemoOffice, { counter }: DemoKiosk, daysAgo: number): boolean =>
  commune.code === silent.commune && counter === silent.counter && daysAgo < silent.days

/** Over the year all gets a little better; land, which began worse, by more. */
function shareOf(area: DemoArea, { office, day, span }: Pick<DemoDay, 'office' | 'day' | 'span'>): number {
  const passed = daysBetween(span.from, day) / Math.max(1, daysBetween(span.from, span.to))
  const gained = (passed - 0.5) * (area === 'dat-dai' ? 0.09 : 0.025)
  return Math.min(0.985, satisfied[area] + office.commune.better + gained)
}

function levelOf(share: number, chance: Chance): number | null {
  if (chance.happens(0.012)) return null
  if (chance.happens(share)) return chance.happens(0.56) ? 5 : 4
  return Number(chance.weighted({ 1: 17, 2: 30, 3: 53 }))
}

function commentOf(area: DemoArea, level: number | null, chance: Chance): string {
  const isLand = area === 'dat-dai'
  if (level !== null && level >= 4) return chance.pick(chance.happens(0.62) ? praise : isLand ? landWishes : wishes)
  return chance.pick(isLand ? [...landComplaints, ...landComplaints, ...complaints] : [...complaints, ...wishes])
}

function reasonOf(area: DemoArea, level: number | null, chance: Chance): string {
  if (level !== null && level >= 4 && chance.happens(0.7)) return 'khong'
  const land = { 'cho-doi': 6, 'giay-to': 4, 'huong-dan': 3, 'ket-qua': 2, 'thai-do': 1, phi: 1 }
  const other = { 'cho-doi': 4, 'noi-cho': 3, 'giay-to': 2, 'huong-dan': 2, 'thai-do': 1, phi: 0.6 }
  return chance.weighted(area === 'dat-dai' ? { ...land, 'noi-cho': 1 } : { ...other, 'ket-qua': 0.6 })
}

/** A UUID of version 7 whose time is the start of the half-day, as kiosks make them. */
export function idAt(day: string, afternoon: boolean, chance: Chance): string {
  const bytes = chance.bytes(16)
  const start = Date.parse(civilTimeOn(day, afternoon ? '12:00:00' : '00:00:00'))
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(start / 256 ** (5 - index)) % 256
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return uuidText(bytes)
}
