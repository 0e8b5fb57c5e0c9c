import { SatisfactionQuery } from '#contract/satisfaction'
import { failureMessages } from '#core/words/failures'
import { audienceOf } from '../../services/disclosure/audience.ts'
import { answerFigures } from '../../services/figures/answer-figures.ts'
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
      if (isRefusal(answer)) {
        const details = answer.issues.map(({ path, code }) => `--${path}: ${code}`)
        throw new CommandError([failureMessages[answer.refused], ...details].join('\n'))
      }
      if (json) io.out(JSON.stringify(answer))
      else figureLines(answer).forEach(io.out)
      return 0
    } finally {
      await database.close()
    }
  },
}

/** @throws UsageError for a value that no question can have */
function queryOf(given: Readonly<Record<string, string | undefined>>): SatisfactionQuery {
  const query = SatisfactionQuery.safeParse(given)
  if (query.success) return query.data
  const [wrong] = query.error.issues
  const name = String(wrong?.path[0] ?? '')
  throw new UsageError(`--${name} ${given[name] ?? ''}: ${wrong?.message ?? ''}`)
}
