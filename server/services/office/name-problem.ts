import type { Refusal } from '../refusal.ts'
import { refuseField } from '../refusal.ts'

interface NamedPlace {
  readonly id: number
  readonly name: string
  readonly retired: boolean
}

const taken = refuseField('already_exists', 'name', 'already_exists')

/** A retired one of this name is taken back instead of making another. */
export function newNameProblem(places: readonly NamedPlace[], name: string): Refusal | null {
  return places.some((place) => place.name === name && !place.retired) ? taken : null
}

/** Two of one name could not be told apart, and a retired one may come back. */
export function changedNameProblem(
  places: readonly NamedPlace[],
  id: number,
  name: string | undefined,
): Refusal | null {
  return places.some((place) => place.name === name && place.id !== id) ? taken : null
}
