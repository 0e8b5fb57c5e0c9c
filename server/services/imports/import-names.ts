import type { ImportMapping } from '#contract/mapping'
import { procedureCode } from '#core/questions/procedure-code'
import { definedOnly } from '#core/text/defined-only'
import { slugOf } from '#core/text/slug'
import type { ImportStores } from '../../store/imports/import-stores.ts'
import type { FileRefusal } from './file-refusal.ts'
import { foreignQuestionnaire } from './foreign-questionnaire.ts'
import { checkMapping } from './mapping-check.ts'

/** A mapping names something that is not there; nothing has been stored. */
const refused = (path: string, code: string, message: string): { readonly refusal: FileRefusal } => ({
  refusal: { path, code, message },
})
type WrongName = ReturnType<typeof refused>

/** A unit under which others are made. */
export interface ParentUnit {
  readonly id: number
  readonly code: string
}

/** The unit of rows that name none, or under which the mapping lets units be made; null where it asks for neither. */
export async function parentOf(
  { unit }: ImportMapping,
  stores: ImportStores,
): Promise<{ readonly parent: ParentUnit | null } | WrongName> {
  if (unit && !unit.create) return { parent: null }
  const said = unit && 'parent' in unit ? unit.parent : undefined
  const code = said ?? stores.firstUnit
  const parent = await stores.unitByCode(code)
  if (parent) return { parent }
  const path = said === undefined ? 'unit' : 'unit.parent'
  return refused(path, 'unknown_unit', `there is no unit ${code}: make it with "hailong unit create"`)
}

/** A unit or an area that is to be made unless it is there: where its code is known, there is nothing to make. */
export async function withKnownNames(mapping: ImportMapping, stores: ImportStores): Promise<ImportMapping> {
  const { unit, area } = mapping
  const knownUnit = unit && 'value' in unit && unit.create === true && (await stores.unitByCode(unit.value)) !== null
  const areas = area && 'value' in area && area.create === true ? await stores.allAreas() : []
  const knownArea = area && 'value' in area && areas.some(({ code }) => code === area.value)
  return {
    ...mapping,
    ...definedOnly({
      unit: knownUnit ? { value: unit.value } : undefined,
      area: knownArea ? { value: area.value } : undefined,
    }),
  }
}

/** Codes that stand in the mapping itself must be known, because each of them would spoil every row. */
export async function unknownConstant(
  { unit, area, procedure }: ImportMapping,
  stores: ImportStores,
): Promise<WrongName | null> {
  if (unit && 'value' in unit && unit.create !== true && !(await stores.unitByCode(unit.value)))
    return refused('unit.value', 'unknown_unit', `there is no unit ${unit.value}`)
  if (
    area &&
    'value' in area &&
    area.create !== true &&
    !(await stores.allAreas()).some(({ code }) => code === area.value)
  )
    return refused('area.value', 'unknown_area', `there is no area ${area.value}`)
  for (const [path, field] of Object.entries({ unit, area }))
    if (field && 'value' in field && field.create === true && slugOf(field.value) === '')
      return refused(`${path}.value`, `unknown_${path}`, `"${field.value}" has no letter or digit to make a code of`)
  const known = procedure && 'value' in procedure ? procedureCode(procedure.value) : null
  if (known !== null && !(await stores.allProcedures()).some(({ code }) => code === known))
    return refused('procedure.value', 'unknown_procedure', `there is no procedure ${known}`)
  return null
}

/** The version the answers belong to; `id` is -1 for one that a dry run does not make. */
export interface ImportedQuestionnaire {
  readonly id: number
  readonly reference: string
}

/**
 * A version that the mapping declares is made unless it is there already, with the same body.
 * @throws FileProblem for levels it does not have
 */
export async function questionnaireFor(
  mapping: ImportMapping,
  stores: ImportStores,
  { dryRun, by }: { readonly dryRun: boolean; readonly by: Parameters<ImportStores['createQuestionnaire']>[1] },
): Promise<{ readonly questionnaire: ImportedQuestionnaire } | WrongName> {
  const reference = mapping.questionnaire
  const declared = foreignQuestionnaire(mapping)
  const known = await stores.questionnaire(reference)
  const shape = declared ?? known?.shape
  if (!shape) {
    const message = `there is no questionnaire ${reference}: declare its questions under "criteria"`
    return refused('questionnaire', 'unknown_questionnaire', message)
  }
  if (declared && known && known.body !== JSON.stringify(declared)) {
    const message = `${reference} is known with other questions: give these a new version`
    return refused('criteria', 'questionnaire_differs', message)
  }
  checkMapping(mapping, shape)
  if (known) return { questionnaire: { id: known.id, reference } }
  const id = dryRun ? -1 : await stores.createQuestionnaire(shape, by)
  return { questionnaire: { id, reference } }
}
