import { hash as digest } from 'node:crypto'
import { EditionContent } from '#contract/editions'
import type { Atom } from '#core/editions/atoms'
import { isCountedTable } from '#core/editions/atoms'
import type { EarlierEdition } from '#core/editions/reader-cells'
import { canonicalJson } from '#core/editions/canonical-json'
import { halvesOf } from '#core/editions/edition-periods'
import type { EditionRow } from '../../store/editions/editions.ts'

/** What is stored of an edition, and its hash. */
export interface SealedContent {
  readonly content: string
  readonly hash: Buffer
}

export function sealContent(content: EditionContent): SealedContent {
  const text = canonicalJson(content)
  return { content: text, hash: digest('sha256', text, 'buffer') }
}

const known = new Map<string, EditionContent>()
const MOST_KNOWN = 200

/** What an edition holds. Read once: it never changes. */
export function contentOf({ content, hash }: Pick<EditionRow, 'content' | 'hash'>): EditionContent {
  const name = hash.toString('hex')
  const found = known.get(name) ?? EditionContent.parse(JSON.parse(content))
  known.delete(name)
  known.set(name, found)
  for (const oldest of known.size > MOST_KNOWN ? [...known.keys()].slice(0, 1) : []) known.delete(oldest)
  return found
}

export const toStoredAtom = (atom: Atom): EditionContent['atoms'][number] => [
  atom.unitId,
  atom.half,
  atom.areaId,
  atom.stage,
  atom.channel,
  atom.counterId,
  atom.comparable,
  atom.answered,
  atom.satisfied,
  atom.none,
]

function toAtom(stored: EditionContent['atoms'][number]): Atom {
  const [unitId, half, areaId, stage, channel, counterId, comparable, answered, satisfied, none] = stored
  return { unitId, half, areaId, stage, channel, counterId, comparable, answered, satisfied, none }
}

/** An edition as the next one has to know it. */
export function countedEdition(content: EditionContent): EarlierEdition {
  return {
    unitIds: content.ledgers.map(({ unitId }) => unitId),
    halves: halvesOf(content),
    atoms: content.atoms.map(toAtom),
    keys: content.keys,
    shown: content.readersSee.flatMap(({ table, key, comparable }) =>
      isCountedTable(table) ? [{ table, key, comparable }] : [],
    ),
  }
}
