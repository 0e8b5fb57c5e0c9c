import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { FileAnswer, SuperiorFileJob, SuperiorFileOrder, SuperiorFileSummary } from '#contract/files/superior-file'
import { FileMessage } from '#contract/files/superior-file'
import type { Slots } from '../exports/slots.ts'

/** A file that is being made, or was; `unitId` says who may ask for it. */
export interface FileJob {
  readonly unitId: number
  readonly about: Pick<SuperiorFileJob, 'unit' | 'period' | 'from' | 'to' | 'edition' | 'format'>
  readonly fileName: string
  /** Where it lies once it is whole. */
  readonly file: string
  readonly state: SuperiorFileJob['state']
  readonly progress: number
  readonly summary: SuperiorFileSummary | null
}

interface RunningJob extends FileJob {
  state: SuperiorFileJob['state']
  progress: number
  summary: SuperiorFileSummary | null
  end(): void
}

/** What a job needs to begin. */
export interface NewFileJob extends Pick<FileJob, 'unitId' | 'about' | 'fileName'> {
  /** @param file where the file is to be written */
  readonly orderFor: (file: string) => Promise<SuperiorFileOrder>
}

export interface FileJobParts {
  /** Files lie here until they are fetched or forgotten; what an earlier run left in it is removed. */
  readonly folder: string
  readonly workerFile: string
  readonly slots: Slots
  /** @returns base64 of a signature; null: there is no key at hand */
  readonly sign: (text: string) => string | null
}

/** A file that nobody fetches is forgotten after so long; one is fetched at once or made again. */
const KEPT_MS = 15 * 60_000

export type FileJobs = ReturnType<typeof createFileJobs>

/** Files that are made by workers while taps go on; who asked sees how far each is, and may end it. */
export function createFileJobs({ folder, workerFile, slots, sign }: FileJobParts) {
  rmSync(folder, { recursive: true, force: true })
  const jobs = new Map<string, RunningJob>()
  const forget = (id: string): void => {
    const job = jobs.get(id)
    jobs.delete(id)
    job?.end()
    if (job !== undefined) rmSync(job.file, { force: true })
  }

  /** @returns null where too many run */
  const start = async ({ orderFor, ...kept }: NewFileJob): Promise<string | null> => {
    const giveBack = slots.take()
    if (giveBack === null) return null
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const id = randomUUID()
      const file = join(folder, id)
      const worker = new Worker(workerFile, { workerData: await orderFor(file) })
      const end = (): void => {
        giveBack()
        void worker.terminate().then(() => rmSync(`${file}.part`, { force: true }))
      }
      const job: RunningJob = { ...kept, file, state: 'running', progress: 0, summary: null, end }
      jobs.set(id, job)
      follow(worker, job, giveBack)
      setTimeout(() => forget(id), KEPT_MS).unref()
      return id
    } catch (error) {
      giveBack()
      throw error
    }
  }

  const follow = (worker: Worker, job: RunningJob, giveBack: () => void): void => {
    worker.on('message', (sent: unknown) => {
      const message = FileMessage.parse(sent)
      if ('progress' in message) job.progress = message.progress
      else if ('sign' in message) worker.postMessage({ signature: sign(message.sign) } satisfies FileAnswer)
      else {
        job.summary = message.done
        job.progress = 1
        job.state = 'done'
      }
    })
    worker.on('error', () => {
      job.state = 'failed'
    })
    worker.on('exit', () => {
      giveBack()
      if (job.state === 'running') job.state = 'failed'
    })
  }

  return {
    start,
    get: (id: string): FileJob | null => jobs.get(id) ?? null,
    end: forget,
    endAll: () => {
      for (const id of [...jobs.keys()]) forget(id)
    },
  }
}
