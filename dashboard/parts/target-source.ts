/** The source of a target in one line: `Kế hoạch CCHC 2021–2025, II.2a: “tối thiểu 90%”`; the sentence may be empty. */
export function targetSource(document: string, sentence: string): string {
  const quoted = sentence.trim().replace(/^["“”]+|["“”]+$/g, '')
  return quoted === '' ? document.trim() : `${document.trim()}: “${quoted}”`
}
