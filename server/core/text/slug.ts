/**
 * Text as it is searched: lower-case, without tones and marks, đ as d; composed and decomposed Unicode come out equal
 * ("Hoà", "hòa" and "hoa" are all `hoa`).
 */
export function foldVietnamese(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
}

/** A label as a code: lower-case ASCII words joined by hyphens, apostrophes dropped; '' when no letter or digit is left. */
export function slugOf(text: string): string {
  return foldVietnamese(text)
    .replace(/['’‘ʼ]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
