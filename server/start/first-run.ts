import { randomInt } from 'node:crypto'
import { hashPassword } from '../services/people/passwords.ts'
import { actingAt } from '#core/ledger/actor'
import type { Database } from '../store/engine/database.ts'
import { countDevices } from '../store/devices/devices.ts'
import { accountByName, changePassword, createAccount, hasAccounts } from '../store/people/credentials.ts'
import { createPairing } from '../store/devices/pairing.ts'
import type { UnitRow } from '../store/office/units.ts'
import { FIRST_UNIT, unitByCode } from '../store/office/units.ts'

/** The name of the first administrator. */
export const FIRST_ADMIN = 'admin'

/** Easily read aloud and typed: no letters or digits that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

const oneTimePassword = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(''),
  ).join('-')

/**
 * Makes the first administrator, or gives them a new one-time password while they have not chosen their own.
 * @returns the password to print, null once the administrator has changed it
 */
export async function firstAdminPassword(database: Database): Promise<string | null> {
  const admin = await accountByName(database.reads, FIRST_ADMIN)
  if (admin && admin.must_change === 0) return null
  if (!admin && (await hasAccounts(database.reads))) return null
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  const unit = await officeIn(database)
  await database.transaction(async (trx) => {
    if (admin) await changePassword(trx, admin.id, { passwordHash, mustChange: true })
    else
      await createAccount(trx, {
        username: FIRST_ADMIN,
        passwordHash,
        role: 'admin',
        unitId: unit.id,
        mustChange: true,
      })
  })
  return password
}

/** @returns a pairing code for the first counter while no kiosk has been paired, else null */
export async function firstPairingCode(database: Database, now: number): Promise<string | null> {
  if ((await countDevices(database.reads)) > 0) return null
  const unit = await officeIn(database)
  const by = actingAt({ kind: 'server', name: 'first-run' }, now)
  return createPairing(database).codeFor({ unitId: unit.id, name: 'Quầy 1' }, now, by)
}

/** The unit of an installation that has not been set up. */
async function officeIn({ reads }: Database): Promise<UnitRow> {
  const unit = await unitByCode(reads, FIRST_UNIT)
  if (!unit) throw new Error('the database has no unit')
  return unit
}
