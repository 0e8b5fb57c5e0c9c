import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { ImportIssue } from '#contract/mapping'
import type { ProcedureReport } from '#contract/procedures'
import { ProcedureMapping } from '#contract/procedures'
import { countText } from '#core/words/format'
import { createIssueList } from '../../services/imports/issue-list.ts'
import { readProcedures } from '../../services/imports/procedure-list.ts'
import { planProcedures } from '../../services/imports/procedure-plan.ts'
import { uploadLimits } from '../../files/xlsx/guard.ts'
import { areaAliases } from '../../shipped.ts'
import { allAreas } from '../../store/catalogue/areas.ts'
import type { ProcedureRow } from '../../store/catalogue/procedures.ts'
import { allProcedures, createProcedures } from '../../store/catalogue/procedures.ts'
import type { Command, CommandIo } from '../args.ts'
import { CommandError, readWords, UsageError } from '../args.ts'
import { asCommandErrors } from './file-errors.ts'
import { readMappingFile } from './mapping-file.ts'
import { openForCommand } from '../open.ts'

/** `hailong procedures import`: the list of a province becomes the procedures of the office. */
export const proceduresCommand: Command = {
  summary: 'Nhập danh mục thủ tục của tỉnh từ tệp CSV hoặc XLSX (imports a list of procedures)',
  usage: 'hailong procedures import FILE [--map MAP.json] [--dry-run] [--retire-missing] [--json]',
  run: async (words, io) => {
    const options = {
      map: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'retire-missing': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const
    const { values, positionals } = readWords(words, options, 2)
    const [verb, file] = positionals
    if (verb !== 'import') throw new UsageError('say import')
    if (file === undefined) throw new UsageError('name one file to import')
    const mapping =
      values.map === undefined ? ProcedureMapping.parse({}) : readMappingFile(values.map, ProcedureMapping)
    const order = { file, mapping, dryRun: values['dry-run'], retireMissing: values['retire-missing'] }
    const report = await asCommandErrors(() => importList(io, order))
    io.out(values.json ? JSON.stringify(report) : wordsOf(report, order.dryRun))
    return 0
  },
}

interface Order {
  readonly file: string
  readonly mapping: ProcedureMapping
  readonly dryRun: boolean
  readonly retireMissing: boolean
}

async function importList(io: CommandIo, { file, mapping, dryRun, retireMissing }: Order): Promise<ProcedureReport> {
  if (!existsSync(file)) throw new CommandError(`there is no file ${file}`)
  if ((await stat(file)).size > uploadLimits.fileBytes) throw new CommandError(`${file} is larger than 5 MiB`)
  io.say(`Đang đọc ${file} (reading)`)
  const list = await readProcedures(file, await readFile(file), mapping)
  io.say(`Đã đọc ${countText(list.read)} thủ tục, đang so với danh mục hiện có (procedures read, comparing)`)
  const database = await openForCommand(io.config)
  try {
    const areas = await allAreas(database.reads)
    checkAreas(mapping, areas)
    const options = { areas, aliases: areaAliases, mapped: mapping.areas, retireMissing }
    const plan = (known: readonly ProcedureRow[]) => planProcedures(list, known, options)
    const by = { name: 'hailong', at: new Date(io.clock()).toISOString() }
    const made = dryRun
      ? plan(await allProcedures(database.reads))
      : await createProcedures(database).importList(plan, by)
    tellIssues(io, file, made.issues)
    return made.report
  } finally {
    await database.close()
  }
}

/** An area that the mapping names must be there: it would put its procedures elsewhere. @throws UsageError */
function checkAreas(mapping: ProcedureMapping, areas: readonly { readonly code: string; readonly retired: boolean }[]) {
  for (const [name, code] of Object.entries(mapping.areas))
    if (!areas.some((area) => area.code === code && !area.retired))
      throw new UsageError(`areas.${name}: unknown_area: there is no area ${code} in use`)
}

function tellIssues(io: CommandIo, file: string, issues: readonly ImportIssue[]) {
  const list = createIssueList(`${file}.issues.csv`)
  issues.forEach(list.add)
  const end = list.close()
  if (end.kind === 'written') io.say(`Danh sách đầy đủ các lỗi: ${end.file} (all issues)`)
  if (end.kind === 'failed') io.say(`Không ghi được ${end.file} (cannot write all issues: ${end.reason})`)
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
