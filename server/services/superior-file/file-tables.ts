import type { FileFacts } from '#contract/files/superior-file'
import { SMALLEST_RELEASE } from '#core/disclosure/suppression'
import type { Questionnaire } from '#core/questions/questionnaire'
import { OFFICE_MEASURE, OVERALL, questionnaireReference } from '#core/questions/questionnaire'
import { addTallies, answeredCount, emptyTally, tallyOf } from '#core/statistics/tally'
import type { Tally } from '#core/statistics/tally'
import { evidenceOf, verdictOf } from '#core/statistics/target'
import { OTHER_AREA, places } from '#core/superior-file/row-key'
import type { AreaFigures } from '#core/tables/area-table'
import { areaTable } from '#core/tables/area-table'
import { cellText } from '#core/tables/cell-text'
import { criteriaFormOf } from '#core/tables/criteria-form'
import { criteriaTable } from '#core/tables/criteria-table'
import type { FigureLine } from '#core/tables/figure-line'
import type { TypedCell, TypedTable } from '#core/tables/typed-table'
import { foldVietnamese } from '#core/text/slug'
import { ALL_AREAS_ROW } from '#core/words/groups'
import type { FileSheet, FileValue } from '../../files/file-sheet.ts'
import { judgementWords } from '../tables/figure-lines.ts'
import type { ArrangedRows } from './arrange-rows.ts'
import { readAnswers } from './answer-sheet.ts'

/** What the tables of a file are made from: its own rows, nothing else. */
export interface FileTallies {
  /** Answers to the office's own question, by the code of the area. */
  readonly areas: ReadonlyMap<string, Tally>
  /** Answers by form (its reference) and criterion. */
  readonly criteria: ReadonlyMap<string, ReadonlyMap<string, Tally>>
}

export function talliesOf(rows: Pick<ArrangedRows, 'counted'>, forms: readonly Questionnaire[]): FileTallies {
  const areas = new Map<string, Tally>()
  const criteria = new Map<string, Map<string, Tally>>()
  const ofOffice = new Set(
    forms.filter(({ comparable }) => comparable === OFFICE_MEASURE).map((form) => questionnaireReference(form)),
  )
  for (const { key, answers, count } of rows.counted()) {
    const form = key[places.questionnaire] ?? ''
    const ofForm = criteria.get(form) ?? new Map<string, Tally>()
    criteria.set(form, ofForm)
    for (const [criterion, level] of readAnswers(answers).levels) {
      const tally = times(tallyOf(level === 0 ? null : level), count)
      ofForm.set(criterion, addTallies(ofForm.get(criterion) ?? emptyTally, tally))
      const area = key[places.area] ?? ''
      if (criterion === OVERALL && ofOffice.has(form)) areas.set(area, addTallies(areas.get(area) ?? emptyTally, tally))
    }
  }
  return { areas, criteria }
}

const times = ({ n1, n2, n3, n4, n5, n0 }: Tally, count: number): Tally => ({
  n1: n1 * count,
  n2: n2 * count,
  n3: n3 * count,
  n4: n4 * count,
  n5: n5 * count,
  n0: n0 * count,
})

const LAND_GROUP = 'dat-dai-xay-dung'

/** Bảng 2 over the rows of the file. */
export function areaSheet({ areas }: FileTallies, facts: FileFacts): TypedTable {
  const inGroup = new Set(facts.areas.filter(({ groups }) => groups.includes(LAND_GROUP)).map(({ code }) => code))
  const entries = [...areas]
  const line = (key: string, label: string, own: readonly Tally[]): FigureLine =>
    lineOf({ key, label, tally: own.reduce(addTallies, emptyTally) }, facts)
  const lines = entries
    .map(([code, tally]) => line(code, nameOf(code, facts), [tally]))
    .toSorted((a, b) => (foldVietnamese(a.label) < foldVietnamese(b.label) ? -1 : 1))
  const land = entries.filter(([code]) => inGroup.has(code)).map(([, tally]) => tally)
  const now: AreaFigures = {
    all: line('total', ALL_AREAS_ROW, [...areas.values()]),
    land: land.length === 0 ? null : line(LAND_GROUP, 'Đất đai, xây dựng', land),
    landAreas: lines.filter(({ key }) => inGroup.has(key)),
    others: lines.filter(({ key }) => !inGroup.has(key)),
  }
  return areaTable({ now, before: null, smallestCell: SMALLEST_RELEASE })
}

const nameOf = (code: string, { areas }: FileFacts): string =>
  code === OTHER_AREA ? 'Lĩnh vực khác' : (areas.find((area) => area.code === code)?.name ?? 'Không ghi lĩnh vực')

/** Held against the target of the edition; one that counts some stages only is another question. */
function lineOf(row: Pick<FigureLine, 'key' | 'label' | 'tally'>, facts: FileFacts): FigureLine {
  const { tally } = row
  const found = facts.targets.find(({ key }) => key === row.key)?.target ?? null
  const target = found?.stages === null ? found : null
  const { minimumAnswers, isPartial } = facts
  const evidence = isPartial ? ('partial' as const) : evidenceOf(tally, target, minimumAnswers)
  const verdict = isPartial ? null : verdictOf(tally, target, minimumAnswers)
  const judgement = judgementWords({ answered: answeredCount(tally), target, verdict, evidence })
  return { ...row, target, judgement, isPart: false }
}

/** Bảng 3 over the rows of the file, one for each form with criteria. */
export function criteriaSheets({ criteria }: FileTallies, forms: readonly Questionnaire[]): readonly TypedTable[] {
  return forms.flatMap((shape) => {
    const form = criteriaFormOf([shape])
    const now = criteria.get(questionnaireReference(shape))
    if (form === null || now === undefined) return []
    return [criteriaTable({ form, now, before: null, smallestCell: SMALLEST_RELEASE }).table]
  })
}

/** A table of a report as a sheet: counts and shares as numbers, all else as it is read. */
export const tableSheet = (name: string, { title, columns, rows, notes }: TypedTable): FileSheet => ({
  name,
  titles: [title],
  columns: columns.map(({ label }) => ({ label })),
  rows: rows.map(({ kind, cells }) => {
    const values = cells.map(valueOf)
    return kind === 'total' || kind === 'group' ? { strong: values } : values
  }),
  notes,
})

/** Shares stand under a head that says "(%)". */
function valueOf(cell: TypedCell): FileValue {
  if (cell.kind === 'count') return cell.count
  if (cell.kind !== 'share') return cellText(cell)
  const written = cellText(cell).replace(',', '.')
  const decimals = written.length - written.indexOf('.') - 1
  return { kind: 'decimal', value: Number(written), decimals: decimals === 2 ? 2 : 3 }
}
