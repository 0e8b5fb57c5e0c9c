import type { Kiosk, TapFields } from '../../../support/kiosk.ts'
import type { Office } from '../../../support/office.ts'
import { shipped } from '../../../../server/shipped.ts'
import { openOnlyOn } from '../../../support/opening.ts'
import { ok } from './seeded-office.ts'
import { addTarget } from './seed-targets.ts'

/**
 * A quarter's ratings as counts of levels 1…5 by area. The shares that tests look for are worked out by hand from them:
 * 1,350 of 1,456 are satisfied, 128 of 155 in land and construction.
 */
export const ratedAreas = {
  'ho-tich': [0, 2, 3, 125, 300],
  'cu-tru': [0, 0, 1, 2, 1],
  'chung-thuc': [1, 1, 3, 250, 406],
  'dat-dai': [6, 10, 8, 57, 40],
  'xay-dung': [0, 1, 2, 16, 15],
  'bao-tro-xa-hoi': [20, 20, 18, 40, 28],
  'moi-truong': [1, 2, 3, 28, 30],
  'van-hoa': [1, 1, 2, 6, 6],
} as const

/** Of this morning: they are counted, and wait for the end of the day. */
export const RECEIVED_TODAY = 37
/** The most that one envelope holds. */
const ENVELOPE = 100

const levelsOf = (counts: readonly number[]): number[] =>
  counts.flatMap((count, index) => Array<number>(count).fill(index + 1))

/** What was rated on a day: levels, null for "no opinion". */
interface RatedDay {
  readonly day: string
  readonly levels: readonly (number | null)[]
  readonly fields?: TapFields
}

/** Rates on a day that is over, and has what came in counted a minute later: no job runs twice within one. */
export async function rateOn(office: Office, kiosk: Kiosk, { day, levels, fields }: RatedDay): Promise<void> {
  const { now } = office.clock
  office.clock.moveTo(`${day}T10:00:00+07:00`)
  await rateAll(kiosk, levels, fields)
  office.clock.now = now
  office.clock.pass(60_000)
  await office.tick()
}

async function rateAll(kiosk: Kiosk, levels: readonly (number | null)[], fields?: TapFields): Promise<void> {
  for (let from = 0; from < levels.length; from += ENVELOPE) {
    await kiosk.rate(levels.slice(from, from + ENVELOPE), fields)
  }
}

/** October's ratings by area, released, and those of today; in August some at the unit below. */
export async function seedRatings(office: Office): Promise<void> {
  await openOnlyOn(office, 'phu-quoc', ['2026-10-01'])
  const kiosk = await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 1' })
  const below = await office.pairKiosk({ unit: 'duong-dong', counter: 'Quầy 1' })
  const levels = levelsOf([0, 1, 2, 8, 9])
  await rateOn(office, below, { day: '2026-08-12', levels, fields: { area: 'chung-thuc' } })
  for (const [area, counts] of Object.entries(ratedAreas)) {
    await rateOn(office, kiosk, { day: '2026-10-01', levels: levelsOf(counts), fields: { area } })
  }
  await rateAll(kiosk, Array<number>(RECEIVED_TODAY).fill(5), { area: 'ho-tich' })
}

/** Ten of twelve are satisfied: too few for a verdict, and three about land are too few to be seen. */
export async function seedFewRatings(office: Office): Promise<void> {
  const kiosk = await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 1' })
  const day = '2026-11-01'
  await rateOn(office, kiosk, { day, levels: levelsOf([1, 1, 0, 5, 2]), fields: { area: 'ho-tich' } })
  await rateOn(office, kiosk, { day, levels: levelsOf([0, 0, 0, 1, 2]), fields: { area: 'dat-dai' } })
}

/** Satisfied, and all who chose a level, by month; the target rises in July, one month is hidden, one holds nothing. */
const months = {
  '2025-11': [180, 210],
  '2025-12': [176, 207],
  '2026-01': [171, 199],
  '2026-02': [88, 96],
  '2026-03': [3, 4],
  '2026-04': [160, 180],
  '2026-05': [151, 176],
  '2026-06': [160, 173],
  '2026-07': [17, 21],
  '2026-09': [152, 180],
  '2026-10': [185, 199],
  '2026-11': [120, 130],
} as const

/** Two years of ratings about land, released month by month; `old`: with another questionnaire until May 2026. */
async function rateMonths(office: Office, old?: string): Promise<void> {
  const days = Object.keys(months).map((month) => `${month}-10`)
  await openOnlyOn(office, 'phu-quoc', days)
  const kiosk = await office.pairKiosk({ unit: 'phu-quoc', counter: 'Quầy 1' })
  for (const [month, [satisfied, answered]] of Object.entries(months)) {
    // Two more said nothing; where four are hidden, nobody else was there.
    const silent = answered < 5 ? [] : [null, null]
    const levels = [...levelsOf([0, answered - satisfied, 0, satisfied, 0]), ...silent]
    const fields = { area: 'dat-dai', ...(old !== undefined && month < '2026-06' && { questionnaire: old }) }
    await rateOn(office, kiosk, { day: `${month}-10`, levels, fields })
  }
}

/** Two years under a target that rises in July 2026. */
export async function seedTwoYears(office: Office): Promise<void> {
  await addTarget(office, { value: 0.85, validFrom: '2025-01-01', validTo: '2026-06-30' })
  await addTarget(office, { validFrom: '2026-07-01' })
  await rateMonths(office)
}

/** Two years in which the question was another one until May 2026. */
export async function seedTwoQuestionnaires(office: Office): Promise<void> {
  await addTarget(office, { validFrom: '2025-01-01' })
  const kiosk = shipped.questionnaires.find(({ code }) => code === 'quay-nhanh')
  const old = { ...kiosk, code: 'phieu-cu', comparable: 'phieu-cu' }
  await ok(office.as('lan'), 'post', '/api/questionnaires', old)
  await rateMonths(office, 'phieu-cu@1')
}
