import { cleanText } from '#core/text/clean-text'
import type { ParseQuestionnaire } from '../catalogue/codes.ts'
import { createCodes } from '../catalogue/codes.ts'
import type { Database } from '../engine/database.ts'
import type { ImportTarget } from './import-row.ts'
import { sha256, uuidBytes } from '../ledger/keys.ts'
import type { NewResponse } from '../ratings/response-writer.ts'
import { prepareComparison } from '../ratings/stored-content.ts'
import { unitByCode } from '../office/units.ts'

/** Takes an import as the database would, and keeps it only as long as the dry run lasts. */
export function createPreview(database: Database, parse: ParseQuestionnaire): ImportTarget {
  const { reads, readStatement } = database
  const codes = createCodes(readStatement, parse)()
  const compareWithStored = prepareComparison(readStatement)
  const units = new Map<string, number | null>()
  const areas = new Map<string, number>()
  const written = new Map<string, Buffer>()
  // Below every real id, so that nothing stored can be found under it.
  const createIn = (made: Map<string, number | null>) => (code: string) => {
    const id = -1 - made.size
    made.set(code, id)
    return Promise.resolve(id)
  }
  return {
    unit: async (code) => {
      const known = units.get(code) ?? (await unitByCode(reads, code))?.id ?? null
      if (known !== null) units.set(code, known)
      return known
    },
    area: async (code) => areas.get(code) ?? codes.area(code),
    procedure: (code) => codes.procedure(code),
    createUnit: createIn(units),
    createArea: createIn(areas),
    isStored: async (response) => (await compareWithStored(response, uuidBytes(response.record.id))) !== null,
    write: async (response) => {
      const key = response.record.id
      const content = contentHash(response)
      const before = written.get(key)
      if (before) return before.equals(content) ? 'duplicate' : 'conflict'
      const stored = await compareWithStored(response, uuidBytes(response.record.id))
      if (stored !== null) return stored
      written.set(key, content)
      return 'stored'
    },
  }
}

/** What two rows under one id must share to be the same; codes, since an id of what is not stored is made up here. */
const contentHash = ({ record, comment }: NewResponse): Buffer =>
  sha256(JSON.stringify([record, comment === null ? null : cleanText(comment)]))
