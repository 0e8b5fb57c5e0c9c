import { join } from 'node:path'
import fastifyCookie from '@fastify/cookie'
import type { FastifyServerOptions } from 'fastify'
import { definedOnly } from '#core/text/defined-only'
import type { Config } from './config.ts'
import { guardRoutes, recogniseBy } from './http/access/access.ts'
import { createScope } from './http/access/scope.ts'
import { auditRoutes } from './http/audit/routes.ts'
import { catalogueRoutes } from './http/catalogue/routes.ts'
import { clockRoutes } from './http/clock/routes.ts'
import { deviceRoutes } from './http/devices/routes.ts'
import { dossierFileRoutes } from './http/dossiers/dossier-file.ts'
import { dossierRoutes } from './http/dossiers/routes.ts'
import { downloadRoutes } from './http/downloads/routes.ts'
import { editionRoutes } from './http/editions/routes.ts'
import { exportRoutes } from './http/exports/routes.ts'
import { figureRoutes } from './http/figures/routes.ts'
import type { StoreErrors } from './http/framework/failure.ts'
import { handleFailures } from './http/framework/failure.ts'
import { secureHeaders } from './http/framework/headers.ts'
import { healthRoutes } from './http/framework/health.ts'
import { describeApi } from './http/framework/openapi.ts'
import { servePages } from './http/framework/pages.ts'
import type { App } from './http/framework/routes.ts'
import { createHttpServer } from './http/framework/server.ts'
import { useZod } from './http/framework/validation.ts'
import { officeRoutes } from './http/office/routes.ts'
import { docsRoutes } from './http/operations/docs.ts'
import { operationsRoutes } from './http/operations/routes.ts'
import { peopleRoutes } from './http/people/routes.ts'
import { ratingRoutes } from './http/ratings/routes.ts'
import { reportRoutes } from './http/reports/routes.ts'
import { setupRoutes } from './http/setup/routes.ts'
import { superiorFileRoutes } from './http/superior-file/routes.ts'
import { superiorTemplateRoutes } from './http/superior-file/templates.ts'
import { tableRoutes } from './http/tables/routes.ts'
import { targetRoutes } from './http/targets/routes.ts'
import type { BackupRunner } from './schedule/backup-runner.ts'
import type { JobLog } from './schedule/job.ts'
import type { ReadDossierList } from './services/dossiers/dossier-list.ts'
import { readDossierList } from './services/dossiers/dossier-list.ts'
import type { ReadProcedures } from './services/imports/procedure-list.ts'
import { readProcedures } from './services/imports/procedure-list.ts'
import { areaAliases, shipped } from './shipped.ts'
import { servedFolders } from './services/backups/folder-check.ts'
import { createSlots } from './services/exports/slots.ts'
import { createFileJobs } from './services/superior-file/file-jobs.ts'
import { headsInWorker } from './services/superior-file/read-heads.ts'
import { CODE_LIFETIME_MS } from './store/devices/pairing.ts'
import { signText } from './store/ledger/keys.ts'
import {
  AlreadyExistsError,
  isStorageFailure,
  isUniqueViolation,
  StorageTroubleError,
} from './store/engine/database.ts'
import { RevokedDeviceError, StorageFailedError } from './store/ratings/intake.ts'
import type { Stores } from './stores.ts'

/** What the application is made of besides its stores. */
export interface AppOptions {
  readonly config: Config
  readonly stores: Stores
  /** Milliseconds since the epoch; only `main.ts` owns the real clock. */
  readonly clock: () => number
  readonly version: string
  /** Folder with the built `kiosk` and `dashboard`, and the worker beside them. */
  readonly distDir: string
  readonly logger: FastifyServerOptions['logger']
  /** Left out where nothing makes backups. */
  readonly runner?: BackupRunner
  /** Every page says that the data is made up. */
  readonly demo?: true
  /** How uploaded lists are read: in a worker of the build; in this thread unless given. */
  readonly readProcedures?: ReadProcedures
  readonly readDossierList?: ReadDossierList
}

