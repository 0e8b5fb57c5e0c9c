import { readFileSync } from 'node:fs'
import type { ServerOptions } from 'node:https'
import { join } from 'node:path'
import fastifyCookie from '@fastify/cookie'
import Fastify, { LogController } from 'fastify'
import type { FastifyServerOptions } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from './config.ts'
import type { BackupRunner } from './schedule/backup-job.ts'
import { guardRoutes } from './http/access/access.ts'
import { accountRoutes } from './http/people/accounts.ts'
import { administrativeUnitRoutes } from './http/office/administrative-units.ts'
import { createAttempts } from './http/access/attempts.ts'
import { auditRoutes } from './http/operations/audit.ts'
import { refuseUnreadable } from './http/framework/client-errors.ts'
import { deviceChangeRoutes } from './http/devices/device-changes.ts'
import { createCookies } from './http/access/cookies.ts'
import { createDescribeSession } from './http/people/describe-session.ts'
import { deviceRoutes } from './http/devices/devices.ts'
import { docsRoutes } from './http/operations/docs.ts'
import { exportRoutes } from './http/ratings/exports.ts'
import { externalResultRoutes } from './http/targets/external-results.ts'
import type { ErrorNames } from './http/framework/failure.ts'
import { handleFailures, refuseBadAddress } from './http/framework/failure.ts'
import { areaRoutes } from './http/catalogue/areas.ts'
import { procedureImportRoutes } from './http/catalogue/procedure-import.ts'
import { procedureRoutes } from './http/catalogue/procedures.ts'
import { questionnaireRoutes } from './http/catalogue/questionnaires.ts'
import { secureHeaders } from './http/framework/headers.ts'
import { healthRoutes } from './http/operations/health.ts'
import { kioskSetupRoutes } from './http/devices/kiosk-setup.ts'
import { describeApi } from './http/framework/openapi.ts'
import { operationsRoutes } from './http/operations/operations.ts'
import { servePages } from './http/framework/pages.ts'
import { counterRoutes, siteRoutes } from './http/office/places.ts'
import { passwordResetRoutes } from './http/people/password-resets.ts'
import { readingLinkRoutes } from './http/people/reading-links.ts'
import { responseRoutes } from './http/ratings/responses.ts'
import type { App } from './http/framework/routes.ts'
import { satisfactionRoutes } from './http/figures/satisfaction.ts'
import { createScope } from './http/access/scope.ts'
import { secondFactorRoutes } from './http/people/second-factor.ts'
import { sessionListRoutes } from './http/people/session-list.ts'
import { sessionRoutes } from './http/people/session.ts'
import { setupRoutes } from './http/setup/setup.ts'
import { signInRoutes } from './http/people/sign-in.ts'
import { targetRoutes } from './http/targets/targets.ts'
import { tokenRoutes } from './http/people/tokens.ts'
import { unitRoutes } from './http/office/units.ts'
import { useZod } from './http/framework/validation.ts'
import { areaAliases, shipped } from './shipped.ts'
import type { Stores } from './stores.ts'
import { isStorageFailure } from './store/engine/database.ts'
import type { Intake } from './store/ratings/intake.ts'
import { RevokedDeviceError, StorageFailedError } from './store/ratings/intake.ts'
import { CODE_LIFETIME_MS } from './store/devices/pairing.ts'

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
}

const MINUTE = 60_000

/** Wires stores to routes; listens to nothing. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, stores, clock, version } = options
  const app = createServer(options)
  useZod(app)
  handleFailures(app, storeErrors(stores.intake))
  await app.register(fastifyCookie)
  await secureHeaders(app, config.tls !== null)
  const { devices, apiTokens, sessions } = stores
  const recognise = {
    device: devices.byToken,
    sender: devices.sender,
    apiToken: apiTokens.bySecret,
    session: sessions.holder,
  }
  guardRoutes(app, { recognise, clock, publicUrl: config.publicUrl })
  docsRoutes({ version, examples: shipped.apiExamples })(app)
  await describeApi(app, version)

  app.addHook('onClose', () => stores.signInFailures.write(new Date(clock()).toISOString()))

  const shared = {
    ...stores,
    clock,
    version,
    ...(options.demo && { demo: options.demo }),
    publicUrl: config.publicUrl,
    releaseMode: config.release,
    cookies: createCookies(config.tls !== null || (config.publicUrl?.startsWith('https:') ?? false)),
    describe: createDescribeSession({ ...stores, clock, releaseMode: config.release }),
    // Per address and only where the browser is unknown: many people may share one.
    attempts: createAttempts({ most: 30, windowMs: 5 * MINUTE }),
    scope: createScope(stores.units),
    codeLifetimeMs: CODE_LIFETIME_MS,
  }
  // Of people who are signed in, by name.
  const ownAttempts = createAttempts({ most: 10, windowMs: 5 * MINUTE })
  const features = [
    healthRoutes(shared),
    deviceRoutes({ ...shared, attempts: createAttempts({ most: 5, windowMs: 10 * MINUTE }) }),
    deviceChangeRoutes(shared),
    kioskSetupRoutes(shared),
    responseRoutes(stores.intake),
    signInRoutes(shared),
    sessionRoutes({ ...shared, attempts: ownAttempts }),
    secondFactorRoutes({ ...shared, attempts: ownAttempts }),
    sessionListRoutes(shared),
    passwordResetRoutes(shared),
    accountRoutes(shared),
    readingLinkRoutes(shared),
    tokenRoutes(shared),
    unitRoutes(shared),
    administrativeUnitRoutes,
    siteRoutes(shared),
    counterRoutes(shared),
    setupRoutes({ ...shared, dataDir: config.dataDir }),
    areaRoutes(shared),
    procedureRoutes(shared),
    procedureImportRoutes({ ...shared, areaAliases }),
    questionnaireRoutes(shared),
    targetRoutes({ ...shared, presets: shipped.targetPresets }),
    externalResultRoutes(shared),
    auditRoutes(shared),
    satisfactionRoutes(shared),
    operationsRoutes({
      ...shared,
      runner: options.runner ?? null,
      backupMinute: config.backup.minute,
      dataDir: config.dataDir,
    }),
    exportRoutes({ ...shared, workerFile: join(options.distDir, 'server', 'worker.js') }),
  ]
  for (const addRoutes of features) addRoutes(app)
  await servePages(app, options)
  return app
}

/** Bodies are small, headers come at once, and a client that dawdles is let go. */
function createServer({ config, logger }: AppOptions): App {
  const tls = config.tls
  const https: { https: ServerOptions } | Record<string, never> = tls
    ? { https: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } }
    : {}
  return Fastify({
    ...https,
    ...(logger === undefined ? {} : { logger }),
    logController: new LogController({ disableRequestLogging: true }),
    // Requests are not logged, so none needs a logger with a number of its own.
    childLoggerFactory: (parent) => parent,
    bodyLimit: 64 * 1024,
    // Such a key is no poison to strict schemas; refused here it would take its whole batch with it.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    frameworkErrors: refuseBadAddress,
    clientErrorHandler: refuseUnreadable,
    connectionTimeout: 30_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    handlerTimeout: 0,
    http: { headersTimeout: 15_000, maxHeaderSize: 16_384 },
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>()
}

/** Errors of the store that have a code on the wire; a disk that fails a read will not keep a tap either. */
const storeErrors =
  (intake: Intake): ErrorNames =>
  (error) => {
    if (isStorageFailure(error)) {
      intake.fail(error)
      return 'storage_failed'
    }
    if (error instanceof RevokedDeviceError) return 'unknown_device'
    if (error instanceof StorageFailedError) return 'storage_failed'
    return null
  }
