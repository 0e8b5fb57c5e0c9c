import { z } from 'zod'
import { QuestionnaireReference } from '#contract/codes'
import { QuestionnaireShape } from '#contract/kiosk-setup'
import {
  QuestionnaireChange,
  QuestionnaireFile,
  QuestionnaireList,
  StoredQuestionnaire,
} from '#contract/questionnaires'
import { questionnaireReference } from '#core/questions/questionnaire'
import { askedDifferently, KIOSK_FORM } from '#core/questions/questionnaire-rules'
import type { QuestionnaireRow, Questionnaires } from '../../store/catalogue/questionnaires.ts'
import type { Reference } from '../../store/catalogue/reference.ts'
import { everyRole } from '../access/access.ts'
import { ApiError } from '../framework/errors.ts'
import type { ListEditing } from './catalogue-editors.ts'
import { listEditor, listEditors } from './catalogue-editors.ts'
import type { Routes } from '../framework/routes.ts'

export interface QuestionnaireParts extends ListEditing {
  readonly reference: Reference
  readonly questionnaires: Questionnaires
}

/** A form with many criteria in two languages. */
const LONGEST_FORM = 256 * 1024

/** Bộ câu hỏi: versions are added and retired, never edited. */
export const questionnaireRoutes =
  (parts: QuestionnaireParts): Routes =>
  (app) => {
    const { reference, questionnaires } = parts

    const stored = async (asked: string): Promise<QuestionnaireRow> => {
      const found = (await reference.questionnaires()).find((version) => version.reference === asked)
      if (!found) throw new ApiError('not_found')
      return found
    }

    app.get(
      '/api/questionnaires',
      { config: { access: everyRole }, schema: { response: { 200: QuestionnaireList } } },
      async () => ({ questionnaires: (await reference.questionnaires()).map(shown) }),
    )

    app.post(
      '/api/questionnaires',
      {
        config: { access: listEditors },
        bodyLimit: LONGEST_FORM,
        schema: { body: QuestionnaireFile, response: { 200: StoredQuestionnaire } },
      },
      async (request) => {
        const by = await listEditor(request, parts)
        checkAgainst(await reference.questionnaires(), request.body)
        await questionnaires.create(request.body, by)
        return shown(await stored(questionnaireReference(request.body)))
      },
    )

    app.patch(
      '/api/questionnaires/:reference',
      {
        config: { access: listEditors },
        schema: {
          params: z.object({ reference: QuestionnaireReference }),
          body: QuestionnaireChange,
          response: { 200: StoredQuestionnaire },
        },
      },
      async (request) => {
        const by = await listEditor(request, parts)
        const version = await stored(request.params.reference)
        const { retired } = request.body
        const rest = (await reference.questionnaires()).filter(({ id, retired: gone }) => id !== version.id && !gone)
        if (retired && version.code === KIOSK_FORM && !rest.some(({ code }) => code === KIOSK_FORM))
          throw new ApiError('invalid_request', [{ path: 'retired', code: 'kiosk_needs_it' }])
        await questionnaires.retire(version, retired, by)
        return shown(await stored(version.reference))
      },
    )
  }

/** @throws already_exists, invalid_request: a version follows the newest, and what shares a key asks the same */
function checkAgainst(versions: readonly QuestionnaireRow[], form: QuestionnaireFile): void {
  if (versions.some(({ reference }) => reference === questionnaireReference(form)))
    throw new ApiError('already_exists', [{ path: 'version', code: 'already_exists' }])
  if (versions.some(({ code, version }) => code === form.code && version > form.version))
    throw new ApiError('invalid_request', [{ path: 'version', code: 'not_newest' }])
  for (const version of versions.filter(({ comparable }) => comparable === form.comparable)) {
    const [other] = askedDifferently(form, shown(version).questionnaire)
    if (other !== undefined)
      throw new ApiError('invalid_request', [
        { path: `criteria.${form.criteria.findIndex(({ code }) => code === other)}`, code: 'other_question' },
      ])
  }
}

const shown = ({ reference, retired, body }: QuestionnaireRow): StoredQuestionnaire => ({
  reference,
  retired,
  questionnaire: QuestionnaireShape.parse(JSON.parse(body)),
})
