import type { Atom } from '#core/editions/atoms'
import { rowsOfAtom } from '#core/editions/atoms'
import type { EarlierEdition } from '#core/editions/reader-cells'

/** A linear form over unknowns, in rational numbers of whole numerators and denominators. */
type Form = Map<string, bigint>

/**
 * The cells of fewer than `smallest` answers that follow from what is shown: written anew, over exact whole numbers, with an
 * unknown for every atom as each edition first counted it. A cell follows where its form is a combination of those shown.
 */
export function isDerivable(editions: readonly EarlierEdition[], smallest: number): string[] {
  const size = new Map<string, number>()
  const formOf = versions(editions, size)
  const basis: Form[] = []
  for (const [place, edition] of editions.entries())
    for (const { table, key } of edition.shown) {
      const rest = reduced(
        formOf(place, (atom) => rowsOfAtom(table, atom, edition.keys).includes(key)),
        basis,
      )
      if (rest.size > 0) basis.push(rest)
    }
  return editions.flatMap((edition, place) =>
    spansOf(edition).flatMap(({ area, first, last }) => {
      const form = formOf(place, (atom) => atom.areaId === area && first <= atom.half && atom.half <= last)
      const answered = [...form.keys()].reduce((sum, name) => sum + (size.get(name) ?? 0), 0)
      if (form.size === 0 || answered >= smallest) return []
      return reduced(form, basis).size === 0 ? [`${place} ${area} ${first} ${last}`] : []
    }),
  )
}

/** Every run of half-months of an edition, for every area. */
const spansOf = ({ halves }: EarlierEdition) =>
  [1, 2, 3, 4].flatMap((area) =>
    halves.flatMap((first, from) => halves.slice(from).map((last) => ({ area, first, last }))),
  )

/** Names for each atom as it was first counted and for what came to it later, with how many answers each stands for. */
function versions(editions: readonly EarlierEdition[], size: Map<string, number>) {
  const parts = editions.map(() => new Map<string, { readonly atom: Atom; readonly names: string[] }>())
  const known = new Map<string, { total: number; names: string[] }>()
  for (const [place, edition] of editions.entries())
    for (const atom of edition.atoms) {
      const name = `${atom.half} ${atom.areaId}`
      const before = known.get(name) ?? { total: 0, names: [] }
      const names = [...before.names]
      if (atom.answered !== before.total) {
        names.push(`${name} ${place}`)
        size.set(`${name} ${place}`, atom.answered - before.total)
      }
      known.set(name, { total: atom.answered, names })
      parts[place]?.set(name, { atom, names })
    }
  return (place: number, isIn: (atom: Atom) => boolean): Form => {
    const form: Form = new Map()
    for (const { atom, names } of parts[place]?.values() ?? [])
      if (isIn(atom)) for (const name of names) form.set(name, 1n)
    return form
  }
}

/** What is left of a form once all that the basis says is taken away, up to a factor. */
function reduced(form: Form, basis: readonly Form[]): Form {
  let rest = form
  for (const row of basis) {
    const [pivot] = row.keys()
    const own = pivot === undefined ? undefined : rest.get(pivot)
    if (pivot === undefined || own === undefined) continue
    const lead = row.get(pivot) ?? 1n
    const next: Form = new Map()
    for (const name of new Set([...rest.keys(), ...row.keys()])) {
      const value = (rest.get(name) ?? 0n) * lead - (row.get(name) ?? 0n) * own
      if (value !== 0n) next.set(name, value)
    }
    rest = divided(next)
  }
  return rest
}

function divided(form: Form): Form {
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
  const common = [...form.values()].reduce(gcd, 0n)
  return common <= 1n ? form : new Map([...form].map(([name, value]) => [name, value / common]))
}
