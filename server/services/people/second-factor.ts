import type { Attribution } from '#core/ledger/actor'
import type { SecondFactors } from '../../store/people/second-factors.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField, refuseUntilLater } from '../refusal.ts'
import type { PasswordClaim, ProofStores } from './prove-password.ts'
import { provePassword } from './prove-password.ts'
import { newTotpSecret, totpOffer, totpStep } from './totp.ts'

export interface SecondFactorStores extends ProofStores {
  readonly secondFactors: SecondFactors
}

/** Offers a new secret, which counts once a first code has confirmed it. @returns refused as `provePassword` says */
export async function offerSecondFactor(
  stores: SecondFactorStores,
  claim: PasswordClaim,
): Promise<ReturnType<typeof totpOffer> | Refusal> {
  const accountId = await provePassword(stores, claim, 'password')
  if (isRefusal(accountId)) return accountId
  const secret = newTotpSecret()
  await stores.secondFactors.offer(accountId, secret)
  return totpOffer(secret, claim.username)
}

/** The first code of a secret that was offered. */
export interface CodeClaim {
  readonly accountId: number | null
  readonly username: string
  readonly code: string
  readonly now: number
}

/** @returns null once it counts; refused with nothing_offered, wrong_code or too_many_attempts */
export async function confirmSecondFactor(
  { secondFactors, attempts }: SecondFactorStores,
  { accountId, username, code, now }: CodeClaim,
  by: Attribution,
): Promise<Refusal | null> {
  if (accountId === null) return refuse('not_allowed')
  const { offered } = await secondFactors.of(accountId)
  if (offered === null) return refuseField('invalid_request', 'code', 'nothing_offered')
  const key = `code ${username}`
  const waitMs = attempts.waitMs(key, now)
  if (waitMs > 0) return refuseUntilLater(waitMs)
  const step = totpStep(offered, code, now)
  if (step === null) {
    attempts.failed(key, now)
    return refuseField('invalid_request', 'code', 'wrong_code')
  }
  attempts.succeeded(key)
  await secondFactors.confirm(accountId, { secret: offered, step }, by)
  return null
}

/** Takes off the second factor of whoever is signed in. @returns null once it is off; refused as `provePassword` says */
export async function removeSecondFactor(
  stores: SecondFactorStores,
  claim: PasswordClaim & { readonly unitId: number },
  by: Attribution,
): Promise<Refusal | null> {
  const id = await provePassword(stores, claim, 'password')
  if (isRefusal(id)) return id
  await stores.secondFactors.remove({ id, username: claim.username, unitId: claim.unitId }, by)
  return null
}
