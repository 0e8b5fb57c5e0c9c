import type { ImportMapping } from '#contract/mapping'
import { procedureCode } from '#core/questions/procedure-code'
import { foreignQuestionnaire } from './foreign-questionnaire.ts'
import { checkMapping } from './mapping-check.ts'
import { writeAudit } from '../../store/ledger/audit.ts'
import type { Database } from '../../store/engine/database.ts'
import { allQuestionnaires, createQuestionnaire } from '../../store/catalogue/questionnaires.ts'
import { createReference } from '../../store/catalogue/reference.ts'
import type { UnitRow } from '../../store/office/units.ts'
import { FIRST_UNIT, unitByCode } from '../../store/office/units.ts'
import { parseQuestionnaire } from '../../stores.ts'
import { UsageError } from '../../cli/args.ts'

/** A mapping names something that is not there; nothing has been stored. */
const mistake = (path: string, code: string, sentence: string): UsageError =>
  new UsageError(`${path}: ${code}: ${sentence}`)

/**
 * The unit of rows that name none, or under which the mapping lets units be made; null where it asks for neither.
 * @throws UsageError
 */
export async function parentOf({ reads }: Database, { unit }: ImportMapping): Promise<UnitRow | null> {
  if (unit && ('value' in unit || !unit.create)) return null
  const code = unit?.parent ?? FIRST_UNIT
  const found = await unitByCode(reads, code)
  if (found) return found
  const path = unit?.parent === undefined ? 'unit' : 'unit.parent'
  throw mistake(path, 'unknown_unit', `there is no unit ${code}: make it with "hailong unit create"`)
}

/** Codes that stand in the mapping itself must be known: they would spoil every row. @throws UsageError */
export async function checkConstants(database: Database, { unit, area, procedure }: ImportMapping): Promise<void> {
  const reference = createReference(database)
  if (unit && 'value' in unit && !(await unitByCode(database.reads, unit.value)))
    throw mistake('unit.value', 'unknown_unit', `there is no unit ${unit.value}`)
  if (area && 'value' in area && !(await reference.allAreas()).some(({ code }) => code === area.value))
    throw mistake('area.value', 'unknown_area', `there is no area ${area.value}`)
  const known = procedure && 'value' in procedure ? procedureCode(procedure.value) : null
  if (known !== null && !(await reference.procedures()).some(({ code }) => code === known))
    throw mistake('procedure.value', 'unknown_procedure', `there is no procedure ${known}`)
}

/**
 * The version the answers belong to; one that the mapping declares is made unless it is there already, with the same body.
 * @throws UsageError for an unknown one, or another body under the same name; FileProblem for levels it does not have
 */
export async function questionnaireFor(
  database: Database,
  mapping: ImportMapping,
  { dryRun, at }: { readonly dryRun: boolean; readonly at: string },
): Promise<{ readonly id: number; readonly reference: string }> {
  const reference = mapping.questionnaire
  const declared = foreignQuestionnaire(mapping)
  const known = (await allQuestionnaires(database.reads)).find((row) => row.reference === reference)
  const shape = declared ?? (known ? parseQuestionnaire(known.body) : null)
  if (!shape)
    throw mistake(
      'questionnaire',
      'unknown_questionnaire',
      `there is no questionnaire ${reference}: declare its questions under "criteria"`,
    )
  if (declared && known && known.body !== JSON.stringify(declared))
    throw mistake(
      'criteria',
      'questionnaire_differs',
      `${reference} is known with other questions: give these a new version`,
    )
  checkMapping(mapping, shape)
  if (known || dryRun) return { id: known?.id ?? -1, reference }
  const id = await database.transaction(async (trx) => {
    const created = await createQuestionnaire(trx, shape)
    await writeAudit(trx, { at, actor: 'hailong', action: 'questionnaire.create', subject: reference })
    return created
  })
  return { id, reference }
}
