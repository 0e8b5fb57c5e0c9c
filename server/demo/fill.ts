import { mkdirSync } from 'node:fs'
import { addDays, monthOf } from '#core/time/period'
import { civilDate, civilMinutes, civilTimeOn, halfDayOf } from '#core/time/civil-time'
import type { Config } from '../config.ts'
import { actingAt } from '#core/ledger/actor'
import type { Database } from '../store/engine/database.ts'
import { openDatabase } from '../store/engine/database.ts'
import { closeAllDue } from '../services/editions/close-due.ts'
import type { DeviceSequence } from '../store/devices/device-sequence.ts'
import { createDeviceSequences } from '../store/devices/device-sequence.ts'
import { createResponseWriter } from '../store/ratings/response-writer.ts'
import type { Stores } from '../stores.ts'
import { createStores } from '../stores.ts'
import { monthsBefore, workingDays } from './calendar.ts'
import { createChance } from './chance.ts'
import { enterDemoDossiers } from './dossiers.ts'
import type { DemoKiosk, DemoOffice } from './offices.ts'
import { createOffices } from './offices.ts'
import { home, silent, waiting } from './places.ts'
import type { DemoRating } from './ratings.ts'
import { ratingsOf } from './ratings.ts'
import { SURVEY_FORM, surveyOf } from './survey.ts'
import { prepareDatabase } from '../databases.ts'
import { filesIn } from '../store/engine/data-files.ts'

export interface DemoOptions {
  readonly config: Pick<Config, 'dataDir'>
  readonly clock: () => number
  /** How far back the ratings go. */
  readonly months: number
  /** What its kiosks say they run. */
  readonly version: string
}

/** What somebody needs to look around. */
export interface DemoEntry {
  /** Pairs a browser as one more kiosk, for ten minutes. */
  readonly pairingCode: string
  /** The secret of the link by which a supervisor reads. */
  readonly readingToken: string
  /** Kiosks that go on reporting, with what they say of themselves. */
  readonly kiosks: readonly { readonly token: string; readonly beat: DemoBeat }[]
}

export type DemoBeat = ReturnType<typeof beatOf>

const SEED = 20_250_701
const LINK_DAYS = 30
const DAY_MS = 86_400_000

/**
 * Fills a new data folder with a small province, from that many months ago up to now. The ratings go the way all ratings
 * go, ledger and tallies included; the same day gives the same ratings.
 */
export async function fillDemo({ config, clock, months, version }: DemoOptions): Promise<DemoEntry> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const { database: file } = filesIn(config.dataDir)
  await prepareDatabase(file)
  const database = openDatabase(file)
  try {
    const onStorageFailure = (error: unknown): never => {
      throw error
    }
    const stores = await createStores(database, { clock, release: 'live', onStorageFailure, backupFolder: null })
    const today = civilDate(clock())
    const time = { from: monthsBefore(today, months), today }
    const offices = await createOffices(database, stores, time)
    await writeRatings(database, stores, { offices, time, now: clock() })
    await writeSurvey(database, stores, { offices, time })
    await enterDemoDossiers(stores, { offices, time }, createChance(SEED + 2))
    for (const office of offices)
      for (const kiosk of office.kiosks)
        await stores.devices.heartbeat(kiosk.deviceId, {
          ...beatOf(office, kiosk, version),
          at: heardAt(office, kiosk, clock()),
        })
    await closePeriods(stores, offices, clock())
    return { ...(await entrances(stores, offices, clock())), kiosks: reporting(offices, version) }
  } finally {
    await database.close()
  }
}

/** Closes what is over: of the communes first, then of the province that they add up to. */
async function closePeriods(stores: Stores, offices: readonly DemoOffice[], now: number): Promise<void> {
  const by = actingAt({ kind: 'server', name: 'demo' }, now)
  const units = await stores.units.all()
  const communeIds = offices.map(({ unitId }) => unitId)
  const communesFirst = units.toSorted(
    (a, b) => Number(!communeIds.includes(a.id)) - Number(!communeIds.includes(b.id)),
  )
  for (const unit of communesFirst) await closeAllDue(stores, { unit, settled: now }, by)
}

interface Written {
  readonly offices: readonly DemoOffice[]
  readonly time: { readonly from: string; readonly today: string }
  readonly now: number
}

