/** A code within the name of a file, in letters that every disk and every header takes: without marks, đ as d. */
export function fileNamePart(code: string): string {
  return code
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[^A-Za-z0-9._-]/g, '-')
}
