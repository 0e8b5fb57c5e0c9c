import { RoleCode } from '#contract/codes'
import { PasswordChange, SHORTEST_PASSWORD, SignIn } from '#contract/session'
import { hashPassword } from '../http/passwords.ts'
import { writeAudit } from '../store/audit.ts'
import { accountByName, createAccount } from '../store/people.ts'
import type { Command } from './command.ts'
import { CommandError, readWords, required, UsageError } from './command.ts'
import { openForCommand, unitOf } from './open.ts'

/** `hailong user create`: the password comes on stdin, so that it stands in no shell history. */
export const userCommand: Command = {
  summary: 'create an account; the password is read from stdin',
  usage: `hailong user create --username NAME --role ${RoleCode.options.join('|')} [--unit CODE] --password-stdin [--json]`,
  run: async (words, io) => {
    const { values, positionals } = readWords(words, {
      username: { type: 'string' },
      role: { type: 'string' },
      unit: { type: 'string' },
      'password-stdin': { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (positionals[0] !== 'create') throw new UsageError('say create')
    const username = required(values.username, 'username').trim()
    if (!SignIn.shape.username.safeParse(username).success) throw new UsageError('--username: 1 to 80 characters')
    const role = RoleCode.safeParse(values.role)
    if (!role.success) throw new UsageError(`--role must be one of ${RoleCode.options.join(', ')}`)
    if (!values['password-stdin']) throw new UsageError('--password-stdin is missing: pipe the password in')
    const password = (await io.stdin()).replace(/\r?\n$/, '')
    if (!PasswordChange.shape.next.safeParse(password).success)
      throw new CommandError(`the password needs ${SHORTEST_PASSWORD} to 200 characters`)
    const database = await openForCommand(io.config)
    try {
      const unit = await unitOf(database, values.unit)
      const passwordHash = await hashPassword(password)
      await database.transaction(async (trx) => {
        if (await accountByName(trx, username)) throw new CommandError(`account ${username} exists already`)
        await createAccount(trx, { username, passwordHash, role: role.data, unitId: unit.id, mustChange: false })
        const at = new Date(io.clock()).toISOString()
        await writeAudit(trx, { at, actor: 'hailong', action: 'account.create', subject: username })
      })
      const created = { username, role: role.data, unit: unit.code }
      io.out(values.json ? JSON.stringify(created) : `${username}: ${role.data}, ${unit.code}`)
      return 0
    } finally {
      await database.close()
    }
  },
}
