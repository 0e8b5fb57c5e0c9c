import type { Editions } from '../../store/editions/editions.ts'
import type { UnitRow, Units } from '../../store/office/units.ts'

/** A unit as a list shows it. */
export interface UnitInTree {
  readonly unit: UnitRow
  /** Code of the unit above; null where none of the list stands above it. */
  readonly parent: string | null
  /** First civil day on which it, or a unit below it, received anything. */
  readonly firstDay: string | null
  /** Its newest closed quarter, or where there is none its newest closed period; null: none is closed. */
  readonly closedPeriod: string | null
}

export interface TreeStores {
  readonly units: Pick<Units, 'firstDays'>
  readonly editions: Pick<Editions, 'newestPeriods'>
}

/** These units, parents first, each with what is known of its place among them. */
export async function unitTree({ units, editions }: TreeStores, rows: readonly UnitRow[]): Promise<UnitInTree[]> {
  const codes = new Map(rows.map((unit) => [unit.id, unit.code]))
  const firstDays = withDescendants(rows, await units.firstDays([...codes.keys()]))
  const closed = await editions.newestPeriods([...codes.keys()])
  return rows.map((unit) => ({
    unit,
    parent: unit.parent_id === null ? null : (codes.get(unit.parent_id) ?? null),
    firstDay: firstDays.get(unit.id) ?? null,
    closedPeriod: closed.get(unit.id) ?? null,
  }))
}

/** The first day of each unit or of any below it; units come parents first. */
function withDescendants(units: readonly UnitRow[], own: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  const first = new Map(own)
  for (const { id, parent_id: parent } of [...units].reverse()) {
    const day = first.get(id)
    const known = parent === null ? undefined : first.get(parent)
    if (parent !== null && day !== undefined && (known === undefined || day < known)) first.set(parent, day)
  }
  return first
}
