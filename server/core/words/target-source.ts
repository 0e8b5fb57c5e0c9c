/** Where a target comes from, as it is entered. */
interface Origin {
  readonly source?: string | undefined
  readonly document?: string | null | undefined
  readonly sentence?: string | null | undefined
}

/** The source of a target in one line: the one given, else `Kế hoạch số 12/KH-UBND, II.2a: “tối thiểu 90%”`. */
export function targetSourceOf({ source, document, sentence }: Origin): string {
  if (source !== undefined) return source
  const named = (document ?? '').trim()
  const quoted = (sentence ?? '').trim().replace(/^["“”]+|["“”]+$/g, '')
  return quoted === '' ? named : `${named}: “${quoted}”`
}
