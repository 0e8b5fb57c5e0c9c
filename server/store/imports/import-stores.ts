import type { Questionnaire } from '#core/questions/questionnaire'
import { questionnaireReference } from '#core/questions/questionnaire'
import { allAreas } from '../catalogue/areas.ts'
import type { ParseQuestionnaire } from '../catalogue/codes.ts'
import { allProcedures } from '../catalogue/procedures.ts'
import { allQuestionnaires, createQuestionnaire } from '../catalogue/questionnaires.ts'
import { createClockMarks } from '../clock/clock-marks.ts'
import type { Database } from '../engine/database.ts'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import { readKeys } from '../ledger/keys.ts'
import { FIRST_UNIT, unitByCode } from '../office/units.ts'
import { createPreview } from './import-preview.ts'
import type { ImportOptions, ImportWriter } from './import-writer.ts'
import { createImportWriter } from './import-writer.ts'
import type { ImportContext, RowTarget } from './import-row.ts'
import { rowTarget } from './import-row.ts'

/** What an import of responses asks the database, and where its rows go. */
export type ImportStores = ReturnType<typeof createImportStores>

export function createImportStores(database: Database, parse: ParseQuestionnaire) {
  const { reads, transaction } = database
  return {
    /** How far time has come by what is stored, and whether it is in doubt. */
    clockMark: createClockMarks(database).read,
    /** The code of the unit of rows that name none. */
    firstUnit: FIRST_UNIT,
    unitByCode: (code: string) => unitByCode(reads, code),
    allAreas: () => allAreas(reads),
    allProcedures: () => allProcedures(reads),
    /** @returns null when no questionnaire has this reference; `body` is what is stored of it */
    questionnaire: async (reference: string) => {
      const found = (await allQuestionnaires(reads)).find((row) => row.reference === reference)
      return found ? { id: found.id, body: found.body, shape: parse(found.body) } : null
    },
    /** Adds a version, with its entry in the audit. @returns its id */
    createQuestionnaire: (questionnaire: Questionnaire, by: Attribution): Promise<number> =>
      transaction(async (trx) => {
        const id = await createQuestionnaire(trx, questionnaire)
        const subject = questionnaireReference(questionnaire)
        await audit(trx, by, { action: 'questionnaire.create', subject })
        return id
      }),
    writer: async (options: ImportOptions): Promise<ImportWriter> =>
      createImportWriter(database, { keys: await readKeys(reads), parse }, options),
    /** Takes the rows of a dry run, as the database would. */
    preview: async (options: Omit<ImportContext, 'keys'>): Promise<RowTarget> =>
      rowTarget(createPreview(database, parse), { ...options, keys: await readKeys(reads) }),
  }
}
