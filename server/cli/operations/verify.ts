import { civilDate } from '#core/time/civil-time'
import { actingAt, commandLine } from '#core/ledger/actor'
import { createAuditLog } from '../../store/ledger/audit-log.ts'
import type { Verification } from '../../store/ledger/verification.ts'
import { readKeys } from '../../store/ledger/keys.ts'
import { verifyDatabase } from '../../store/operations/verify-database.ts'
import type { Command } from '../io.ts'
import { checkCode, heldEnds } from './held-ends.ts'
import { readArgs } from '../args.ts'
import { openForCommand } from '../open.ts'

const noteWords = {
  ill_formed_text:
    'phiên bản trước đã ghi nửa ký tự (biểu tượng bị cắt); mục nhật ký vẫn nguyên vẹn. (An earlier version stored half a character; the entry is whole.)',
} as const

/** `hailong verify`: whether the ledgers and the audit are whole and unchanged; that it was asked is an entry itself. */
export const verifyCommand: Command = {
  summary: 'check that no stored response and no entry of the audit was changed, dropped or slipped in',
  usage: `hailong verify [--against CODE|FILE] [--json]
       --against   a printed code, a checkpoint or the manifest of a backup, kept elsewhere: is it still contained?`,
  run: async (args, io) => {
    const { values } = readArgs(args, { json: { type: 'boolean' }, against: { type: 'string' } }, 0)
    const against = values.against === undefined ? [] : heldEnds(values.against)
    const database = await openForCommand(io.config)
    const keys = await readKeys(database.reads)
    const snapshot = database.snapshot()
    try {
      const progress = (checked: number): void => io.say(`${checked} …`)
      const result = await verifyDatabase(snapshot, {
        keys,
        today: civilDate(io.clock()),
        progress,
        against,
        withDevices: true,
      })
      if (values.json) io.out(JSON.stringify(result))
      else for (const line of linesOf(result)) io.out(line)
      await createAuditLog(database).write(actingAt(commandLine, io.clock()), {
        action: 'ledger.verify',
        subject: '',
        unitId: null,
        detail: { ok: result.ok, problems: result.problems.length },
      })
      return result.ok ? 0 : 1
    } finally {
      await snapshot.close()
      await database.close()
    }
  },
}

function* linesOf({ ok, units, audit, problems, notes }: Verification): Generator<string> {
  for (const { unit, size, head } of units) yield `${unit}: ${size} lượt, ${head ?? '-'}`
  for (const { unit, size, head } of [...units, { ...audit, unit: '#audit' }])
    if (head !== null) yield `  mã kiểm (check code): ${checkCode(unit, size, head)}`
  for (const { unit, code, position } of problems) yield `${unit}: ${code} (${position ?? '-'})`
  for (const { unit, code, position } of notes) yield `${unit}: ${code} (${position}): ${noteWords[code]}`
  yield `nhật ký (audit): ${audit.size} mục, ${audit.head ?? '-'}`
  yield ok ? 'Sổ ghi nguyên vẹn. (The ledgers are whole.)' : 'Sổ ghi có vấn đề. (Problems were found.)'
}
