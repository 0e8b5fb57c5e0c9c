import { createContext } from 'svelte'
import type { Role } from '#contract/people/roles'
import type { SetupProgress, SetupStatus } from '#contract/setup'
import { readSetupStatus } from './setup-api.ts'
import { SETUP } from './setup-steps.ts'
import type { Client } from '../app/client.ts'
import type { Router } from '../app/router.svelte.ts'

export interface SetupLeadParts {
  readonly client: Client
  readonly router: Router
  readonly role: Role
}

/**
 * Leads the administrator of a new office to its set-up, once: not when another page was asked for, nor after it was put
 * off. Others are never led.
 */
export class SetupLead {
  #status = $state.raw<SetupStatus | null>(null)
  /** Whether it is not known yet where an administrator should be. */
  isLeading = $state(false)
  /** Where a set-up that was put off goes on; null when there is none. */
  readonly putOff = $derived(
    this.#status?.first && this.#status.progress.state === 'later' ? this.#status.progress : null,
  )

  constructor({ client, router, role }: SetupLeadParts) {
    if (role !== 'admin') return
    this.isLeading = router.page === 'overview'
    void this.#ask(client, router)
  }

  /** What the set-up itself says of where it stands. */
  update(progress: SetupProgress): void {
    if (this.#status !== null) this.#status = { ...this.#status, progress }
  }

  async #ask(client: Client, router: Router): Promise<void> {
    const reply = await readSetupStatus(client)
    if (reply.kind === 'ok') {
      this.#status = reply.value
      const { first, progress } = reply.value
      const isOpen = progress.state === 'new' || progress.state === 'begun'
      if (first && isOpen && router.page === 'overview') router.replace(SETUP)
    }
    this.isLeading = false
  }
}

export const [useSetupLead, provideSetupLead] = createContext<SetupLead>()
