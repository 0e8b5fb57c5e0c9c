import type { Count } from '../statistics/count.ts'
import { without } from '../statistics/count.ts'
import type { TableCell, Union } from './hidden-cells.ts'
import { hideCells } from './hidden-cells.ts'
import type { Suppression } from './suppression.ts'

/** How many people of one area chose one reason. */
export interface ReasonCell {
  readonly area: string
  readonly chosen: Count
  /** Those of them who were not satisfied: levels 1 to 3. */
  readonly dissatisfied: Count
}

/** Areas that are shown together, named by a key. */
export interface ReasonUnion {
  readonly key: string
  readonly members: ReadonlySet<string>
}

/** Why the numbers of one reason are hidden, by area, by union and in all; what is in no map is shown. */
export interface HiddenReason {
  readonly chosen: HiddenNumbers
  readonly dissatisfied: HiddenNumbers
}

interface HiddenNumbers {
  readonly areas: ReadonlyMap<string, Suppression>
  readonly unions: ReadonlyMap<string, Suppression>
  readonly total: Suppression
}

/**
 * Hides the numbers of one reason so that none below the smallest cell is shown or can be worked out: neither from the
 * total, the groups and the other areas, nor as those who chose it less the dissatisfied among them. People choose
 * several reasons, so those of different reasons do not add up and give nothing away about each other.
 *
 * @param groups for them areas are hidden, so that they can be shown
 * @param unions shown where the hidden areas allow it
 */
export function hideReason(
  cells: readonly ReasonCell[],
  {
    smallestCell,
    groups,
    unions,
  }: {
    readonly smallestCell: number
    readonly groups: readonly ReasonUnion[]
    readonly unions: readonly ReasonUnion[]
  },
): HiddenReason {
  const shown = (union: ReasonUnion): Union => ({ ...union, isHidden: false })
  const chosen = hideCells(
    cells.map(({ area, chosen: count }) => ({ key: area, parts: [count], isHidden: false })),
    { smallestCell, groups: groups.map(shown), unions: unions.map(shown) },
  )
  // Beside a hidden number its part is hidden too, so that what is left of the one by the other is judged together.
  const isHidden = (union: ReasonUnion): Union => ({
    ...union,
    isHidden: chosen.total !== null || chosen.unions.has(union.key),
  })
  const parts = cells.map((cell): TableCell => ({
    key: cell.area,
    parts: [cell.dissatisfied, without(cell.chosen, cell.dissatisfied)],
    isHidden: chosen.total !== null || chosen.cells.has(cell.area),
  }))
  const dissatisfied = hideCells(parts, { smallestCell, groups: groups.map(isHidden), unions: unions.map(isHidden) })
  const numbers = ({ cells: areas, unions: hidden, total }: typeof chosen): HiddenNumbers => ({
    areas,
    unions: hidden,
    total,
  })
  return {
    chosen: numbers(chosen),
    dissatisfied: { ...numbers(dissatisfied), total: chosen.total ?? dissatisfied.total },
  }
}
