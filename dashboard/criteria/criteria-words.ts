import type { FigureTableRows } from './criteria-api.ts'

/** What Bảng 2 can be broken down by, in the order of the choice. */
export const tableRowChoices: readonly { readonly by: FigureTableRows; readonly words: string }[] = [
  { by: 'area', words: 'Theo lĩnh vực' },
  { by: 'stage', words: 'Theo khâu' },
  { by: 'site', words: 'Theo điểm tiếp nhận' },
  { by: 'answeredBy', words: 'Theo phòng, cơ quan giải quyết' },
]

/** The choice that the address names; areas where it names none. */
export const tableRowsIn = (query: URLSearchParams): FigureTableRows =>
  tableRowChoices.find((choice) => choice.by === query.get('by'))?.by ?? 'area'
