import type { ImportIssue } from '#contract/mapping'
import type { ListedProcedure, ProcedureReport, ReadProcedureList } from '#contract/procedures'
import { definedOnly } from '#core/text/defined-only'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { NewProcedure, ProcedureEdit, ProcedureRow } from '../../store/catalogue/procedures.ts'
import { SHOWN_ISSUES } from './issue-list.ts'
import type { AreaNames } from '../catalogue/area-finder.ts'
import { areaFinder } from '../catalogue/area-finder.ts'

/** What a list makes of the procedures of the office. */
export interface ProcedureListPlan {
  readonly added: readonly NewProcedure[]
  readonly changed: readonly { readonly id: number; readonly edit: ProcedureEdit }[]
  readonly report: ProcedureReport
  readonly issues: readonly ImportIssue[]
}

export interface PlanOptions extends AreaNames {
  /** The file is the whole list: what it lacks is retired, what it has is in use. */
  readonly retireMissing: boolean
}

/** The area of what no other area takes. */
const OTHER = 'khac'

/**
 * Compares a list with what is known. An area that is not known puts a new procedure into `khac`, says so once a row, and
 * leaves a known one where it is: most provinces list fields that no office has a tile for. Nothing is deleted.
 */
export function planProcedures(
  list: ReadProcedureList,
  known: readonly ProcedureRow[],
  options: PlanOptions,
): ProcedureListPlan {
  const areaOf = areaFinder(options)
  const other = options.areas.find(({ code }) => code === OTHER)
  const byCode = new Map(known.map((procedure) => [procedure.code, procedure]))
  const added: NewProcedure[] = []
  const changed: { readonly id: number; readonly edit: ProcedureEdit }[] = []
  const issues: ImportIssue[] = [...list.issues]
  let rejected = list.read - list.procedures.length
  for (const listed of list.procedures) {
    const area = areaOf(listed.area)
    const there = byCode.get(listed.code)
    if (!area) issues.push(unknownArea(listed, list.columns.area))
    if (there) {
      const edit = editOf(there, listed, { area, restore: options.retireMissing })
      if (edit) changed.push({ id: there.id, edit })
      continue
    }
    const place = area ?? other
    if (place) added.push(newProcedure(listed, place.id))
    else rejected += 1
  }
  const missing = known.filter(({ code, retired }) => options.retireMissing && !retired && !list.mentioned.has(code))
  const unchanged = list.read - added.length - changed.length - rejected
  return {
    added,
    changed: [...changed, ...missing.map(({ id }) => ({ id, edit: { retired: true } }))],
    issues,
    report: {
      read: list.read,
      added: added.length,
      changed: changed.length,
      unchanged,
      rejected,
      retired: missing.length,
      issues: issues.slice(0, SHOWN_ISSUES),
      ...definedOnly({ sheet: list.sheet ?? undefined }),
    },
  }
}

const unknownArea = ({ row, area }: ListedProcedure, column: string): ImportIssue => ({
  row,
  column,
  code: area === '' ? 'no_area' : 'unknown_area',
  value: area,
})

const newProcedure = ({ code, name, level }: ListedProcedure, areaId: number): NewProcedure => ({
  code,
  areaId,
  // Lists are in Vietnamese alone; a name of one's own can be given afterwards.
  name: { vi: name, en: name },
  level,
})

/** What the list says otherwise; null where it says the same. An English name that is only the old one follows it. */
function editOf(
  there: ProcedureRow,
  listed: ListedProcedure,
  { area, restore }: { readonly area: AreaRow | undefined; readonly restore: boolean },
): ProcedureEdit | null {
  const { vi, en } = there.name
  const edit: ProcedureEdit = definedOnly({
    name: listed.name === vi ? undefined : { vi: listed.name, en: en === vi ? listed.name : en },
    area: area?.code === there.area ? undefined : area,
    level: listed.level === null || listed.level === there.level ? undefined : listed.level,
    retired: restore && there.retired ? false : undefined,
  })
  return Object.keys(edit).length > 0 ? edit : null
}
