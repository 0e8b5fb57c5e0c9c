import { QuestionnaireShape } from '#contract/kiosk-setup'
import type { QuestionnaireFile, StoredQuestionnaire } from '#contract/questionnaires'
import { questionnaireReference } from '#core/questions/questionnaire'
import { askedDifferently, KIOSK_FORM } from '#core/questions/questionnaire-rules'
import type { QuestionnaireRow, Questionnaires } from '../../store/catalogue/questionnaires.ts'
import type { Attribution } from '#core/ledger/actor'
import type { Refusal } from '../refusal.ts'
import { refuse, refuseField } from '../refusal.ts'

export interface QuestionnaireStores {
  readonly questionnaires: Questionnaires
}

/** All versions, retired ones included. */
export async function allVersions({ questionnaires }: QuestionnaireStores): Promise<StoredQuestionnaire[]> {
  return (await questionnaires.all()).map(toStored)
}

/** @returns the version as stored; refused as `versionProblem` says */
export async function createVersion(
  stores: QuestionnaireStores,
  form: QuestionnaireFile,
  by: Attribution,
): Promise<StoredQuestionnaire | Refusal> {
  const problem = versionProblem(await stores.questionnaires.all(), form)
  if (problem) return problem
  await stores.questionnaires.create(form, by)
  return readVersion(stores, questionnaireReference(form))
}

/** Retires a version or takes it back. @returns it; refused with kiosk_needs_it where kiosks would have nothing to ask */
export async function retireVersion(
  stores: QuestionnaireStores,
  { reference, retired }: { readonly reference: string; readonly retired: boolean },
  by: Attribution,
): Promise<StoredQuestionnaire | Refusal> {
  const all = await stores.questionnaires.all()
  const version = all.find((row) => row.reference === reference)
  if (!version) return refuse('not_found')
  const others = all.filter((row) => row.id !== version.id && !row.retired)
  if (retired && version.code === KIOSK_FORM && !others.some(({ code }) => code === KIOSK_FORM))
    return refuseField('invalid_request', 'retired', 'kiosk_needs_it')
  await stores.questionnaires.retire(version, retired, by)
  return readVersion(stores, reference)
}

async function readVersion(
  { questionnaires }: QuestionnaireStores,
  reference: string,
): Promise<StoredQuestionnaire | Refusal> {
  const found = (await questionnaires.all()).find((version) => version.reference === reference)
  return found ? toStored(found) : refuse('not_found')
}

/** A version follows the newest, and what shares a key asks the same. @returns null when it may be stored */
function versionProblem(versions: readonly QuestionnaireRow[], form: QuestionnaireFile): Refusal | null {
  if (versions.some(({ reference }) => reference === questionnaireReference(form)))
    return refuseField('already_exists', 'version', 'already_exists')
  if (versions.some(({ code, version }) => code === form.code && version > form.version))
    return refuseField('invalid_request', 'version', 'not_newest')
  const different = versions
    .filter(({ comparable }) => comparable === form.comparable)
    .flatMap((version) => askedDifferently(form, toStored(version).questionnaire))
  const [other] = different
  if (other === undefined) return null
  const place = form.criteria.findIndex(({ code }) => code === other)
  return refuseField('invalid_request', `criteria.${place}`, 'other_question')
}

const toStored = ({ reference, retired, body }: QuestionnaireRow): StoredQuestionnaire => ({
  reference,
  retired,
  questionnaire: QuestionnaireShape.parse(JSON.parse(body)),
})
