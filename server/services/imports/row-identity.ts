import type { ImportMapping } from '#contract/mapping'
import type { ImportRow } from '../../store/imports/import-row.ts'
import type { ReadCell } from './row-fields.ts'

/** Reads a cell as imports did before blanks within it were made one. */
type FormerText = (column: string) => string
export type RowIdentity = Pick<ImportRow, 'identity' | 'formerIdentity'>

/**
 * What makes a row itself; repeats are numbered only where the mapping says so. A row whose cells have odd blanks was known
 * by them once, and is to be known again.
 */
export function identityReader({
  columns,
  occurrence,
  source = '',
}: ImportMapping['identity']): (cell: ReadCell, former: FormerText) => RowIdentity {
  const all = new Map<string, number>()
  const odd = new Map<string, number>()
  const oddInAll = new Map<string, number>()

  return (cell, former) => {
    const texts = columns.map((column) => cell.text(column))
    const formerTexts = columns.map(former)
    if (texts.every((text) => text === '')) cell.tell(columns[0] ?? '', 'no_identity')
    const isOdd = texts.some((text, index) => text !== formerTexts[index])
    if (!occurrence) return rowIdentity([source, ...texts, 1], [source, ...formerTexts, 1])
    const key = JSON.stringify(texts)
    const repeat = count(all, key)
    const formerRepeat = isOdd ? count(odd, JSON.stringify(formerTexts)) : repeat - (oddInAll.get(key) ?? 0)
    if (isOdd) count(oddInAll, key)
    return rowIdentity([source, ...texts, repeat], [source, ...formerTexts, formerRepeat])
  }
}

function rowIdentity(identity: ImportRow['identity'], former: ImportRow['identity']): RowIdentity {
  const isSame = identity.every((part, index) => part === former[index])
  return isSame ? { identity } : { identity, formerIdentity: former }
}

function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1
  counts.set(key, next)
  return next
}
