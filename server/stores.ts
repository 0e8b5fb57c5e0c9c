import { dirname } from 'node:path'
import { QuestionnaireShape } from '#contract/kiosk-setup'
import type { DiskSpace } from '#core/operations/disk-space'
import { definedOnly } from '#core/text/defined-only'
import { createDiskWatch } from './schedule/disk-watch.ts'
import { createStorageWatch } from './schedule/storage-watch.ts'
import { createClockWatch } from './services/clock/clock-watch.ts'
import { createCatalogueStores } from './store/catalogue/catalogue-stores.ts'
import { createClockStores } from './store/clock/clock-marks.ts'
import { createDeviceStores } from './store/devices/device-stores.ts'
import { createDossierStores } from './store/dossiers/dossiers.ts'
import type { Database } from './store/engine/database.ts'
import { createEditionStores } from './store/editions/edition-stores.ts'
import { createFigures } from './store/figures/figures.ts'
import { createImportStores } from './store/imports/import-stores.ts'
import { createJobStores } from './store/jobs/job-claims.ts'
import { createLedgerStores } from './store/ledger/ledger-stores.ts'
import { createOfficeStores } from './store/office/office-stores.ts'
import { createOperationStores } from './store/operations/backup-runs.ts'
import { createPeopleStores } from './store/people/people-stores.ts'
import { createRatingStores } from './store/ratings/rating-stores.ts'
import { createSetupStores } from './store/setup/setup.ts'
import { createSuperiorFileStores } from './store/superior-file/superior-file-stores.ts'
import { createTargetStores } from './store/targets/target-stores.ts'

export interface StoreOptions {
  /** What the host says; what is believed of it, `clockWatch` of the stores tells. */
  readonly clock: () => number
  /** A monotonic clock in milliseconds; without it no jump of the host's is seen. */
  readonly uptime?: () => number
  /** When the program was built; no earlier time of the host is believed. */
  readonly builtAt?: number
  readonly release: 'daily' | 'live'
  /** Told once when the disk or the file fails: the process must end. */
  readonly onStorageFailure: (error: unknown) => void
  /** Goes before the folder for backups that was chosen at set-up. */
  readonly backupFolder?: string | null
  /** Asks how much room there is instead of the system. */
  readonly measureDisk?: (folder: string) => DiskSpace
}

/** Everything routes and jobs ask the database through. */
export type Stores = Awaited<ReturnType<typeof createStores>>

/** Prepares all statements on an open, migrated and seeded database. */
export async function createStores(database: Database, options: StoreOptions) {
  const { clock: host, uptime = host, builtAt = null, release, onStorageFailure, measureDisk } = options
  const ofClock = createClockStores(database)
  const clockWatch = createClockWatch({ marks: ofClock.clockMarks, host, uptime, builtAt })
  const { now: clock, isCertain: timeIsCertain } = clockWatch
  const ofLedger = await createLedgerStores(database)
  const { ledger, keys } = ofLedger
  const disk = createDiskWatch({ folder: dirname(database.file), clock, ...definedOnly({ measure: measureDisk }) })
  const intake = {
    ledger,
    parse: parseQuestionnaire,
    release,
    clock,
    timeIsCertain,
    onStorageFailure,
    hasRoom: disk.hasRoom,
  }
  return {
    database,
    disk,
    storage: createStorageWatch(database),
    clockWatch,
    ...ofClock,
    ...ofLedger,
    ...createOfficeStores(database),
    ...createCatalogueStores(database),
    ...createPeopleStores(database, keys),
    ...createDeviceStores(database),
    ...createTargetStores(database),
    ...createDossierStores(database),
    ...createRatingStores(database, intake),
    imports: createImportStores(database, parseQuestionnaire),
    figures: createFigures(database, parseQuestionnaire),
    ...createEditionStores(database, parseQuestionnaire),
    ...createSuperiorFileStores(database),
    ...createSetupStores(database),
    ...createOperationStores(database, options.backupFolder ?? null),
    ...createJobStores(database),
  }
}

export const parseQuestionnaire = (body: string) => QuestionnaireShape.parse(JSON.parse(body))
