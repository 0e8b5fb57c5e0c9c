import type { SuperiorFileJob, SuperiorFileOrder, SuperiorFileRequest } from '#contract/files/superior-file'
import type { Attribution } from '#core/ledger/actor'
import type { EditionRow } from '../../store/editions/editions.ts'
import { contentOf } from '../editions/edition-content.ts'
import { fileNamePart } from '#core/text/file-name'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse } from '../refusal.ts'
import { closedPeriod } from './closed-period.ts'
import type { FileJob, FileJobs } from './file-jobs.ts'
import type { FileStores } from './file-order.ts'
import { fileOrder } from './file-order.ts'
import type { TemplateStores } from './templates.ts'
import { templateNamed } from './templates.ts'

export interface SuperiorFileStores extends FileStores, TemplateStores {
  readonly jobs: FileJobs
}

/** A file that is asked for: of which unit, and how. */
export interface SuperiorFileQuestion {
  readonly unitId: number
  readonly request: Omit<SuperiorFileRequest, 'unit'>
}

/** Begins to make the file of a closed period; refused with `no_edition`, `not_found` (the template), `too_many_exports`. */
export async function beginSuperiorFile(
  { unitId, request }: SuperiorFileQuestion,
  stores: SuperiorFileStores,
  by: Attribution,
): Promise<SuperiorFileJob | Refusal> {
  const { format, template: wanted, ...choice } = request
  const edition = await closedPeriod(stores, unitId, choice)
  if (isRefusal(edition)) return edition
  const template = wanted === undefined ? null : await templateNamed(stores, unitId, wanted)
  if (wanted !== undefined && template === null) return refuse('not_found')
  const columns = template?.columns ?? null
  const orderFor = (file: string): Promise<SuperiorFileOrder> => {
    const output =
      format === 'summary' ? { kind: 'summary' as const } : { kind: 'file' as const, format, file, template: columns }
    return fileOrder({ edition, output, action: 'export.superior' }, stores, by)
  }
  const fileName = `khao-sat-hai-long_${fileNamePart(contentOf(edition).unit.code)}_${periodText(edition)}.${format}`
  const about = { ...aboutEdition(edition), format }
  const id = await stores.jobs.start({ unitId, about, fileName, orderFor })
  const job = id === null ? null : stores.jobs.get(id)
  return id === null || job === null ? refuse('too_many_exports') : viewJob(id, job)
}

function aboutEdition(edition: EditionRow): Pick<SuperiorFileJob, 'unit' | 'period' | 'from' | 'to' | 'edition'> {
  const { id, period, from, to, number, closedAt } = edition
  return { unit: contentOf(edition).unit, period, from, to, edition: { id: String(id), number, closedAt } }
}

const periodText = ({ period, from, to }: EditionRow): string => period ?? `${from}_${to}`

/** A job as whoever asked for it is told. */
export function viewJob(id: string, { about, state, progress, summary, fileName }: FileJob): SuperiorFileJob {
  const hasFile = state === 'done' && about.format !== 'summary'
  return { id, ...about, state, progress, summary, fileName: hasFile ? fileName : null }
}
