import type { FileFormat } from '#contract/downloads'
import type { Attribution } from '#core/ledger/actor'
import type { Exports } from '../../store/ratings/microdata.ts'
import type { Units } from '../../store/office/units.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse } from '../refusal.ts'
import type { TableContent, TableFile } from './table-file.ts'
import { tableFile } from './table-file.ts'

export interface DownloadStores {
  readonly units: Pick<Units, 'byCode'>
  readonly exports: Pick<Exports, 'audit'>
}

/** Who takes a file, and when. */
export interface DownloadBy {
  readonly by: Attribution
  readonly format: FileFormat
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Makes a file of tables; the audit holds who took what of which period before the first of it leaves. */
export async function download(
  content: TableContent | Refusal,
  { by, format, now }: DownloadBy,
  { units, exports }: DownloadStores,
): Promise<TableFile | Refusal> {
  if (isRefusal(content)) return content
  const { kind, range } = content
  const unit = await units.byCode(content.unit.code)
  if (!unit) return refuse('unknown_unit')
  await exports.audit(by, {
    action: 'export.figures',
    subject: unit.code,
    unitId: unit.id,
    detail: { table: kind, from: range.from, to: range.to, format },
  })
  return tableFile(content, { format, now })
}
