import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'

/** A reader that takes none of what is ready for so long is let go, and its place given to others. */
export const STALLED_AFTER_MS = 30_000

/** Nobody took what was ready. */
export class StalledReaderError extends Error {}

export interface StreamedExport {
  readonly stream: Readable
  readonly fileName: string
  readonly contentType: string
}

/**
 * Starts the worker and hands on what it makes, a piece each time the reader asks for one; a reader that goes away, or
 * that stops taking what is ready, ends the worker. Resolves once the worker has begun, so that what fails before can
 * still be told properly.
 */
export async function streamFromWorker(
  workerFile: string,
  order: object,
  stalledAfterMs: number = STALLED_AFTER_MS,
): Promise<Readable> {
  const worker = new Worker(workerFile, { workerData: order })
  let stalled: NodeJS.Timeout | undefined
  const stream = new Readable({
    read: () => {
      clearTimeout(stalled)
      worker.postMessage('more')
    },
    destroy: (error, done) => {
      clearTimeout(stalled)
      worker.terminate().then(() => done(error), done)
    },
  })
  // Its last piece may still wait for a slow reader when the worker has gone.
  let isWhole = false
  worker.on('message', (piece: unknown) => {
    isWhole = !(piece instanceof Uint8Array)
    // Before the piece is handed on: a reader that waits for it asks for the next one in the same breath.
    stalled = setTimeout(
      () => stream.destroy(new StalledReaderError('nobody reads the export')),
      stalledAfterMs,
    ).unref()
    stream.push(piece instanceof Uint8Array ? piece : null)
  })
  worker.on('error', (error) => stream.destroy(error))
  worker.on('exit', () => {
    if (!isWhole && !stream.destroyed) stream.destroy(new Error('the export worker ended too early'))
  })
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    stream.once('error', reject)
    stream.read(0)
  })
  return stream
}
