import { actingAt, commandLine } from '#core/ledger/actor'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { parseInput } from '#contract/errors'
import type { ProcedureReport } from '#contract/procedures'
import { ProcedureMapping } from '#contract/procedures'
import { countText } from '#core/words/format'
import { uploadLimits } from '../../files/xlsx/guard.ts'
import type { ProcedureImportOrder } from '../../services/imports/import-procedures.ts'
import { importProcedures } from '../../services/imports/import-procedures.ts'
import { readProcedures } from '../../services/imports/procedure-list.ts'
import { createIssueList } from '../../services/imports/issue-list.ts'
import { areaAliases } from '../../shipped.ts'
import { allAreas } from '../../store/catalogue/areas.ts'
import { allProcedures, createProcedures } from '../../store/catalogue/procedures.ts'
import { CommandError, readArgs, UsageError } from '../args.ts'
import type { Command, CommandIo } from '../io.ts'
import { openForCommand } from '../open.ts'
import { errorOf } from './file-refusals.ts'
import { closeIssueFile } from './issue-file.ts'
import { readMappingFile } from './mapping-file.ts'

const options = {
  map: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  'retire-missing': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/** `hailong procedures import`: the list of a province becomes the procedures of the office. */
export const proceduresCommand: Command = {
  summary: 'Nhập danh mục thủ tục của tỉnh từ tệp CSV hoặc XLSX (imports a list of procedures)',
  usage: 'hailong procedures import FILE [--map MAP.json] [--dry-run] [--retire-missing] [--json]',
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, options, 2)
    const [verb, file] = positionals
    if (verb !== 'import') throw new UsageError('say import')
    if (file === undefined) throw new UsageError('name one file to import')
    const mapping =
      values.map === undefined
        ? ProcedureMapping.parse({})
        : readMappingFile(values.map, (input) => parseInput(ProcedureMapping, input))
    if (!existsSync(file)) throw new CommandError(`there is no file ${file}`)
    if ((await stat(file)).size > uploadLimits.fileBytes) throw new CommandError(`${file} is larger than 5 MiB`)
    const dryRun = values['dry-run']
    const report = await importInto(io, {
      name: file,
      bytes: await readFile(file),
      mapping,
      readProcedures,
      dryRun,
      retireMissing: values['retire-missing'],
      areaAliases,
      by: actingAt(commandLine, io.clock()),
    })
    io.out(values.json ? JSON.stringify(report) : wordsOf(report, dryRun))
    return 0
  },
}

async function importInto(io: CommandIo, order: ProcedureImportOrder): Promise<ProcedureReport> {
  const database = await openForCommand(io.config)
  try {
    io.say(`Đang đọc ${order.name} (reading)`)
    const stores = {
      allAreas: () => allAreas(database.reads),
      allProcedures: () => allProcedures(database.reads),
      importList: createProcedures(database).importList,
    }
    const result = await importProcedures(order, stores, (read) =>
      io.say(`Đã đọc ${countText(read)} thủ tục, đang so với danh mục hiện có (procedures read, comparing)`),
    )
    if ('refusal' in result) throw errorOf(result.refusal)
    const list = createIssueList(`${order.name}.issues.csv`)
    result.issues.forEach(list.add)
    closeIssueFile(list, io)
    return result.report
  } finally {
    await database.close()
  }
}

function wordsOf(report: ProcedureReport, dryRun: boolean): string {
  const lines = [
    dryRun ? 'Chạy thử, không lưu gì (dry run, nothing stored)' : 'Đã nhập xong (imported)',
    `  đọc được (read)            ${countText(report.read)}`,
    `  thêm mới (added)           ${countText(report.added)}`,
    `  thay đổi (changed)         ${countText(report.changed)}`,
    `  giữ nguyên (unchanged)     ${countText(report.unchanged)}`,
    `  bị từ chối (rejected)      ${countText(report.rejected)}`,
    `  ngừng sử dụng (retired)    ${countText(report.retired)}`,
    ...report.issues.map(({ row, column, code, value }) => `  dòng ${row}, cột "${column}": ${code} "${value}"`),
  ]
  return lines.join('\n')
}
