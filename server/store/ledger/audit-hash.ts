import type { AuditChainEntry } from '#core/ledger/audit-entry'
import { AUDIT_CHAIN, canonicalAuditText } from '#core/ledger/audit-entry'
import { sha256 } from './keys.ts'

/** hash = SHA-256(previous ‖ canonical entry in UTF-8); `previous` is null for the first entry. */
export function auditHash(previous: Uint8Array | null, entry: AuditChainEntry): Buffer {
  return sha256(previous ?? AUDIT_CHAIN, canonicalAuditText(entry))
}
