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

/**
 * Bản tin truyền thanh: at most `MOST_BULLETIN_WORDS` words; sentences that have no room are left out, the last wanted
 * first. It goes to everybody: nothing is said of fewer than ten answers.
 */
export function bulletinOf(facts: ReportFacts): Bulletin {
  const written = steps.map((leftOut) => {
    const text = write(facts, new Set(leftOut))
    return { text, words: wordCount(text), leftOut: leftOut.filter((part) => isLost(facts, part)) }
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

/** Whether a sentence is missing that there would have been; "UBND phường" says no less than with its name. */
function isLost({ done, reasons }: ReportFacts, part: BulletinPart): boolean {
  if (part === 'done') return doneWords(done) !== ''
  if (part === 'wanted') return publishedReason(reasons) !== null
  return part === 'place'
}

/** "UBND phường" of "UBND phường Đông Hà", whose name has been said. */
const shortAuthority = (authority: string): string =>
  /^UBND (?:xã|phường|đặc khu|tỉnh|thành phố)(?= )/.exec(authority)?.[0] ?? authority

function write(
  { office, period, today, current, targets, reasons, done }: ReportFacts,
  without: ReadonlySet<BulletinPart>,
): string {
  const place = without.has('place') ? '' : ` tại ${unmarked(office.name)}`
  const start = period.hasEnded ? `Trong ${period.words}` : `Tính đến ngày ${dateText(today)}, trong ${period.words}`
  const reason = without.has('wanted') ? null : publishedReason(reasons)
  const authority = without.has('authority') ? shortAuthority(office.authority) : office.authority
  const what = without.has('done') ? '' : doneWords(done)
  const share = roundShare(current.groups.get(ALL_AREAS), targets.get(ALL_AREAS)?.[0] ?? null)
  const sentences = [
    `${start}, đã có ${countText(current.received)} lượt bà con đánh giá việc giải quyết thủ tục hành chính${place}.`,
    share === null ? '' : `${share} số lượt hài lòng và rất hài lòng.`,
    reason === null ? '' : `Bà con đề nghị làm tốt hơn nhất về ${reason}.`,
    what === '' ? '' : `${unmarked(authority)} đã ${what}.`,
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
