import { readFileSync } from 'node:fs'
import type { ServerOptions } from 'node:https'
import { join } from 'node:path'
import fastifyCookie from '@fastify/cookie'
import Fastify, { LogController } from 'fastify'
import type { FastifyServerOptions } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from './config.ts'
import type { BackupRunner } from './duties/backup-runner.ts'
import { guardRoutes } from './http/access.ts'
import { accountRoutes } from './http/accounts.ts'
import { administrativeUnitRoutes } from './http/administrative-units.ts'
import { createAttempts } from './http/attempts.ts'
import { auditRoutes } from './http/audit.ts'
import { refuseUnreadable } from './http/client-errors.ts'
import { deviceChangeRoutes } from './http/device-changes.ts'
import { createCookies } from './http/cookies.ts'
import { createDescribeSession } from './http/describe-session.ts'
import { deviceRoutes } from './http/devices.ts'
import { docsRoutes } from './http/docs.ts'
import { exportRoutes } from './http/exports.ts'
import { externalResultRoutes } from './http/external-results.ts'
import type { ErrorNames } from './http/failure.ts'
import { handleFailures, refuseBadAddress } from './http/failure.ts'
import { areaRoutes } from './http/areas.ts'
import { procedureImportRoutes } from './http/procedure-import.ts'
import { procedureRoutes } from './http/procedures.ts'
import { questionnaireRoutes } from './http/questionnaires.ts'
import { secureHeaders } from './http/headers.ts'
import { healthRoutes } from './http/health.ts'
import { kioskSetupRoutes } from './http/kiosk-setup.ts'
import { describeApi } from './http/openapi.ts'
import { operationsRoutes } from './http/operations.ts'
import { servePages } from './http/pages.ts'
import { counterRoutes, siteRoutes } from './http/places.ts'
import { passwordResetRoutes } from './http/password-resets.ts'
import { readingLinkRoutes } from './http/reading-links.ts'
import { responseRoutes } from './http/responses.ts'
import type { App } from './http/routes.ts'
import { satisfactionRoutes } from './http/satisfaction.ts'
import { createScope } from './http/scope.ts'
import { secondFactorRoutes } from './http/second-factor.ts'
import { sessionListRoutes } from './http/session-list.ts'
import { sessionRoutes } from './http/session.ts'
import { setupRoutes } from './http/setup.ts'
import { signInRoutes } from './http/sign-in.ts'
import { targetRoutes } from './http/targets.ts'
import { tokenRoutes } from './http/tokens.ts'
import { unitRoutes } from './http/units.ts'
import { useZod } from './http/validation.ts'
import { areaAliases, shipped } from './shipped.ts'
import type { Stores } from './stores.ts'
import { isStorageFailure } from './store/database.ts'
import type { Intake } from './store/intake.ts'
import { RevokedDeviceError, StorageFailedError } from './store/intake.ts'
import { CODE_LIFETIME_MS } from './store/pairing.ts'

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
