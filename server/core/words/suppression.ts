import type { Suppression } from '../disclosure/suppression.ts'

/**
 * What stands where a hidden figure would; null when the figure is given.
 *
 * @param smallestCell the fewest answers of a figure that the reader may see
 */
export function suppressionWords(suppressed: Suppression, smallestCell: number): string | null {
  if (suppressed === null) return null
  if (suppressed === 'few') return `dưới ${smallestCell} lượt`
  return suppressed === 'complement' ? 'ẩn để bảo mật (ô ít lượt)' : 'chưa tổng hợp cho khoảng ngày này'
}
