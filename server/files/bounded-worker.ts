import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { FileProblem } from './file-problem.ts'

/** What reading a file may take at most, whatever is in it. */
export interface WorkerBounds {
  readonly milliseconds: number
  readonly heapMiB: number
}

/** Of a list that comes over the network. */
export const uploadBounds: WorkerBounds = { milliseconds: 20_000, heapMiB: 384 }

/**
 * Asks a worker one question on a thread of its own, so that taps go on whatever the file is.
 * @returns what it answers
 * @throws FileProblem too_slow, too_large where it takes more than the bounds; the worker's own error
 */
export async function askWorker(file: string, question: unknown, bounds: WorkerBounds): Promise<unknown> {
  const resourceLimits = { maxOldGenerationSizeMb: bounds.heapMiB, maxYoungGenerationSizeMb: 64 }
  const worker = new Worker(file, { workerData: question, resourceLimits })
  try {
    const answer: unknown[] = await once(worker, 'message', { signal: AbortSignal.timeout(bounds.milliseconds) })
    return answer[0]
  } catch (error) {
    throw beyondBounds(error, bounds) ?? error
  } finally {
    await worker.terminate()
  }
}

/** Answers one question after the other: several files at once are no reason to take more memory. */
export type AskWorker = (question: unknown) => Promise<unknown>

/** @param file the built worker */
export function createWorkerQueue(file: string, bounds: WorkerBounds = uploadBounds): AskWorker {
  let before: Promise<unknown> = Promise.resolve()
  return (question) => {
    const answer = before.then(() => askWorker(file, question, bounds))
    before = answer.catch(() => undefined)
    return answer
  }
}

function beyondBounds(error: unknown, { milliseconds }: WorkerBounds): FileProblem | null {
  if (!(error instanceof Error)) return null
  if (error.name === 'AbortError')
    return new FileProblem(
      'too_slow',
      '',
      `the file takes longer than ${milliseconds / 1000} s to read: leave out what is no list`,
    )
  const isFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isFull
    ? new FileProblem('too_large', '', 'the file takes more memory than a list may: leave out sheets and rows')
    : null
}
