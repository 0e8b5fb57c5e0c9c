import { AccountRole } from '#contract/people/roles'
import { TOKEN_DAYS } from '#contract/people/tokens'
import { actingAt, commandLine } from '#core/ledger/actor'
import { createApiTokens } from '../../store/people/api-tokens.ts'
import { areaIdsOf } from './area-words.ts'
import type { Command } from '../io.ts'
import { readArgs, UsageError } from '../args.ts'
import { openForCommand, unitOf } from '../open.ts'

const DAY_MS = 24 * 60 * 60_000

/** `hailong token create`: prints the token once. */
export const tokenCommand: Command = {
  summary: 'create an API token',
  usage: `hailong token create --role ${AccountRole.options.join('|')} [--unit CODE] [--areas CODE,…] [--days N, else ${TOKEN_DAYS}] [--json]`,
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, {
      role: { type: 'string' },
      unit: { type: 'string' },
      areas: { type: 'string' },
      days: { type: 'string' },
      json: { type: 'boolean' },
    })
    if (positionals[0] !== 'create') throw new UsageError('say create')
    const role = AccountRole.safeParse(values.role)
    if (!role.success) throw new UsageError(`--role must be one of ${AccountRole.options.join(', ')}`)
    const days = Number(values.days ?? TOKEN_DAYS)
    if (!(Number.isInteger(days) && days >= 1 && days <= 3650))
      throw new UsageError('--days must be a whole number from 1 to 3650')
    const database = await openForCommand(io.config)
    try {
      const unit = await unitOf(database, values.unit)
      const areaIds = await areaIdsOf(database, role.data, values.areas)
      const now = io.clock()
      const expiresAt = now + days * DAY_MS
      const by = actingAt(commandLine, now)
      const { token } = await createApiTokens(database).create(
        { role: role.data, unitId: unit.id, label: 'console', expiresAt, areaIds },
        by,
      )
      io.out(values.json ? JSON.stringify({ token }) : token)
      return 0
    } finally {
      await database.close()
    }
  },
}
