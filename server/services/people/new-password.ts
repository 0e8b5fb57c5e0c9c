import { passwordWeakness } from '#core/text/weak-password'
import type { Settings } from '../../store/office/settings.ts'
import type { Units } from '../../store/office/units.ts'
import type { Refusal } from '../refusal.ts'
import { refuseField } from '../refusal.ts'

/** Where a new password is held against the names of its owner and of the office. */
export interface NewPasswordStores {
  readonly units: Pick<Units, 'byId'>
  readonly settings: Pick<Settings, 'get'>
}

/** A password somebody wants to have. */
export interface NewPasswordClaim {
  readonly password: string
  readonly username: string
  readonly unitId: number
}

/**
 * Whether a password may be had: long enough is judged by the contract, soon guessed here.
 *
 * @param path where the password stands in the request
 * @returns null when it may; refused at `path` with why it is soon guessed
 */
export async function refuseWeakPassword(
  { units, settings }: NewPasswordStores,
  { password, username, unitId }: NewPasswordClaim,
  path: string,
): Promise<Refusal | null> {
  const office = await settings.get(unitId, 'office.name')
  const officeNames = [(await units.byId(unitId)).name, ...(office === null ? [] : [office])]
  const weakness = passwordWeakness(password, { username, officeNames })
  return weakness === null ? null : refuseField('invalid_request', path, weakness)
}
