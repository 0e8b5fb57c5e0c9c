import type { CriteriaTables } from '#contract/tables'
import type { CriteriaForm } from '#core/tables/criteria-form'
import { criteriaFormOf } from '#core/tables/criteria-form'
import { criteriaTable } from '#core/tables/criteria-table'
import { answeredCount, emptyTally } from '#core/statistics/tally'
import type { Tally } from '#core/statistics/tally'
import type { Form } from '../../store/figures/forms.ts'
import { readOnce } from '../figures/figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import type { TableStores } from './answer-figure-table.ts'
import type { TableRequest, TableScope } from './table-scope.ts'
import { scopeOf } from './table-scope.ts'

/**
 * Bảng 3 of the report: a table for each form of which criteria were answered in the range. Versions stand in one table
 * where they may be put on one line (design §5); two forms never do.
 */
export async function answerCriteriaTables(
  request: TableRequest,
  { figures, editions }: TableStores,
): Promise<CriteriaTables | Refusal> {
  const reads = readOnce(figures)
  const scope = await scopeOf(request, { reads, editions })
  if (isRefusal(scope)) return scope
  const { unit, range, previous } = scope
  const tables: CriteriaTables['tables'] = []
  for (const versions of versionsTogether(await reads.forms())) {
    const form = criteriaFormOf(versions.map(({ shape }) => shape))
    const table = form && (await tableOf({ form, versions }, scope))
    if (table) tables.push(table)
  }
  return { unit, range, previous, tables }
}

interface TogetherForms {
  readonly form: CriteriaForm
  readonly versions: readonly Form[]
}

async function tableOf(
  { form, versions }: TogetherForms,
  { now, before, previous, smallestCell }: TableScope,
): Promise<CriteriaTables['tables'][number] | null> {
  const tallies = await now.criteria(versions)
  if (!form.groups.some(({ criteria }) => criteria.some(({ code }) => isAnswered(tallies.get(code))))) return null
  const past = { tallies: await before.criteria(versions), words: previous.words }
  const { table, extremes } = criteriaTable({ form, now: tallies, before: past, smallestCell })
  return { form: form.code, versions: form.versions, name: form.name, table, ...extremes }
}

const isAnswered = (tally: Tally = emptyTally): boolean => answeredCount(tally) + tally.n0 > 0

/** Versions of one form under one comparable key, in the order in which forms came. */
function versionsTogether(forms: readonly Form[]): readonly (readonly Form[])[] {
  const together = new Map<string, Form[]>()
  for (const form of forms) {
    const key = `${form.shape.code} ${form.comparable}`
    together.set(key, [...(together.get(key) ?? []), form])
  }
  return [...together.values()]
}
