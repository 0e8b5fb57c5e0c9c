/** What is wrong with a unit's ledger, with what waits to be released or with the audit, and where. */
export interface LedgerProblem {
  readonly unit: string
  readonly code:
    | 'missing_range'
    | 'missing_record'
    | 'changed_record'
    | 'changed_comment'
    | 'bad_hash'
    | 'bad_checkpoint'
    | 'cut_tail'
    | 'unrecorded_response'
    | 'unrecorded_entry'
    | 'received_differs'
    | 'unknown_waiting'
    | 'endless_waiting'
    | 'missing_unit'
    | 'missing_trigger'
    | 'changed_trigger'
    | 'foreign_trigger'
    | 'missing_checkpoint'
    | 'missing_identity'
    | 'forgotten_comment'
    | 'tallies_differ'
    | 'reference_differs'
    | 'redate_differs'
    | 'device_ahead'
    | 'against_differs'
  /** The first bad position, 1 for the oldest record; null where none is named. */
  readonly position: number | null
}

/** Something that is not as it should be although nothing was changed, and where. */
export interface LedgerNote {
  readonly unit: string
  /** An earlier version hashed half of a cut emoji, which no reader can give back: shown whole by what is stored. */
  readonly code: 'ill_formed_text'
  readonly position: number
}

/** A unit's chain as it was found. */
export interface VerifiedUnit {
  readonly unit: string
  readonly size: number
  /** Hexadecimal hash of the last record; null for an empty ledger. */
  readonly head: string | null
}

/** The audit's chain as it was found. */
export interface VerifiedAudit {
  readonly size: number
  /** Hexadecimal hash of the last good entry; null for an empty audit. */
  readonly head: string | null
  readonly problems: readonly LedgerProblem[]
  readonly notes: readonly LedgerNote[]
}

export interface Verification {
  readonly ok: boolean
  readonly units: readonly VerifiedUnit[]
  /** The chain over the audit; its problems stand among `problems` too. */
  readonly audit: Pick<VerifiedAudit, 'size' | 'head'>
  readonly problems: readonly LedgerProblem[]
  /** Known causes that take nothing away from `ok`. */
  readonly notes: readonly LedgerNote[]
}
