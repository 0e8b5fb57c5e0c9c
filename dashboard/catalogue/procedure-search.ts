import { procedureCode } from '#core/questions/procedure-code'
import { searchWords } from '#core/text/search-text'

/** What a search looks at. */
interface Searched {
  readonly code: string
  readonly area: string
  readonly name: { readonly vi: string }
}

/**
 * The procedures that hold every typed word in their name, or whose code begins as typed in any of its shapes; tones and
 * marks make no difference.
 * @param area the code of an area; '' for all
 */
export function findProcedures<T extends Searched>(all: readonly T[], typed: string, area: string): readonly T[] {
  const words = searchWords(typed).split(' ').filter(Boolean)
  const code = procedureCode(typed)
  return all.filter(
    (procedure) =>
      (area === '' || procedure.area === area) &&
      (words.length === 0 || (code !== '' && procedure.code.startsWith(code)) || holds(procedure.name.vi, words)),
  )
}

function holds(name: string, words: readonly string[]): boolean {
  const text = ` ${searchWords(name)}`
  return words.every((word) => text.includes(` ${word}`))
}
