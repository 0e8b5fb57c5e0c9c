import type { ReportFacts, ShownAnswers } from './facts.ts'
import { SMALLEST_PUBLISHED } from './facts.ts'
import { doneWords } from './paragraph.ts'
import { unmarked } from './marked-text.ts'
import { shareOf } from './numbers.ts'
import { ALL_AREAS } from '../questions/area-groups.ts'
import { countText, dateText, percentText } from '../words/format.ts'

/** The most words of a bulletin: what is read out within half a minute. */
export const MOST_BULLETIN_WORDS = 80

/** A text that is read out on the commune's loudspeakers. */
export interface Bulletin {
  readonly text: string
  readonly words: number
  /** What had no room: the name of the authority, what was done, what people want, where it was rated. */
  readonly leftOut: readonly BulletinPart[]
}

export type BulletinPart = 'authority' | 'done' | 'wanted' | 'place'

/** Words as they are counted in Vietnam: syllables that stand apart. */
export const wordCount = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length

/** What a bulletin is put together from, so that a page can write it anew while somebody types. */
export interface BulletinPieces {
  readonly authority: string
  readonly place: string
  /** `Trong quý III năm 2026`. */
  readonly start: string
  readonly received: string
  /** `93%`; null where too few answered. */
  readonly share: string | null
  /** What most people want done better; null where too few do. */
  readonly wanted: string | null
}

/** It goes to everybody: nothing is said of fewer than ten answers. */
export function bulletinPieces({ office, period, today, current, targets, reasons }: ReportFacts): BulletinPieces {
  return {
    authority: unmarked(office.authority),
    place: unmarked(office.name),
    start: period.hasEnded ? `Trong ${period.words}` : `Tính đến ngày ${dateText(today)}, trong ${period.words}`,
    received: countText(current.received),
    share: roundShare(current.groups.get(ALL_AREAS), targets.get(ALL_AREAS)?.[0] ?? null),
    wanted: publishedReason(reasons),
  }
}

/**
 * Bản tin truyền thanh: at most `MOST_BULLETIN_WORDS` words; sentences that have no room are left out, the last wanted
 * first.
 *
 * @param done {việc}: what was done as directed; empty: nothing is said
 */
export function bulletinFrom(pieces: BulletinPieces, done: string): Bulletin {
  const what = doneWords(done)
  // "UBND phường" says no less than with its name.
  const said = { authority: false, done: what !== '', wanted: pieces.wanted !== null, place: true }
  const written = steps.map((leftOut) => {
    const text = write(pieces, what, new Set(leftOut))
    return { text, words: wordCount(text), leftOut: leftOut.filter((part) => said[part]) }
  })
  return written.find(({ words }) => words <= MOST_BULLETIN_WORDS) ?? { text: '', words: 0, leftOut: [] }
}

/** What is given up one after the other until the text is short enough. */
const steps: readonly (readonly BulletinPart[])[] = [
  [],
  ['authority'],
  ['authority', 'done'],
  ['authority', 'done', 'wanted'],
  ['authority', 'done', 'wanted', 'place'],
]

/** "UBND phường" of "UBND phường Đông Hà", whose name has been said. */
const shortAuthority = (authority: string): string =>
  /^UBND (?:xã|phường|đặc khu|tỉnh|thành phố)(?= )/.exec(authority)?.[0] ?? authority

function write(pieces: BulletinPieces, what: string, without: ReadonlySet<BulletinPart>): string {
  const { start, received, share } = pieces
  const place = without.has('place') ? '' : ` tại ${pieces.place}`
  const wanted = without.has('wanted') ? null : pieces.wanted
  const done = without.has('done') ? '' : what
  const authority = without.has('authority') ? shortAuthority(pieces.authority) : pieces.authority
  const sentences = [
    `${start}, đã có ${received} lượt bà con đánh giá việc giải quyết thủ tục hành chính${place}.`,
    share === null ? '' : `${share} số lượt hài lòng và rất hài lòng.`,
    wanted === null ? '' : `Bà con đề nghị làm tốt hơn nhất về ${wanted}.`,
    done === '' ? '' : `${authority} đã ${done}.`,
    'Mời bà con tiếp tục đánh giá khi đến nhận kết quả; việc đánh giá không ghi tên.',
  ]
  return sentences
    .filter((sentence) => sentence !== '')
    .join(' ')
    .replace(/\s+/g, ' ')
}

/** The most wanted, where enough people want it. */
function publishedReason([first]: ReportFacts['reasons']): string | null {
  return first === undefined || first.count < SMALLEST_PUBLISHED ? null : unmarked(first.words)
}

/** `93%`: a whole percentage, with decimals only where rounding would touch the target, none or all. */
function roundShare(answers: ShownAnswers | undefined, target: { readonly value: number } | null): string | null {
  if (typeof answers !== 'object' || answers.answered < SMALLEST_PUBLISHED) return null
  const share = shareOf(answers)
  const whole = Math.round(hundredfold(share))
  const points = [0, 1, ...(target === null ? [] : [target.value])]
  const isTrue = points.every((point) => Math.sign(whole - hundredfold(point)) === Math.sign(share - point))
  return isTrue ? `${whole}%` : percentText(share, target)
}

/** Without the last digits of a double: 0.55 · 100 is more than 55 in binary. */
const hundredfold = (share: number): number => Number((share * 100).toPrecision(12))
