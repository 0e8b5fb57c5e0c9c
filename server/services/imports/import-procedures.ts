import type { ImportIssue } from '#contract/mapping'
import type { ProcedureMapping, ProcedureReport } from '#contract/procedures'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { ProcedurePlan, ProcedureRow } from '../../store/catalogue/procedures.ts'
import type { Attribution } from '#core/ledger/actor'
import type { FileRefusal } from './file-refusal.ts'
import type { ReadProcedures } from './procedure-list.ts'
import type { ProcedureListPlan } from './procedure-plan.ts'
import { planProcedures } from './procedure-plan.ts'

export interface ProcedureImportOrder {
  /** What messages call the file. */
  readonly name: string
  /** CSV or XLSX. */
  readonly bytes: Uint8Array
  readonly mapping: ProcedureMapping
  readonly readProcedures: ReadProcedures
  /** Nothing is stored. */
  readonly dryRun: boolean
  /** The file is the whole list: what it lacks is retired, what it has is in use. */
  readonly retireMissing: boolean
  /** How lists word an area otherwise, by its code. */
  readonly areaAliases: Readonly<Record<string, readonly string[]>>
  readonly by: Attribution
}

/** What an import of procedures asks the database. */
export interface ProcedureImportStores {
  /** Retired ones too. */
  allAreas(): Promise<readonly (AreaRow & { readonly retired: boolean })[]>
  allProcedures(): Promise<readonly ProcedureRow[]>
  /** Makes the plan inside the transaction, from what is there then, and stores it as a whole. */
  importList<T extends ProcedurePlan>(plan: (known: readonly ProcedureRow[]) => T, by: Attribution): Promise<T>
}

export type ProcedureImportResult =
  /** `issues` are all; the report has the first of them. */
  { readonly report: ProcedureReport; readonly issues: readonly ImportIssue[] } | { readonly refusal: FileRefusal }

/**
 * Makes a province's own list the procedures of the office; all of it is stored or nothing.
 * @param onRead told how many procedures the file has, before they are compared
 * @throws when the database fails
 */
export async function importProcedures(
  order: ProcedureImportOrder,
  stores: ProcedureImportStores,
  onRead: (procedures: number) => void = () => undefined,
): Promise<ProcedureImportResult> {
  const { name, bytes, mapping, dryRun, retireMissing } = order
  const answer = await order.readProcedures({ task: 'procedures', name, bytes, mapping })
  if ('refusal' in answer) return answer
  const { list } = answer
  onRead(list.read)
  const areas = await stores.allAreas()
  const refusal = unknownArea(mapping, areas)
  if (refusal) return { refusal }
  const options = { areas, aliases: order.areaAliases, mapped: mapping.areas, retireMissing }
  const plan = (known: readonly ProcedureRow[]): ProcedureListPlan => planProcedures(list, known, options)
  const made = dryRun ? plan(await stores.allProcedures()) : await stores.importList(plan, order.by)
  return { report: made.report, issues: made.issues }
}

/** An area that the mapping names must be in use, because its procedures would come to lie elsewhere. */
function unknownArea(
  mapping: ProcedureMapping,
  areas: readonly { readonly code: string; readonly retired: boolean }[],
): FileRefusal | null {
  const inUse = new Set(areas.filter(({ retired }) => !retired).map(({ code }) => code))
  const [wrong] = Object.entries(mapping.areas).filter(([, code]) => !inUse.has(code))
  if (!wrong) return null
  const [name, code] = wrong
  return { path: `areas.${name}`, code: 'unknown_area', message: `there is no area ${code} in use` }
}
