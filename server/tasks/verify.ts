import { openReadOnly } from '../store/database.ts'
import { readKeys } from '../store/keys.ts'
import { verifyLedgers } from '../store/verify.ts'
import type { Command } from './command.ts'
import { readWords } from './command.ts'
import { filesIn, openForCommand } from './open.ts'

/** `hailong verify`: whether the ledgers are whole and unchanged. */
export const verifyCommand: Command = {
  summary: 'check that no stored response was changed, dropped or slipped in',
  usage: 'hailong verify [--json]',
  run: async (words, io) => {
    const { values } = readWords(words, { json: { type: 'boolean' } }, 0)
    const database = await openForCommand(io.config)
    const keys = await readKeys(database.reads)
    await database.close()
    const file = openReadOnly(filesIn(io.config.dataDir).database)
    try {
      const result = verifyLedgers(file, keys, (checked) => {
        io.say(`${checked} …`)
      })
      if (values.json) io.out(JSON.stringify(result))
      else {
        for (const { unit, size, head } of result.units) io.out(`${unit}: ${size} lượt, ${head ?? '-'}`)
        for (const { unit, code, position } of result.problems) io.out(`${unit}: ${code} (${position ?? '-'})`)
        io.out(result.ok ? 'Sổ ghi nguyên vẹn. (The ledgers are whole.)' : 'Sổ ghi có vấn đề. (Problems were found.)')
      }
      return result.ok ? 0 : 1
    } finally {
      file.close()
    }
  },
}
