import type { Words } from '#core/questions/questionnaire'

/** Words as they are stored, on one line; a citizen who reads English gets the Vietnamese where nothing else was written. */
export function filled({ vi, en }: Words): Words {
  const words = oneLine(vi)
  return { vi: words, en: oneLine(en) || words }
}

/** A no-break space that keeps a compound together stays. */
const oneLine = (text: string): string => text.replace(/[\r\n\t ]+/g, ' ').trim()
