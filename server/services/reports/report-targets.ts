import type { SatisfactionRow } from '#contract/satisfaction'
import { ALL_AREAS } from '#core/questions/area-groups'
import type { ReportFacts, ReportTarget, ShownAnswers } from '#core/report/facts'
import { contradictionsOf, requiredOn, stagesKey } from '#core/statistics/target-choice'
import type { TargetRow } from '../../store/targets/targets.ts'

/** The targets a report holds a row against: the one that judges it, and one that contradicts it on that day. */
export function targetsOfRow(
  { target, basis }: SatisfactionRow,
  { group, date, all }: { readonly group: string; readonly date: string; readonly all: readonly TargetRow[] },
): readonly ReportTarget[] {
  if (target === null) return []
  const part = basis && { stages: basis.stages, answers: partAnswers(basis) }
  const holds = ({ validFrom, validTo }: TargetRow): boolean => validFrom <= date && date <= validTo
  const stored = all.find(
    (one) =>
      one.group === group &&
      one.measure === 'share' &&
      holds(one) &&
      one.operator === target.operator &&
      requiredOn(one, date).value === target.value &&
      one.source === target.source &&
      stagesKey(one.stages) === stagesKey(target.stages),
  )
  if (stored === undefined)
    return [
      {
        ...placeIn(target.source),
        operator: target.operator,
        value: target.value,
        milestone: target.milestone ?? null,
        part,
      },
    ]
  const against = new Set(contradictionsOf(stored, all))
  const other = all.find((one) => against.has(one.id) && holds(one))
  // In the order of their levels, as a plan is read.
  return [stored, ...(other ? [other] : [])]
    .toSorted((one, another) => one.value - another.value)
    .map((one) => ({ ...toReportTarget(one, date), part }))
}

/** The targets of dossiers that hold on that day: handed over in time, and before their time. */
export function dossierTargetsOf(
  all: readonly TargetRow[],
  { chain, date }: { readonly chain: readonly number[]; readonly date: string },
): ReportFacts['dossierTargets'] {
  const inForce = (measure: 'timeliness' | 'early'): ReportTarget | null => {
    const holding = all.filter(
      (one) => one.group === ALL_AREAS && one.measure === measure && one.validFrom <= date && date <= one.validTo,
    )
    // Of the nearest unit, and of its own the one entered last.
    const found = chain.flatMap((unitId) => holding.filter((one) => one.unitId === unitId))[0]
    return found ? toReportTarget(found, date) : null
  }
  return { timeliness: inForce('timeliness'), early: inForce('early') }
}

function toReportTarget(target: TargetRow, date: string): ReportTarget {
  const { operator, value, milestone = null } = requiredOn(target, date)
  return { ...placeIn(target.document ?? target.source), operator, value, milestone, part: null }
}

function partAnswers({ answered, satisfiedShare }: NonNullable<SatisfactionRow['basis']>): ShownAnswers {
  if (answered === null || satisfiedShare === null) return 'few'
  return { answered, satisfied: Math.round(satisfiedShare * answered) }
}

/** The place that is named behind a document: `Kế hoạch số 12/KH-UBND, mục II.2a`. */
function placeIn(document: string): Pick<ReportTarget, 'document' | 'place'> {
  const found = /^(?<name>.*?)[,;]?\s+(?:tại\s+)?mục\s+(?<place>[\p{L}\d][\p{L}\d.]*)\.?$/iu.exec(
    document.trim(),
  )?.groups
  return { document: found?.['name'] ?? document.trim(), place: found?.['place'] ?? null }
}
