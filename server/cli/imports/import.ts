import { commandLine } from '#core/ledger/actor'
import { existsSync } from 'node:fs'
import { parseInput } from '#contract/errors'
import type { ImportReport, ImportTotals, ImportWarning } from '#contract/mapping'
import { ImportMapping } from '#contract/mapping'
import { countText } from '#core/words/format'
import type { ImportOrder } from '../../services/imports/import-file.ts'
import { importFile, openImport } from '../../services/imports/import-file.ts'
import { createIssueList } from '../../services/imports/issue-list.ts'
import { coveredPeriods } from '../../services/editions/covered-periods.ts'
import { createEditions } from '../../store/editions/editions.ts'
import { createImportStores } from '../../store/imports/import-stores.ts'
import { createUnits } from '../../store/office/units.ts'
import { parseQuestionnaire } from '../../stores.ts'
import { CommandError, readArgs, required, UsageError } from '../args.ts'
import type { Command, CommandIo } from '../io.ts'
import { openForCommand } from '../open.ts'
import { endOnSignal } from './end-on-signal.ts'
import { errorOf } from './file-refusals.ts'
import { closeIssueFile } from './issue-file.ts'
import { readMappingFile } from './mapping-file.ts'

/** Milliseconds between two lines of progress. */
const PROGRESS_MS = 2_000

/** `hailong import`: other people's files become responses. */
export const importCommand: Command = {
  summary: 'Nhập phiếu đánh giá từ tệp CSV hoặc XLSX (imports answers from a CSV or XLSX file)',
  usage:
    'hailong import FILE --map MAP.json [--dry-run] [--into-closed] [--json]\n' +
    '                --into-closed: rows of periods that were closed too; those are to be amended.',
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, {
      map: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'into-closed': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one file to import')
    const mapping = readMappingFile(required(values.map, 'map'), (input) => parseInput(ImportMapping, input))
    if (!existsSync(file)) throw new CommandError(`there is no file ${file}`)
    const dryRun = values['dry-run']
    io.say(`Đang đọc ${file} (reading)`)
    const opened = await openImport(file, mapping)
    if ('refusal' in opened) throw errorOf(opened.refusal)
    const order = { ...opened, file, mapping, dryRun, intoClosed: values['into-closed'] }
    const report = await importInto(io, { ...order, now: io.clock(), actor: commandLine })
    io.out(values.json ? JSON.stringify(report) : wordsOf(report, dryRun))
    return report.ended === true ? 1 : 0
  },
}

async function importInto(io: CommandIo, given: Omit<ImportOrder, 'closed'>): Promise<ImportReport> {
  const database = await openForCommand(io.config)
  const issues = createIssueList(`${given.file}.issues.csv`)
  const request = endOnSignal(() => io.say('Đang dừng sau nhóm dòng này (ending after these rows)'))
  try {
    const stores = createImportStores(database, parseQuestionnaire)
    const office = { units: createUnits(database), editions: createEditions(database) }
    const order = { ...given, closed: await coveredPeriods(office) }
    const result = await importFile(order, stores, {
      issue: issues.add,
      counts: countsOn(io),
      isEnded: request.isEnded,
    })
    if ('refusal' in result) throw errorOf(result.refusal)
    return result.report
  } finally {
    request.release()
    closeIssueFile(issues, io)
    await database.close()
  }
}

/** Says where a long import stands, every few seconds. */
function countsOn(io: CommandIo): (counts: ImportTotals) => void {
  let saidAt = performance.now()
  return ({ read, stored }) => {
    if (performance.now() - saidAt < PROGRESS_MS) return
    saidAt = performance.now()
    io.say(`Đã đọc ${countText(read)} dòng, nhận ${countText(stored)} lượt (rows read, responses stored)`)
  }
}

function wordsOf(report: ImportReport, dryRun: boolean): string {
  const { sheet, warnings = [], ended = false } = report
  const done = ended ? 'Đã dừng giữa chừng: nhập lại tệp để nhận nốt (ended early)' : 'Đã nhập xong (imported)'
  const lines = [
    dryRun ? 'Chạy thử, không lưu gì (dry run, nothing stored)' : done,
    ...(sheet === undefined ? [] : [`  trang tính (sheet)     ${sheet}`]),
    `  đọc được (read)        ${countText(report.read)}`,
    `  nhận mới (stored)      ${countText(report.stored)}`,
    `  đã có (duplicate)      ${countText(report.duplicate)}`,
    `  lặp lại (repeated)     ${countText(report.repeated)}`,
    `  trái nhau (conflict)   ${countText(report.conflict)}`,
    `  bị từ chối (rejected)  ${countText(report.rejected)}`,
    ...warnings.map(
      ({ code, column, value }) => `  ${warningWords[code]} "${column === '' ? value : column}": ${value}`,
    ),
    ...report.issues.map(({ row, column, code, value }) => `  dòng ${row}, cột "${column}": ${code} "${value}"`),
  ]
  return lines.join('\n')
}

const warningWords: Readonly<Record<ImportWarning['code'], string>> = {
  mixed_dates: 'CHÚ Ý: có ô là ngày, có ô là chữ, ngày và tháng có thể bị đảo (mixed_dates), cột',
  closed_period: 'CHÚ Ý: lượt của kỳ đã chốt, cần đính chính thì mới vào số liệu của kỳ (closed_period),',
  other_sheets: 'CHÚ Ý: còn trang tính khác có cùng các cột, chưa được đọc (other_sheets), trang',
}
