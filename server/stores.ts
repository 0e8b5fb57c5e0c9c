import { dirname } from 'node:path'
import { QuestionnaireShape } from '#contract/kiosk-setup'
import type { DiskSpace } from '#core/operations/disk-space'
import { createDiskWatch } from './schedule/disk-watch.ts'
import { createAccounts } from './store/people/accounts.ts'
import { createApiTokens } from './store/people/api-tokens.ts'
import { createBackups } from './store/operations/backup-runs.ts'
import { createCounters } from './store/office/counter-changes.ts'
import type { Database } from './store/engine/database.ts'
import { createDeviceStores } from './store/devices/device-stores.ts'
import { createExternalResults } from './store/targets/external-results.ts'
import { createFigures } from './store/figures/figures.ts'
import { createJobClaims } from './store/jobs/job-claims.ts'
import { createKnownBrowsers } from './store/people/known-browsers.ts'
import { createLedgerStores } from './store/ledger/ledger-stores.ts'
import { createOpeningHours } from './store/office/opening-hours.ts'
import { createPasswordResets } from './store/people/password-resets.ts'
import { createPeople } from './store/people/credentials.ts'
import { createReadingLinks } from './store/people/reading-links.ts'
import { createAreaKeeping } from './store/catalogue/area-changes.ts'
import { createProcedures } from './store/catalogue/procedures.ts'
import { createQuestionnaires } from './store/catalogue/questionnaires.ts'
import { createReference } from './store/catalogue/reference.ts'
import { createRatingStores } from './store/ratings/rating-stores.ts'
import { createSettings } from './store/office/settings.ts'
import { createSetup } from './store/setup/setup.ts'
import { createSites } from './store/office/sites.ts'
import { createSecondFactors } from './store/people/second-factors.ts'
import { createSessions } from './store/people/sessions.ts'
import { createSignInFailures } from './store/people/sign-in-failures.ts'
import { createSignInDelays } from './store/people/sign-in-delays.ts'
import { createTargets } from './store/targets/targets.ts'
import { createUnits } from './store/office/units.ts'

export interface StoreOptions {
  readonly clock: () => number
  readonly release: 'daily' | 'live'
  /** Told once when the disk or the file fails: the process must end. */
  readonly onStorageFailure: (error: unknown) => void
  /** Goes before the folder for backups that was chosen at set-up. */
  readonly backupFolder?: string | null
  /** Asks how much room there is instead of the system. */
  readonly measureDisk?: (folder: string) => DiskSpace
}

/** Everything routes and duties ask the database through. */
export type Stores = Awaited<ReturnType<typeof createStores>>

/** Prepares all statements on an open, migrated and seeded database. */
export async function createStores(database: Database, options: StoreOptions) {
  const ofLedger = await createLedgerStores(database)
  const { clock, onStorageFailure, measureDisk } = options
  const disk = createDiskWatch({
    folder: dirname(database.file),
    clock,
    ...(measureDisk === undefined ? {} : { measure: measureDisk }),
  })
  const ratings = { ledger: ofLedger.ledger, parse: parseQuestionnaire, release: options.release }
  return {
    database,
    ...ofLedger,
    ...createRatingStores(database, { ...ratings, clock, onStorageFailure, hasRoom: disk.hasRoom }),
    ...createDeviceStores(database),
    disk,
    jobClaims: createJobClaims(database),
    backups: createBackups(database, options.backupFolder ?? null),
    units: createUnits(database),
    settings: createSettings(database),
    setup: createSetup(database),
    sites: createSites(database),
    counters: createCounters(database),
    openingHours: createOpeningHours(database),
    reference: createReference(database),
    areaKeeping: createAreaKeeping(database),
    procedures: createProcedures(database),
    questionnaires: createQuestionnaires(database),
    people: createPeople(database),
    accounts: createAccounts(database),
    sessions: createSessions(database),
    knownBrowsers: createKnownBrowsers(database),
    delays: createSignInDelays(database, ofLedger.keys),
    signInFailures: createSignInFailures(database),
    secondFactors: createSecondFactors(database),
    resets: createPasswordResets(database),
    readingLinks: createReadingLinks(database),
    apiTokens: createApiTokens(database),
    targets: createTargets(database),
    externalResults: createExternalResults(database),
    figures: createFigures(database, parseQuestionnaire),
  }
}

/** Reads a stored questionnaire. */
export const parseQuestionnaire = (body: string) => QuestionnaireShape.parse(JSON.parse(body))
