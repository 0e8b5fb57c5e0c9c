import type { ExportFormat, ExportOrder } from '#contract/exports'
import { civilDate } from '#core/time/civil-time'
import type { NewFile } from '../../files/new-file.ts'
import type { Attribution } from '#core/ledger/actor'
import type { Exports } from '../../store/ratings/microdata.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { finishedMonths } from './export-range.ts'
import type { MicrodataReader } from './responses-file.ts'
import { exportPieces } from './responses-file.ts'

/** De-identified responses of a unit and all below it. */
export interface ExportQuestion {
  readonly unit: { readonly id: number; readonly code: string }
  /** Civil days; left out: all months that have ended. */
  readonly from: string | undefined
  readonly to: string | undefined
  readonly format: ExportFormat
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly by: Attribution
}

export interface ExportStores {
  readonly units: { under(id: number): Promise<readonly { readonly id: number }[]> }
  readonly exports: Exports
}

/** What is to be read. */
async function orderOf(question: ExportQuestion, { units, exports }: ExportStores): Promise<ExportOrder | Refusal> {
  const { unit, from, to, format, now } = question
  const unitIds = (await units.under(unit.id)).map(({ id }) => id)
  const range = finishedMonths({ from, to, today: civilDate(now), firstDay: await exports.firstDay(unitIds) })
  if (!('from' in range)) return refuse('month_not_finished', range)
  return { databaseFile: exports.databaseFile, unitIds, from: range.from, to: range.to, format }
}

/** The audit holds that responses left the office before the first of them does. */
function recordExport(question: ExportQuestion, { from, to, format }: ExportOrder, exports: Exports): Promise<void> {
  const { unit, by } = question
  return exports.audit(by, {
    action: 'export.responses',
    subject: unit.code,
    unitId: unit.id,
    detail: { from, to, format },
  })
}

export interface WrittenExport {
  /** Civil days, both inclusive. */
  readonly from: string
  readonly to: string
  readonly responses: number
}

/** Writes an export into a file that is begun; the caller keeps or drops it. */
export async function writeExport(
  question: ExportQuestion,
  stores: ExportStores,
  { target, reader }: { readonly target: NewFile; readonly reader: MicrodataReader },
): Promise<WrittenExport | Refusal> {
  const order = await orderOf(question, stores)
  if ('refused' in order) return order
  await recordExport(question, order, stores.exports)
  const pieces = exportPieces(order, reader)
  try {
    let next = await pieces.next()
    for (; next.done !== true; next = await pieces.next()) target.write(next.value)
    return { from: order.from, to: order.to, responses: next.value }
  } finally {
    await pieces.return(0)
  }
}
