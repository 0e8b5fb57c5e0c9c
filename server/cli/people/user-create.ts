import { Username } from '#contract/people/accounts'
import { AccountRole } from '#contract/people/roles'
import { PasswordChange, SHORTEST_PASSWORD } from '#contract/people/session'
import { refuseWeakPassword } from '../../services/people/new-password.ts'
import { hashPassword } from '../../services/people/passwords.ts'
import { createSettings } from '../../store/office/settings.ts'
import { createUnits } from '../../store/office/units.ts'
import { audit } from '../../store/ledger/audit.ts'
import { actingAt, commandLine } from '#core/ledger/actor'
import { passwordWeaknessWords } from '#core/words/failures'
import { createAccount, isNameTaken } from '../../store/people/credentials.ts'
import { areaIdsOf } from './area-words.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { CommandError, UsageError } from '../args.ts'
import { openForCommand, unitOf } from '../open.ts'
import type { UserWords } from './user.ts'

/** `hailong user create`: the password comes on stdin, so that it stands in no shell history. */
export async function createUser(words: UserWords, io: CommandIo): Promise<ExitCode> {
  const { username } = words
  if (!Username.safeParse(username).success)
    throw new UsageError('--username: 1 to 80 of a-z, digits, dot, dash, underscore; not a name of the server itself')
  const role = AccountRole.safeParse(words.role)
  if (!role.success) throw new UsageError(`--role must be one of ${AccountRole.options.join(', ')}`)
  if (!words.passwordOnStdin) throw new UsageError('--password-stdin is missing: pipe the password in')
  const password = (await io.stdin()).replace(/\r?\n$/, '')
  if (!PasswordChange.shape.next.safeParse(password).success)
    throw new CommandError(`the password needs ${SHORTEST_PASSWORD} to 200 characters`)
  const database = await openForCommand(io.config)
  try {
    const unit = await unitOf(database, words.unit)
    const stores = { units: createUnits(database), settings: createSettings(database) }
    const weak = await refuseWeakPassword(stores, { password, username, unitId: unit.id }, 'password')
    if (weak) throw new CommandError(passwordWeaknessWords(weak.issues) ?? 'the password is too weak')
    const areaIds = await areaIdsOf(database, role.data, words.areas)
    const passwordHash = await hashPassword(password)
    await database.transaction(async (trx) => {
      if (await isNameTaken(trx, username)) throw new CommandError(`account ${username} exists already`)
      const account = { username, passwordHash, role: role.data, unitId: unit.id, mustChange: false, areaIds }
      await createAccount(trx, account)
      const entry = { action: 'account.create', subject: username, unitId: unit.id, detail: { role: role.data } }
      await audit(trx, actingAt(commandLine, io.clock()), entry)
    })
    const created = { username, role: role.data, unit: unit.code }
    io.out(words.json ? JSON.stringify(created) : `${username}: ${role.data}, ${unit.code}`)
    return 0
  } finally {
    await database.close()
  }
}
