import type { ParseQuestionnaire } from '../catalogue/codes.ts'
import { createCodes } from '../catalogue/codes.ts'
import { createDeviceSequences } from '../devices/device-sequence.ts'
import type { Database } from '../engine/database.ts'
import type { LedgerStores } from '../ledger/ledger-stores.ts'
import type { IntakeOptions } from './intake.ts'
import { createIntake } from './intake.ts'
import { prepareIntake } from './intake-transaction.ts'
import { createExports } from './microdata.ts'
import { createRelease } from './release.ts'
import { prepareResolution } from './resolve-response.ts'
import { createResponseWriter } from './response-writer.ts'

export interface RatingOptions extends Omit<IntakeOptions, 'begin'> {
  readonly ledger: LedgerStores['ledger']
  readonly parse: ParseQuestionnaire
  readonly release: 'daily' | 'live'
}

export function createRatingStores(database: Database, options: RatingOptions) {
  const { ledger, parse } = options
  const release = createRelease(database)
  const begin = prepareIntake(database, {
    resolveResponse: prepareResolution(database),
    codes: createCodes(database.statement, parse),
    writer: createResponseWriter(database, ledger),
    sequences: createDeviceSequences(database),
    ledger,
    release,
    live: options.release === 'live',
  })
  return {
    release,
    intake: createIntake(database, { ...options, begin }),
    exports: createExports(database),
  }
}
