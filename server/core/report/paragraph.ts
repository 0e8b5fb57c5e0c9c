import { conclusion, FEW } from './conclusion.ts'
import type { Answers, ReportFacts, ShownAnswers } from './facts.ts'
import { answersPerDossier, isNobody, isPrinted, LAND_GROUP, LOW_COVERAGE } from './facts.ts'
import type { TextPart } from './marked-text.ts'
import { figure, partsOf, unmarked } from './marked-text.ts'
import { intervalOf, intervalPercent, nearestTarget, pointsApart, ratioText, shareOf, sharePercent } from './numbers.ts'
import { changeBetween } from '../statistics/change.ts'
import { ALL_AREAS } from '../questions/area-groups.ts'
import { countText, dateText, percentText } from '../words/format.ts'
import { capitalized, uncapitalized } from '../text/capitals.ts'

/**
 * The paragraph for the quarterly report on administrative reform, under "Cải cách thủ tục hành chính", with its figures
 * marked. A proposal, which the officer edits.
 */
export function paragraphOf(facts: ReportFacts): readonly TextPart[] {
  const sentences = [
    received(facts),
    satisfied(facts),
    landSentence(facts),
    comparison(facts),
    wanted(facts),
    doneSentence(facts.office.authority, facts.done),
  ]
  return partsOf(sentences.filter((sentence) => sentence !== '').join(' '))
}

/** A text without its marks. */
export const plainText = (parts: readonly TextPart[]): string => parts.map(({ text }) => text).join('')

const wholeOf = ({ current }: ReportFacts): ShownAnswers | undefined => current.groups.get(ALL_AREAS)

const TOPIC = 'về đánh giá mức độ hài lòng của người dân, tổ chức'

function received(facts: ReportFacts): string {
  const { office, period, today, current } = facts
  const start = period.hasEnded ? capitalized(TOPIC) : `Tính đến ngày ${dateText(today)}, ${TOPIC}`
  const began = period.began === null ? '' : ' (ngày bắt đầu dùng)'
  const to = period.hasEnded || today > period.to ? period.to : today
  const span = `từ ngày ${dateText(period.began ?? period.from)}${began} đến ngày ${dateText(to)}`
  const opening = `${start}: ${span}, ${unmarked(office.name)}`
  if (current.received === 0) return `${opening} chưa nhận được lượt đánh giá nào.`
  return `${opening} nhận ${figure(countText(current.received))} lượt đánh giá${byChannel(facts)}${withLevel(facts)}.`
}

function byChannel({ current: { channels } }: ReportFacts): string {
  const { qr, web } = channels
  const ways = [
    [channels.kiosk, 'trên thiết bị tại quầy'],
    [qr + web, web === 0 ? 'qua mã QR' : qr === 0 ? 'qua mạng' : 'qua mã QR và qua mạng'],
    [channels.paper, 'phiếu giấy'],
    [channels.import, 'nhập từ tệp'],
  ] as const
  const used = ways.filter(([count]) => count > 0)
  const said = used.map(([count, words], place) => {
    const unit = place === 0 && words !== 'phiếu giấy' ? ' lượt' : ''
    return `${figure(countText(count))}${unit} ${words}`
  })
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}

function withLevel(facts: ReportFacts): string {
  const whole = wholeOf(facts)
  if (typeof whole !== 'object' || whole.answered === 0) return ''
  const cover = answersPerDossier(whole, facts.current.dossiers)
  const said = cover === null ? '' : `, bằng ${figure(percentText(cover))} số hồ sơ đã trả kết quả`
  return `, trong đó ${figure(countText(whole.answered))} lượt có chọn mức${said}`
}

function satisfied(facts: ReportFacts): string {
  const whole = wholeOf(facts)
  if (facts.current.received === 0 || whole === undefined || whole === 'hidden') return ''
  if (isNobody(whole)) return ''
  if (!isPrinted(whole)) return `${capitalized(FEW)}.`
  const targets = facts.targets.get(ALL_AREAS) ?? []
  const target = nearestTarget(whole, targets)
  const share = figure(sharePercent(whole, target))
  const interval = figure(intervalPercent(whole, target))
  const counted = `Có ${figure(countText(whole.satisfied))} lượt hài lòng và rất hài lòng`
  return `${counted}, đạt ${share} (khoảng tin cậy 95%: ${interval})${conclusion(whole, targets, judgingOf(facts))}${caution(whole, facts)}.`
}

/** Those who rate are few of those who came. */
function caution(whole: Answers, { current }: ReportFacts): string {
  const cover = answersPerDossier(whole, current.dossiers)
  return cover !== null && cover < LOW_COVERAGE
    ? '; tỷ lệ người đánh giá còn thấp nên chưa suy ra cho toàn bộ hồ sơ'
    : ''
}

function landSentence(facts: ReportFacts): string {
  const land = facts.current.groups.get(LAND_GROUP)
  if (facts.current.received === 0 || land === undefined || land === 'hidden') return ''
  const start = 'Riêng lĩnh vực đất đai, xây dựng:'
  const targets = facts.targets.get(LAND_GROUP) ?? []
  if (isNobody(land)) return targets.length === 0 ? '' : `${start} chưa có lượt đánh giá.`
  if (!isPrinted(land)) return `${start} ${FEW}.`
  const target = nearestTarget(land, targets)
  const ratio = figure(ratioText(land.satisfied, land.answered))
  const interval = figure(intervalPercent(land, target))
  return `${start} ${ratio} lượt, đạt ${figure(sharePercent(land, target))} (${interval})${conclusion(land, targets, judgingOf(facts))}.`
}

const judgingOf = ({ minimumAnswers, isPartial, period: { to } }: ReportFacts) => ({ minimumAnswers, isPartial, to })

function comparison(facts: ReportFacts): string {
  const now = wholeOf(facts)
  const { previous } = facts
  if (previous === null || !isPrinted(now)) return ''
  const start = `So với ${previous.words}:`
  if (!previous.isComparable) return `${start} không so sánh được do thay đổi câu hỏi.`
  return isPrinted(previous.answers) ? `${start} ${changeWords(previous.answers, now)}.` : ''
}

/** {SS}: a change is one only where chance is ruled out. */
function changeWords(before: Answers, now: Answers): string {
  const change = changeBetween(estimateOf(before), estimateOf(now))
  if (change === 'unclear') return 'chưa rõ tăng hay giảm (thay đổi có thể do ngẫu nhiên)'
  const apart = figure(pointsApart(shareOf(now), shareOf(before)))
  return `${change === 'up' ? 'tăng' : 'giảm'} ${apart} điểm phần trăm`
}

const estimateOf = (answers: Answers) => ({ share: shareOf(answers), interval: intervalOf(answers) })

function wanted({ reasons }: ReportFacts): string {
  const first = reasons.slice(0, 2)
  if (first.length === 0) return ''
  const said = first.map(({ words, count }) => `${unmarked(words)} (${figure(countText(count))} lượt)`)
  return `Nội dung được đề nghị làm tốt hơn nhiều nhất: ${said.join(', ')}.`
}

/** The last sentence; empty where nothing was done. */
export function doneSentence(authority: string, done: string): string {
  const said = doneWords(done)
  return said === '' ? '' : `${unmarked(authority)} đã ${said}.`
}

/** What was done, as it follows "đã": without a word said twice and without a full stop. */
export function doneWords(typed: string): string {
  const text = unmarked(typed)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:đã\s+)/i, '')
    .replace(/[.;,\s]+$/, '')
  return /^\p{Lu}\p{Ll}/u.test(text) ? uncapitalized(text) : text
}
