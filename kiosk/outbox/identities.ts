import type { PairReply } from '#contract/devices'
import type { KnownTime } from '../clock/kiosk-clock.ts'
import { strict } from './schema.ts'
import type { Identity, KioskDatabase, SetupCopy } from './schema.ts'

/** Takes on a new identity; one that comes back with another token goes on counting where it was. */
export async function adoptIdentity(database: KioskDatabase, reply: PairReply): Promise<Identity> {
  const transaction = database.transaction(['identities', 'current'], 'readwrite', strict)
  const identities = transaction.objectStore('identities')
  const known = await identities.get(reply.device.id)
  const identity: Identity = {
    deviceId: reply.device.id,
    name: reply.device.name,
    token: reply.token,
    lastSeq: known?.lastSeq ?? 0,
  }
  await Promise.all([
    identities.put(identity),
    transaction.objectStore('current').put(identity.deviceId, 'identity'),
    transaction.done,
  ])
  return identity
}

/** What the server says of an identity. */
export type IdentityStatus = Pick<Identity, 'refused' | 'replaced'>

/** Whether no new rating may be taken under it. */
export const isOut = (identity: IdentityStatus | null): boolean => Boolean(identity?.refused || identity?.replaced)

/** Writes down what the server says of this token, so that a start with no network knows. */
export async function writeIdentityStatus(
  database: KioskDatabase,
  { deviceId, token }: Identity,
  status: IdentityStatus,
) {
  const transaction = database.transaction('identities', 'readwrite', strict)
  const known = await transaction.store.get(deviceId)
  // Paired anew meanwhile, the same device has another token, of which the old answer says nothing.
  const next = known?.token === token ? { ...known, ...status } : known
  if (next && (next.refused !== known?.refused || next.replaced !== known?.replaced)) await transaction.store.put(next)
  await transaction.done
}

/** The identity new ratings are taken under; null before the first pairing. */
export async function currentIdentity(database: KioskDatabase): Promise<Identity | null> {
  const deviceId = await database.get('current', 'identity')
  return deviceId === undefined ? null : ((await database.get('identities', deviceId)) ?? null)
}

/** Every identity this kiosk ever had. */
export function allIdentities(database: KioskDatabase): Promise<Identity[]> {
  return database.getAll('identities')
}

/** The setup last seen under this identity; null when none was. */
export async function setupCopy(database: KioskDatabase, deviceId: string): Promise<SetupCopy | null> {
  return (await database.get('setups', deviceId)) ?? null
}

/** Keeps the setup so that a start with no network has one. */
export async function keepSetup(database: KioskDatabase, copy: SetupCopy): Promise<void> {
  await database.put('setups', copy)
}

/** What the kiosk knows of the server's time; nothing where what was kept is no number. */
export async function knownTime(database: KioskDatabase): Promise<KnownTime> {
  const [offsetMs, serverMs] = await Promise.all([database.get('clock', 'offset'), database.get('clock', 'server')])
  return { offsetMs: numberOr0(offsetMs), serverMs: numberOr0(serverMs) }
}

const numberOr0 = (kept: number | undefined): number => (Number.isFinite(kept) ? (kept ?? 0) : 0)

/** Keeps it for the stamps of the next page, which may open with no network. */
export async function keepKnownTime(database: KioskDatabase, { offsetMs, serverMs }: KnownTime): Promise<void> {
  const transaction = database.transaction('clock', 'readwrite')
  await Promise.all([
    transaction.store.put(offsetMs, 'offset'),
    transaction.store.put(serverMs, 'server'),
    transaction.store.delete('doubted'),
    transaction.done,
  ])
}

/**
 * How long the server has doubted the day in a row, whatever pages were opened meanwhile; told the time, it begins anew.
 *
 * @param moreMs that much longer than at the last call, in milliseconds
 */
export async function addDoubtedTime(database: KioskDatabase, moreMs: number): Promise<number> {
  const transaction = database.transaction('clock', 'readwrite')
  const doubtedMs = numberOr0(await transaction.store.get('doubted')) + moreMs
  await Promise.all([transaction.store.put(doubtedMs, 'doubted'), transaction.done])
  return doubtedMs
}
