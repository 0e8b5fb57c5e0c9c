import { CounterName } from '#contract/codes'
import { actingAt, commandLine } from '#core/ledger/actor'
import { createPairing } from '../store/devices/pairing.ts'
import type { Command } from './io.ts'
import { readArgs, required, UsageError } from './args.ts'
import { linkFor } from './links.ts'
import { openForCommand, unitOf } from './open.ts'

/** `hailong kiosk pair`: a code for a counter, which is created when it does not exist. */
export const kioskCommand: Command = {
  summary: 'make a pairing code for a kiosk',
  usage: 'hailong kiosk pair [--unit CODE] --counter NAME [--json]',
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, {
      unit: { type: 'string' },
      counter: { type: 'string' },
      json: { type: 'boolean' },
    })
    if (positionals[0] !== 'pair') throw new UsageError('say pair')
    const name = CounterName.safeParse(required(values.counter, 'counter'))
    if (!name.success) throw new UsageError("--counter: 1 to 200 characters with a letter or digit, without '/'")
    const database = await openForCommand(io.config)
    try {
      const unit = await unitOf(database, values.unit)
      const now = io.clock()
      const counter = { unitId: unit.id, name: name.data }
      const code = await createPairing(database).codeFor(counter, now, actingAt(commandLine, now))
      const link = linkFor(io, `/kiosk/#pair=${code}`)
      io.out(values.json ? JSON.stringify({ code, link }) : `${code}\n${link}`)
      return 0
    } finally {
      await database.close()
    }
  },
}
