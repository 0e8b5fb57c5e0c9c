import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { appendOnly, facts } from './0001-facts.ts'
import { figures } from './0002-figures.ts'
import { people } from './0003-people.ts'
import { accounts } from './0004-accounts.ts'
import { auditAppendOnly, auditChain } from './0005-audit-chain.ts'
import { targetsAndResults } from './0006-targets.ts'
import { office } from './0007-office.ts'
import { referenceLists } from './0008-reference.ts'
import { devices } from './0009-devices.ts'
import { operations } from './0010-operations.ts'
import { jobs } from './0011-jobs.ts'
import { nextIds } from './0012-next-ids.ts'
import { figuresOfProvince } from './0013-figures-of-a-province.ts'
import { installationSettings } from './0014-installation-settings.ts'
import { clock } from './0015-clock.ts'
import { redateAppendOnly, redates } from './0016-redates.ts'
import { resultsAsPublished } from './0019-results-as-published.ts'
import { kioskCheckpoints } from './0017-kiosk-checkpoints.ts'
import { areaAttributes } from './0020-area-attributes.ts'
import { identityAppendOnly, responseIdentity } from './0021-response-identity.ts'
import { checkpointLinks, linkAppendOnly } from './0022-checkpoint-links.ts'
import { deviceDays } from './0023-device-days.ts'
import { quickRepeats } from './0024-quick-repeats.ts'
import { editionAppendOnly, editions } from './0025-editions.ts'
import { dossierAppendOnly, dossierCounts } from './0026-dossier-counts.ts'
import { superiorFileAppendOnly, superiorFiles } from './0028-superior-files.ts'
import { reasonsByDay } from './0029-reasons-by-day.ts'

/** One numbered step; it runs inside the transaction that runs them all. */
export interface Migration {
  readonly name: string
  up(db: QueryExecutorProvider, engine: Engine): Promise<void>
}

/** In order; a name is never changed and a step never edited once it has been in a release. */
export const migrations: readonly Migration[] = [
  { name: '0001-facts', up: facts },
  { name: '0002-figures', up: figures },
  { name: '0003-people', up: people },
  { name: '0004-accounts', up: accounts },
  { name: '0005-audit-chain', up: auditChain },
  { name: '0006-targets', up: targetsAndResults },
  { name: '0007-office', up: office },
  { name: '0008-reference', up: referenceLists },
  { name: '0009-devices', up: devices },
  { name: '0010-operations', up: operations },
  { name: '0011-jobs', up: jobs },
  { name: '0012-next-ids', up: nextIds },
  { name: '0013-figures-of-a-province', up: figuresOfProvince },
  { name: '0014-installation-settings', up: installationSettings },
  { name: '0015-clock', up: clock },
  { name: '0016-redates', up: redates },
  { name: '0017-kiosk-checkpoints', up: kioskCheckpoints },
  { name: '0019-results-as-published', up: resultsAsPublished },
  { name: '0020-area-attributes', up: areaAttributes },
  { name: '0021-response-identity', up: responseIdentity },
  { name: '0022-checkpoint-links', up: checkpointLinks },
  { name: '0023-device-days', up: deviceDays },
  { name: '0024-quick-repeats', up: quickRepeats },
  { name: '0025-editions', up: editions },
  { name: '0026-dossier-counts', up: dossierCounts },
  { name: '0028-superior-files', up: superiorFiles },
  { name: '0029-reasons-by-day', up: reasonsByDay },
]

/** Every table of facts: its rows are never changed or deleted, and a database whose guards are gone is not whole. */
export const appendOnlyTables: readonly string[] = [
  ...appendOnly,
  ...auditAppendOnly,
  ...redateAppendOnly,
  ...identityAppendOnly,
  ...linkAppendOnly,
  ...dossierAppendOnly,
  ...editionAppendOnly,
  ...superiorFileAppendOnly,
]
