import type { RequiredShare } from '../statistics/target.ts'

/** What a target is about, by the codes of `TargetMeasure`. */
export const measureWords = {
  share: 'Tỷ lệ hài lòng',
  timeliness: 'Tỷ lệ giải quyết đúng hạn, trước hạn',
  external: 'Kết quả do cơ quan khác công bố',
  early: 'Tỷ lệ giải quyết trước hạn',
} as const

/** A target as the plan writes it: `≥ 90%`, `> 82,5%`. */
export function targetText({ operator, value }: Pick<RequiredShare, 'operator' | 'value'>): string {
  return `${operator === '>=' ? '≥' : '>'} ${shortPercent(value)}`
}

/** The same within a sentence: `từ 90% trở lên`, `trên 82,5%`. */
export function requiredWords({ operator, value }: Pick<RequiredShare, 'operator' | 'value'>): string {
  return operator === '>=' ? `từ ${shortPercent(value)} trở lên` : `trên ${shortPercent(value)}`
}

/** A percentage that somebody set, with the decimals it has and no empty one: `90%`, `82,5%`, `84,98%`. */
export function shortPercent(share: number): string {
  return `${String(Number((share * 100).toFixed(4))).replace('.', ',')}%`
}

/** A percentage that somebody published, with its decimals kept: `87,30%`; null: as few as say it. */
export function publishedPercent(share: number, decimals: number | null): string {
  return decimals === null ? shortPercent(share) : `${(share * 100).toFixed(decimals).replace('.', ',')}%`
}

/** Where a target comes from, as it is entered. */
interface TargetOrigin {
  readonly source?: string | undefined
  readonly document?: string | null | undefined
  readonly sentence?: string | null | undefined
}

/** The source of a target in one line: the one given, else `Kế hoạch số 12/KH-UBND, II.2a: “tối thiểu 90%”`. */
export function targetSourceOf({ source, document, sentence }: TargetOrigin): string {
  if (source !== undefined) return source
  const named = (document ?? '').trim()
  const quoted = (sentence ?? '').trim().replace(/^["“”]+|["“”]+$/g, '')
  return quoted === '' ? named : `${named}: “${quoted}”`
}
