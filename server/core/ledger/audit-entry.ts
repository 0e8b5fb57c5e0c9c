/** The name of the one chain over the audit: in its first hash and in what its checkpoints sign. */
export const AUDIT_CHAIN = 'hai-long-audit-1'

/** What the last entry of the audit is remembered under, beside the end of its checkpoints. */
export const AUDIT_ENTRIES = `${AUDIT_CHAIN}/entries`

/** An entry of the audit as the chain holds it. */
export interface AuditChainEntry {
  readonly id: number
  /** The unit it concerns; null for the installation as a whole. */
  readonly unitId: number | null
  /** ISO moment with zone. */
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  /** JSON, as stored. */
  readonly detail: string
}

/** The one way to write an entry: a JSON array of its fields in a fixed order, behind a format number. */
export function canonicalAuditText({ id, unitId, at, actor, action, subject, detail }: AuditChainEntry): string {
  return JSON.stringify([1, id, unitId, at, actor, action, subject, detail])
}
