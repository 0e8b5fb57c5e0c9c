import { actingAt, commandLine } from '#core/ledger/actor'
import { civilDate } from '#core/time/civil-time'
import { isCivilDate } from '#core/time/period'
import { dateText } from '#core/words/format'
import { createClockMarks } from '../../store/clock/clock-marks.ts'
import { countRedates, redateRatings } from '../../store/clock/redate.ts'
import type { Command } from '../io.ts'
import { CommandError, readArgs, required, UsageError } from '../args.ts'
import { openForCommand, unitOf } from '../open.ts'

const options = {
  unit: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  half: { type: 'string' },
  day: { type: 'string' },
  reason: { type: 'string' },
  apply: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

const halves: Readonly<Record<string, 0 | 1>> = { sang: 0, chieu: 1 }

/** `hailong ratings redate`: ratings that a wrong clock dated are put right as new facts; tried dry unless `--apply`. */
export const ratingsCommand: Command = {
  summary: 'chuyển các lượt bị ghi sai ngày sang đúng ngày (moves ratings that a wrong clock dated to their day)',
  usage: `hailong ratings redate [--unit CODE] --from DAY --to DAY [--half sang|chieu] --day DAY --reason WORDS [--apply] [--json]
       without --apply it only says how many ratings would be moved`,
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, options)
    if (positionals[0] !== 'redate') throw new UsageError('say redate')
    const from = dayIn(values.from, 'from')
    const to = dayIn(values.to, 'to')
    const day = dayIn(values.day, 'day')
    const reason = required(values.reason, 'reason').trim().slice(0, 500)
    const halfDay = values.half === undefined ? null : halves[values.half]
    if (halfDay === undefined) throw new UsageError('--half is sang or chieu')
    const database = await openForCommand(io.config)
    try {
      const { doubt } = await createClockMarks(database).read()
      if (doubt !== null)
        throw new CommandError(
          'Giờ của máy chủ chưa chắc chắn: hãy chạy "hailong clock confirm" trước. (Confirm the clock first.)',
        )
      const now = io.clock()
      if (day > civilDate(now)) throw new UsageError('--day lies ahead')
      const order = { unitId: (await unitOf(database, values.unit)).id, from, to, halfDay, day }
      const ratings = values.apply
        ? await redateRatings(database, { ...order, reason }, actingAt(commandLine, now))
        : await countRedates(database, order)
      const applied = values.apply === true
      if (values.json) io.out(JSON.stringify({ ratings, applied, day }))
      else if (applied) io.out(`Đã chuyển ${ratings} lượt sang ngày ${dateText(day)}. (Moved.)`)
      else io.out(`${ratings} lượt sẽ được chuyển sang ngày ${dateText(day)}; thêm --apply để chuyển. (Not yet moved.)`)
      return 0
    } finally {
      await database.close()
    }
  },
}

function dayIn(value: string | undefined, name: string): string {
  const day = required(value, name)
  if (!isCivilDate(day)) throw new UsageError(`--${name} must be a day such as 2026-11-20`)
  return day
}
