import type { SuperiorFileOrder } from '#contract/files/superior-file'
import type { ExportFormat } from '#contract/exports'
import { responseColumns } from '#core/superior-file/response-columns'
import { places } from '#core/superior-file/row-key'
import { responsesFile } from '../exports/responses-file.ts'
import { readAnswers } from './answer-sheet.ts'
import { arrangeRows } from './arrange-rows.ts'
import type { ReadRows } from './gather-rows.ts'
import { gatherRows } from './gather-rows.ts'

/** The rows of a closed period that may leave, as the export of responses has always written them, in pieces. */
export async function* generalisedResponses(
  { databaseFile, files, facts }: SuperiorFileOrder,
  format: ExportFormat,
  read: ReadRows,
): AsyncGenerator<string, number> {
  const { criteria, secret } = facts
  const rows = async function* () {
    const gathered = await gatherRows({ databaseFile, files, read, onProgress: () => undefined })
    for (const { key, answers } of arrangeRows(gathered, secret).rows()) {
      const { levels, reasons } = readAnswers(answers)
      yield [
        ...responseColumns.map((name) => key[places[name]] || null),
        ...criteria.map((code) => levels.get(code) ?? null),
        reasons.join(' '),
      ]
    }
  }
  return yield* responsesFile({ criteria, rows }, { columns: responseColumns, format })
}
