import { generalise } from './generalise.ts'
import { grouped } from './grouped.ts'
import type { RowKey } from './row-key.ts'
import { keyText, places } from './row-key.ts'

/** Rows that nothing tells apart in any of the files: alike, and counted in the same of them. */
export interface RowGroup {
  /** As it was stored; the month is empty. */
  readonly key: RowKey
  /** The month that it counts for in each of the files, in the order in which they were made; null: it is not of it. */
  readonly months: readonly (string | null)[]
  /** How many, from 1. */
  readonly count: number
}

/** What of each group stands in a file. */
export interface FilePlan {
  /** What its rows say, in the order of the groups; null: it is not in the file. */
  readonly printed: readonly (RowKey | null)[]
  readonly rows: number
  /** Rows of the period that are left out. */
  readonly leftOut: number
}

interface GroupState {
  readonly group: RowGroup
  /** What was said of it in the first file that it stands in, and is said in every other; null: it stood in none. */
  printed: RowKey | null
  /** Which of the files it stands in: `1` and `0`. */
  shown: string
}

/** Rows that are shown together or not at all. */
interface Lot {
  readonly name: string
  readonly isNew: boolean
  readonly members: readonly { readonly state: GroupState; readonly printed: RowKey }[]
  readonly size: number
}

/**
 * Decides what stands in the last of several files, so that neither it alone nor all of them together tell of fewer rows than
 * `smallest`.
 *
 * A row says the same in each file it stands in, so that nothing can be learned by finding it again. The rows of one saying
 * that stand in the same files are a lot, and no lot is ever parted unless both parts are large enough; whoever subtracts
 * files from each other is left with whole lots. What is left out is nobody or enough as well: further lots go with it,
 * those first that no file has shown.
 */
export function planFile(groups: readonly RowGroup[], smallest: number): FilePlan {
  const states = groups.map((group): GroupState => ({ group, printed: null, shown: '' }))
  const files = groups[0]?.months.length ?? 0
  for (let file = 0; file < files; file += 1) planNext(states, file, smallest)
  const printed = states.map(({ printed: key, shown }) => (shown.endsWith('1') ? key : null))
  const rows = sizeOf(groups.filter((_, index) => (printed[index] ?? null) !== null))
  const of = sizeOf(groups.filter(({ months }) => (months.at(-1) ?? null) !== null))
  return { printed, rows, leftOut: of - rows }
}

function planNext(states: readonly GroupState[], file: number, smallest: number): void {
  const isOfIt = ({ group }: GroupState): boolean => (group.months[file] ?? null) !== null
  const lots = [...knownLots(states, isOfIt, smallest), ...newLots(states.filter(isOfIt), file, smallest)]
  const all = sizeOf(states.filter(isOfIt).map(({ group }) => group))
  const kept = withoutFewLeftOut(lots, all, smallest)
  for (const state of states) state.shown += '0'
  for (const { members } of kept)
    for (const { state, printed } of members) {
      state.printed = printed
      state.shown = `${state.shown.slice(0, -1)}1`
    }
}

/** What earlier files show, and this one may: all of a lot, or a part of it that leaves enough of it outside. */
function knownLots(
  states: readonly GroupState[],
  isOfIt: (state: GroupState) => boolean,
  smallest: number,
): readonly Lot[] {
  const lots = grouped(
    states.flatMap((state) => (state.printed === null ? [] : [{ state, printed: state.printed }])),
    ({ state, printed }) => `${keyText(printed)}\n${state.shown}`,
  )
  return [...lots].flatMap(([name, members]) => {
    const inside = members.filter(({ state }) => isOfIt(state))
    const size = sizeOf(inside.map(({ state }) => state.group))
    const outside = sizeOf(members.map(({ state }) => state.group)) - size
    const mayPart = size >= smallest && (outside === 0 || outside >= smallest)
    return mayPart ? [{ name, isNew: false, members: inside, size }] : []
  })
}

/** What no file has shown yet, generalised among itself. */
function newLots(states: readonly GroupState[], file: number, smallest: number): readonly Lot[] {
  const fresh = states.filter(({ printed }) => printed === null)
  const rows = fresh.map(({ group: { key, months, count } }) => ({
    key: key.with(places.month, months[file] ?? ''),
    count,
  }))
  const keys = generalise(rows, smallest)
  const members = fresh.flatMap((state, index) => {
    const printed = keys[index] ?? null
    return printed === null ? [] : [{ state, printed }]
  })
  return [...grouped(members, ({ printed }) => keyText(printed))].map(([name, lot]) => ({
    name,
    isNew: true,
    members: lot,
    size: sizeOf(lot.map(({ state }) => state.group)),
  }))
}

/** Leaves out lots, the smallest first, until those left out are nobody or enough. */
function withoutFewLeftOut(lots: readonly Lot[], all: number, smallest: number): readonly Lot[] {
  const order = lots.toSorted(
    (a, b) => Number(b.isNew) - Number(a.isNew) || a.size - b.size || (a.name < b.name ? -1 : 1),
  )
  let leftOut = all - order.reduce((sum, { size }) => sum + size, 0)
  let first = 0
  for (const { size } of order) {
    if (leftOut === 0 || leftOut >= smallest) break
    leftOut += size
    first += 1
  }
  return order.slice(first)
}

const sizeOf = (groups: readonly Pick<RowGroup, 'count'>[]): number => groups.reduce((sum, { count }) => sum + count, 0)
