import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import { deviceNameAt } from '#core/operations/device-state'
import { PAIRING_HALF, pairingHalves } from '#core/operations/pairing-code'
import type { Attribution } from '#core/ledger/actor'
import { actingAt } from '#core/ledger/actor'
import { isAlive } from '#core/time/clock-doubt'
import { audit } from '../ledger/audit.ts'
import type { CounterSettings } from '../office/counters.ts'
import { ensureCounter } from '../office/counters.ts'
import type { Database } from '../engine/database.ts'
import { deviceInUse, deviceNames } from './devices.ts'
import { newToken, sha256 } from '../ledger/keys.ts'
import { nextId } from '../engine/next-id.ts'
import type { Tables } from '../engine/tables.ts'

/** Letters and digits that cannot be taken for one another when read aloud or typed. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
/** A code is good for ten minutes, once, and for five tries (design §5). */
export const CODE_LIFETIME_MS = 10 * 60_000
export const MOST_TRIES = 5

export interface NewPairingCode {
  readonly unitId: number
  readonly counterId: number
  readonly now: number
  /** The device whose place the new one takes. */
  readonly replaces?: number
}

/**
 * Makes a pairing code of eight characters: the first four find it, the last four are the secret, so that wrong tries
 * count against the one code they were aimed at. Inside a transaction.
 */
export async function createPairingCode(trx: Kysely<Tables>, code: NewPairingCode): Promise<string> {
  const { unitId, counterId, now, replaces = null } = code
  await trx.deleteFrom('pairing_code').where('expires_at', '<', now).execute()
  const selector = randomLetters()
  const secret = randomLetters()
  await trx
    .insertInto('pairing_code')
    .values({
      selector,
      secret_hash: sha256(selector, secret),
      unit_id: unitId,
      counter_id: counterId,
      expires_at: now + CODE_LIFETIME_MS,
      tries: 0,
      used: 0,
      replaces,
    })
    .execute()
  return selector + secret
}

const randomLetters = (): string =>
  Array.from({ length: PAIRING_HALF }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')

export interface PairedDevice {
  readonly token: string
  readonly id: number
  readonly name: string
}

/** Exchanges a code for a device and its token. @returns null when the code is wrong, used, tried too often or too old */
export async function pairDevice(database: Database, code: string, now: number): Promise<PairedDevice | null> {
  const { selector, secret } = pairingHalves(code)
  return database.transaction(async (trx) => {
    const found = await trx.selectFrom('pairing_code').selectAll().where('selector', '=', selector).executeTakeFirst()
    if (!found || found.used === 1 || found.tries >= MOST_TRIES) return null
    if (!isAlive({ expiresAt: found.expires_at, longestMs: CODE_LIFETIME_MS }, now)) return null
    const right = timingSafeEqual(found.secret_hash, sha256(selector, secret))
    await trx
      .updateTable('pairing_code')
      .set(right ? { used: 1 } : { tries: found.tries + 1 })
      .where('selector', '=', selector)
      .execute()
    return right ? createDevice(trx, found, now) : null
  })
}

async function createDevice(
  trx: Kysely<Tables>,
  code: Selectable<Tables['pairing_code']>,
  now: number,
): Promise<PairedDevice> {
  const token = newToken()
  // Retired since the code was made, it is in use again.
  const counter = await trx
    .updateTable('counter')
    .set({ retired: 0 })
    .where('id', '=', code.counter_id)
    .returning(['name', 'stage'])
    .executeTakeFirstOrThrow()
  const replaced = code.replaces === null ? null : await deviceInUse(trx, code.replaces)
  if (replaced) await retire(trx, replaced.id, now)
  const taken = await deviceNames(trx, code.unit_id)
  const name = replaced && !taken.includes(replaced.name) ? replaced.name : deviceNameAt(counter.name, taken)
  const { id } = await trx
    .insertInto('device')
    .values({
      id: await nextId(trx, 'device'),
      unit_id: code.unit_id,
      name,
      token_hash: sha256(token),
      paired_at: new Date(now).toISOString(),
      received_to: 0,
      flagged: 0,
      revoked: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('assignment')
    .values({
      id: await nextId(trx, 'assignment'),
      device_id: id,
      unit_id: code.unit_id,
      counter_id: code.counter_id,
      stage: counter.stage,
    })
    .execute()
  const by = actingAt({ kind: 'device', id, unitId: code.unit_id }, now)
  const detail = { device: id, replaces: replaced?.id ?? null }
  await audit(trx, by, { action: 'device.pair', subject: counter.name, detail })
  return { token, id, name }
}

/** From now on it takes no rating; what it still holds is taken until it holds nothing more. */
async function retire(trx: Kysely<Tables>, id: number, now: number): Promise<void> {
  await trx
    .updateTable('device')
    .set({ replaced_at: new Date(now).toISOString() })
    .where('id', '=', id)
    .execute()
}

export type Pairing = ReturnType<typeof createPairing>

export function createPairing(database: Database) {
  return {
    pair: (code: string, now: number) => pairDevice(database, code, now),
    /** Makes the counter when it does not exist, then a code for it. */
    codeFor: (counter: CounterSettings, now: number, by: Attribution) =>
      database.transaction(async (trx) => {
        const counterId = await ensureCounter(trx, counter)
        const subject = { subject: counter.name, unitId: counter.unitId }
        await audit(trx, by, { action: 'pairing.code', ...subject })
        return createPairingCode(trx, { unitId: counter.unitId, counterId, now })
      }),
  }
}
