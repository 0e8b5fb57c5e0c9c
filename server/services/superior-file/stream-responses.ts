import { finished } from 'node:stream'
import type { ExportQuery } from '#contract/exports'
import type { Attribution } from '#core/ledger/actor'
import { contentOf } from '../editions/edition-content.ts'
import { exportFileName } from '../exports/export-range.ts'
import { contentTypes } from '../exports/responses-file.ts'
import type { Slots } from '../exports/slots.ts'
import type { StreamedExport } from '../exports/worker-stream.ts'
import { streamFromWorker } from '../exports/worker-stream.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse } from '../refusal.ts'
import { closedPeriod } from './closed-period.ts'
import type { FileStores } from './file-order.ts'
import { fileOrder } from './file-order.ts'

/** The rows of a closed period of a unit and all below it. */
export interface ResponsesQuestion {
  readonly unitId: number
  readonly query: Omit<ExportQuery, 'unit'>
}

/**
 * Streams the rows that may leave from a worker, so that taps go on. The slot is held until the stream has ended.
 * @returns refused with `no_edition` or `too_many_exports`
 */
export async function streamResponses(
  { unitId, query: { format, ...choice } }: ResponsesQuestion,
  stores: FileStores & { readonly slots: Slots; readonly workerFile: string },
  by: Attribution,
): Promise<StreamedExport | Refusal> {
  const { slots, workerFile } = stores
  const edition = await closedPeriod(stores, unitId, choice)
  if (isRefusal(edition)) return edition
  const giveBack = slots.take()
  if (!giveBack) return refuse('too_many_exports')
  try {
    const output = { kind: 'pieces' as const, format }
    const order = await fileOrder({ edition, output, action: 'export.responses' }, stores, by)
    const stream = await streamFromWorker(workerFile, order)
    finished(stream, giveBack)
    const fileName = exportFileName(contentOf(edition).unit.code, edition, format)
    return { stream, fileName, contentType: contentTypes[format] }
  } catch (error) {
    giveBack()
    throw error
  }
}
