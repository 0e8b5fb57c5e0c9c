import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { onTestFinished } from 'vitest'
import type { AccountRole, Role } from '#contract/people/roles'
import type { Stage } from '#core/questions/questionnaire'
import type { DiskSpace } from '#core/operations/disk-space'
import type { BackupRunner } from '../../server/schedule/backup-runner.ts'
import type { App } from '../../server/http/framework/routes.ts'
import type { Database } from '../../server/store/engine/database.ts'
import type { Stores } from '../../server/stores.ts'
import { buildApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import type { JobLog } from '../../server/schedule/job.ts'
import { jobList } from '../../server/schedule/jobs.ts'
import { createScheduler } from '../../server/schedule/scheduler.ts'
import { openDatabase } from '../../server/store/engine/database.ts'
import { createAccount } from '../../server/store/people/credentials.ts'
import { SMALLEST_RELEASE } from '#core/disclosure/suppression'
import { createSession } from '../../server/store/people/sessions.ts'
import { createUnit, unitByCode } from '../../server/store/office/units.ts'
import { createStores } from '../../server/stores.ts'
import { prepareDatabase } from '../../server/databases.ts'
import type { BadReplies, Caller } from './caller.ts'
import { callerOf, checkReplies } from './caller.ts'
import type { Kiosk } from './kiosk.ts'
import { createKiosk } from './kiosk.ts'
import type { Attribution } from '#core/ledger/actor'
import { actingAs } from './actors.ts'

/** A Friday morning; every office opens at this moment. */
export const OPENING = '2026-11-20T09:00:00+07:00'
export const PASSWORD = 'mot-mat-khau-du-dai'
const SESSION_MS = 12 * 60 * 60_000

/** Units under their parents, in the order in which they are made; `van-phong` is there from the start. */
const units = [
  ['tinh', null],
  ['xa-an', 'tinh'],
  ['xa-binh', 'tinh'],
] as const

/** Who works where, as what. */
export const cast = {
  lan: ['admin', 'van-phong'],
  minh: ['manager', 'xa-an'],
  hoa: ['leader', 'xa-an'],
  son: ['superior', 'tinh'],
} as const
export type Person = keyof typeof cast

export interface PersonOptions {
  /** Has not yet changed the password that was handed out. */
  readonly mustChange?: boolean
  /** Of an officer: all unless given. */
  readonly areas?: readonly string[]
  /** The session has run out. */
  readonly expired?: boolean
}

export interface OfficeOptions {
  /** When it opens; `OPENING` unless given. */
  readonly at?: string
  /** When the program was built; not known unless given. */
  readonly builtAt?: string
  /** Sentences of the log. */
  readonly log?: JobLog
  /** The file it begins as; the units and the cast alone unless given. */
  readonly template?: OfficeTemplate
  /** Folder of the built pages; the office's own, which holds none, unless given. */
  readonly distDir?: string
  readonly release?: 'daily' | 'live'
  /** Every page says that the data is made up. */
  readonly demo?: true
  readonly environment?: Readonly<Record<string, string>>
  /** Seen by the store when its disk fails. */
  readonly onStorageFailure?: (error: unknown) => void
  /** The disk of the data; one with plenty of room unless given. */
  readonly measureDisk?: () => DiskSpace
  /** Makes backups; none come of it unless given. */
  readonly runner?: BackupRunner
}

const roomyDisk: DiskSpace = { freeBytes: 80_000_000_000, totalBytes: 250_000_000_000 }
const idleRunner: BackupRunner = { running: () => false, start: () => Promise.resolve(), stop: () => undefined }

const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

export interface Place {
  readonly unit?: string
  readonly counter?: string
  readonly stage?: Stage
  readonly areas?: readonly string[]
}

/** A real office on a file of its own, with a clock that only the test moves. */
export interface Office {
  readonly folder: string
  readonly file: string
  readonly app: App
  readonly database: Database
  readonly stores: Stores
  readonly clock: {
    now: number
    moveTo(moment: string): void
    pass(milliseconds: number): void
    /** The host's clock is set: `now` moves, and no time passes. */
    jump(milliseconds: number): void
  }
  /** Calls as a signed-in member of the cast, from the office's own page. */
  as(person: Person): Caller
  /** Calls without being known. */
  nobody(): Caller
  /** Calls with a token in the Authorization header. */
  bearer(token: string): Caller
  /** Calls with a new token of this role and unit; an officer's is for all areas. */
  program(role: AccountRole, unit: string): Promise<Caller>
  /** Calls in a new session of this role and unit, from the office's own page; a supervisor's by a reading link. */
  person(role: Role, unit: string, more?: PersonOptions): Promise<Caller>
  unitId(code: string): Promise<number>
  pairKiosk(place?: Place): Promise<Kiosk>
  /** The token of the session of a member of the cast, or of a new one of this role and unit, for a browser. */
  token(of: Person | Seat): Promise<string>
  /** Replies so far that are not as their route declares; a call that gets one throws. */
  readonly badReplies: BadReplies
  /** Closes the office for good. @returns what others may begin as */
  template(): Promise<OfficeTemplate>
  /**
   * The next tick of the jobs that need no disk and no runner. A job is run once in each of its times, such as a minute:
   * a test that ticks twice moves the clock between, else the second tick finds nothing due.
   */
  tick(): Promise<void>
  close(): Promise<void>
}

/** Opens an office that the running test closes when it ends. */
export async function officeOfTest(options: OfficeOptions = {}): Promise<Office> {
  const office = await openOffice(options)
  onTestFinished(() => office.close())
  return office
}

/** Opens an office; the caller closes it. */
export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-office-'))
  const file = join(folder, 'hai-long.db')
  const { bytes, sessions } = options.template ?? (await template())
  writeFileSync(file, bytes)
  let jumped = 0
  const clock: Office['clock'] = {
    now: Date.parse(options.at ?? OPENING),
    moveTo: (moment) => {
      clock.now = Date.parse(moment)
    },
    pass: (milliseconds) => {
      clock.now += milliseconds
    },
    jump: (milliseconds) => {
      clock.now += milliseconds
      jumped += milliseconds
    },
  }
  const time = (): number => clock.now
  const config = readConfig({ DATA_DIR: folder, ...options.environment })
  const database = openDatabase(file)
  const onStorageFailure = options.onStorageFailure ?? (() => undefined)
  const { release = 'daily', measureDisk = () => roomyDisk, runner = idleRunner } = options
  const backupFolder = config.backup.folder
  const stores = await createStores(database, {
    clock: time,
    uptime: () => clock.now - jumped,
    ...(options.builtAt !== undefined && { builtAt: Date.parse(options.builtAt) }),
    ...{ release, onStorageFailure, backupFolder, measureDisk },
  })
  const app = await buildApp({
    config,
    stores,
    clock: stores.clockWatch.now,
    version: '0',
    distDir: options.distDir ?? folder,
    logger: false,
    runner,
    ...(options.demo && { demo: options.demo }),
  })
  const replies = checkReplies(app)
  const jobParts = {
    smallestRelease: SMALLEST_RELEASE,
    backupMinute: config.backup.minute,
    runner,
    log: options.log ?? silentLog,
  }
  const scheduler = createScheduler(jobList({ ...stores, ...jobParts }), {
    claims: stores.jobClaims,
    clock: stores.clockWatch.now,
  })
  const call = (headers: Readonly<Record<string, string>>): Caller => callerOf(app, headers, replies)
  const unitId = async (code: string): Promise<number> => (await unitByCode(database.reads, code))!.id

  const newSession = async ({ role, unit, ...more }: Seat): Promise<string> => {
    const by = actingAs('test', new Date(clock.now).toISOString())
    return sessionOf({ stores, by, now: clock.now }, { role, unit, unitId: await unitId(unit), ...more })
  }
  const stop = async (): Promise<void> => {
    await app.close()
    await stores.intake.drain()
    await database.close()
  }

  return {
    ...{ folder, file, app, database, stores, clock, unitId },
    badReplies: replies,
    token: async (of) => (typeof of === 'string' ? sessions[of] : newSession(of)),
    as: (person) => call({ cookie: `hl_session=${sessions[person]}`, origin: 'http://localhost:80' }),
    nobody: () => call({}),
    bearer: (token) => call({ authorization: `Bearer ${token}` }),
    program: async (role, unit) => {
      const areaIds = role === 'officer' ? (await stores.areas.inUse()).map(({ id }) => id) : []
      const created = { role, unitId: await unitId(unit), label: unit, expiresAt: null, areaIds }
      const { token } = await stores.apiTokens.create(created, actingAs('test', new Date(clock.now).toISOString()))
      return call({ authorization: `Bearer ${token}` })
    },
    person: async (role, unit, more = {}) => {
      const token = await newSession({ role, unit, ...more })
      return call({ cookie: `hl_session=${token}`, origin: 'http://localhost:80' })
    },
    tick: async () => {
      const [failure] = await scheduler.tick('beforeOpening')
      if (failure !== undefined) throw failure
    },
    pairKiosk: async ({ unit = 'van-phong', counter = 'Quầy 1', stage, areas = [] } = {}) => {
      const by = actingAs('test', new Date(clock.now).toISOString())
      const known = await stores.areas.inUse()
      const areaIds = areas.map((code) => known.find((area) => area.code === code)!.id)
      const place = { unitId: await unitId(unit), name: counter, stage: stage ?? null, areaIds }
      const paired = await stores.pairing.pair(await stores.pairing.codeFor(place, clock.now, by), clock.now)
      return createKiosk({ token: paired!.token, id: paired!.id, call, clock: time })
    },
    template: async () => {
      await stop()
      const kept = { bytes: readFileSync(file), sessions }
      rmSync(folder, { recursive: true })
      return kept
    },
    close: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface SessionParts {
  readonly stores: Stores
  readonly by: Attribution
  readonly now: number
}

/** Somebody's place in an office. */
export interface Seat extends PersonOptions {
  readonly role: Role
  /** The code of the unit. */
  readonly unit: string
}

/** @returns the token of a new session of a new account, or of a new reading link */
async function sessionOf(
  { stores, by, now }: SessionParts,
  { role, unit, unitId, mustChange = false, areas, expired = false }: Seat & { readonly unitId: number },
): Promise<string> {
  const expiresAt = expired ? now : now + SESSION_MS
  if (role === 'supervisor') {
    const link = await stores.readingLinks.create({ unitId, label: `Ban của ${unit}`, now, expiresAt: now + 1 }, by)
    const opened = await stores.readingLinks.open(link.token, { now, day: '2026-11-20', browser: '' })
    await stores.database.transaction(async (trx) => {
      await trx.updateTable('reading_link').set({ expires_at: expiresAt }).where('id', '=', link.id).execute()
      await trx.updateTable('session').set({ expires_at: expiresAt }).where('link_id', '=', link.id).execute()
    })
    return opened!.token
  }
  const known = await stores.areas.inUse()
  const areaIds = known.filter(({ code }) => areas?.includes(code) ?? true).map(({ id }) => id)
  const account = {
    passwordHash: await passwordHash(),
    role,
    unitId,
    mustChange,
    areaIds: role === 'officer' ? areaIds : [],
  }
  const made = await stores.accounts.create({ username: `${role}.${unit}.${randomUUID()}`, ...account }, now, by)
  return stores.sessions.start({ owner: { accountId: made!.id }, now, expiresAt, browser: '' }, by)
}

/** What an office begins as. */
export interface OfficeTemplate {
  readonly bytes: Buffer
  /** The token of each one's session. */
  readonly sessions: Readonly<Record<Person, string>>
}

let hashed: Promise<string> | null = null

/** Least memory and one pass, because to check a password at the usual cost took most of the time of a sign-in. */
const quickly = { memoryCost: 8, timeCost: 1, parallelism: 1 } as const

/** Everybody's password in an office of a test. */
const passwordHash = (): Promise<string> => (hashed ??= hash(PASSWORD, quickly))

let made: Promise<OfficeTemplate> | null = null

/** The file every office of this process begins as, made once. */
const template = (): Promise<OfficeTemplate> => (made ??= makeTemplate())

async function makeTemplate(): Promise<OfficeTemplate> {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-template-'))
  const file = join(folder, 'hai-long.db')
  await prepareDatabase(file)
  const database = openDatabase(file)
  const secret = { passwordHash: await passwordHash() }
  const sessions: Partial<Record<Person, string>> = {}
  await database.transaction(async (trx) => {
    for (const [code, parent] of units) {
      const parentId = parent === null ? null : (await unitByCode(trx, parent))!.id
      await createUnit(trx, { code, name: `Đơn vị ${code}`, parentId })
    }
    for (const person of ['lan', 'minh', 'hoa', 'son'] as const) {
      const [role, unit] = cast[person]
      const unitId = (await unitByCode(trx, unit))!.id
      const accountId = await createAccount(trx, { username: person, ...secret, role, unitId, mustChange: false })
      const now = Date.parse(OPENING)
      const session = { owner: { accountId }, now, expiresAt: now + 100 * SESSION_MS, browser: '' }
      sessions[person] = await createSession(trx, session)
    }
  })
  await database.close()
  const bytes = readFileSync(file)
  rmSync(folder, { recursive: true })
  return { bytes, sessions: sessions as Record<Person, string> }
}
