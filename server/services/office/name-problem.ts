import type { Refusal } from '../refusal.ts'
import { refuseField } from '../refusal.ts'

interface NamedRow {
  readonly id: number
  readonly name: string
  readonly retired: boolean
}

const taken = refuseField('already_exists', 'name', 'already_exists')

/** A retired one of this name is taken back instead of making another. */
export function newNameProblem(rows: readonly NamedRow[], name: string): Refusal | null {
  return rows.some((row) => row.name === name && !row.retired) ? taken : null
}

/** Two of one name could not be told apart, and a retired one may come back. */
export function changedNameProblem(rows: readonly NamedRow[], id: number, name: string | undefined): Refusal | null {
  return rows.some((row) => row.name === name && row.id !== id) ? taken : null
}
