import type { ImportMapping } from '#contract/mapping'
import { answerIssues } from '#core/questions/answers'
import type { Questionnaire } from '#core/questions/questionnaire'
import { cleanText } from '#core/text/clean-text'
import { FileProblem } from '../../files/file-problem.ts'
import { mappedTimes } from './mapping-times.ts'

/** The columns a mapping needs, each with the place in the mapping that asks for it first. */
export function columnsOf(mapping: ImportMapping): ReadonlyMap<string, string> {
  const { unit, area, procedure, stage, channel, time, comment, answers, identity } = mapping
  const fields = Object.entries({ unit, area, procedure, stage, channel, time, comment })
  const named: (readonly [path: string, column: string])[] = [
    ...fields.flatMap(([path, field]) =>
      field && 'column' in field ? [[`${path}.column`, field.column] as const] : [],
    ),
    ...('columns' in time ? time.columns : []).map((column, index) => [`time.columns.${index}`, column] as const),
    ...Object.entries(answers).map(([criterion, { column }]) => [`answers.${criterion}.column`, column] as const),
    ...identity.columns.map((column, index) => [`identity.columns.${index}`, column] as const),
  ]
  return new Map(named.map(([path, column]) => [column, path] as const).reverse())
}

/**
 * Holds a mapping against the questionnaire it names.
 * @throws FileProblem unknown_criterion, off_scale, ambiguous_text, bad_format, bad_time
 */
export function checkMapping(mapping: ImportMapping, questionnaire: Questionnaire): void {
  for (const [criterion, answer] of Object.entries(mapping.answers))
    for (const [text, level] of Object.entries(levelsOf(answer))) {
      const [issue] = answerIssues(questionnaire, { [criterion]: level }, [])
      if (issue?.code === 'unknown_criterion')
        throw new FileProblem(issue.code, issue.path, `${mapping.questionnaire} has no question "${criterion}"`)
      if (issue?.code === 'off_scale')
        throw new FileProblem(
          issue.code,
          `${issue.path}.levels.${text}`,
          `"${text}" is given level ${level}, which the question does not have`,
        )
    }
  for (const [path, texts] of translationsOf(mapping)) requireOneMeaning(path, texts)
  mappedTimes(mapping)
}

/** As paper forms are keyed in: the level, or 9 where the person had no opinion. */
const keyed: Readonly<Record<string, number | null>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 9: null }

/** The level that each text of a column means. */
export const levelsOf = ({ levels }: ImportMapping['answers'][string]): Readonly<Record<string, number | null>> =>
  levels ?? keyed

function translationsOf({
  answers,
  ...fields
}: ImportMapping): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  const { unit, area, procedure, stage, channel, time } = fields
  return [
    ...Object.entries(answers).map(([criterion, answer]) => [`answers.${criterion}.levels`, levelsOf(answer)] as const),
    ...Object.entries({ unit, area, procedure, stage, channel, time }).flatMap(([name, field]) =>
      field && 'values' in field && field.values ? [[`${name}.values`, field.values] as const] : [],
    ),
  ]
}

/** Two texts that differ in blanks alone are one text, which cannot mean two things. */
function requireOneMeaning(path: string, texts: Readonly<Record<string, unknown>>): void {
  const meanings = new Map<string, unknown>()
  for (const [text, meaning] of Object.entries(texts)) {
    const clean = cleanText(text)
    if (meanings.has(clean) && meanings.get(clean) !== meaning)
      throw new FileProblem('ambiguous_text', path, `"${clean}" is given two meanings`)
    meanings.set(clean, meaning)
  }
}
