import { cleanText } from '#core/text/clean-text'
import type { LedgerRecord } from '#core/ledger/record'
import { canonicalText } from '#core/ledger/record'
import type { PrepareStatement } from '../engine/database.ts'
import { ledgerRecordOf, prepareStored } from '../ledger/records.ts'
import type { NewResponse } from './response-writer.ts'

/** What the stored facts say of a response under its id, in whatever unit it is filed; null when none is stored. */
export type CompareWithStored = (response: NewResponse, id: Buffer) => Promise<'duplicate' | 'conflict' | null>

/**
 * Compares what is stored, never an exact time: a redacted comment counts as the one that was sent, and one that another
 * program saved with other line ends or blanks is the same. The unit is not compared, since what was filed under one may be
 * named by another when the unit is merged or a kiosk is moved.
 */
export function prepareComparison(statement: PrepareStatement): CompareWithStored {
  const stored = prepareStored(statement)
  return async (response, id) => {
    const unit = await stored.unit.first({ id })
    if (!unit) return null
    const key = { unitId: unit.unitId, id }
    const row = await stored.row.first(key)
    if (!row) return null
    const redacted = row.commitment !== null && row.text === null
    if (!redacted && !sameWords(row.text, response.comment)) return 'conflict'
    const before = ledgerRecordOf(row, await stored.answers.all(key))
    // Sent once more it may be certain by then, or no longer: that is said of the clocks, not by the citizen.
    const { commentCommitment, uncertainTime } = before
    const after: LedgerRecord = { ...response.record, commentCommitment, uncertainTime }
    return canonicalText(before) === canonicalText(after) ? 'duplicate' : 'conflict'
  }
}

const sameWords = (stored: string | null, sent: string | null): boolean =>
  stored === sent || (stored !== null && sent !== null && cleanText(stored) === cleanText(sent))
