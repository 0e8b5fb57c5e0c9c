import type { SuperiorTemplate, SuperiorTemplateRequest } from '#contract/files/superior-file'
import { TemplateColumn } from '#contract/files/superior-file'
import type { Attribution } from '#core/ledger/actor'
import type { ColumnTemplate } from '#core/superior-file/templates'
import { columnsCalled, headsIn, shippedTemplates } from '#core/superior-file/templates'
import type { StoredTemplate, SuperiorTemplateStore } from '../../store/superior-file/column-templates.ts'
import type { Refusal } from '../refusal.ts'
import { refuseField } from '../refusal.ts'

export interface TemplateStores {
  readonly superiorTemplates: SuperiorTemplateStore
}

/** The heads at the beginning of a CSV or XLSX file; null: it has none. */
export type ReadHeads = (file: Uint8Array) => Promise<readonly string[] | null>

const MOST_COLUMNS = 200

/** Those that come with the program, then those of the unit. */
export async function listTemplates(
  { superiorTemplates }: TemplateStores,
  unitId: number,
): Promise<readonly SuperiorTemplate[]> {
  return [...shippedTemplates.map(toShipped), ...(await superiorTemplates.of(unitId)).map(toOwn)]
}

export async function templateNamed(
  stores: TemplateStores,
  unitId: number,
  name: string,
): Promise<SuperiorTemplate | null> {
  return (await listTemplates(stores, unitId)).find(({ id }) => id === name) ?? null
}

/** Keeps the columns of a superior by the heads that they sent; refused where no head can be read. */
export async function saveTemplate(
  { unitId, request }: { readonly unitId: number; readonly request: Omit<SuperiorTemplateRequest, 'unit'> },
  { superiorTemplates, readHeads }: TemplateStores & { readonly readHeads: ReadHeads },
  by: Attribution,
): Promise<SuperiorTemplate | Refusal> {
  const { name, header, file } = request
  const heads = header === undefined ? await readHeads(Buffer.from(file ?? '', 'base64')) : headsIn(header)
  const field = header === undefined ? 'file' : 'header'
  if (heads === null || heads.length === 0) return refuseField('invalid_request', field, 'no_header')
  if (heads.length > MOST_COLUMNS) return refuseField('invalid_request', field, 'too_many')
  const columns = columnsCalled(heads)
  if (columns.every(({ fills }) => fills === null)) return refuseField('invalid_request', field, 'no_known_column')
  return toOwn(await superiorTemplates.add({ unitId, name, columns: JSON.stringify(columns) }, by))
}

const toShipped = ({ code, name, columns }: ColumnTemplate): SuperiorTemplate => ({
  id: code,
  name,
  isShipped: true,
  columns: [...columns],
})

const toOwn = ({ id, name, columns }: StoredTemplate): SuperiorTemplate => ({
  id: String(id),
  name,
  isShipped: false,
  columns: TemplateColumn.array().parse(JSON.parse(columns)),
})
