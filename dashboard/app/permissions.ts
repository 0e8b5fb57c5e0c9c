import type { Session } from '#contract/people/session'

/** What a role may change or take away; the server decides, this only hides what it would refuse. */
export interface Permissions {
  readonly changes: boolean
  /** Makes files of rows for the superior unit. */
  readonly exports: boolean
  /** Writes what the office reports to those above. */
  readonly reports: boolean
  /** Accounts and API tokens. */
  readonly people: boolean
  /** Reading links of those who supervise. */
  readonly links: boolean
  /** An account of one's own; a reading link has none. */
  readonly account: boolean
  readonly audit: boolean
  /** Sees which kiosks there are and how they do. */
  readonly devices: boolean
  /** Dossier counts, as they were entered. */
  readonly dossiers: boolean
  /** Backups and the machine; the server tells those at the root of the tree alone. */
  readonly operations: boolean
  /** Sees the tables of reports, which show levels. */
  readonly tables: boolean
  /** Sees report periods that are over, and shares without levels (officers, supervisors). */
  readonly finishedOnly: boolean
}

export function permissionsOf({ role, atRoot }: Pick<Session, 'role' | 'atRoot'>): Permissions {
  const changes = role === 'admin' || role === 'manager'
  const finishedOnly = role === 'officer' || role === 'supervisor'
  return {
    changes,
    exports: changes,
    reports: changes || role === 'leader',
    people: role === 'admin',
    links: changes,
    account: role !== 'supervisor',
    audit: changes,
    devices: !finishedOnly,
    tables: !finishedOnly,
    dossiers: !finishedOnly,
    operations: changes && atRoot,
    finishedOnly,
  }
}
