/** A response as the ledger sees it: every stored field by its code, never an exact time. */
export interface LedgerRecord {
  readonly id: string
  readonly assignment: string | null
  readonly seq: number | null
  readonly counter: number
  readonly area: string | null
  readonly procedure: string | null
  readonly stage: string | null
  readonly channel: string
  readonly questionnaire: string
  readonly localDate: string
  readonly halfDay: number
  readonly language: string
  readonly assisted: boolean
  readonly uncertainTime: boolean
  readonly dwellBucket: number | null
  readonly gapBucket: number | null
  /** Codes of reasons, sorted, joined by a space. */
  readonly reasons: string | null
  readonly answers: readonly (readonly [criterion: string, level: number | null])[]
  /** SHA-256 over salt and words, hexadecimal: the words can be redacted without breaking the chain. */
  readonly commentCommitment: string | null
}

/**
 * The one way to write a record: a JSON array of the fields in a fixed order, answers sorted by criterion, behind a
 * format number. Two records are the same content exactly when these texts are equal; the ledger hashes them in UTF-8.
 */
export function canonicalText(record: LedgerRecord): string {
  const answers = [...record.answers].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return JSON.stringify([
    1,
    record.id,
    record.assignment,
    record.seq,
    record.counter,
    record.area,
    record.procedure,
    record.stage,
    record.channel,
    record.questionnaire,
    record.localDate,
    record.halfDay,
    record.language,
    record.assisted,
    record.uncertainTime,
    record.dwellBucket,
    record.gapBucket,
    record.reasons,
    answers,
    record.commentCommitment,
  ])
}