/** A transaction for each office and month, released and signed as it ends; today's ratings wait for the end of the day. */
async function writeRatings(database: Database, stores: Stores, { offices, time, now }: Written): Promise<void> {
  const write = createBatchWriter(database, stores)
  const chance = createChance(SEED)
  const span = { from: time.from, to: addDays(time.today, -1) }
  const days = workingDays(span.from, span.to)
  for (const month of new Set(days.map(monthOf)))
    for (const office of offices) {
      const ofMonth = days.filter((day) => monthOf(day) === month)
      const ratings = ofMonth.flatMap((day) => ratingsOf({ office, day, span, dueDay: null }, chance))
      await write(office, ratings, `${month}-28`)
    }
  for (const day of workingDays(time.today, time.today))
    for (const office of offices) {
      const sinceMorning = ratingsOf({ office, day, span, dueDay: day }, chance).filter(
        ({ response }) => response.record.halfDay < halfDayOf(now) || (halfDayOf(now) === 0 && isOpen(now)),
      )
      await write(office, sinceMorning, day)
    }
}

/** The ward has asked on paper too; a clerk typed the forms in, and what has ended is released. */
async function writeSurvey(database: Database, stores: Stores, { offices, time }: Omit<Written, 'now'>): Promise<void> {
  const office = offices.find(({ commune }) => commune.code === home)
  const form = (await stores.figures.forms()).find(({ reference }) => reference === SURVEY_FORM)
  if (office === undefined || form === undefined)
    throw new Error('the survey of the demonstration has no office or form')
  const write = createBatchWriter(database, stores)
  const round = { office, form, span: { from: time.from, to: time.today } }
  for (const [day, forms] of surveyOf(round, createChance(SEED + 1))) await write(office, forms, day)
}

type WriteBatch = (office: DemoOffice, ratings: readonly DemoRating[], day: string) => Promise<void>

function createBatchWriter(database: Database, { ledger, release }: Stores): WriteBatch {
  const writer = createResponseWriter(database, ledger)
  const openSequence = createDeviceSequences(database)
  const sequences = new Map<number, DeviceSequence>()
  const sequenceOf = (deviceId: number): DeviceSequence => {
    const sequence = sequences.get(deviceId) ?? openSequence(deviceId, 0)
    sequences.set(deviceId, sequence)
    return sequence
  }
  return (office, ratings, day) =>
    database.transaction(async () => {
      const batch = writer('none')
      for (const { response, kiosk } of ratings) {
        await batch.write(response)
        const seq = response.record.seq
        if (kiosk !== null && seq !== null) await sequenceOf(kiosk.deviceId).register(seq, response.record.id)
      }
      await batch.finish()
      await release.release(office.unitId, { kind: 'import' })
      await ledger.sign(office.unitId, day)
      for (const kiosk of office.kiosks) await sequenceOf(kiosk.deviceId).remember()
    })
}

const isOpen = (now: number): boolean => civilMinutes(now) >= 8 * 60

const isSilent = ({ commune }: DemoOffice, { counter }: DemoKiosk): boolean =>
  commune.code === silent.commune && counter === silent.counter

/** The silent kiosk was last heard of at the end of its last day, all others just now. */
function heardAt(office: DemoOffice, kiosk: DemoKiosk, now: number): string {
  const lastDay = addDays(civilDate(now), -silent.days)
  const day = workingDays(addDays(lastDay, -14), lastDay).at(-1) ?? lastDay
  return isSilent(office, kiosk) ? civilTimeOn(day, '16:40:00') : new Date(now).toISOString()
}

function beatOf(office: DemoOffice, kiosk: DemoKiosk, appVersion: string) {
  const isWaiting = office.commune.code === waiting.commune && kiosk.counter === waiting.counter
  const held = isSilent(office, kiosk) ? 3 : isWaiting ? waiting.count : 0
  return {
    waiting: held,
    lastSeq: kiosk.lastSeq() + held,
    appVersion,
    clockOffsetMs: 180,
    storage: 'durable' as const,
    battery: null,
    lastError: held > 0 ? 'network' : null,
  }
}

function reporting(offices: readonly DemoOffice[], version: string): DemoEntry['kiosks'] {
  return offices.flatMap((office) =>
    office.kiosks
      .filter((kiosk) => !isSilent(office, kiosk))
      .map((kiosk) => ({ token: kiosk.token, beat: beatOf(office, kiosk, version) })),
  )
}

async function entrances({ pairing, readingLinks }: Stores, offices: readonly DemoOffice[], now: number) {
  const unitId = offices.find(({ commune }) => commune.code === home)?.unitId ?? 0
  const by = actingAt({ kind: 'server', name: 'demo' }, now)
  const link = { unitId, label: 'Ban giám sát (dữ liệu mẫu)', now, expiresAt: now + LINK_DAYS * DAY_MS }
  const { token } = await readingLinks.create(link, by)
  return { readingToken: token, pairingCode: await pairing.codeFor({ unitId, name: 'Quầy trải nghiệm' }, now, by) }
}
