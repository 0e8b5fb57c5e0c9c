import { ExportFormat } from '#contract/exports'
import { LocalDate } from '#contract/codes'
import { countText, dateText } from '#core/words/format'
import type { DateRange } from '#core/time/period'
import { civilDate } from '#core/time/period'
import { finishedMonths } from '../../services/exports/export-range.ts'
import type { NewFile } from '../../files/new-file.ts'
import { beginFile } from '../../files/new-file.ts'
import { responsesFile } from '../../services/exports/responses-file.ts'
import type { Database } from '../../store/engine/database.ts'
import type { MicrodataSelection } from '../../store/ratings/microdata.ts'
import { createExports, microdataColumns, openMicrodata } from '../../store/ratings/microdata.ts'
import type { UnitRow } from '../../store/office/units.ts'
import { unitsUnder } from '../../store/office/units.ts'
import type { Command, CommandIo } from '../io.ts'
import { CommandError, readArgs, required, UsageError } from '../args.ts'
import { openForCommand, unitOf } from '../open.ts'

/** `hailong export responses`: de-identified microdata in a file. */
export const exportCommand: Command = {
  summary: 'Xuất lượt đánh giá đã khử định danh (exports de-identified responses)',
  usage:
    'hailong export responses [--unit CODE] [--from YYYY-MM-01] [--to YYYY-MM-DD] --format csv|jsonl --out FILE [--json]',
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, {
      unit: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    if (positionals.join(' ') !== 'responses') throw new UsageError('say what to export: responses')
    const format = ExportFormat.safeParse(required(values.format, 'format'))
    if (!format.success) throw new UsageError('--format is csv or jsonl')
    const asked = { from: dayOf(values.from, 'from'), to: dayOf(values.to, 'to') }
    const order = { ...asked, unit: values.unit, format: format.data, file: required(values.out, 'out') }
    const done = await exportInto(io, order)
    io.out(values.json ? JSON.stringify(done) : wordsOf(done))
    return 0
  },
}

interface Order {
  readonly unit: string | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly format: ExportFormat
  readonly file: string
}

interface Done extends DateRange {
  readonly unit: string
  readonly responses: number
  readonly file: string
}

async function exportInto(io: CommandIo, order: Order): Promise<Done> {
  // Before the audit says that something has left the office.
  const target = beginFile(order.file)
  if ('refused' in target) throw new CommandError(`cannot write ${order.file}: ${target.refused}`)
  try {
    const database = await openForCommand(io.config)
    try {
      const unit = await unitOf(database, order.unit)
      const unitIds = (await unitsUnder(database.reads, unit.id)).map(({ id }) => id)
      const range = await audited(database, { ...order, unit, unitIds, now: io.clock() })
      const responses = writePieces(target, database.file, { ...range, unitIds, format: order.format })
      target.keep()
      return { unit: unit.code, ...range, responses, file: order.file }
    } finally {
      await database.close()
    }
  } finally {
    target.drop()
  }
}

/** The months to export, once the audit holds that they are. @throws UsageError for months that have not ended */
async function audited(
  database: Database,
  { unit, unitIds, now, ...order }: Omit<Order, 'unit'> & { unit: UnitRow; unitIds: readonly number[]; now: number },
): Promise<DateRange> {
  const exports = createExports(database)
  const { from, to, format } = order
  const range = finishedMonths({ from, to, today: civilDate(now), firstDay: await exports.firstDay(unitIds) })
  if (!('from' in range)) {
    const places = range.map(({ path, code }) => `--${path}: ${code}`).join(', ')
    throw new UsageError(`${places}: only whole months that have ended leave the office`)
  }
  const at = new Date(now).toISOString()
  await exports.audit({
    at,
    actor: 'hailong',
    action: 'export.responses',
    subject: unit.code,
    unitId: unit.id,
    detail: { ...range, format },
  })
  return range
}

/** @returns the responses */
function writePieces(
  target: NewFile,
  database: string,
  { format, ...selection }: MicrodataSelection & { readonly format: ExportFormat },
): number {
  const { microdata, close } = openMicrodata(database, selection)
  let responses = 0
  const counted = function* () {
    for (const row of microdata.rows()) {
      responses += 1
      yield row
    }
  }
  try {
    for (const piece of responsesFile({ ...microdata, rows: counted }, { columns: microdataColumns, format }))
      target.write(piece)
  } finally {
    close()
  }
  return responses
}

function dayOf(text: string | undefined, name: string): string | undefined {
  if (text === undefined || LocalDate.safeParse(text).success) return text
  throw new UsageError(`--${name} is a day such as 2026-03-31`)
}

const wordsOf = ({ responses, from, to, file }: Done): string =>
  `Đã xuất ${countText(responses)} lượt, ${dateText(from)} – ${dateText(to)}, vào ${file} (responses exported)`
