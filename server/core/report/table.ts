import type { Judging } from './conclusion.ts'
import { stateOf, stateWords } from './conclusion.ts'
import type { ChannelCounts, PeriodCounts, ReportFacts, ReportTarget, ShownAnswers } from './facts.ts'
import { isNobody, isPrinted, LAND_GROUP, returnedDossiers } from './facts.ts'
import { intervalPercent, nearestTarget, ratioText, withoutSign } from './numbers.ts'
import type { ReportCell, TableLine, ReportRow } from './table-cells.ts'
import { countCell, DASH, rowsOf, shareCell, targetsText } from './table-cells.ts'
import { afterwardsLines, dossierLines, publishedLines } from './table-dossiers.ts'
import { ALL_AREAS } from '../questions/area-groups.ts'
import { uncapitalized } from '../text/capitals.ts'
import { groupWords } from '../words/groups.ts'

/** The columns of the table for the quarterly report. */
export const tableHead = [
  'STT',
  'Nội dung',
  'Đơn vị tính',
  'Kỳ báo cáo',
  'Lũy kế từ đầu năm',
  'Cùng kỳ năm trước',
  'Chỉ tiêu',
  'Đánh giá',
  'Ghi chú',
] as const

/** The rows of that table, in their order. */
export function tableRows(facts: ReportFacts): readonly ReportRow[] {
  const lines = [
    ...dossierLines(facts),
    ...receivedLines(facts),
    ...shareLines(facts),
    unsatisfiedLine,
    ...afterwardsLines(facts),
    ...publishedLines(facts),
  ]
  return lines.flatMap((line) => rowsOf(line, facts))
}

const wholeOf = ({ groups }: PeriodCounts): ShownAnswers | undefined => groups.get(ALL_AREAS)

/** Rows 3 and 4: how many rated, and how many of those who got a result. */
function receivedLines({ current }: ReportFacts): readonly TableLine[] {
  const ways: readonly (readonly [string, string, (channels: ChannelCounts) => number])[] = [
    ['3.1', 'Tại quầy', ({ kiosk }) => kiosk],
    ['3.2', 'Mã QR, mạng', ({ qr, web }) => qr + web],
    ['3.3', 'Phiếu giấy', ({ paper }) => paper],
    ['3.4', 'Nhập từ tệp', (channels) => channels.import],
  ]
  const whole = wholeOf(current)
  const { dossiers } = current
  return [
    {
      number: '3',
      name: 'Tổng số lượt đánh giá',
      unit: 'lượt',
      cellOf: ({ received }) => countCell(received),
    },
    ...ways.map(([number, name, pick]) => ({
      number,
      name,
      unit: 'lượt',
      cellOf: ({ channels }: PeriodCounts) => (pick(channels) === 0 ? null : countCell(pick(channels))),
    })),
    {
      number: '4',
      name: 'Tỷ lệ lượt đánh giá trên hồ sơ đã trả',
      unit: '%',
      cellOf: (counts, isCurrent) => coverCell(counts, isCurrent),
      note:
        typeof whole === 'object' && dossiers !== null
          ? `${ratioText(whole.answered, returnedDossiers(dossiers))} (lượt có chọn mức/hồ sơ)`
          : '',
    },
  ]
}

function coverCell(counts: PeriodCounts, isCurrent: boolean): ReportCell | null {
  const whole = wholeOf(counts)
  if (typeof whole !== 'object' || counts.dossiers === null) return null
  return shareCell(whole.answered, returnedDossiers(counts.dossiers), { isCurrent })
}

/** Row 5: of all areas, of đất đai, xây dựng, and of every other group that a target is about. */
function shareLines(facts: ReportFacts): readonly TableLine[] {
  const others = [...facts.targets.keys()].filter((group) => group !== ALL_AREAS && group !== LAND_GROUP)
  const of = (number: string, name: string, group: string) => ({ number, name, ...shareOfGroup(group, facts) })
  return [
    of('5', 'Tỷ lệ hài lòng về giải quyết TTHC', ALL_AREAS),
    of('5.1', `Trong đó ${uncapitalized(groupWords(LAND_GROUP))}`, LAND_GROUP),
    ...others.map((group, at) => of(`5.${at + 2}`, groupWords(group), group)),
  ]
}

function shareOfGroup(group: string, facts: ReportFacts): Omit<TableLine, 'number' | 'name'> {
  const { current, targets: all, minimumAnswers, isPartial, period } = facts
  const targets = all.get(group) ?? []
  const answers = current.groups.get(group)
  const judging = { minimumAnswers, isPartial, to: period.to }
  return {
    unit: '%',
    cellOf: ({ groups }, isCurrent) => answersCell(groups.get(group), isCurrent, targets),
    target: targetsText(targets),
    verdict: targets.map((target) => verdictText(answers, target, judging)).join('; '),
    note: noteOf(answers, targets),
  }
}

function answersCell(
  answers: ShownAnswers | undefined,
  isCurrent: boolean,
  targets: readonly ReportTarget[],
): ReportCell | null {
  if (isNobody(answers)) return null
  if (!isPrinted(answers)) return DASH
  return shareCell(answers.satisfied, answers.answered, { isCurrent, target: nearestTarget(answers, targets) })
}

function verdictText(answers: ShownAnswers | undefined, target: ReportTarget, judging: Judging): string {
  const counted = target.part?.answers ?? answers
  return stateWords(isPrinted(counted) ? stateOf(counted, target, judging) : 'tooFew', target)
}

/** {k}/{n} lượt; 95%: {lo}–{hi}. */
function noteOf(answers: ShownAnswers | undefined, targets: readonly ReportTarget[]): string {
  if (isNobody(answers)) return ''
  if (!isPrinted(answers)) return answers === 'hidden' ? 'không nêu để bảo mật' : 'dưới 5 lượt, không nêu'
  const interval = withoutSign(intervalPercent(answers, nearestTarget(answers, targets)))
  return `${ratioText(answers.satisfied, answers.answered)} lượt; 95%: ${interval}`
}

/** Row 6: those who chose a level below "Hài lòng". */
const unsatisfiedLine: TableLine = {
  number: '6',
  name: 'Số lượt chưa hài lòng, không hài lòng',
  unit: 'lượt',
  cellOf: (counts) => {
    const whole = wholeOf(counts)
    if (isNobody(whole)) return null
    return isPrinted(whole) ? countCell(whole.answered - whole.satisfied) : DASH
  },
  note: 'các mức Bình thường, Không hài lòng, Rất không hài lòng',
}
