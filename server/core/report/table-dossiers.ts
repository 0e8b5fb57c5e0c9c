import type { ReturnedDossiers, ReportFacts, ReportTarget } from './facts.ts'
import { returnedDossiers } from './facts.ts'
import { ratioText, withoutSign } from './numbers.ts'
import type { TableLine } from './table-cells.ts'
import { countCell, shareCell, targetsText, textCell } from './table-cells.ts'
import { countText, percentText } from '../words/format.ts'

/** Handed over before or on the day that was promised. */
const punctual = ({ early, onTime }: ReturnedDossiers): number => early + onTime

/** Rows 1 and 2: dossiers whose result was handed over, and how many of them in time. */
export function dossierLines({ current: { dossiers }, dossierTargets }: ReportFacts): readonly TableLine[] {
  const { timeliness, early } = dossierTargets
  const counted = (pick: (dossiers: ReturnedDossiers) => number): TableLine['cellOf'] =>
    (counts) => counts.dossiers && countCell(pick(counts.dossiers)) // prettier-ignore
  const count = { unit: 'hồ sơ' } as const
  return [
    { ...count, number: '1', name: 'Số hồ sơ đã trả kết quả', cellOf: counted(returnedDossiers) },
    {
      ...count,
      number: '1.1',
      name: 'Trước hạn',
      cellOf: counted((found) => found.early),
      ...judged(early, dossiers, (found) => found.early),
      note:
        early && dossiers && returnedDossiers(dossiers) > 0 ? `${earlyPercent(dossiers, early)} số hồ sơ đã trả` : '',
    },
    { ...count, number: '1.2', name: 'Đúng hạn', cellOf: counted(({ onTime }) => onTime) },
    { ...count, number: '1.3', name: 'Quá hạn', cellOf: counted(({ late }) => late) },
    {
      number: '2',
      name: 'Tỷ lệ đúng hạn và trước hạn',
      unit: '%',
      cellOf: ({ dossiers: found }, isCurrent) =>
        found && shareCell(punctual(found), returnedDossiers(found), { isCurrent, target: timeliness }),
      ...judged(timeliness, dossiers, punctual),
      note: dossiers ? `${ratioText(punctual(dossiers), returnedDossiers(dossiers))} hồ sơ` : '',
    },
  ]
}

const earlyPercent = (dossiers: ReturnedDossiers, target: ReportTarget): string =>
  percentText(dossiers.early / returnedDossiers(dossiers), target)

/** All dossiers were counted: the share reaches the target or does not, and no interval stands between. */
function judged(
  target: ReportTarget | null,
  dossiers: ReturnedDossiers | null,
  part: (dossiers: ReturnedDossiers) => number,
): { readonly target: string; readonly verdict: string } {
  if (target === null) return { target: '', verdict: '' }
  const whole = dossiers === null ? 0 : returnedDossiers(dossiers)
  const isMet = dossiers !== null && whole > 0 && reaches(part(dossiers), whole, target)
  return { target: targetsText([target]), verdict: whole === 0 ? '' : isMet ? 'Đạt' : 'Chưa đạt' }
}

/** Whole billionths, because products of binary fractions are not exact. */
function reaches(part: number, whole: number, { operator, value }: ReportTarget): boolean {
  const have = BigInt(part) * 1_000_000_000n
  const need = BigInt(whole) * BigInt(Math.round(value * 1e9))
  return operator === '>=' ? have >= need : have > need
}

/** Rows 7 and 8: petitions, and apologies for what came late. */
export function afterwardsLines({ current: { dossiers } }: ReportFacts): readonly TableLine[] {
  return [
    {
      number: '7',
      name: 'Phản ánh, kiến nghị: tiếp nhận / đã trả lời / đúng hạn',
      unit: 'phản ánh, kiến nghị',
      cellOf: ({ petitions }) =>
        petitions && textCell([petitions.received, petitions.answered, petitions.onTime].map(countText).join(' / ')),
    },
    {
      number: '8',
      name: 'Hồ sơ trễ hẹn đã xin lỗi bằng văn bản',
      unit: '%',
      cellOf: ({ dossiers: found }, isCurrent) =>
        found === null || found.apologised === null ? null : shareCell(found.apologised, found.late, { isCurrent }),
      note:
        dossiers === null || dossiers.apologised === null || dossiers.late === 0
          ? ''
          : `${ratioText(dossiers.apologised, dossiers.late)} hồ sơ`,
    },
  ]
}

/** Row 9: what others published, a row for each result. */
export function publishedLines({ published }: ReportFacts): readonly TableLine[] {
  return published.map(({ name, percent, period, source, target, verdict }, at) => ({
    number: published.length === 1 ? '9' : `9.${at + 1}`,
    name: `Kết quả do cơ quan khác công bố: ${name}`,
    unit: '%',
    cellOf: (_counts, isCurrent) => (isCurrent ? textCell(withoutSign(percent)) : null),
    target: target ? targetsText([target]) : '',
    verdict,
    note: [period, source].filter((text) => text !== '').join('; '),
  }))
}
