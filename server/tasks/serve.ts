import { mkdirSync } from 'node:fs'
import type { FastifyServerOptions } from 'fastify'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import { createClockwork } from '../duties/clockwork.ts'
import { isStorageFailure, openDatabase } from '../store/database.ts'
import { lockFolder } from '../store/lock.ts'
import { SMALLEST_RELEASE } from '../store/release.ts'
import { createStores } from '../stores.ts'
import { firstAdminPassword, firstPairingCode } from './first-run.ts'
import { filesIn, prepareDatabase } from './open.ts'

export interface ServeOptions {
  readonly config: Config
  readonly clock: () => number
  readonly version: string
  readonly distDir: string
  readonly logger: FastifyServerOptions['logger']
  /** The disk or the file failed: nothing more is acknowledged, the process must end. */
  readonly onStorageFailure: (error: unknown) => void
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

/** Takes the data folder, brings it up to date, and serves. @throws what `startFailure` has words for */
export async function serve({ config, clock, onStorageFailure, ...rest }: ServeOptions): Promise<Serving> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const files = filesIn(config.dataDir)
  const unlock = lockFolder(files.lock)
  const undo: (() => unknown)[] = [unlock]
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    await prepareDatabase(files.database)
    const database = openDatabase(files.database)
    undo.push(() => database.close())
    const stores = await createStores(database, { clock, release: config.release, onStorageFailure })
    const clockwork = createClockwork({ ...stores, smallestRelease: SMALLEST_RELEASE, clock })
    await clockwork.tick()
    const failed = (error: unknown): void => {
      if (isStorageFailure(error)) stores.intake.fail(error)
    }
    // A database kept busy by a command is no failure: the next tick comes in a minute.
    const timer = setInterval(() => void clockwork.tick().catch(failed), TICK_MS)
    undo.push(
      () => stores.intake.drain(),
      () => clearInterval(timer),
    )
    const app = await buildApp({ ...rest, config, stores, clock })
    undo.push(() => app.close())
    const listening = await app.listen({ port: config.port, host: config.host })
    const address = config.publicUrl ?? listening.replace('127.0.0.1', 'localhost')
    const password = await firstAdminPassword(database)
    return { address, password, pairingCode: await firstPairingCode(database, clock()), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
