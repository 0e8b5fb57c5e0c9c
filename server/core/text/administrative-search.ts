import { rankOf, searchWords } from './search-text.ts'

/** Đơn vị hành chính of today, as a list gives it. */
export interface ListedUnit {
  /** Two digits for a province, five for what lies in one; as text, because some begin with a zero. */
  readonly code: string
  /** With its kind: `Phường Sài Gòn`. */
  readonly name: string
  /** null for a province. */
  readonly province: { readonly code: string; readonly name: string } | null
  /** The units it was formed from on 01/7/2025; null where it stayed as it was. */
  readonly formerly: string | null
}

/** Words before a name that say what kind of unit it is, as they are typed; the longer ones first. */
const kinds: readonly (readonly [typed: string, kind: string])[] = [
  ['thanh pho', 'thanh pho'],
  ['thi tran', 'thi tran'],
  ['dac khu', 'dac khu'],
  ['phuong', 'phuong'],
  ['tinh', 'tinh'],
  ['xa', 'xa'],
  ['tp', 'thanh pho'],
  ['tt', 'thi tran'],
  ['dk', 'dac khu'],
  ['p', 'phuong'],
  ['x', 'xa'],
  ['t', 'tinh'],
]

interface KindAndName {
  readonly kind: string | null
  readonly name: string
}

/** A unit with its texts prepared once; 3,355 of them are searched in a few milliseconds. */
export interface Searchable {
  readonly unit: ListedUnit
  readonly own: KindAndName
  readonly exact: string
  readonly province: string
  readonly formerly: string
  /** Each with its kind, without the district that is told beside some. */
  readonly formerUnits: readonly string[]
}

export function searchable(unit: ListedUnit): Searchable {
  return {
    unit,
    own: withoutKind(searchWords(unit.name)),
    exact: exactOf(unit.name),
    province: unit.province === null ? '' : withoutKind(searchWords(unit.province.name)).name,
    formerly: searchWords(unit.formerly ?? ''),
    formerUnits: (unit.formerly ?? '')
      .replace(/\([^)]*\)/g, '')
      .split(',')
      .map(searchWords),
  }
}

/**
 * The units that answer a search, the best first: by name, by name and province ("bến nghé hồ chí minh"), by code, last by
 * the names from before 01/7/2025; a whole one with its kind ("phường 2") comes before later words of names ("Xã Sơn Kim
 * 2"). Of equals those typed with the same kind or the same tones come first.
 */
export function findUnits(list: readonly Searchable[], typed: string, most: number): ListedUnit[] {
  const words = searchWords(typed)
  if (words === '') return []
  const wanted = { ...withoutKind(words), words, exact: exactOf(typed) }
  const found = list.flatMap((candidate) => {
    const rank = rankUnit(candidate, wanted)
    return rank === null ? [] : [{ unit: candidate.unit, rank: rank - closeness(candidate, wanted) }]
  })
  return found
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ unit }) => unit)
}

/** What was typed, prepared once for all candidates. */
interface Wanted extends KindAndName {
  readonly words: string
  readonly exact: string
}

/** "P. Bến Nghé" and "phường bến nghé" are both the name `ben nghe` of kind `phuong`. */
function withoutKind(words: string): KindAndName {
  for (const [typed, kind] of kinds)
    if (words.startsWith(`${typed} `)) return { kind, name: words.slice(typed.length + 1) }
  return { kind: null, name: words }
}

function rankUnit(
  { unit, own, province, formerly, formerUnits }: Searchable,
  { kind, words, name }: Wanted,
): number | null {
  if (/^\d+$/.test(words)) return unit.code.startsWith(words) ? 0 : null
  const ranks = [
    rankOf(name, own.name),
    // A name may itself begin like a kind: "Xa Dung".
    words === name ? null : rankOf(words, own.name),
    withProvince(name, own.name, province),
    kind !== null && formerUnits.includes(`${kind} ${name}`) ? 1.5 : null,
    formerly !== '' && ` ${formerly} `.includes(` ${words}`) ? 4 : null,
  ].filter((rank) => rank !== null)
  return ranks.length === 0 ? null : Math.min(...ranks)
}

/** The whole name followed by the beginning of its province. */
function withProvince(typed: string, name: string, province: string): number | null {
  if (province === '' || !typed.startsWith(`${name} `)) return null
  const rest = withoutKind(typed.slice(name.length + 1)).name
  return province.startsWith(rest) || rest === initials(province) ? 0.5 : null
}

const initials = (words: string): string => words.replaceAll(/(\w)\w* ?/g, '$1')

/** Less than the distance of two ranks: the same kind, and the same tones as far as tones were typed. */
function closeness(candidate: Searchable, { kind, exact }: Wanted): number {
  const sameKind = kind !== null && kind === candidate.own.kind ? 0.2 : 0
  return sameKind + (candidate.exact.includes(exact) ? 0.1 : 0)
}

const exactOf = (text: string): string => text.normalize('NFC').toLowerCase().trim()
