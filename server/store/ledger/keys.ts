import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tables } from '../engine/tables.ts'
import { SigningKeyError } from '#core/ledger/signing-key-error'
import { earlierKeys, installationOf, readSigningKey } from './checkpoints/signing-key.ts'

/** The server's own keys: one signs checkpoints (Ed25519), one makes ids of imported rows (HMAC). */
export interface Keys {
  /** The private half. @throws SigningKeyError where it lies in a file of its own that is not there */
  readonly signing: () => KeyObject
  readonly verifying: KeyObject
  /** Public halves of keys that were lost and renewed, newest first: what they signed still holds. */
  readonly earlier: readonly KeyObject[]
  /** Where the private half lies; null: in the database. */
  readonly file: string | null
  /** Tells installations apart: the start of a hash of the private half, wherever that lies. */
  readonly installation: string
  readonly identity: Buffer
}

/** SHA-256; for tokens of 256 random bits no slower hash is needed. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  // In one call, which takes half of what an object to be fed takes: each tap is hashed more than once.
  return hash(
    'sha256',
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))),
    'buffer',
  )
}

/** Random text of 256 bits for a session, a device or an API token. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Makes the keys when a database is new; they live in it, so that one file is the whole backup. */
export async function createKeys(trx: Kysely<Tables>): Promise<void> {
  const pair = generateKeyPairSync('ed25519')
  const signing = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
  await trx
    .insertInto('secret')
    .values([
      { name: 'signing', value: signing },
      { name: 'identity', value: randomBytes(32) },
    ])
    .execute()
}

/** @throws when the database has lost its keys: without them neither a checkpoint nor an import can be trusted */
export async function readKeys(db: Kysely<Tables>): Promise<Keys> {
  const rows = await db.selectFrom('secret').select(['name', 'value']).execute()
  const kept = new Map(rows.map(({ name, value }) => [name, value]))
  const [inside, moved, identity] = [kept.get('signing'), kept.get('signing.public'), kept.get('identity')]
  const earlier = earlierKeys(kept)
  if (!identity || !(inside ?? moved)) throw new Error('the database has no keys')
  if (inside) {
    const key = createPrivateKey({ key: inside, type: 'pkcs8', format: 'der' })
    return {
      signing: () => key,
      verifying: createPublicKey(key),
      earlier,
      file: null,
      installation: installationOf(key),
      identity,
    }
  }
  const verifying = createPublicKey({ key: moved ?? '', type: 'spki', format: 'der' })
  const file = kept.get('signing.file')?.toString() ?? ''
  let read: KeyObject | null = null
  return {
    signing: () => (read ??= readSigningKey(file, verifying)),
    verifying,
    earlier,
    file,
    installation: kept.get('installation')?.toString() ?? '',
    identity,
  }
}

/** What a checkpoint's signature is over: the chain it belongs to, its size, its head and the day. */
export interface CheckpointStatement {
  readonly ledgerKey: string
  readonly size: number
  readonly hash: Buffer
  readonly day: string
}

/** @returns an Ed25519 signature of 64 bytes */
export function signCheckpoint(statement: CheckpointStatement, keys: Keys): Buffer {
  return signBytes(statementBytes(statement), keys)
}

/** @returns an Ed25519 signature of 64 bytes */
export const signBytes = (bytes: Buffer, keys: Keys): Buffer => sign(null, bytes, keys.signing())

/** @returns an Ed25519 signature of the text, base64; null where the key lies in a file that is not there */
export function signText(text: string, keys: Keys): string | null {
  try {
    return signBytes(Buffer.from(text), keys).toString('base64')
  } catch (error) {
    if (error instanceof SigningKeyError) return null
    throw error
  }
}

/** Whether the signature over the bytes was made by this server's key, or by one that was renewed since. */
export const signatureHolds = (bytes: Buffer, signature: Buffer, { verifying, earlier }: Keys): boolean =>
  [verifying, ...earlier].some((key) => verify(null, bytes, key, signature))

/** Whether the signature was made by this server's key, or by one that was renewed since. */
export function checkpointHolds(statement: CheckpointStatement, signature: Buffer, keys: Keys): boolean {
  return signatureHolds(statementBytes(statement), signature, keys)
}

const statementBytes = ({ ledgerKey, size, hash, day }: CheckpointStatement): Buffer =>
  Buffer.from(JSON.stringify(['hai-long-checkpoint', 1, ledgerKey, size, hash.toString('hex'), day]))

/**
 * The id of an imported row: the same source row gives the same id on this server, and nobody without the key can tell
 * which row an id came from. Shaped as a version 8 UUID.
 */
export function importedId(identity: readonly (string | number)[], keys: Keys): string {
  const bytes = createHmac('sha256', keys.identity).update(JSON.stringify(identity)).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return uuidText(bytes)
}

/**
 * What hides the copies that a kiosk keeps of ratings once they were received: 32 bytes in hexadecimal, always the same for
 * a device, and none that an imported row could be made to give (its text begins otherwise).
 */
export const copyKey = (deviceId: number, keys: Pick<Keys, 'identity'>): string =>
  createHmac('sha256', keys.identity).update(`hai-long-kiosk-copies 1 ${deviceId}`).digest('hex')

/** 16 bytes as the lower-case text of a UUID. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The 16 bytes of a UUID's text. */
export function uuidBytes(text: string): Buffer {
  return Buffer.from(text.replaceAll('-', ''), 'hex')
}
