import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import type { KioskSetup } from '#contract/kiosk-setup'
import type { OutboxEntry } from './entry.ts'
import { inTime } from '../clock/in-time.ts'
import type { HiddenCopy } from './kept-copies.ts'

/** A device identity this kiosk was given by pairing; older ones stay for the entries taken under them. */
export interface Identity {
  readonly deviceId: string
  readonly name: string
  readonly token: string
  /** The last sequence number allotted, 0 before the first. */
  readonly lastSeq: number
  /** The server answered 401 to this token, and has taken it at no time since; absent: not that we know. */
  readonly refused?: boolean
  /** Another kiosk took its place: what it holds is still taken, new ratings are not. */
  readonly replaced?: boolean
}

/** The setup last seen, with the identity it belongs to. */
export interface SetupCopy {
  readonly deviceId: string
  readonly etag: string | null
  readonly setup: KioskSetup
}

interface KioskSchema extends DBSchema {
  records: {
    key: string
    value: OutboxEntry
    indexes: { state: string; identityStateSeq: [string, string, number]; identitySeq: [string, number] }
  }
  copies: { key: string; value: HiddenCopy; indexes: { identity: string; settledAt: number } }
  identities: { key: string; value: Identity }
  current: { key: string; value: string }
  setups: { key: string; value: SetupCopy }
  clock: { key: string; value: number }
}

export type KioskDatabase = IDBPDatabase<KioskSchema>

const NAME = 'hailong-kiosk'
const VERSION = 2

/** Chromium's default durability lost the last ten seconds in a power cut; strict lost nothing. */
export const strict = { durability: 'strict' } as const

/** Longest that opening may take, in milliseconds: another page may hold up a change of the schema, or the disk hang. */
const OPENING_MS = 8_000
const LISTING_MS = 2_000

/**
 * A newer version of this page may have been here and have been given up: its database is taken as it is, so a step of
 * the schema may only add.
 *
 * @param onlost the browser closed the connection, or wants the database for itself: it is of no use any more
 * @throws where the browser cannot store at all (private window, broken profile, full disk).
 */
export async function openKioskDatabase(onlost: () => void = () => {}): Promise<KioskDatabase> {
  // Asked while the browser clears its storage, it never answers.
  const databases = await inTime(indexedDB.databases(), LISTING_MS)
  const isNewer = databases.some(({ name, version = 0 }) => name === NAME && version > VERSION)
  const opening = openDB<KioskSchema>(NAME, isNewer ? undefined : VERSION, {
    upgrade(database, version) {
      if (version < 1) createFirstStores(database)
      const copies = database.createObjectStore('copies', { keyPath: 'id' })
      copies.createIndex('identity', 'identity')
      copies.createIndex('settledAt', 'settledAt')
    },
    // Whoever deletes the database, or brings a newer schema, waits until all connections are closed.
    blocking: () => {
      void opening.then((database) => database.close())
      onlost()
    },
    terminated: onlost,
  })
  return inTime(opening, OPENING_MS).catch((error: unknown) => {
    opening.then((late) => late.close()).catch(() => undefined)
    throw error
  })
}

function createFirstStores(database: KioskDatabase): void {
  const entries = database.createObjectStore('records', { keyPath: 'id' })
  entries.createIndex('state', 'state')
  entries.createIndex('identityStateSeq', ['identity', 'state', 'seq'])
  entries.createIndex('identitySeq', ['identity', 'seq'])
  database.createObjectStore('identities', { keyPath: 'deviceId' })
  database.createObjectStore('current')
  database.createObjectStore('setups', { keyPath: 'deviceId' })
  database.createObjectStore('clock')
}
