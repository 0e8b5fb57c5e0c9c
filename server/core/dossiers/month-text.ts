import { foldVietnamese } from '../text/slug.ts'
import { isMonthKey } from './months.ts'

/** Shapes a month is written in; `y` the year, `m` the month. Of a day its month is taken. */
const shapes: readonly RegExp[] = [
  /^(?<y>\d{4})[-/.](?<m>\d{1,2})(?:[-/.]\d{1,2})?(?:t.*)?$/,
  /^(?:thang )?(?<m>\d{1,2})(?: ?[-/.] ?| nam | )(?<y>\d{4})$/,
  /^\d{1,2}[-/.](?<m>\d{1,2})[-/.](?<y>\d{4})$/,
]

/**
 * A month as offices write it: `2026-03`, `03/2026`, `Tháng 3/2026`, `tháng 3 năm 2026`, `01/03/2026`.
 * @returns its key, `2026-03`; null for what is no month
 */
export function monthTyped(text: string): string | null {
  const plain = foldVietnamese(text).replaceAll(/\s+/g, ' ').trim()
  const found = shapes.map((shape) => shape.exec(plain)?.groups).find((groups) => groups !== undefined)
  const key = `${found?.['y'] ?? ''}-${(found?.['m'] ?? '').padStart(2, '0')}`
  return isMonthKey(key) ? key : null
}
