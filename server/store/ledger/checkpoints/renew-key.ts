import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Attribution } from '#core/ledger/actor'
import { SigningKeyError } from '#core/ledger/signing-key-error'
import type { Database } from '../../engine/database.ts'
import { audit } from '../audit.ts'
import { sha256 } from '../keys.ts'
import type { SigningKeySetting } from './signing-key.ts'
import { nextEarlierName, readSigningKey, writeSecret, writeWhole } from './signing-key.ts'

/** `in_database`: the key lies in the database and cannot be lost without it. `not_lost`: the file is there and right. */
export type KeyState = 'in_database' | 'not_lost' | 'lost'

/** Where the private half lies or should lie, and whether it is lost; nothing is written. */
export async function signingKeyState(
  { reads }: Database,
  file: string | null,
): Promise<{ readonly state: KeyState; readonly file: string }> {
  const rows = await reads.selectFrom('secret').select(['name', 'value']).execute()
  const kept = new Map(rows.map(({ name, value }) => [name, value]))
  const verifying = kept.get('signing.public')
  const path = file ?? kept.get('signing.file')?.toString() ?? ''
  if (kept.has('signing') || verifying === undefined) return { state: 'in_database', file: path }
  return { state: isThere(path, verifying) ? 'not_lost' : 'lost', file: path }
}

/**
 * Makes another signing key in place of one that is lost; no server may be running. What the lost key signed still holds
 * by its public half, which is kept. The name of the installation stays, so that its backups are still its own.
 *
 * @returns the fingerprint of the new public half, which the audit holds too
 * @throws SigningKeyError where a file is in the way or cannot be written: then nothing has changed
 */
export function renewSigningKey(
  { transaction }: Database,
  { file, syncFolder }: SigningKeySetting & { readonly file: string },
  by: Attribution,
): Promise<string> {
  return transaction(async (trx) => {
    const rows = await trx.selectFrom('secret').select(['name', 'value']).execute()
    const kept = new Map(rows.map(({ name, value }) => [name, value]))
    const lost = kept.get('signing.public')
    if (lost === undefined) throw new Error('the signing key lies in the database')
    if (existsSync(file)) throw new SigningKeyError(file, 'other')
    const pair = generateKeyPairSync('ed25519')
    const renewed = publicBytes(pair.publicKey)
    await writeSecret(trx, nextEarlierName(kept), lost)
    await writeSecret(trx, 'signing.public', renewed)
    await writeSecret(trx, 'signing.file', Buffer.from(file))
    const detail = { lost: fingerprint(lost), renewed: fingerprint(renewed) }
    await audit(trx, by, { action: 'ledger.key_renewed', subject: '', unitId: null, detail })
    // Last: whatever fails before leaves no file, and a file that cannot be written undoes the rest.
    writeWhole(file, String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })))
    syncFolder(dirname(file))
    return detail.renewed
  })
}

function isThere(file: string, verifying: Buffer): boolean {
  try {
    return readSigningKey(file, createPublicKey({ key: verifying, type: 'spki', format: 'der' })) !== null
  } catch {
    return false
  }
}

const publicBytes = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

const fingerprint = (key: Buffer): string => sha256(key).toString('hex').slice(0, 16)
