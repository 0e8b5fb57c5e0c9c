/** A piece of a text; figures are marked, so that who edits it sees what was counted. */
export interface TextPart {
  readonly text: string
  readonly isFigure: boolean
}

// Code points for private use: no text that people read has them.
const OPENS = '\uE000'
const CLOSES = '\uE001'
const marks = new RegExp(`[${OPENS}${CLOSES}]`, 'g')

/** Marks a figure within a sentence that is being written. */
export const figure = (text: string): string => `${OPENS}${text}${CLOSES}`

/** A text that somebody typed, without what would pass for a mark. */
export const unmarked = (text: string): string => text.replaceAll(marks, '')

/** The parts of a sentence with marks, in their order; none is empty. */
export function partsOf(marked: string): readonly TextPart[] {
  return marked.split(new RegExp(`(${OPENS}[^${CLOSES}]*${CLOSES})`)).flatMap((piece) => {
    const text = unmarked(piece)
    return text === '' ? [] : [{ text, isFigure: piece.startsWith(OPENS) }]
  })
}
