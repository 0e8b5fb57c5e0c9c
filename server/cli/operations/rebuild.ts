import { actingAt, commandLine } from '#core/ledger/actor'
import type { Database } from '../../store/engine/database.ts'
import { mendTallies } from '../../store/ratings/mend-tallies.ts'
import type { RebuildComparison } from '../../store/ratings/rebuild.ts'
import { compareTallies } from '../../store/ratings/rebuild.ts'
import type { Command } from '../io.ts'
import { readArgs } from '../args.ts'
import { openForCommand } from '../open.ts'

/** `hailong rebuild`: whether the figures are what the released responses add up to; mends them only when asked. */
export const rebuildCommand: Command = {
  summary: 'recompute all figures from the released responses and compare; --mend writes wrong ones anew',
  usage: 'hailong rebuild [--mend] [--json]',
  run: async (args, io) => {
    const { values } = readArgs(args, { json: { type: 'boolean' }, mend: { type: 'boolean' } }, 0)
    const database = await openForCommand(io.config)
    try {
      const mends = values.mend === true
      const by = actingAt(commandLine, io.clock())
      const compared = mends ? await mendTallies(database, by) : await compare(database)
      const { equal, cells, different, waiting } = compared
      const mended = mends && !equal
      if (values.json) io.out(JSON.stringify({ equal, cells, different, waiting }))
      else if (equal) io.out(`Số liệu khớp: ${cells} ô. (The figures agree.)`)
      else if (mended)
        io.out(`${different} ô không khớp, đã tính lại từ các lượt đã ghi. (Different cells were written anew.)`)
      else io.out(`${different} ô không khớp. Thêm --mend để tính lại. (Cells differ; --mend writes them anew.)`)
      if (!values.json) io.out(`${waiting} lượt còn chờ, chưa vào số liệu. (Responses wait beside the cells.)`)
      return equal ? 0 : 1
    } finally {
      await database.close()
    }
  },
}

async function compare(database: Database): Promise<RebuildComparison> {
  const snapshot = database.snapshot()
  try {
    return await compareTallies(snapshot)
  } finally {
    await snapshot.close()
  }
}
