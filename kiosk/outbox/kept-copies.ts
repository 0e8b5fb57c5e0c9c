import { fields, filled, oneOf, whole } from '../server/shapes.ts'
import type { OutboxEntry } from './entry.ts'
import { strict } from './schema.ts'
import type { KioskDatabase } from './schema.ts'

/**
 * A received rating as it lies on the device. Whoever takes the device learns neither what was said nor in which order:
 * the row's own key is random, and all of the entry is inside the cipher.
 */
export interface HiddenCopy {
  readonly id: string
  /** The device identity it was sent with. */
  readonly identity: string
  /** The device identity whose key opens it. */
  readonly keyOf: string
  /** As in the entry: copies are forgotten by it. */
  readonly settledAt: number
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly cipher: ArrayBuffer
}

/** Keys by device identity, as the server gave them; they live in the memory of the page alone. */
export type CopyKeys = ReadonlyMap<string, CryptoKey>

/** AES-GCM's own length, in bytes. */
const NONCE_BYTES = 12
/** Entries are filled up to a multiple of this many bytes: the length would tell the area and how much was said. */
const STEP_BYTES = 1_024
/** How many are hidden in one transaction. */
const BATCH = 100

/** @param hex 32 bytes for each device identity, as the setup gives them */
export async function importCopyKeys(hex: Readonly<Record<string, string>>): Promise<CopyKeys> {
  const imported = Object.entries(hex).map(async ([device, key]) => {
    const bytes = Uint8Array.from(key.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    return [device, await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])] as const
  })
  return new Map(await Promise.all(imported))
}

/**
 * Hides every copy that lies open. What was received under an identity whose key the server no longer gives is hidden with
 * that of the current one. Does nothing while there is no key.
 */
export async function hideCopies(database: KioskDatabase, keys: CopyKeys, current: string): Promise<void> {
  for (;;) {
    const open = await database.getAllFromIndex('records', 'state', 'received', BATCH)
    const hidden = await Promise.all(open.map((entry) => hide(entry, keys, current)))
    const copies = hidden.filter((pair) => pair !== null)
    if (copies.length === 0) return
    const transaction = database.transaction(['records', 'copies'], 'readwrite', strict)
    for (const { entry, copy } of copies) {
      await transaction.objectStore('records').delete(entry.id)
      await transaction.objectStore('copies').put(copy)
    }
    await transaction.done
  }
}

async function hide(entry: OutboxEntry, keys: CopyKeys, current: string) {
  const keyOf = keys.has(entry.identity) ? entry.identity : current
  const key = keys.get(keyOf)
  if (!key) return null
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, padded(JSON.stringify(entry)))
  const { identity, settledAt } = entry
  const copy: HiddenCopy = { id: crypto.randomUUID(), identity, keyOf, settledAt: settledAt ?? 0, nonce, cipher }
  return { entry, copy }
}

/** Blanks behind it change nothing for whoever reads JSON. */
function padded(json: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(json)
  const whole = new Uint8Array(Math.ceil(bytes.length / STEP_BYTES) * STEP_BYTES).fill(32)
  whole.set(bytes)
  return whole
}

/**
 * Lays copies open again, as they were before they were hidden, because they may have to be sent once more.
 *
 * @param wanted which of this identity's; the rest stays hidden
 * @returns false where a key has not come yet: then nothing is opened, because copies go in order or not at all
 */
export async function openCopies(
  database: KioskDatabase,
  keys: CopyKeys,
  { identity, wanted }: { readonly identity: string; readonly wanted: (entry: OutboxEntry) => boolean },
): Promise<boolean> {
  const copies = await database.getAllFromIndex('copies', 'identity', identity)
  if (copies.some(({ keyOf }) => !keys.has(keyOf))) return false
  const read = await Promise.all(copies.map(async (copy) => ({ copy, entry: await entryOf(copy, keys) })))
  const transaction = database.transaction(['records', 'copies'], 'readwrite', strict)
  for (const { copy, entry } of read) {
    if (entry === null || !wanted(entry)) continue
    await transaction.objectStore('records').put(entry)
    await transaction.objectStore('copies').delete(copy.id)
  }
  await transaction.done
  return true
}

/** @returns null for what this key does not open: a copy that was damaged, or of another server */
async function entryOf({ keyOf, nonce, cipher }: HiddenCopy, keys: CopyKeys): Promise<OutboxEntry | null> {
  const key = keys.get(keyOf)
  if (!key) return null
  const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, cipher).catch(() => null)
  const value: unknown = bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes))
  return isEntry(value) ? value : null
}

const isEntry = (value: unknown): value is OutboxEntry =>
  fields({ id: filled, seq: whole, identity: filled, state: oneOf('received') })(value)
