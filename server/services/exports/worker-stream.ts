import { once } from 'node:events'
import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { ExportOrder } from '#contract/exports'

/**
 * Starts the worker and hands on what it makes, a piece each time the reader asks for one; a reader that goes away ends
 * the worker. Resolves with the first piece at hand, so that what fails before it can still be told properly.
 */
export async function streamFromWorker(workerFile: string, order: ExportOrder): Promise<Readable> {
  const worker = new Worker(workerFile, { workerData: order })
  const stream = new Readable({
    read: () => worker.postMessage('more'),
    destroy: (error, done) => {
      worker.terminate().then(() => done(error), done)
    },
  })
  // Its last piece may still wait for a slow reader when the worker has gone.
  let isWhole = false
  worker.on('message', (piece: unknown) => {
    isWhole = !(piece instanceof Uint8Array)
    stream.push(piece instanceof Uint8Array ? piece : null)
  })
  worker.on('error', (error) => stream.destroy(error))
  worker.on('exit', () => {
    if (!isWhole && !stream.destroyed) stream.destroy(new Error('the export worker ended too early'))
  })
  await once(stream, 'readable')
  return stream
}
