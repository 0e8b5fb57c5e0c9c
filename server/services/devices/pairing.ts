import type { PairingCodeRequest } from '#contract/devices'
import { pairingHalves } from '#core/operations/pairing-code'
import { definedOnly } from '#core/text/defined-only'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { PairedDevice, Pairing } from '../../store/devices/pairing.ts'
import type { Attribution } from '#core/ledger/actor'
import type { Attempts } from '../people/attempts.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField, refuseUntilLater } from '../refusal.ts'

export interface PairingCodeStores {
  readonly pairing: Pairing
  readonly areas: Areas
}

export interface PairingStores extends PairingCodeStores {
  /** Wrong tries for one code from one address: whoever mistypes another code is not kept waiting. */
  readonly attempts: Attempts
  /** All wrong tries from one address, which a whole office may share. */
  readonly attemptsOfAddress: Attempts
}

/** A code that was typed at a device. */
export interface PairingClaim {
  readonly code: string
  readonly address: string
  readonly now: number
}

/** Makes a device of whoever holds a code. @returns refused with too_many_attempts or wrong_pairing_code */
export async function pairByCode(
  { pairing, attempts, attemptsOfAddress }: PairingStores,
  { code, address, now }: PairingClaim,
): Promise<PairedDevice | Refusal> {
  const key = `${address} ${pairingHalves(code).selector}`
  const waitMs = Math.max(attempts.waitMs(key, now), attemptsOfAddress.waitMs(address, now))
  if (waitMs > 0) return refuseUntilLater(waitMs)
  const paired = await pairing.pair(code, now)
  if (paired) return paired
  attempts.failed(key, now)
  attemptsOfAddress.failed(address, now)
  return refuse('wrong_pairing_code')
}

export interface PairingCodeOrder extends Omit<PairingCodeRequest, 'unit'> {
  readonly unitId: number
  readonly now: number
}

/** A code for a counter, which is created when it does not exist. @returns refused with unknown_code for an area */
export async function createPairingCode(
  { pairing, areas: areaStore }: PairingCodeStores,
  { unitId, counter, stage, areas, now }: PairingCodeOrder,
  by: Attribution,
): Promise<string | Refusal> {
  const areaIds = areas === undefined ? undefined : await areaIdsOf(areaStore, areas)
  if (isRefusal(areaIds)) return areaIds
  // What is left out stays as it is at a counter that exists.
  return pairing.codeFor({ unitId, name: counter, ...definedOnly({ stage, areaIds }) }, now, by)
}

async function areaIdsOf(areas: Areas, codes: readonly string[]): Promise<number[] | Refusal> {
  const known = new Map((await areas.inUse()).map(({ code, id }) => [code, id]))
  const unknown = codes.findIndex((code) => !known.has(code))
  if (unknown !== -1) return refuseField('unknown_code', `areas.${unknown}`, 'unknown_area')
  return [...new Set(codes.flatMap((code) => known.get(code) ?? []))]
}
