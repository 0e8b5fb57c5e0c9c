import { dirname } from 'node:path'
import { writeMarker } from '../services/backups/end-marker.ts'
import type { Database } from '../store/engine/database.ts'
import type { LedgerStores } from '../store/ledger/ledger-stores.ts'
import type { Job } from './job.ts'
import { EVERY_MINUTE } from './timetable.ts'

export interface MarkerJobParts {
  readonly database: Database
  readonly chainEnds: LedgerStores['chainEnds']
}

/** Writes beside the database where its chains end, so that the next start sees when the file has become older. */
export function markerJob({ database, chainEnds }: MarkerJobParts): Job {
  let written = ''
  return {
    name: 'end-marker',
    at: EVERY_MINUTE,
    of: 'process',
    beforeOpening: false,
    run: async () => {
      const ends = await chainEnds()
      const text = JSON.stringify(ends)
      if (text !== written) writeMarker(dirname(database.file), ends)
      written = text
      return 'done'
    },
  }
}
