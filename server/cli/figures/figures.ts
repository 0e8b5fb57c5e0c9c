import { SatisfactionQuery } from '#contract/satisfaction'
import { failureMessages } from '#core/words/failures'
import { audienceOf } from '../../services/disclosure/audience.ts'
import { answerFigures } from '../../services/figures/answer-figures.ts'
import type { Refusal } from '../../services/refusal.ts'
import { isRefusal } from '../../services/refusal.ts'
import { createFigures } from '../../store/figures/figures.ts'
import { parseQuestionnaire } from '../../stores.ts'
import { CommandError, readArgs, UsageError } from '../args.ts'
import type { Command } from '../io.ts'
import { openForCommand, unitOf } from '../open.ts'
import { figureLines } from './figure-table.ts'

const options = {
  unit: { type: 'string' },
  period: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string' },
  group: { type: 'string' },
  area: { type: 'string' },
  procedure: { type: 'string' },
  stage: { type: 'string' },
  channel: { type: 'string' },
  counter: { type: 'string' },
  questionnaire: { type: 'string' },
  criterion: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `hailong figures`: what `GET /api/satisfaction` answers an administrator of the unit. */
export const figuresCommand: Command = {
  summary: 'Tỷ lệ hài lòng của một đơn vị trong một kỳ (figures of a unit)',
  usage:
    'hailong figures [--unit CODE] [--period 2026-Q1 | --from DATE --to DATE] [--by area|group|unit|month|…]\n' +
    '                [--group CODE] [--area CODE] [--procedure CODE] [--stage CODE] [--channel CODE]\n' +
    '                [--counter NAME] [--questionnaire CODE@VERSION] [--criterion CODE] [--json]',
  run: async (args, io) => {
    const { json, ...given } = readArgs(args, options, 0).values
    const query = queryOf(given)
    const database = await openForCommand(io.config)
    try {
      const unit = await unitOf(database, query.unit)
      const audience = audienceOf({ role: 'admin', unitId: unit.id, areas: null })
      const stores = { figures: createFigures(database, parseQuestionnaire) }
      const answer = await answerFigures({ query, audience, now: io.clock() }, stores)
      if (isRefusal(answer)) throw errorOf(answer, given)
      if (json) io.out(JSON.stringify(answer))
      else figureLines(answer).forEach(io.out)
      return 0
    } finally {
      await database.close()
    }
  },
}

/** What is wrong with an option, by the code of the issue. */
const issueWords: Readonly<Record<string, string>> = {
  invalid_format: 'là một kỳ như 2026-03, 2026-Q1, 2026-6M, 2026-9M hoặc 2026 (a period)',
  ends_before_start: 'phải là ngày --from hoặc sau đó (--to is before --from)',
  not_with_from_to: 'không đi cùng --from, --to (say either a period or days)',
  not_with_by_group: 'không đi cùng --by group (not with --by group)',
  required: 'còn thiếu: --from và --to đi cùng nhau (both days are needed)',
  unknown_group: 'không có nhóm lĩnh vực này (no such group)',
  unknown_area: 'không có lĩnh vực này (no such area)',
  unknown_procedure: 'không có thủ tục này (no such procedure)',
  unknown_counter: 'không có quầy này (no such counter)',
  unknown_questionnaire: 'không có bộ câu hỏi này (no such questionnaire)',
  unknown_criterion: 'không có tiêu chí này (no such criterion)',
}

/** A question that can never be answered is wrong use; one about what this database does not hold has failed. */
function errorOf({ refused, issues }: Refusal, given: Readonly<Record<string, string | undefined>>): Error {
  if (issues.length === 0) return new CommandError(failureMessages[refused])
  const lines = issues.map(({ path, code }) => `--${path} ${given[path] ?? ''}: ${issueWords[code] ?? code}`)
  return refused === 'invalid_request' ? new UsageError(lines.join('\n')) : new CommandError(lines.join('\n'))
}

/** @throws UsageError for a value that no question can have */
function queryOf(given: Readonly<Record<string, string | undefined>>): SatisfactionQuery {
  const query = SatisfactionQuery.safeParse(given)
  if (query.success) return query.data
  const [wrong] = query.error.issues
  const name = String(wrong?.path[0] ?? '')
  throw new UsageError(`--${name} ${given[name] ?? ''}: ${wrong?.message ?? ''}`)
}
