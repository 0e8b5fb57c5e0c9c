import { ReportQuery } from '#contract/reports'
import { tableAsText } from '#core/report/table-copy'
import { failureMessages } from '#core/words/failures'
import { definedOnly } from '#core/text/defined-only'
import { audienceOf } from '../../services/disclosure/audience.ts'
import type { Refusal } from '../../services/refusal.ts'
import { isRefusal } from '../../services/refusal.ts'
import { writeQuarterlyReport } from '../../services/reports/quarterly-report.ts'
import { createDossiers } from '../../store/dossiers/dossiers.ts'
import { createEditionStores } from '../../store/editions/edition-stores.ts'
import { createFigures } from '../../store/figures/figures.ts'
import { createOfficeStores } from '../../store/office/office-stores.ts'
import { createTargetStores } from '../../store/targets/target-stores.ts'
import { parseQuestionnaire } from '../../stores.ts'
import { CommandError, readArgs, UsageError } from '../args.ts'
import type { Command } from '../io.ts'
import { openForCommand, unitOf } from '../open.ts'

const options = {
  unit: { type: 'string' },
  period: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  done: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `hailong report`: what the page "Báo cáo" shows a manager of the unit. */
export const reportCommand: Command = {
  summary: 'Đoạn văn, bảng và bản tin của một kỳ báo cáo (paragraph, table and bulletin of a period)',
  usage:
    'hailong report [--unit CODE] --period 2026-Q3 | --from DATE --to DATE [--done "việc đã làm"] [--json]\n' +
    '                The table is tab-separated.',
  run: async (args, io) => {
    const { json, done, ...given } = readArgs(args, options, 0).values
    const query = queryOf(given)
    const database = await openForCommand(io.config)
    try {
      const unit = await unitOf(database, query.unit)
      const audience = audienceOf({ role: 'manager', unitId: unit.id, areas: null })
      const stores = {
        ...createOfficeStores(database),
        ...createTargetStores(database),
        dossiers: createDossiers(database),
        ...createEditionStores(database, parseQuestionnaire),
        figures: createFigures(database, parseQuestionnaire),
      }
      const request = { query: { ...query, unit: unit.code }, audience, now: io.clock(), ...definedOnly({ done }) }
      const report = await writeQuarterlyReport(request, stores)
      if (isRefusal(report)) throw errorOf(report, given)
      const { paragraph, table, bulletin, sources } = report
      const text = tableAsText(table.rows.map(({ cells }) => cells))
      if (json) io.out(JSON.stringify(report))
      else [paragraph.text, '', text, '', bulletin.text, '', ...sources].forEach(io.out)
      return 0
    } finally {
      await database.close()
    }
  },
}

/** What is wrong with an option, by the code of the issue. */
const issueWords: Readonly<Record<string, string>> = {
  invalid_format: 'là một kỳ như 2026-03, 2026-Q1, 2026-6M, 2026-9M, 2026-H2 hoặc 2026 (a period)',
  required: 'còn thiếu: cần --period, hoặc --from và --to (a period or two days are needed)',
  not_with_from_to: 'không đi cùng --from, --to (say either a period or days)',
  ends_before_start: 'phải là ngày --from hoặc sau đó (--to is before --from)',
  not_half_months: 'khoảng ngày phải trọn nửa tháng: 1–14, 15–cuối tháng (whole half-months only)',
}

function errorOf({ refused, issues }: Refusal, given: Readonly<Record<string, string | undefined>>): Error {
  if (issues.length === 0) return new CommandError(failureMessages[refused])
  return new UsageError(
    issues.map(({ path, code }) => `--${path} ${given[path] ?? ''}: ${issueWords[code] ?? code}`).join('\n'),
  )
}

/** @throws UsageError for a value that no question can have */
function queryOf(given: Readonly<Record<string, string | undefined>>): ReportQuery {
  const query = ReportQuery.safeParse(given)
  if (query.success) return query.data
  const [wrong] = query.error.issues
  const name = String(wrong?.path[0] ?? '')
  throw new UsageError(`--${name} ${given[name] ?? ''}: ${wrong?.message ?? ''}`)
}
