import { actingAt, commandLine } from '#core/ledger/actor'
import type { Database } from '../../store/engine/database.ts'
import { createPasswordResets } from '../../store/people/password-resets.ts'
import type { AccountRow } from '../../store/people/credentials.ts'
import { accountByName } from '../../store/people/credentials.ts'
import { createSecondFactors } from '../../store/people/second-factors.ts'
import type { CommandIo, ExitCode } from '../io.ts'
import { CommandError } from '../args.ts'
import { linkFor } from '../links.ts'
import { openForCommand } from '../open.ts'
import type { UserWords } from './user.ts'

/** `hailong user reset-password`: prints a one-time link; the password of today holds until it is used. */
export async function resetPassword({ username, json }: UserWords, io: CommandIo): Promise<ExitCode> {
  return withAccount(username, io, async (account, database) => {
    const now = io.clock()
    const owner = { id: account.id, username: account.username, unitId: account.unit_id }
    const { token, expiresAt } = await createPasswordResets(database).make(owner, now, actingAt(commandLine, now))
    const link = linkFor(io, `/dashboard/#mat-khau=${token}`)
    io.out(json ? JSON.stringify({ username, link, expiresAt: new Date(expiresAt).toISOString() }) : link)
  })
}

/** `hailong user reset-totp`: for whoever lost the telephone; the password alone holds until a new one is set up. */
export async function resetSecondFactor({ username, json }: UserWords, io: CommandIo): Promise<ExitCode> {
  return withAccount(username, io, async (account, database) => {
    const owner = { id: account.id, username: account.username, unitId: account.unit_id }
    const removed = await createSecondFactors(database).remove(owner, actingAt(commandLine, io.clock()))
    const words = removed ? 'the second factor is off' : 'had no second factor'
    io.out(json ? JSON.stringify({ username, removed }) : `${username}: ${words}`)
  })
}

async function withAccount(
  username: string,
  io: CommandIo,
  work: (account: AccountRow, database: Database) => Promise<void>,
): Promise<ExitCode> {
  const database = await openForCommand(io.config)
  try {
    const account = await accountByName(database.reads, username)
    if (!account) throw new CommandError(`there is no account ${username}, or it was retired`)
    await work(account, database)
    return 0
  } finally {
    await database.close()
  }
}
