/** Names of types that are declared twice still; the test fails for one that no longer is. */
export const doubled: readonly string[] = []

/** Names that were given up and stand still, by the file they stand in. */
export const unrenamed: readonly string[] = [
  'server/cli/figures/figures.ts asked',
  'server/cli/operations/doctor-database.ts BackupStanding',
  'server/http/framework/health.ts Reference',
  'server/http/office/counters.ts KeptCounter',
  'server/http/people/accounts.ts KeptAccount',
  'server/http/people/tokens.ts Reference',
  'server/services/backups/backup-history.ts BackupStanding',
  'server/services/catalogue/areas.ts Reference',
  'server/services/catalogue/procedures.ts Reference',
  'server/services/catalogue/questionnaires.ts Reference',
  'server/services/devices/kiosk-setup.ts Reference',
  'server/services/devices/pairing.ts Reference',
  'server/services/office/counters.ts KeptCounter',
  'server/services/office/counters.ts Reference',
  'server/services/people/accounts.ts KeptAccount',
  'server/services/people/accounts.ts Reference',
  'server/services/people/area-ids.ts Reference',
  'server/services/setup/setup-view.ts KeptCounter',
  'server/services/targets/targets.ts Reference',
  'server/store/catalogue/reference.ts Reference',
  'server/store/office/counter-changes.ts KeptCounter',
  'server/store/office/counters.ts KeptCounter',
  'server/store/office/replace-sites.ts arrange',
  'server/store/office/replace-sites.ts asked',
  'server/store/office/replace-sites.ts leaving',
  'server/store/operations/backup-runs.ts BackupStanding',
  'server/store/people/accounts.ts KeptAccount',
  'server/store/setup/setup.ts arrange',
  'server/store/targets/external-results.ts asked',
  'server/store/targets/targets.ts Standing',
]

/** Files in which an object literal is spread into another. */
export const spreading: readonly string[] = []
