import { isFew, sumCounts } from '../statistics/count.ts'
import type { Count } from '../statistics/count.ts'
import type { Suppression } from './suppression.ts'

/** A cell of a table whose rows add up to a total that is shown beside them. */
export interface TableCell {
  readonly key: string
  /**
   * What the cell holds; then what is left of each wider cell that is shown elsewhere when this one is taken away: "nộp
   * hồ sơ, đất đai" less "đất đai" leaves the other areas.
   */
  readonly parts: readonly [Count, ...Count[]]
  /** Hidden for another reason already. */
  readonly isHidden: boolean
}

/** Cells with a row of their own besides: a group of areas. */
export interface Union {
  readonly key: string
  readonly members: ReadonlySet<string>
  /** Hidden for another reason already. */
  readonly isHidden: boolean
}

/** Why cells, unions and the total are hidden; what is not in the maps is shown. */
export interface HiddenCells {
  readonly cells: ReadonlyMap<string, Suppression>
  readonly unions: ReadonlyMap<string, Suppression>
  readonly total: Suppression
}

interface HidingRules {
  readonly smallestCell: number
  /** For them cells are hidden, so that they can be shown; one that cannot is hidden itself. */
  readonly groups: readonly Union[]
  /** Shown only where the cells hidden already allow it. */
  readonly unions: readonly Union[]
}

/**
 * Hides the cells with few answers, and further ones until those hidden together hold enough: then neither the total
 * less what is shown, nor a group less its shown areas, nor a wider figure less the table, is about few people.
 *
 * Cells that lie in the same groups make a block; all that can be worked out from shown sums is about whole blocks of
 * hidden cells, so it is enough that each block holds enough or nothing.
 */
export function hideCells(cells: readonly TableCell[], question: HidingRules): HiddenCells {
  const { smallestCell, groups } = question
  const hidden = new Map<string, Suppression>()
  for (const { key, parts, isHidden } of cells) {
    if (isFew(parts[0], smallestCell)) hidden.set(key, 'few')
    else if (isHidden || parts.some((part) => isFew(part, smallestCell))) hidden.set(key, 'complement')
  }
  const unions = new Map<string, Suppression>()
  let shown = groups.filter((group) => {
    const sums = partSums(cells.filter(({ key }) => group.members.has(key)))
    const few = sums.findIndex((sum) => isFew(sum, smallestCell))
    if (few >= 0 || group.isHidden) unions.set(group.key, few === 0 ? 'few' : 'complement')
    return few < 0 && !group.isHidden
  })
  // Each round hides a cell or a group.
  for (let round = cells.length + groups.length; round >= 0; round -= 1) {
    const unsafe = unsafeBlock({ cells, hidden, shown }, smallestCell)
    if (unsafe === null) return withUnions({ cells, hidden, unions, shown }, question)
    const next = smallest(
      unsafe.block.filter(({ key }) => !hidden.has(key)),
      unsafe.part,
    )
    if (next) hidden.set(next.key, 'complement')
    else {
      const group = smallestUnion(shown, cells)
      if (!group) break
      unions.set(group.key, 'complement')
      shown = shown.filter((each) => each !== group)
    }
  }
  return everythingHidden(cells, question, smallestCell)
}

interface HidingState {
  readonly cells: readonly TableCell[]
  readonly hidden: ReadonlyMap<string, Suppression>
  readonly unions: Map<string, Suppression>
  readonly shown: readonly Union[]
}

function withUnions(
  { cells, hidden, unions, shown }: HidingState,
  { unions: candidates, smallestCell }: HidingRules,
): HiddenCells {
  const beside = [...shown]
  for (const union of candidates) {
    const [sum] = partSums(cells.filter(({ key }) => union.members.has(key)))
    if (sum && isFew(sum, smallestCell)) unions.set(union.key, 'few')
    else if (union.isHidden || unsafeBlock({ cells, hidden, shown: [...beside, union] }, smallestCell))
      unions.set(union.key, 'complement')
    else beside.push(union)
  }
  return { cells: hidden, unions, total: null }
}

/** Nothing was left to hide: the total itself is about few people, or leaves few of a wider one. */
function everythingHidden(
  cells: readonly TableCell[],
  { groups, unions }: HidingRules,
  smallestCell: number,
): HiddenCells {
  const why = (of: readonly TableCell[]): Suppression =>
    isFew(sumCounts(of.map(({ parts }) => parts[0])), smallestCell) ? 'few' : 'complement'
  const members = ({ members: keys }: Union) => cells.filter(({ key }) => keys.has(key))
  return {
    cells: new Map(cells.map((cell) => [cell.key, why([cell])])),
    unions: new Map([...groups, ...unions].map((union) => [union.key, why(members(union))])),
    total: why(cells),
  }
}

interface UnsafeBlock {
  readonly block: readonly TableCell[]
  /** Which of the parts leaves few people. */
  readonly part: number
}

function unsafeBlock({ cells, hidden, shown }: Omit<HidingState, 'unions'>, smallestCell: number): UnsafeBlock | null {
  const blocks = new Map<string, TableCell[]>()
  for (const cell of cells) {
    const signature = shown.map(({ members }) => (members.has(cell.key) ? '1' : '0')).join('')
    blocks.set(signature, [...(blocks.get(signature) ?? []), cell])
  }
  for (const block of blocks.values()) {
    const sums = partSums(block.filter(({ key }) => hidden.has(key)))
    const part = sums.findIndex((sum) => isFew(sum, smallestCell))
    if (part >= 0) return { block, part }
  }
  return null
}

function partSums(cells: readonly TableCell[]): Count[] {
  const width = Math.max(1, ...cells.map(({ parts }) => parts.length))
  return Array.from({ length: width }, (_, part) => sumCounts(cells.flatMap(({ parts }) => parts[part] ?? [])))
}

/** Of those with anybody in that part; hiding the smallest costs least. */
function smallest(cells: readonly TableCell[], part: number): TableCell | undefined {
  const size = ({ parts }: TableCell) => parts[part]?.answered ?? 0
  return cells.filter(({ parts }) => (parts[part]?.people ?? 0) > 0).sort((a, b) => size(a) - size(b))[0]
}

function smallestUnion(unions: readonly Union[], cells: readonly TableCell[]): Union | undefined {
  const size = ({ members }: Union) =>
    sumCounts(cells.filter(({ key }) => members.has(key)).map(({ parts }) => parts[0])).answered
  return [...unions].sort((a, b) => size(a) - size(b))[0]
}
