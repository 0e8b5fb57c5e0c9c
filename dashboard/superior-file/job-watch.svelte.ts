import type { SuperiorFileJob, SuperiorFileRequest } from '#contract/files/superior-file'
import type { Client, Failure } from '../app/client.ts'
import { beginFile, endJob, readJob } from './superior-file-api.ts'

/** Milliseconds between two looks at a file that is being made. */
const BETWEEN_LOOKS = 400

/** One file after the other: begun, looked at until it is made, ended when another is wanted or nobody waits any more. */
export class JobWatch {
  job = $state.raw<SuperiorFileJob | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** The server has been asked and has not said yet that it began. */
  isBeginning = $state(false)
  readonly isRunning = $derived(this.isBeginning || this.job?.state === 'running')
  readonly #client: Client
  #turn = 0

  constructor(client: Client) {
    this.#client = client
  }

  /** @returns the job once it is made; null where it is not, or was ended */
  async make(request: SuperiorFileRequest): Promise<SuperiorFileJob | null> {
    this.end()
    const turn = this.#turn
    this.isBeginning = true
    let reply = await beginFile(this.#client, request)
    if (turn !== this.#turn) {
      if (reply.kind === 'ok') void endJob(this.#client, reply.value.id)
      return null
    }
    this.isBeginning = false
    while (reply.kind === 'ok' && reply.value.state === 'running') {
      this.job = reply.value
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS))
      if (turn !== this.#turn) return null
      reply = await readJob(this.#client, reply.value.id)
      if (turn !== this.#turn) return null
    }
    if (reply.kind === 'failed') {
      this.job = null
      this.failure = reply
      return null
    }
    this.job = reply.value
    return reply.value.state === 'done' ? reply.value : null
  }

  /** Forgets what there is, here and on the server. */
  end(): void {
    this.#turn += 1
    const { job } = this
    this.job = null
    this.failure = null
    this.isBeginning = false
    if (job !== null) void endJob(this.#client, job.id)
  }
}
