import type { PortalMonth } from '#contract/dossiers'
import { countTyped } from '#core/dossiers/count-text'
import type { PortalCounts, PortalField } from '#core/dossiers/counts'
import { portalFields, portalProblems } from '#core/dossiers/counts'
import { countText } from '#core/words/format'
import type { SheetMonth } from './grid.ts'
import { problemWords } from './grid.ts'

/** What is typed of the portal's counts, by field. */
export type PortalTexts = Readonly<Record<string, string>>

export function textsOfPortal(portal: PortalCounts | null): PortalTexts {
  return Object.fromEntries(
    portalFields.map((field) => {
      const count = portal?.[field] ?? null
      return [field, count === null ? '' : countText(count)]
    }),
  )
}

/** The counts typed; a field that is no number is left out. */
export function portalCountsOf(texts: PortalTexts): PortalCounts {
  const at = (field: PortalField): number | null => countTyped(texts[field] ?? '') ?? null
  return {
    dossiers: at('dossiers'),
    untroubled: at('untroubled'),
    petitions: at('petitions'),
    answered: at('answered'),
    onTime: at('onTime'),
  }
}

/** What is wrong with the fields, each in a few words; empty where nothing is. */
export function portalIssues(texts: PortalTexts): Readonly<Partial<Record<PortalField, string>>> {
  const wrong = portalFields.filter((field) => countTyped(texts[field] ?? '') === undefined)
  const counts = portalCountsOf(texts)
  const others = portalProblems(counts).filter(({ field }) => !wrong.includes(field))
  return Object.fromEntries([
    ...others.map((problem) => [problem.field, problemWords(problem, counts)] as const),
    ...wrong.map((field) => [field, 'chưa là số'] as const),
  ])
}

/** What is sent where it says something else than the server has; null where it does not. */
export function portalChange({ month, portal }: SheetMonth, texts: PortalTexts): PortalMonth | null {
  const now = portalCountsOf(texts)
  const isSame = portalFields.every((field) => now[field] === (portal?.[field] ?? null))
  return isSame ? null : { month, ...now }
}
