import { COMMITTEE, isOfCommittee } from '#core/words/answering-offices'
import type { CatalogueArea } from '#contract/areas'

/**
 * Whether the address asks for the part of the UBND alone. Readers of shares are not asked: they may narrow a question
 * once, and the pages do so already.
 */
export function committeeIn(query: URLSearchParams, reader: { readonly finishedOnly: boolean }): boolean {
  return !reader.finishedOnly && query.get('answeredBy') === COMMITTEE
}

/** Whether some area in use is settled by an office outside the UBND, so that its part is not all there is. */
export const hasOthers = (areas: readonly CatalogueArea[]): boolean =>
  areas.some(({ answeredBy }) => answeredBy !== null && !isOfCommittee(answeredBy))

/** What the part of the UBND leaves out; empty where that is nothing. */
export function leftOutWords(areas: readonly CatalogueArea[]): string {
  const names = (list: readonly CatalogueArea[]): string => list.map(({ name }) => name.vi).join(', ')
  const others = names(areas.filter(({ answeredBy }) => answeredBy !== null && !isOfCommittee(answeredBy)))
  const unsaid = names(areas.filter(({ answeredBy }) => answeredBy === null))
  const parts = [
    others === '' ? '' : `lĩnh vực do cơ quan khác giải quyết (${others})`,
    unsaid === '' ? '' : `lĩnh vực chưa ghi cơ quan giải quyết (${unsaid})`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `Không tính ${parts.join(' và ')}.`
}
