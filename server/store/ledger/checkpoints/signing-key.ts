import { createPrivateKey, createPublicKey, hash, randomBytes, randomUUID } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Kysely } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import { SigningKeyError } from '#core/ledger/signing-key-error'
import type { Database } from '../../engine/database.ts'
import type { Tables } from '../../engine/tables.ts'
import { audit } from '../audit.ts'

/** Tells installations apart: the start of a hash of the key that signs their checkpoints. */
export function installationOf(signing: KeyObject): string {
  const der = signing.export({ type: 'pkcs8', format: 'der' })
  return hash('sha256', Buffer.concat([Buffer.from('hai-long-installation '), der])).slice(0, 16)
}

const earlierName = (number: number): string => `signing.public.${number}`

/** Under which name the next public half of a lost key is kept. @param kept what the database keeps, by name */
export const nextEarlierName = (kept: ReadonlyMap<string, Buffer>): string => earlierName(earlierKeys(kept).length + 1)

/** Public halves of keys that were lost and renewed, newest first. @param kept what the database keeps, by name */
export function earlierKeys(kept: ReadonlyMap<string, Buffer>): readonly KeyObject[] {
  const found: KeyObject[] = []
  for (let number = 1; ; number += 1) {
    const key = kept.get(earlierName(number))
    if (key === undefined) return found
    found.unshift(createPublicKey({ key, type: 'spki', format: 'der' }))
  }
}

/** Reads the key of a file, which must be the private half of `verifying`. @throws SigningKeyError */
export function readSigningKey(file: string, verifying: KeyObject): KeyObject {
  const text = contentOf(file)
  if (text === null) throw new SigningKeyError(file, 'missing')
  try {
    const key = createPrivateKey(text)
    if (createPublicKey(key).equals(verifying)) return key
  } catch {
    // Said below: no key at all is as wrong as another one.
  }
  throw new SigningKeyError(file, 'other')
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Where the key shall lie. */
export interface SigningKeySetting {
  /** As set; null: left in the database, or where it was moved to. */
  readonly file: string | null
  /** Waits until the disk holds the names in the folder. */
  readonly syncFolder: (folder: string) => void
}

/**
 * Before the start goes on: moves the key out of the database where a file is set, and makes sure that one that was moved
 * is there. The file is whole on the disk before the database forgets the key; a start that ends between the two finds
 * both, and goes on.
 *
 * @throws SigningKeyError
 */
export async function settleSigningKey(
  database: Database,
  { file, syncFolder }: SigningKeySetting,
  by: Attribution,
): Promise<void> {
  const rows = await database.reads.selectFrom('secret').select(['name', 'value']).execute()
  const kept = new Map(rows.map(({ name, value }) => [name, value]))
  const [inside, verifying] = [kept.get('signing'), kept.get('signing.public')]
  if (inside && file !== null) {
    const key = createPrivateKey({ key: inside, type: 'pkcs8', format: 'der' })
    if (!existsSync(file)) {
      writeWhole(file, String(key.export({ type: 'pkcs8', format: 'pem' })))
      syncFolder(dirname(file))
    }
    readSigningKey(file, createPublicKey(key))
    return forgetKey(database, { file, key }, by)
  }
  if (!verifying) return
  const path = file ?? kept.get('signing.file')?.toString() ?? ''
  readSigningKey(path, createPublicKey({ key: verifying, type: 'spki', format: 'der' }))
  if (path !== kept.get('signing.file')?.toString())
    await database.transaction((trx) => writeSecret(trx, 'signing.file', Buffer.from(path)))
}

async function forgetKey(
  database: Database,
  { file, key }: { readonly file: string; readonly key: KeyObject },
  by: Attribution,
): Promise<void> {
  const { length } = key.export({ type: 'pkcs8', format: 'der' })
  await database.transaction(async (trx) => {
    await writeSecret(trx, 'signing.public', createPublicKey(key).export({ type: 'spki', format: 'der' }))
    await writeSecret(trx, 'signing.file', Buffer.from(file))
    await writeSecret(trx, 'installation', Buffer.from(installationOf(key)))
    // Written over first: what is only deleted stays in the page until something else needs the room.
    await writeSecret(trx, 'signing', randomBytes(length))
    await trx.deleteFrom('secret').where('name', '=', 'signing').execute()
    await audit(trx, by, { action: 'ledger.key_moved', subject: '', unitId: null })
  })
}

/** Writes a secret whether or not it was there. */
export const writeSecret = async (trx: Kysely<Tables>, name: string, value: Buffer): Promise<void> => {
  const isNew = !(await trx.selectFrom('secret').select('name').where('name', '=', name).executeTakeFirst())
  if (isNew) await trx.insertInto('secret').values({ name, value }).execute()
  else await trx.updateTable('secret').set({ value }).where('name', '=', name).execute()
}

/** Readable by this account alone, and never half: written beside, then given its name. @throws SigningKeyError */
export function writeWhole(file: string, text: string): void {
  const beside = `${file}.${randomUUID()}`
  try {
    const handle = openSync(beside, 'wx', 0o600)
    try {
      writeSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(beside, file)
  } catch {
    if (existsSync(beside)) rmSync(beside)
    throw new SigningKeyError(file, 'missing')
  }
}
