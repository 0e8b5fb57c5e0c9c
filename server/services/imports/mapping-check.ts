import type { ImportMapping } from '#contract/mapping'
import { answerIssues } from '#core/questions/answers'
import type { Questionnaire } from '#core/questions/questionnaire'
import { cleanText } from '../../files/row-file.ts'
import { momentReader } from '../../files/civil-format.ts'
import { FileProblem } from '../../files/file-problem.ts'

/** The columns a mapping needs, each with the place in the mapping that asks for it first. */
export function columnsOf(mapping: ImportMapping): ReadonlyMap<string, string> {
  const { unit, area, procedure, stage, channel, time, comment, answers, identity } = mapping
  const fields = Object.entries({ unit, area, procedure, stage, channel, time, comment })
  const named: (readonly [path: string, column: string])[] = [
    ...fields.flatMap(([path, field]) =>
      field && 'column' in field ? [[`${path}.column`, field.column] as const] : [],
    ),
    ...Object.entries(answers).map(([criterion, { column }]) => [`answers.${criterion}.column`, column] as const),
    ...identity.columns.map((column, index) => [`identity.columns.${index}`, column] as const),
  ]
  return new Map(named.map(([path, column]) => [column, path] as const).reverse())
}

/**
 * Holds a mapping against the questionnaire it names.
 * @throws FileProblem unknown_criterion, off_scale, bad_format, bad_time
 */
export function checkMapping(mapping: ImportMapping, questionnaire: Questionnaire): void {
  for (const [criterion, { levels }] of Object.entries(mapping.answers))
    for (const [text, level] of Object.entries(levels)) {
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
  const { time } = mapping
  const read = momentReader(time.format, 'time.format')
  if ('value' in time && read(cleanText(time.value)) === null)
    throw new FileProblem('bad_time', 'time.value', `"${time.value}" is not written as ${time.format}`)
}
