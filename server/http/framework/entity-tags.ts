/** An entity tag of a list, without `W/`; quoted, and so it may hold commas. */
const opaqueTag = /(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g
const wholeList = /^[\s,]*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"[ \t]*(?:,[\s,]*|$))+$/

/**
 * Whether If-None-Match names the tag: `*`, or a list that holds it. Compared weakly, for a proxy that compresses makes
 * `"x"` to `W/"x"`. Source: RFC 9110 §13.1.2 and §8.8.3.2.
 *
 * @param etag a strong tag, with its quotes
 * @returns false without the header, and for one that is no list of tags
 */
export function isKnownTag(ifNoneMatch: string | undefined, etag: string): boolean {
  const header = ifNoneMatch?.trim() ?? ''
  if (header === '*') return true
  return wholeList.test(header) && [...header.matchAll(opaqueTag)].some(([, tag]) => tag === etag)
}
