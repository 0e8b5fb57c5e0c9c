import type { Atom, AtomKeys, CellName, CountedTable } from './atoms.ts'
import { atomText, rowsOfAtom } from './atoms.ts'

/** What has to be known of an edition to tell what can be worked out from it. */
export interface CountedEdition {
  readonly unitIds: readonly number[]
  /** Its half-months, in order. */
  readonly halves: readonly string[]
  readonly atoms: readonly Atom[]
  readonly keys: AtomKeys
}

/** Answers that every edition counts in the same cells: an atom as it was first counted, or what came to it later. */
export interface AnswerColumn {
  readonly atom: Atom
  /** The edition, by its place among all, that counted it first. */
  readonly since: number
  /** It was added to, or taken from, what an earlier edition had counted already. */
  readonly isChange: boolean
  readonly answered: number
  readonly people: number
}

interface AnswerCounts {
  readonly answered: number
  readonly satisfied: number
  readonly none: number
}
const nothing: AnswerCounts = { answered: 0, satisfied: 0, none: 0 }

/** The answers of several editions, in the order in which they were made, of one kind of question. */
export function columnsOf(editions: readonly CountedEdition[], comparable: string): readonly AnswerColumn[] {
  const columns: AnswerColumn[] = []
  const known = new Map<string, AnswerCounts>()
  const atoms = new Map<string, Atom>()
  const covered = new Set<string>()
  for (const [since, edition] of editions.entries()) {
    const now = new Map<string, AnswerCounts>()
    for (const atom of edition.atoms.filter((each) => each.comparable === comparable)) {
      atoms.set(atomText(atom), atom)
      now.set(atomText(atom), atom)
    }
    const isOfIt = covers(edition)
    // What an earlier edition counted and this one does not any more has changed too.
    const names = new Set([...now.keys(), ...[...known.keys()].filter((name) => isOfIt(atoms.get(name)))])
    for (const name of names) {
      const atom = atoms.get(name)
      const before = known.get(name) ?? nothing
      const after = now.get(name) ?? nothing
      if (atom === undefined || isSame(before, after)) continue
      const change = changeOf(before, after)
      columns.push({ atom, since, isChange: covered.has(placeOf(atom)), ...change })
      known.set(name, after)
    }
    for (const unitId of edition.unitIds) for (const half of edition.halves) covered.add(`${unitId} ${half}`)
  }
  return columns
}

const placeOf = ({ unitId, half }: Atom): string => `${unitId} ${half}`

/** Whether an atom lies in the units and half-months of an edition. */
export function covers({ unitIds, halves }: CountedEdition): (atom: Atom | undefined) => boolean {
  const units = new Set(unitIds)
  const times = new Set(halves)
  return (atom) => atom !== undefined && units.has(atom.unitId) && times.has(atom.half)
}

const isSame = (a: AnswerCounts, b: AnswerCounts): boolean =>
  a.answered === b.answered && a.satisfied === b.satisfied && a.none === b.none

function changeOf(before: AnswerCounts, after: AnswerCounts): Pick<AnswerColumn, 'answered' | 'people'> {
  const answered = after.answered - before.answered
  return { answered, people: answered + after.none - before.none }
}

/** The columns that each row of a table of an edition adds up. */
export function rowColumns(
  table: CountedTable,
  {
    edition,
    place,
    columns,
  }: { readonly edition: CountedEdition; readonly place: number; readonly columns: readonly AnswerColumn[] },
): ReadonlyMap<CellName['key'], readonly number[]> {
  const rows = new Map<string, number[]>()
  const isOfIt = covers(edition)
  for (const [number, { atom, since }] of columns.entries()) {
    if (since > place || !isOfIt(atom)) continue
    for (const key of rowsOfAtom(table, atom, edition.keys)) {
      const row = rows.get(key)
      if (row === undefined) rows.set(key, [number])
      else row.push(number)
    }
  }
  return rows
}
