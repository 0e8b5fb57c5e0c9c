import { AccountRole } from '#contract/people/roles'
import type { Command, CommandIo, ExitCode } from '../io.ts'
import { readArgs, required, UsageError } from '../args.ts'
import { createUser } from './user-create.ts'
import { resetPassword, resetSecondFactor } from './user-resets.ts'

/** What was asked on the command line. */
export interface UserWords {
  readonly username: string
  readonly role: string | undefined
  readonly unit: string | undefined
  readonly areas: string | undefined
  readonly passwordOnStdin: boolean
  readonly json: boolean
}

const actions: Readonly<Record<string, (words: UserWords, io: CommandIo) => Promise<ExitCode>>> = {
  create: createUser,
  'reset-password': resetPassword,
  'reset-totp': resetSecondFactor,
}

/** `hailong user`: accounts, from the computer the server runs on. */
export const userCommand: Command = {
  summary: 'create an account, or help somebody in who lost password or second factor',
  usage: [
    `hailong user create --username NAME --role ${AccountRole.options.join('|')} [--unit CODE] [--areas CODE,…] --password-stdin [--json]`,
    'hailong user reset-password --username NAME [--json]   prints a link that sets a new password once within 24 hours',
    'hailong user reset-totp --username NAME [--json]       takes the second factor off',
  ].join('\n       '),
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, {
      username: { type: 'string' },
      role: { type: 'string' },
      unit: { type: 'string' },
      areas: { type: 'string' },
      'password-stdin': { type: 'boolean' },
      json: { type: 'boolean' },
    })
    const [name = ''] = positionals
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (!action) throw new UsageError(`say ${Object.keys(actions).join(', ')}`)
    return action(
      {
        username: required(values.username, 'username').trim(),
        role: values.role,
        unit: values.unit,
        areas: values.areas,
        passwordOnStdin: values['password-stdin'] ?? false,
        json: values.json ?? false,
      },
      io,
    )
  },
}
