import { shortPercent } from '#core/words/targets'
import { resolvePeriod, yearOf } from '#core/time/period'
import type { Stage } from '#core/questions/questionnaire'
import { isStage } from '#core/questions/questionnaire'
import { stagesKey } from '#core/statistics/target-choice'
import type { TargetKind, TargetMeasure, YearlyStep } from '#core/statistics/target-choice'
import type { Target, TargetPreset, TargetRequest } from '#contract/targets'
import { shareTyped } from '../parts/percent-input.ts'

/** A target as it stands in the form, every field as text. */
export interface TargetDraft {
  measure: TargetMeasure
  group: string
  /** Stages parted by spaces; empty for all. */
  stages: string
  operator: '>=' | '>'
  percent: string
  /** Holds each year, or is to be reached by the year of the last day. */
  kind: TargetKind
  /** Levels of years before it, as typed: `2027: 92; 2028: 93`. */
  steps: string
  validFrom: string
  validTo: string
  document: string
  sentence: string
}

/** One target of a plan that others made. */
export type PresetTarget = TargetPreset['targets'][number]

/** The name under which the words of a form are kept: of the target that is edited, or of a new one. */
export const targetForm = (unit: string, id: string | null): string => `target ${unit} ${id ?? ''}`

/** An empty form: a target for all areas, for this year. */
export function emptyDraft(today: string): TargetDraft {
  const year = resolvePeriod(yearOf(today), null)
  return {
    measure: 'share', group: 'chung', stages: '', operator: '>=', percent: '', kind: 'annual', steps: '',
    validFrom: year?.from ?? '', validTo: year?.to ?? '', document: '', sentence: '',
  } // prettier-ignore
}

/** A target that is edited. One that was entered in a single line keeps it as its document. */
export function draftOf(target: Target): TargetDraft {
  const { measure, group, operator, validFrom, validTo } = target
  return {
    measure,
    group,
    operator,
    validFrom,
    validTo,
    stages: stagesKey(target.stages),
    percent: percentTyped(target.value),
    kind: target.kind,
    steps: target.steps.map(({ year, value }) => `${year}: ${percentTyped(value)}`).join('; '),
    document: target.document ?? target.source,
    sentence: target.sentence ?? '',
  }
}

/**
 * A form filled from a real plan. The document is left to be named: that of another office is none of this one. Its dates
 * are taken while they last, else those of the form stay.
 */
export function draftFrom(preset: PresetTarget, form: TargetDraft, today: string): TargetDraft {
  const { measure, group, operator, sentence } = preset
  const isCurrent = preset.validFrom <= today && today <= preset.validTo
  const { validFrom, validTo } = isCurrent ? preset : form
  return {
    ...form,
    measure,
    group,
    operator,
    sentence,
    validFrom,
    validTo,
    stages: '',
    kind: preset.kind ?? 'annual',
    steps: '',
    percent: percentTyped(preset.value),
  }
}

/** What is sent; null when the percentage is none. */
export function requestOf(draft: TargetDraft, unit: string): TargetRequest | null {
  const { measure, group, operator, validFrom, validTo } = draft
  const value = shareTyped(draft.percent)
  const stages = stagesIn(draft.stages)
  const sentence = draft.sentence.trim()
  const steps = draft.kind === 'milestone' ? stepsTyped(draft.steps) : []
  if (value === null || steps === null) return null
  return {
    unit,
    measure,
    group,
    operator,
    value,
    validFrom,
    validTo,
    kind: draft.kind,
    steps: steps.length > 0 ? steps : null,
    stages: measure === 'share' && stages.length > 0 ? stages : null,
    document: draft.document.trim(),
    sentence: sentence === '' ? null : sentence,
  }
}

/** `2027: 92; 2028: 93,5` as levels of years; null where a part of it is none. */
export function stepsTyped(text: string): YearlyStep[] | null {
  const parts = text.split(/[;\n]/).filter((part) => part.trim() !== '')
  const steps = parts.flatMap((part) => {
    const [, year, percent] = /^\s*([12]\d{3})\s*[:\s–-]\s*(.+)$/.exec(part) ?? []
    const value = shareTyped(percent ?? '')
    return year === undefined || value === null ? [] : [{ year: Number(year), value }]
  })
  return steps.length === parts.length ? steps : null
}

/** The stages of a draft's text. */
export const stagesIn = (text: string): Stage[] => text.split(' ').filter(isStage)

/** `0.905` as an officer types it: `90,5`. */
const percentTyped = (share: number): string => shortPercent(share).replace('%', '')

/** The same of the form for a result that others published. */
export const externalForm = (unit: string): string => `external ${unit}`
