import type { App } from '../http/framework/routes.ts'

/** Clients that dawdle are let go after this, so that the whole stop stays under five seconds. */
const PATIENCE_MS = 2_500

/** Takes no new connections, lets the requests at work end, and lets go of those that take too long. */
export async function closeApp(app: App): Promise<void> {
  const letGo = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS)
  try {
    await app.close()
  } finally {
    clearTimeout(letGo)
  }
}

export interface Stopping {
  /** Gives everything back in good order. */
  readonly stop: () => Promise<void>
  readonly exit: (code: number) => void
  readonly say: (words: string) => void
}

/** A stop that takes longer than this has gone wrong: the database is safe at every moment, so it may be cut short. */
const LONGEST_STOP_MS = 4_500

/** What a signal does: the first stops in good order, a second ends the process at once. */
export function createStop({ stop, exit, say }: Stopping): () => void {
  let signals = 0
  return () => {
    signals += 1
    if (signals === 1) {
      say('Đang dừng… (Stopping…)')
      setTimeout(() => exit(1), LONGEST_STOP_MS).unref()
      stop().then(
        () => exit(0),
        () => exit(1),
      )
    } else exit(1)
  }
}
