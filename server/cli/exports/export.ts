import { responseColumns } from '#core/superior-file/response-columns'
import { actingAt, commandLine } from '#core/ledger/actor'
import { ExportFormat } from '#contract/exports'
import { LocalDate } from '#contract/codes'
import { countText, dateText } from '#core/words/format'
import { beginFile } from '../../files/new-file.ts'
import type { WrittenExport } from '../../services/exports/export-responses.ts'
import { writeExport } from '../../services/exports/export-responses.ts'
import { createExports, openMicrodata } from '../../store/ratings/microdata.ts'
import { createUnits } from '../../store/office/units.ts'
import { CommandError, readArgs, required, UsageError } from '../args.ts'
import type { Command, CommandIo } from '../io.ts'
import { openForCommand, unitOf } from '../open.ts'

const options = {
  unit: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `hailong export responses`: de-identified microdata in a file. */
export const exportCommand: Command = {
  summary: 'Xuất lượt đánh giá đã khử định danh (exports de-identified responses)',
  usage:
    'hailong export responses [--unit CODE] [--from YYYY-MM-01] [--to YYYY-MM-DD] --format csv|jsonl --out FILE [--json]',
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, options)
    if (positionals.join(' ') !== 'responses') throw new UsageError('say what to export: responses')
    const format = ExportFormat.safeParse(required(values.format, 'format'))
    if (!format.success) throw new UsageError('--format is csv or jsonl')
    const written = await exportInto(io, {
      unit: values.unit,
      from: dayOf(values.from, 'from'),
      to: dayOf(values.to, 'to'),
      format: format.data,
      file: required(values.out, 'out'),
    })
    io.out(values.json ? JSON.stringify(written) : wordsOf(written))
    return 0
  },
}

interface ExportArgs {
  readonly unit: string | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly format: ExportFormat
  readonly file: string
}

interface ExportedFile extends WrittenExport {
  readonly unit: string
  readonly file: string
}

async function exportInto(io: CommandIo, { unit: code, file, ...range }: ExportArgs): Promise<ExportedFile> {
  // Before the audit says that something has left the office.
  const target = beginFile(file)
  if ('refused' in target) throw new CommandError(`cannot write ${file}: ${target.refused}`)
  try {
    const database = await openForCommand(io.config)
    try {
      const unit = await unitOf(database, code)
      const now = io.clock()
      const by = actingAt(commandLine, now)
      const stores = { units: createUnits(database), exports: createExports(database) }
      const reader = { open: openMicrodata, columns: responseColumns }
      const written = await writeExport({ ...range, unit, now, by }, stores, { target, reader })
      if ('refused' in written) {
        const places = written.issues.map((issue) => `--${issue.path}: ${issue.code}`).join(', ')
        throw new UsageError(`${places}: only whole months that have ended leave the office`)
      }
      target.keep()
      const { from, to, responses } = written
      return { unit: unit.code, from, to, responses, file }
    } finally {
      await database.close()
    }
  } finally {
    target.drop()
  }
}

function dayOf(text: string | undefined, name: string): string | undefined {
  if (text === undefined || LocalDate.safeParse(text).success) return text
  throw new UsageError(`--${name} is a day such as 2026-03-31`)
}

const wordsOf = ({ responses, from, to, file }: ExportedFile): string =>
  `Đã xuất ${countText(responses)} lượt, ${dateText(from)} – ${dateText(to)}, vào ${file} (responses exported)`
