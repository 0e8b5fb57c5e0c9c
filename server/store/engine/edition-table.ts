/** A closed period as it is stored: `content` is canonical JSON, `hash` its SHA-256. */
export interface EditionTable {
  id: number
  unit_id: number
  period: string | null
  period_from: string
  period_to: string
  number: number
  closed_at: string
  closed_by: string
  reason: string | null
  audit_size: number
  content: string
  hash: Buffer
}
