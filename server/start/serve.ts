import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { definedOnly } from '#core/text/defined-only'
import type { AppOptions } from '../app.ts'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import { SettingError } from '../config.ts'
import { isIn, servedFolders } from '../services/backups/folder-check.ts'
import type { App } from '../http/framework/routes.ts'
import type { BackupRunner } from '../schedule/backup-runner.ts'
import { createBackupRunner } from '../schedule/backup-runner.ts'
import { jobList } from '../schedule/jobs.ts'
import { createScheduler } from '../schedule/scheduler.ts'
import { createWorkerQueue } from '../files/bounded-worker.ts'
import { dossiersInWorker } from '../services/dossiers/dossier-list.ts'
import { proceduresInWorker } from '../services/imports/procedure-list.ts'
import { isStorageFailure, openDatabase } from '../store/engine/database.ts'
import { lockFolder } from '../store/engine/folder-lock.ts'
import { SMALLEST_RELEASE } from '#core/disclosure/suppression'
import type { Stores } from '../stores.ts'
import { createStores } from '../stores.ts'
import { firstAdminPassword, firstPairingCode } from './first-run.ts'
import { databaseFiles, prepareDatabase } from '../databases.ts'
import { actingAt } from '#core/ledger/actor'
import { settleSigningKey } from '../store/ledger/checkpoints/signing-key.ts'
import { filesIn } from '../store/engine/data-files.ts'
import { tellOlderFile } from './older-file.ts'
import { closeApp } from './stop.ts'

export interface ServeOptions {
  readonly config: Config
  /** What the host says. */
  readonly clock: () => number
  /** A monotonic clock in milliseconds that goes on while the machine sleeps. */
  readonly uptime?: () => number
  readonly builtAt?: number
  readonly version: string
  readonly distDir: string
  readonly logger: AppOptions['logger']
  /** The disk or the file failed: nothing more is acknowledged, the process must end. */
  readonly onStorageFailure: (error: unknown) => void
  /** Every page says that the data is made up. */
  readonly demo?: true
}

/** A running server and what its first lines say. */
export interface Serving {
  /** Where it is reached, without a closing slash. */
  readonly address: string
  /** The first administrator's one-time password; null once it has been changed. */
  readonly password: string | null
  /** A code that pairs the first kiosk; null once one is paired. */
  readonly pairingCode: string | null
  stop(): Promise<void>
}

const TICK_MS = 60_000
const FIRST_TICK_MS = 5_000

/** What a demonstration has: its data are gone when it ends, and the command line would copy those of the real office. */
const noBackups: BackupRunner = { running: () => false, start: () => Promise.resolve(), stop: () => undefined }

/** Takes the data folder, brings it up to date, and serves. @throws what `startFailure` has words for */
export async function serve({
  config,
  clock: host,
  uptime,
  builtAt,
  onStorageFailure,
  ...rest
}: ServeOptions): Promise<Serving> {
  refuseAmongPages(config, rest.distDir)
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const files = filesIn(config.dataDir)
  const unlock = lockFolder(files.lock)
  const undo: (() => unknown)[] = [unlock]
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    await prepareDatabase(files.database, host())
    const database = openDatabase(files.database)
    undo.push(() => database.close())
    const byStart = actingAt({ kind: 'server', name: 'hailong:start' }, host())
    await settleSigningKey(database, { file: config.signingKeyFile, syncFolder: databaseFiles.syncFolder }, byStart)
    const backupFolder = config.backup.folder
    const moments = { clock: host, ...definedOnly({ uptime, builtAt }) }
    const stores = await createStores(database, { ...moments, release: config.release, onStorageFailure, backupFolder })
    // Read now: a file that goes while the server runs stops the next start, not the taps of today.
    stores.keys.signing()
    const clock = stores.clockWatch.now
    const cliFile = join(rest.distDir, 'server', 'cli.js')
    const runner = rest.demo ? noBackups : createBackupRunner({ cliFile, ...stores, clock })
    const askWorker = createWorkerQueue(join(rest.distDir, 'server', 'worker.js'))
    const lists = { readProcedures: proceduresInWorker(askWorker), readDossierList: dossiersInWorker(askWorker) }
    const app = await buildApp({ ...rest, ...lists, config, stores, clock, runner })
    await tellOlderFile(stores, config.dataDir, { log: app.log, now: clock() })
    const parts = { smallestRelease: SMALLEST_RELEASE, backupMinute: config.backup.minute, runner, log: app.log }
    const scheduler = createScheduler(jobList({ ...stores, ...parts }), { claims: stores.jobClaims, clock })
    await stores.jobClaims.clear()
    const [failure] = await scheduler.tick('beforeOpening')
    if (failure !== undefined) throw failure
    const tick = async (): Promise<void> => (await scheduler.tick()).forEach(failed(app, stores))
    const timer = setInterval(() => void tick(), TICK_MS)
    undo.push(
      () => stores.intake.drain(),
      () => {
        clearInterval(timer)
        return scheduler.stop()
      },
      () => closeApp(app),
      // Before all else: Ctrl+C reaches the process that makes a backup too, and its end would be taken for a failure.
      () => runner.stop(),
    )
    const listening = await app.listen({
      port: config.port,
      host: config.host,
      listenTextResolver: () => 'Máy chủ đã chạy. (The server is running.)',
    })
    const address = config.publicUrl ?? listening.replace('127.0.0.1', 'localhost')
    // What was missed while the machine was off is made up for, once kiosks and officers are served.
    setTimeout(() => void tick(), FIRST_TICK_MS).unref()
    const password = await firstAdminPassword(database)
    return { address, password, pairingCode: await firstPairingCode(database, clock()), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The pages are given to everybody: neither the data nor its copies may lie among them. */
function refuseAmongPages({ dataDir, backup, signingKeyFile }: Config, distDir: string): void {
  const places = [
    ['DATA_DIR', dataDir] as const,
    ['BACKUP_DIR', backup.folder] as const,
    ['SIGNING_KEY_FILE', signingKeyFile] as const,
  ]
  for (const [name, folder] of places)
    if (folder !== null && servedFolders(distDir).some((pages) => isIn(folder, pages)))
      throw new SettingError(
        `${name}=${folder}: thư mục này chứa các trang mà ai cũng mở được, hãy chọn nơi khác. (It lies among the served pages: choose another folder.)`,
      )
}

/** A database kept busy by a command is no failure: the next tick comes in a minute. */
const failed =
  (app: App, { intake }: Stores) =>
  (error: unknown): void => {
    if (isStorageFailure(error)) intake.fail(error)
    else app.log.warn({ error: error instanceof Error ? error.message : String(error) }, 'a job was put off')
  }
