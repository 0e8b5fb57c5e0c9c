import type { Issue } from '#contract/errors'

/** Why a question about figures has no answer; the codes are those of the wire. */
export interface FigureRefusal {
  readonly refused: 'unknown_unit' | 'outside_scope' | 'outside_areas' | 'unknown_code' | 'invalid_request'
  /** What is wrong with which part of the question; empty where the code says all. */
  readonly issues: readonly Issue[]
}

export const refuse = (refused: FigureRefusal['refused'], ...issues: readonly Issue[]): FigureRefusal => ({
  refused,
  issues,
})

export const isRefusal = (value: unknown): value is FigureRefusal =>
  typeof value === 'object' && value !== null && 'refused' in value
