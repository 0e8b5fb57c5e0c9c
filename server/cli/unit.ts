import { Code, Name } from '#contract/codes'
import { audit } from '../store/ledger/audit.ts'
import { actingAt, commandLine } from '#core/ledger/actor'
import { allUnits, createUnit, unitByCode } from '../store/office/units.ts'
import type { Command } from './io.ts'
import { CommandError, readArgs, required, UsageError } from './args.ts'
import { openForCommand } from './open.ts'

/** `hailong unit create|list`. */
export const unitCommand: Command = {
  summary: 'create a unit, or list all units',
  usage: 'hailong unit create --code CODE --name NAME [--parent CODE] [--json]\n       hailong unit list [--json]',
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, {
      code: { type: 'string' },
      name: { type: 'string' },
      parent: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [verb] = positionals
    if (verb !== 'create' && verb !== 'list') throw new UsageError('say create or list')
    const database = await openForCommand(io.config)
    try {
      if (verb === 'create') {
        const code = required(values.code, 'code')
        const name = required(values.name, 'name')
        if (!Code.safeParse(code).success)
          throw new UsageError(`--code ${code}: letters, digits, '.', '-' and '_' only`)
        if (!Name.safeParse(name).success) throw new UsageError('--name: 1 to 200 characters')
        await database.transaction(async (trx) => {
          if (await unitByCode(trx, code)) throw new CommandError(`unit ${code} exists already`)
          const parent = values.parent === undefined ? null : await unitByCode(trx, values.parent)
          if (values.parent !== undefined && !parent) throw new CommandError(`there is no unit ${values.parent}`)
          const unitId = await createUnit(trx, {
            code,
            name: name.trim(),
            parentId: parent?.id ?? null,
          })
          await audit(trx, actingAt(commandLine, io.clock()), { action: 'unit.create', subject: code, unitId })
        })
        io.out(values.json ? JSON.stringify({ code, name, parent: values.parent ?? null }) : `${code}: ${name}`)
        return 0
      }
      const units = await allUnits(database.reads)
      const codes = new Map(units.map((unit) => [unit.id, unit.code]))
      const listed = units.map(({ code, name, parent_id }) => ({
        code,
        name,
        parent: codes.get(parent_id ?? 0) ?? null,
      }))
      if (values.json) io.out(JSON.stringify({ units: listed }))
      else for (const unit of listed) io.out(`${unit.code}\t${unit.name}\t${unit.parent ?? ''}`)
      return 0
    } finally {
      await database.close()
    }
  },
}
