import type { Answers, ReportTarget, ShownAnswers } from './facts.ts'
import { isPrinted } from './facts.ts'
import { figure } from './marked-text.ts'
import { intervalPercent, pointsApart, ratioText, shareOf, sharePercent } from './numbers.ts'
import type { Tally } from '../statistics/tally.ts'
import { emptyTally } from '../statistics/tally.ts'
import { evidenceOf, verdictOf } from '../statistics/target.ts'
import { stageWords } from '../words/stages.ts'
import { requiredWords, shortPercent } from '../words/targets.ts'
import { uncapitalized } from '../text/capitals.ts'

/** What can be said of a figure beside its target. */
export type ReportState =
  'met' | 'metUnsure' | 'missed' | 'missedUnsure' | 'tooFew' | 'partial' | 'aboveMilestone' | 'belowMilestone'

/** What a conclusion needs to know of the period. */
export interface Judging {
  readonly minimumAnswers: number
  readonly isPartial: boolean
  /** The last day of the period. */
  readonly to: string
}

/** How a state is called in a table. */
export function stateWords(state: ReportState, target: ReportTarget): string {
  const words: Readonly<Record<ReportState, string>> = {
    met: 'Đạt',
    metUnsure: 'Đạt, chưa chắc chắn',
    missed: 'Chưa đạt',
    missedUnsure: 'Chưa đạt, chưa chắc chắn',
    tooFew: 'Chưa đủ lượt',
    partial: 'Chưa đủ ngày',
    aboveMilestone: `Đã cao hơn mốc ${target.milestone}`,
    belowMilestone: `Hướng tới mốc ${target.milestone}`,
  }
  return words[state]
}

/** The state of answers beside a target, compared without rounding. */
export function stateOf(
  answers: Answers,
  target: ReportTarget,
  { minimumAnswers, isPartial, to }: Judging,
): ReportState {
  const required = { operator: target.operator, value: target.value, source: '', stages: null }
  const tally = tallyFrom(answers)
  const verdict = verdictOf(tally, required, minimumAnswers)
  if (verdict === null) return 'tooFew'
  if (isAhead(target, to)) return verdict === 'met' ? 'aboveMilestone' : 'belowMilestone'
  if (isPartial) return 'partial'
  if (evidenceOf(tally, required, minimumAnswers) === 'sufficient') return verdict
  return verdict === 'met' ? 'metUnsure' : 'missedUnsure'
}

/** Whether its year is still to come: until then no verdict. */
const isAhead = ({ milestone }: ReportTarget, to: string): boolean => milestone !== null && to < `${milestone}-12-31`

const tallyFrom = ({ answered, satisfied }: Answers): Tally => ({
  ...emptyTally,
  n3: answered - satisfied,
  n4: satisfied,
})

/**
 * {KL}: what follows the interval of a figure, with the comma before it; empty where no target is set.
 * The sentences are those of communes' plans and reports; `docs/huong-dan/can-bo-van-phong.md` says how they are used.
 */
export function conclusion(answers: Answers, targets: readonly ReportTarget[], judging: Judging): string {
  const [first, second] = targets
  if (first === undefined) return ''
  if (second === undefined) return `, ${ofPart(first, answers, { ...judging, named: true })}`
  const each = [first, second].map((target) => ofPart(target, answers, { ...judging, named: false }))
  return `, so với mức ${levelsOf(first, second)}: ${each.join('; ')}`
}

/** `80% tại mục I.1 và 90% tại mục II.2 của Kế hoạch số 12/KH-UBND`. */
function levelsOf(first: ReportTarget, second: ReportTarget): string {
  const placed = ({ value, place }: ReportTarget) =>
    `${shortPercent(value)}${place === null ? '' : ` tại mục ${place}`}`
  return first.document === second.document
    ? `${placed(first)} và ${placed(second)} của ${first.document}`
    : `${placed(first)} của ${first.document} và ${placed(second)} của ${second.document}`
}

interface Saying extends Judging {
  /** Whether the sentence names the document of its target. */
  readonly named: boolean
}

/** About the part that the target counts, where it counts some stages only. */
function ofPart(target: ReportTarget, answers: Answers, judging: Saying): string {
  if (target.part === null) return sentenceOf(target, answers, judging)
  const where = `riêng khâu ${target.part.stages.map((stage) => uncapitalized(stageWords[stage])).join(', ')}`
  const part: ShownAnswers = target.part.answers
  if (!isPrinted(part)) return `${where} ${FEW}`
  const share = `${figure(ratioText(part.satisfied, part.answered))} lượt, đạt ${figure(sharePercent(part, target))}`
  return `${where}: ${share} (${figure(intervalPercent(part, target))}), ${sentenceOf(target, part, judging)}`
}

/** What stands where a share would. */
export const FEW = 'có dưới 5 lượt đánh giá nên không nêu tỷ lệ'

function sentenceOf(target: ReportTarget, answers: Answers, judging: Saying): string {
  const level = shortPercent(target.value)
  const apart = figure(pointsApart(target.value, shareOf(answers)))
  const isEqual = shareOf(answers) === target.value
  const required = requiredWords(target)
  switch (stateOf(answers, target, judging)) {
    case 'met':
      return `đạt chỉ tiêu ${required}${judging.named ? ` theo ${target.document}` : ''}`
    case 'metUnsure':
      return `${isEqual ? 'bằng' : 'cao hơn'} chỉ tiêu ${level}; tuy nhiên số lượt còn ít, chưa đủ căn cứ để khẳng định`
    case 'missedUnsure':
      return `${isEqual ? 'chưa cao hơn' : 'thấp hơn'} chỉ tiêu ${level}; tuy nhiên chưa đủ căn cứ để khẳng định là chưa đạt`
    case 'missed':
      return `chưa đạt chỉ tiêu ${required} (${isEqual ? `bằng ${level}` : `thấp hơn ${apart} điểm phần trăm`})`
    case 'tooFew':
      return `chưa đủ lượt đánh giá (cần từ ${judging.minimumAnswers} lượt) để kết luận so với ${isAhead(target, judging.to) ? `mốc ${level} đến năm ${target.milestone}` : `chỉ tiêu ${level}`}`
    case 'partial':
      return `chưa đủ ngày có đánh giá trong kỳ để kết luận so với chỉ tiêu ${level}`
    case 'aboveMilestone':
      return `${isEqual ? 'đã đạt' : 'đã cao hơn'} mốc ${level} đến năm ${target.milestone}`
    case 'belowMilestone':
      return isEqual
        ? `chưa cao hơn mốc ${level} đến năm ${target.milestone}`
        : `còn thấp hơn ${apart} điểm phần trăm so với mốc ${level} đến năm ${target.milestone}`
  }
}
