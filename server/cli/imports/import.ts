import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { ImportReport } from '#contract/mapping'
import { ImportMapping } from '#contract/mapping'
import { countText } from '#core/words/format'
import { civilDate } from '#core/time/period'
import { hashOfFile } from '../../services/backups/backup-folder.ts'
import type { CivilMoment } from '../../files/civil-format.ts'
import type { IssueListEnd } from '../../services/imports/issue-list.ts'
import { createIssueList } from '../../services/imports/issue-list.ts'
import { columnsOf } from '../../services/imports/mapping-check.ts'
import { openRows } from '../../files/open-rows.ts'
import { createRowMapper } from '../../services/imports/row-mapper.ts'
import { civilTime } from '../../http/framework/civil-time.ts'
import type { Database } from '../../store/engine/database.ts'
import { createPreview } from '../../store/imports/import-preview.ts'
import { createImportWriter } from '../../store/imports/import-writer.ts'
import { readKeys } from '../../store/ledger/keys.ts'
import { parseQuestionnaire } from '../../stores.ts'
import type { Command, CommandIo } from '../args.ts'
import { CommandError, readWords, required, UsageError } from '../args.ts'
import { asCommandErrors } from './file-errors.ts'
import type { ImportCounts } from '../../services/imports/import-file.ts'
import { importFile } from '../../services/imports/import-file.ts'
import { checkConstants, parentOf, questionnaireFor } from '../../services/imports/import-names.ts'
import { readMappingFile } from './mapping-file.ts'
import { openForCommand } from '../open.ts'

/** Milliseconds between two lines of progress. */
const PROGRESS_MS = 2_000

/** `hailong import`: other people's files become responses. */
export const importCommand: Command = {
  summary: 'Nhập phiếu đánh giá từ tệp CSV hoặc XLSX (imports answers from a CSV or XLSX file)',
  usage: 'hailong import FILE --map MAP.json [--dry-run] [--json]',
  run: async (words, io) => {
    const { values, positionals } = readWords(words, {
      map: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one file to import')
    const mapping = readMappingFile(required(values.map, 'map'), ImportMapping)
    const report = await asCommandErrors(() => importInto(io, { file, mapping, dryRun: values['dry-run'] }))
    io.out(values.json ? JSON.stringify(report) : wordsOf(report, values['dry-run']))
    return 0
  },
}

interface Order {
  readonly file: string
  readonly mapping: ImportMapping
  readonly dryRun: boolean
}

async function importInto(io: CommandIo, order: Order): Promise<ImportReport> {
  const { file, mapping } = order
  if (!existsSync(file)) throw new CommandError(`there is no file ${file}`)
  const rows = await openRows(file, { wanted: columnsOf(mapping), timeFormat: mapping.time.format })
  const database = await openForCommand(io.config)
  const issues = createIssueList(`${file}.issues.csv`)
  try {
    const parts = await prepare(database, order, { header: rows.header, now: io.clock() })
    const counts = await importFile({ ...parts, rows, tell: issues.add, progress: progressOn(io) })
    return { ...counts, issues: [...issues.shown] }
  } finally {
    tellWhere(io, issues.close())
    await database.close()
  }
}

function tellWhere(io: CommandIo, list: IssueListEnd): void {
  if (list.kind === 'written') io.say(`Danh sách đầy đủ các lỗi: ${list.file} (all issues)`)
  if (list.kind !== 'failed') return
  io.say(`Không ghi được danh sách đầy đủ các lỗi: ${list.file} (cannot write all issues: ${list.reason})`)
}

/** Checks what can be wrong with the whole before the first row is stored. */
async function prepare(
  database: Database,
  { file, mapping, dryRun }: Order,
  { header, now }: { readonly header: readonly string[]; readonly now: number },
) {
  const parent = await parentOf(database, mapping)
  await checkConstants(database, mapping)
  const questionnaire = await questionnaireFor(database, mapping, { dryRun, at: new Date(now).toISOString() })
  const keys = await readKeys(database.reads)
  const options = { keys, parse: parseQuestionnaire, parentId: parent?.id ?? null, now, actor: 'hailong' }
  const source = () => ({ file: basename(file), sha256: hashOfFile(file), questionnaire: questionnaire.reference })
  return {
    mapper: createRowMapper({ mapping, header, parent: parent?.code ?? '', now: momentAt(now) }),
    context: { keys, questionnaire, now },
    preview: createPreview(database, parseQuestionnaire),
    writer: dryRun ? null : createImportWriter(database, { ...options, source: source() }),
  }
}

function momentAt(now: number): CivilMoment {
  const [hours = 0, minutes = 0, seconds = 0] = civilTime(now).slice(11, 19).split(':').map(Number)
  return { date: civilDate(now), second: hours * 3600 + minutes * 60 + seconds }
}

/** Says where a long import stands, every few seconds. */
function progressOn(io: CommandIo): (counts: ImportCounts) => void {
  let told = performance.now()
  return ({ read, stored }) => {
    if (performance.now() - told < PROGRESS_MS) return
    told = performance.now()
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
