import { shortPercent } from '#core/words/targets'
import { resolvePeriod, yearOf } from '#core/time/period'
import type { Stage } from '#core/questions/questionnaire'
import { isStage } from '#core/questions/questionnaire'
import { stagesKey } from '#core/statistics/target-choice'
import type { TargetMeasure } from '#core/statistics/target-choice'
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
    measure: 'share', group: 'chung', stages: '', operator: '>=', percent: '',
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
    percent: percentTyped(preset.value),
  }
}

/** What is sent; null when the percentage is none. */
export function requestOf(draft: TargetDraft, unit: string): TargetRequest | null {
  const { measure, group, operator, validFrom, validTo } = draft
  const value = shareTyped(draft.percent)
  const stages = stagesIn(draft.stages)
  const sentence = draft.sentence.trim()
  if (value === null) return null
  return {
    unit,
    measure,
    group,
    operator,
    value,
    validFrom,
    validTo,
    stages: measure === 'share' && stages.length > 0 ? stages : null,
    document: draft.document.trim(),
    sentence: sentence === '' ? null : sentence,
  }
}

/** The stages of a draft's text. */
export const stagesIn = (text: string): Stage[] => text.split(' ').filter(isStage)

/** `0.905` as an officer types it: `90,5`. */
const percentTyped = (share: number): string => shortPercent(share).replace('%', '')

/** The same of the form for a result that others published. */
export const externalForm = (unit: string): string => `external ${unit}`
