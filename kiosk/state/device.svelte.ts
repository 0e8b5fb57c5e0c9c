import type { KioskSetup } from '#contract/kiosk-setup'
import { createKioskClock } from '../clock/kiosk-clock.ts'
import { serverNow } from '../clock/tap-time.ts'
import { settleTimes } from '../outbox/delivery.ts'
import { createDrainer } from '../outbox/drainer.ts'
import {
  adoptIdentity,
  currentIdentity,
  isOut,
  keepKnownTime,
  knownTime,
  writeIdentityStatus,
  setupCopy,
} from '../outbox/identities.ts'
import type { CopyKeys } from '../outbox/kept-copies.ts'
import { keepDraining } from '../outbox/keep-draining.ts'
import type { Draining } from '../outbox/keep-draining.ts'
import { livingTabs, markLiving } from '../outbox/locks.ts'
import { openKioskDatabase } from '../outbox/schema.ts'
import type { Identity, KioskDatabase, SetupCopy } from '../outbox/schema.ts'
import { askForDurableStorage, canStore, keptIdentity } from '../outbox/storage.ts'
import type { Server } from '../server/server.ts'
import { askForSetup, takeSetup } from './setup-reply.ts'
import { pairingCode, refusal } from './pairing-code.ts'
import type { PairingState } from './pairing-code.ts'
import { openTabChannel } from './tab-channel.ts'
import type { TabMessage } from './tab-channel.ts'

/** How long until a setup that did not come is asked for again, in milliseconds. */
const RETRY_MS = 15_000
/** How often the storage is looked after, in milliseconds. */
const LOOK_MS = 5_000

/** Everything a visit needs to store a rating, but for the storage itself. */
export interface StorageContext {
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

  readonly clock = createKioskClock(this.tab)

  #server: Server
  #appVersion: string
  #database: KioskDatabase | null = null
  #identity: Identity | null = null
  #etag: string | null = null
  #copyKeys: CopyKeys = new Map()
  #draining: Draining | null = null
  #healing: Promise<boolean> | null = null
  #otherTabs = openTabChannel((message) => void this.#hear(message))

  constructor(server: Server, appVersion: string) {
    this.#server = server
    this.#appVersion = appVersion
  }

  /** What a rating is stored with; null while there is no setup or nothing can be stored. */
  get storageContext(): StorageContext | null {
    if (!this.#database || !this.#identity || !this.setup) return null
    return { identity: this.#identity.deviceId, setup: this.setup }
  }

  /** The storage as it is open now. @throws while there is none */
  async database(): Promise<KioskDatabase> {
    await this.#healing
    if (!this.#database) throw new Error('the storage is closed')
    return this.#database
  }

  async start(): Promise<void> {
    if (!isSecureContext) {
      this.phase = 'insecure'
      return
    }
    await markLiving(this.tab)
    addEventListener('online', () => void this.refresh().then(() => this.#draining?.wake()))
    addEventListener('hashchange', () => void this.#pairByLink())
    // Kept by the browser while another page was shown, nothing that this page held is sure to be there still.
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
    setInterval(() => void this.heal(), LOOK_MS)
    await this.heal()
    await this.#pairByLink()
  }

  /**
   * Opens the storage again where the browser has closed it, or has cleared it under the page: then the kiosk is as
   * new, and asks to be paired.
   *
   * @returns whether it works now
   */
  heal(): Promise<boolean> {
    this.#healing ??= this.#heal().finally(() => (this.#healing = null))
    return this.#healing
  }

  async #heal(): Promise<boolean> {
    const kept = this.#database ? await keptIdentity(this.#database) : undefined
    if (this.#database && kept !== undefined) {
      // Cleared under the page, or paired by another one.
      if (kept?.token !== this.#identity?.token) await this.#load(this.#database)
      return true
    }
    this.#draining?.stop()
    this.#draining = null
    this.#database?.close()
    this.#database = null
    try {
      const database = await openKioskDatabase(() => void this.heal())
      if (!(await canStore(database))) throw new Error('storage refuses writes')
      await this.#begin(database)
      return true
    } catch {
      this.phase = 'broken'
      return false
    }
  }

  async #begin(database: KioskDatabase): Promise<void> {
    const storage = await askForDurableStorage()
    this.clock.recall(await knownTime(database))
    const drainer = createDrainer({
      database,
      server: this.#server,
      clock: this.clock,
      appVersion: this.#appVersion,
      storage,
      copyKeys: () => this.#copyKeys,
      onrefused: (refused) => (this.refused = refused),
      onassignment: (assignment) => {
        // Moved to another counter: what is tapped from now on belongs there.
        if (this.setup && assignment !== this.setup.assignment) void this.refresh()
      },
      ontime: async (serverMs) => {
        this.clock.learn(serverMs)
        this.#tellTime()
        await keepKnownTime(database, { serverMs, offsetMs: this.clock.read().offsetMs })
      },
    })
    this.#database = database
    const token = this.#identity?.token
    if (token !== undefined && token === (await currentIdentity(database))?.token && this.setup) this.phase = 'ready'
    else await this.#load(database)
    this.#draining = keepDraining(drainer)
    this.#otherTabs.tell('time?')
  }

  async #hear(message: TabMessage): Promise<void> {
    const database = this.#database
    if (!database) return
    if (message === 'paired') return this.#load(database)
    if (message === 'sealed') return this.#draining?.wake()
    if (message === 'time?') return this.#tellTime()
    this.clock.learn(message.serverMs)
    await settleTimes(database, this.clock.read(), await livingTabs())
    this.wake()
  }

  #tellTime(): void {
    if (this.clock.isSure()) this.#otherTabs.tell({ serverMs: serverNow(this.clock.read()) })
  }

  async #load(database: KioskDatabase): Promise<void> {
    this.#identity = await currentIdentity(database)
    this.refused = isOut(this.#identity)
    this.#use(this.#identity && (await setupCopy(database, this.#identity.deviceId)))
    void this.refresh()
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
    this.#draining?.wake()
    this.#otherTabs.tell('sealed')
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
    if (reply.kind !== 'ok') return void (this.pairing = refusal(reply.kind === 'failed' ? reply.status : 0))
    this.#identity = await adoptIdentity(this.#database, reply.body)
    this.refused = false
    this.#use(null)
    await this.#awaitSetup()
    this.#otherTabs.tell('paired')
  }

  async #awaitSetup(): Promise<void> {
    await this.refresh()
    this.pairing = this.setup ? 'idle' : 'no-setup'
    if (this.setup) this.#draining?.wake()
    else setTimeout(() => void this.#awaitSetup(), RETRY_MS)
  }

  /** Looks for a newer setup; without a network the copy stays. */
  async refresh(): Promise<void> {
    const database = this.#database
    const identity = this.#identity
    if (!database || !identity) return
    const held = { identity, etag: this.#etag, copyKeys: this.#copyKeys }
    const reply = await askForSetup(this.#server, database, held)
    if (identity !== this.#identity) return
    const refused = reply.kind === 'failed' && reply.status === 401
    if (refused || reply.kind !== 'failed') {
      this.refused = refused
      await writeIdentityStatus(database, identity, { refused })
    }
    if (reply.kind !== 'ok') return
    const { copy, copyKeys } = await takeSetup(database, identity.deviceId, reply)
    this.#copyKeys = copyKeys
    // What the server would not have before may be known to it by now.
    this.#draining?.wake()
    this.#use(copy)
    this.pairing = 'idle'
  }
}