/** Exports a server runs at once: each is a thread with database connections of its own. */
const EXPORTS_AT_ONCE = 3

/** Wires stores to routes; listens to nothing. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, stores, clock, version } = options
  const app = createHttpServer({ tls: config.tls, logger: options.logger })
  useZod(app)
  handleFailures(app, storeErrors(stores, app.log))
  await app.register(fastifyCookie)
  await secureHeaders(app, config.tls !== null)
  guardRoutes(app, { recognise: recogniseBy(stores), clock, publicUrl: config.publicUrl })
  docsRoutes({ version, examples: shipped.apiExamples })(app)
  await describeApi(app, version)
  app.addHook('onClose', () => stores.signInFailures.write(new Date(clock()).toISOString()))
  for (const addRoutes of featuresOf(options)) addRoutes(app)
  await servePages(app, options)
  return app
}

/** Every feature with all that any of them needs; the description of the interface lists them in this order. */
function featuresOf({ config, stores, clock, version, distDir, runner, demo, ...more }: AppOptions) {
  const workerFile = join(distDir, 'server', 'worker.js')
  const slots = createSlots(EXPORTS_AT_ONCE)
  const sign = (text: string): string | null => signText(text, stores.keys)
  const parts = {
    ...stores,
    clock,
    version,
    ...definedOnly({ demo }),
    scope: createScope(stores.units),
    publicUrl: config.publicUrl,
    secureCookies: config.tls !== null || (config.publicUrl?.startsWith('https:') ?? false),
    releaseMode: config.release,
    dataDir: config.dataDir,
    served: servedFolders(distDir),
    codeLifetimeMs: CODE_LIFETIME_MS,
    areaAliases,
    readProcedures: more.readProcedures ?? readProcedures,
    readDossierList: more.readDossierList ?? readDossierList,
    targetPresets: shipped.targetPresets,
    runner: runner ?? null,
    backupMinute: config.backup.minute,
    workerFile,
    slots,
    jobs: createFileJobs({ folder: join(config.dataDir, 'exports'), workerFile, slots, sign }),
    readHeads: headsInWorker(workerFile),
  }
  return [
    healthRoutes(parts),
    deviceRoutes(parts),
    ratingRoutes(parts),
    peopleRoutes(parts),
    officeRoutes(parts),
    setupRoutes(parts),
    catalogueRoutes(parts),
    targetRoutes(parts),
    dossierRoutes(parts),
    dossierFileRoutes(parts),
    clockRoutes(parts),
    auditRoutes(parts),
    figureRoutes({ ...parts, clock: stores.clockWatch.settled }),
    tableRoutes({ ...parts, clock: stores.clockWatch.settled }),
    reportRoutes({ ...parts, clock: stores.clockWatch.settled }),
    downloadRoutes({ ...parts, settled: stores.clockWatch.settled }),
    editionRoutes({ ...parts, settled: stores.clockWatch.settled }),
    operationsRoutes(parts),
    exportRoutes(parts),
    superiorFileRoutes(parts),
    superiorTemplateRoutes(parts),
  ]
}

/** What stands in the way of storing, also where the intake says only that nothing was stored. */
function troubleIn(error: unknown): StorageTroubleError['trouble'] | null {
  const cause = error instanceof StorageFailedError ? error.cause : error
  return cause instanceof StorageTroubleError ? cause.trouble : null
}

/** Errors of the store that have a code on the wire; a disk that fails a read will not keep a tap either. */
const storeErrors = ({ intake, storage }: Stores, log: JobLog): StoreErrors => ({
  nameOf: (error) => {
    if (isStorageFailure(error)) {
      intake.fail(error)
      return 'storage_failed'
    }
    if (error instanceof RevokedDeviceError) return 'unknown_device'
    const trouble = troubleIn(error)
    if (trouble !== null) {
      storage.tell(trouble, log)
      return `storage_${trouble}`
    }
    if (error instanceof StorageFailedError) return 'storage_failed'
    return error instanceof AlreadyExistsError || isUniqueViolation(error) ? 'already_exists' : null
  },
  isUnforeseen: isUniqueViolation,
})
