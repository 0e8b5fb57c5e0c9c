import { commandLine } from '#core/ledger/actor'
import { dateText } from '#core/words/format'
import { clockDoubtWords, endsWords } from '#core/time/clock-words'
import type { ClockReport } from '#contract/operations'
import { builtAt } from '../built-at.ts'
import { createClockMarks } from '../store/clock/clock-marks.ts'
import { createClockWatch } from '../services/clock/clock-watch.ts'
import { reportClock } from '../services/clock/clock-report.ts'
import type { Command } from './io.ts'
import { CommandError, readArgs, UsageError } from './args.ts'
import { openForCommand } from './open.ts'

/** `hailong clock`: whether the time is believed; `hailong clock confirm`: a person says that the machine's is right. */
export const clockCommand: Command = {
  summary: 'xem giờ của máy chủ có chắc chắn không; xác nhận giờ máy là đúng (shows the clock; confirms it)',
  usage: `hailong clock [--json]
       hailong clock confirm [--yes] [--json]    giờ của máy này đúng (the time of this machine is right)
         --yes                                   đồng ý với những gì hết hiệu lực (also where links, tokens or sessions end)`,
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, { json: { type: 'boolean' }, yes: { type: 'boolean' } })
    const [verb = 'show'] = positionals
    if (verb !== 'show' && verb !== 'confirm') throw new UsageError(`there is no "clock ${verb}"`)
    const database = await openForCommand(io.config)
    try {
      const clockMarks = createClockMarks(database)
      // A command sees one moment: whether the clock jumps is for the server to say, which writes it down.
      // A look stores nothing: it would take the doubt off a server that runs.
      const marks = { ...clockMarks, setDoubt: async () => {}, raise: async () => {} }
      const parts = { marks, host: io.clock, uptime: io.clock, builtAt: builtAt ?? null }
      const clockWatch = createClockWatch(parts)
      await clockWatch.look()
      const units = await database.reads.selectFrom('unit').select(['id', 'code']).execute()
      const ends = endsWords((await reportClock({ clockWatch, clockMarks }, units)).ends)
      if (verb === 'confirm' && ends !== null && values.yes !== true)
        throw new CommandError(
          `Chưa xác nhận. ${ends} Nếu đồng ý, chạy lại với --yes. (Not confirmed: these end for good; run again with --yes.)`,
        )
      if (verb === 'confirm') await clockWatch.confirm(commandLine)
      if (verb === 'confirm' && ends !== null) io.say(ends)
      const report = await reportClock({ clockWatch, clockMarks }, units)
      if (values.json) io.out(JSON.stringify(report))
      else for (const line of wordsOf(report, verb)) io.out(line)
      return report.certain ? 0 : 1
    } finally {
      await database.close()
    }
  },
}

function* wordsOf(report: ClockReport, verb: 'show' | 'confirm'): Generator<string> {
  const { hostTime, newest, doubt, uncertainDays } = report
  yield `Giờ của máy: ${hostTime}. Dữ liệu đã ghi đến: ${newest ?? 'chưa có'}. (Time of the machine; newest stored moment.)`
  if (verb === 'confirm')
    yield 'Đã xác nhận giờ của máy là đúng; máy chủ đang chạy nhận biết trong một phút. (Confirmed.)'
  else yield doubt === null ? 'Giờ chắc chắn. (The time is certain.)' : clockDoubtWords[doubt]
  for (const { unit, day, ratings } of uncertainDays)
    yield `  ${unit}, ngày ${dateText(day)}: ${ratings} lượt có giờ chưa chắc chắn (ratings of an uncertain time)`
}
