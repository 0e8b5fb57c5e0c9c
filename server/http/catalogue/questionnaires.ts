import { z } from 'zod'
import { QuestionnaireReference } from '#contract/codes'
import {
  QuestionnaireChange,
  QuestionnaireFile,
  QuestionnaireList,
  StoredQuestionnaire,
} from '#contract/questionnaires'
import type { QuestionnaireStores } from '../../services/catalogue/questionnaires.ts'
import { allVersions, createVersion, retireVersion } from '../../services/catalogue/questionnaires.ts'
import { everyRole } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { ListEditing } from './catalogue-editors.ts'
import { listEditor, listEditors } from './catalogue-editors.ts'

export interface QuestionnaireParts extends ListEditing, QuestionnaireStores {}

/** A form with many criteria in two languages. */
const LONGEST_FORM = 256 * 1024
const ByReference = z.object({ reference: QuestionnaireReference })

/** Bộ câu hỏi: versions are added and retired, never edited. */
export const questionnaireRoutes =
  (parts: QuestionnaireParts): Routes =>
  (app) => {
    app.get(
      '/api/questionnaires',
      { config: { access: everyRole }, schema: { response: { 200: QuestionnaireList } } },
      async () => ({ questionnaires: await allVersions(parts) }),
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
        return orThrow(await createVersion(parts, request.body, by))
      },
    )

    app.patch(
      '/api/questionnaires/:reference',
      {
        config: { access: listEditors },
        schema: { params: ByReference, body: QuestionnaireChange, response: { 200: StoredQuestionnaire } },
      },
      async (request) => {
        const by = await listEditor(request, parts)
        const retirement = { reference: request.params.reference, retired: request.body.retired }
        return orThrow(await retireVersion(parts, retirement, by))
      },
    )
  }
