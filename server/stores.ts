import { dirname } from 'node:path'
import { QuestionnaireShape } from '#contract/kiosk-setup'
import type { DiskSpace } from '#core/disk-space'
import { createDiskWatch } from './duties/disk-watch.ts'
import { createAccounts } from './store/accounts.ts'
import { createAdmission } from './store/admission.ts'
import { createApiTokens } from './store/api-tokens.ts'
import { createAuditCheckpoints } from './store/audit-checkpoints.ts'
import { createAuditLog } from './store/audit-log.ts'
import { createBackups } from './store/backup-runs.ts'
import { createCodes } from './store/codes.ts'
import { createCounters } from './store/counter-changes.ts'
import type { Database } from './store/database.ts'
import { createDeviceChanges } from './store/device-changes.ts'
import { createDevices } from './store/devices.ts'
import { createDeviceSequences } from './store/device-sequence.ts'
import { createExternalResults } from './store/external-results.ts'
import { createFigures } from './store/figures.ts'
import { createIntake } from './store/intake.ts'
import { createRounds } from './store/intake-round.ts'
import { readKeys } from './store/keys.ts'
import { createKnownBrowsers } from './store/known-browsers.ts'
import { createLedger } from './store/ledger.ts'
import { createExports } from './store/microdata.ts'
import { createOpeningHours } from './store/opening-hours.ts'
import { createPairing } from './store/pairing.ts'
import { createPasswordResets } from './store/password-resets.ts'
import { createPeople } from './store/people.ts'
import { createReadingLinks } from './store/reading-links.ts'
import { createAreaKeeping } from './store/area-keeping.ts'
import { createProcedures } from './store/procedures.ts'
import { createQuestionnaires } from './store/questionnaires.ts'
import { createReference } from './store/reference.ts'
import { createRelease } from './store/release.ts'
import { createResponseWriter } from './store/response-writer.ts'
import { createSettings } from './store/settings.ts'
import { createSetup } from './store/setup.ts'
import { createSites } from './store/sites.ts'
import { createSecondFactors } from './store/second-factors.ts'
import { createSenders } from './store/senders.ts'
import { createSessions } from './store/sessions.ts'
import { createSignInFailures } from './store/sign-in-failures.ts'
import { createSignInDelays } from './store/sign-in-delays.ts'
import { createTargets } from './store/targets.ts'
import { createUnits } from './store/units.ts'

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
  const keys = await readKeys(database.reads)
  const ledger = createLedger(database, keys)
  const release = createRelease(database)
  const { clock, onStorageFailure, measureDisk } = options
  const disk = createDiskWatch({
    ...{ folder: dirname(database.file), clock },
    ...(measureDisk === undefined ? {} : { measure: measureDisk }),
  })
  const senders = createSenders(database)
  const round = createRounds(database, {
    admit: createAdmission(database),
    codes: createCodes(database, parseQuestionnaire),
    writer: createResponseWriter(database, ledger),
    sequences: createDeviceSequences(database),
    ledger,
    release,
    live: options.release === 'live',
  })
  return {
    database,
    keys,
    ledger,
    release,
    audit: createAuditLog(database),
    auditCheckpoints: createAuditCheckpoints(database, keys),
    intake: createIntake(database, { round, clock, onStorageFailure, hasRoom: disk.hasRoom }),
    disk,
    backups: createBackups(database, options.backupFolder ?? null),
    units: createUnits(database),
    settings: createSettings(database),
    setup: createSetup(database),
    sites: createSites(database),
    counters: createCounters(database),
    openingHours: createOpeningHours(database),
    devices: createDevices(database, senders),
    deviceChanges: createDeviceChanges(database, senders),
    pairing: createPairing(database),
    reference: createReference(database),
    areaKeeping: createAreaKeeping(database),
    procedures: createProcedures(database),
    questionnaires: createQuestionnaires(database),
    people: createPeople(database),
    accounts: createAccounts(database),
    sessions: createSessions(database),
    knownBrowsers: createKnownBrowsers(database),
    delays: createSignInDelays(database, keys),
    signInFailures: createSignInFailures(database),
    secondFactors: createSecondFactors(database),
    resets: createPasswordResets(database),
    readingLinks: createReadingLinks(database),
    apiTokens: createApiTokens(database),
    targets: createTargets(database),
    externalResults: createExternalResults(database),
    figures: createFigures(database),
    exports: createExports(database),
  }
}

/** Reads a stored questionnaire. */
export const parseQuestionnaire = (body: string) => QuestionnaireShape.parse(JSON.parse(body))
