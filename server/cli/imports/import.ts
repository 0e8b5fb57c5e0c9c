import { commandLine } from '#core/ledger/actor'
import { existsSync } from 'node:fs'
import { parseInput } from '#contract/errors'
import type { ImportReport } from '#contract/mapping'
import { ImportMapping } from '#contract/mapping'
import { countText } from '#core/words/format'
import type { ImportOrder } from '../../services/imports/import-file.ts'
import { importFile, openImport } from '../../services/imports/import-file.ts'
import type { ImportCounts } from '../../services/imports/import-rows.ts'
import { createIssueList } from '../../services/imports/issue-list.ts'
import { createImportStores } from '../../store/imports/import-stores.ts'
import { parseQuestionnaire } from '../../stores.ts'
import { CommandError, readArgs, required, UsageError } from '../args.ts'
import type { Command, CommandIo } from '../io.ts'
import { openForCommand } from '../open.ts'
import { errorOf } from './file-refusals.ts'
import { closeIssueFile } from './issue-file.ts'
import { readMappingFile } from './mapping-file.ts'

/** Milliseconds between two lines of progress. */
const PROGRESS_MS = 2_000

/** `hailong import`: other people's files become responses. */
export const importCommand: Command = {
  summary: 'Nhập phiếu đánh giá từ tệp CSV hoặc XLSX (imports answers from a CSV or XLSX file)',
  usage: 'hailong import FILE --map MAP.json [--dry-run] [--json]',
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, {
      map: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one file to import')
    const mapping = readMappingFile(required(values.map, 'map'), (input) => parseInput(ImportMapping, input))
    if (!existsSync(file)) throw new CommandError(`there is no file ${file}`)
    const dryRun = values['dry-run']
    const opened = await openImport(file, mapping)
    if ('refusal' in opened) throw errorOf(opened.refusal)
    const report = await importInto(io, { ...opened, file, mapping, dryRun, now: io.clock(), actor: commandLine })
    io.out(values.json ? JSON.stringify(report) : wordsOf(report, dryRun))
    return 0
  },
}

async function importInto(io: CommandIo, order: ImportOrder): Promise<ImportReport> {
  const database = await openForCommand(io.config)
  const issues = createIssueList(`${order.file}.issues.csv`)
  try {
    const stores = createImportStores(database, parseQuestionnaire)
    const result = await importFile(order, stores, { issue: issues.add, counts: countsOn(io) })
    if ('refusal' in result) throw errorOf(result.refusal)
    return result.report
  } finally {
    closeIssueFile(issues, io)
    await database.close()
  }
}

/** Says where a long import stands, every few seconds. */
function countsOn(io: CommandIo): (counts: ImportCounts) => void {
  let saidAt = performance.now()
  return ({ read, stored }) => {
    if (performance.now() - saidAt < PROGRESS_MS) return
    saidAt = performance.now()
    io.say(`Đã đọc ${countText(read)} dòng, nhận ${countText(stored)} lượt (rows read, responses stored)`)
  }
}

function wordsOf(report: ImportReport, dryRun: boolean): string {
  const lines = [
    dryRun ? 'Chạy thử, không lưu gì (dry run, nothing stored)' : 'Đã nhập xong (imported)',
    `  đọc được (read)        ${countText(report.read)}`,
    `  nhận mới (stored)      ${countText(report.stored)}`,
    `  đã có (duplicate)      ${countText(report.duplicate)}`,
    `  trái nhau (conflict)   ${countText(report.conflict)}`,
    `  bị từ chối (rejected)  ${countText(report.rejected)}`,
    ...report.issues.map(({ row, column, code, value }) => `  dòng ${row}, cột "${column}": ${code} "${value}"`),
  ]
  return lines.join('\n')
}
