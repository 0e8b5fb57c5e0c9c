import type { KioskSetup } from '#contract/kiosk-setup'
import { createDrainer } from '../outbox/drainer.ts'
import {
  adoptIdentity,
  currentIdentity,
  isOut,
  keepSetup,
  writeIdentityStatus,
  setupCopy,
} from '../outbox/identities.ts'
import { keepDraining } from '../outbox/keep-draining.ts'
import { openKioskDatabase } from '../outbox/schema.ts'
import type { Identity, KioskDatabase, SetupCopy } from '../outbox/schema.ts'
import type { Server } from '../outbox/server.ts'
import { askForDurableStorage, canStore } from '../outbox/storage.ts'
import { markLiving } from '../outbox/tabs.ts'
import { pairingCode } from './pairing-code.ts'

/** How long between two looks for a newer setup, and for a way out of disorder, in milliseconds. */
const REFRESH_MS = 4 * 60_000
const RETRY_MS = 15_000

/** What pairing came to; `no-setup`: accepted, but the questions have not arrived. */
export type PairingState = 'idle' | 'busy' | 'wrong' | 'often' | 'offline' | 'trouble' | 'no-setup'

/** Everything a visit needs to store a rating. */
export interface StorageContext {
  readonly database: KioskDatabase
  readonly identity: string
  readonly setup: KioskSetup
}

/** The kiosk as a device: whether it may be used, whose it is, and what it has to ask. */
export class KioskDevice {
  phase = $state<'starting' | 'insecure' | 'broken' | 'pairing' | 'ready'>('starting')
  pairing = $state<PairingState>('idle')
  /** Refused by the server or replaced: a visit may finish, then no rating is taken until the kiosk is paired anew. */
  refused = $state(false)
  setup = $state.raw<KioskSetup | null>(null)
  readonly tab = crypto.getRandomValues(new Uint32Array(2)).join('-')

  #server: Server
  #appVersion: string
  #database: KioskDatabase | null = null
  #identity: Identity | null = null
  #etag: string | null = null
  #wake: () => void = () => {}
  #otherTabs = new BroadcastChannel('hailong-kiosk')

  constructor(server: Server, appVersion: string) {
    this.#server = server
    this.#appVersion = appVersion
  }

  /** What a rating is stored with; null while there is no setup or nothing can be stored. */
  get storageContext(): StorageContext | null {
    if (!this.#database || !this.#identity || !this.setup) return null
    return { database: this.#database, identity: this.#identity.deviceId, setup: this.setup }
  }

  async start(): Promise<void> {
    if (!isSecureContext) {
      this.phase = 'insecure'
      return
    }
    try {
      this.#database = await openKioskDatabase()
      if (!(await canStore(this.#database))) throw new Error('storage refuses writes')
      await this.#begin(this.#database)
    } catch {
      this.phase = 'broken'
      setTimeout(() => void this.start(), RETRY_MS)
    }
  }

  async #begin(database: KioskDatabase): Promise<void> {
    const storage = await askForDurableStorage()
    await markLiving(this.tab)
    const drainer = createDrainer({
      database,
      server: this.#server,
      tab: this.tab,
      appVersion: this.#appVersion,
      storage,
      onrefused: (refused) => (this.refused = refused),
      onassignment: (assignment) => {
        // Moved to another counter: what is tapped from now on belongs there.
        if (this.setup && assignment !== this.setup.assignment) void this.refresh()
      },
    })
    this.#wake = keepDraining(drainer).wake
    this.#otherTabs.onmessage = ({ data }) => (data === 'paired' ? void this.#load(database) : this.#wake())
    addEventListener('online', () => void this.refresh().then(this.#wake))
    addEventListener('hashchange', () => void this.#pairByLink())
    await this.#load(database)
    await this.#pairByLink()
  }

  async #load(database: KioskDatabase): Promise<void> {
    this.#identity = await currentIdentity(database)
    this.refused = isOut(this.#identity)
    const copy = this.#identity && (await setupCopy(database, this.#identity.deviceId))
    this.#use(copy)
    if (this.#identity) await this.refresh()
  }

  #use(copy: SetupCopy | null): void {
    this.setup = copy?.setup ?? null
    this.#etag = copy?.etag ?? null
    this.phase = copy ? 'ready' : 'pairing'
  }

  async #pairByLink(): Promise<void> {
    const code = pairingCode(location.hash)
    if (code === null) return
    history.replaceState(null, '', location.pathname + location.search)
    await this.pair(code)
  }

  /** Sends what was sealed now, here or in whichever page does the sending. */
  wake(): void {
    this.#wake()
    this.#otherTabs.postMessage('sealed')
  }

  /** Opens the screen for a new code, for a device the server no longer knows. */
  askForCode(): void {
    this.pairing = 'idle'
    this.phase = 'pairing'
  }

  /** Leaves the pairing screen where there is something to go back to. */
  leavePairing(): void {
    if (this.setup) this.phase = 'ready'
  }

  async pair(code: string): Promise<void> {
    if (!this.#database || this.pairing === 'busy') return
    this.phase = 'pairing'
    this.pairing = 'busy'
    const reply = await this.#server.pair(code)
    if (reply.kind !== 'ok') {
      this.pairing = refusal(reply.kind === 'failed' ? reply.status : 0)
      return
    }
    this.#identity = await adoptIdentity(this.#database, reply.body)
    this.refused = false
    this.#use(null)
    await this.#awaitSetup()
    this.#otherTabs.postMessage('paired')
  }

  async #awaitSetup(): Promise<void> {
    await this.refresh()
    this.pairing = this.setup ? 'idle' : 'no-setup'
    if (this.setup) this.#wake()
    else setTimeout(() => void this.#awaitSetup(), RETRY_MS)
  }

  /** Looks for a newer setup; without a network the copy stays. */
  async refresh(): Promise<void> {
    const database = this.#database
    const identity = this.#identity
    if (!database || !identity) return
    const reply = await this.#server.setup(identity.token, this.#etag)
    if (identity !== this.#identity) return
    const refused = reply.kind === 'failed' && reply.status === 401
    if (refused || reply.kind !== 'failed') {
      this.refused = refused
      await writeIdentityStatus(database, identity, { refused })
    }
    if (reply.kind !== 'ok') return
    const copy = { deviceId: identity.deviceId, etag: reply.etag, setup: reply.body }
    await keepSetup(database, copy)
    this.#use(copy)
    this.pairing = 'idle'
  }

  /** Refreshes every few minutes. @returns how to stop */
  keepFresh(): () => void {
    const timer = setInterval(() => void this.refresh(), REFRESH_MS)
    return () => clearInterval(timer)
  }

  /** Calls `onrecovered` once something can be stored again. @returns how to stop */
  watchStorage(onrecovered: () => void): () => void {
    const look = async () => {
      if (this.#database && (await canStore(this.#database))) onrecovered()
    }
    const timer = setInterval(() => void look(), RETRY_MS)
    return () => clearInterval(timer)
  }
}

function refusal(status: number): PairingState {
  if (status === 0) return 'offline'
  if (status === 429) return 'often'
  return status >= 500 ? 'trouble' : 'wrong'
}
