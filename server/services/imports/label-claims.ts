/** Who named a code first in this run. */
export interface LabelClaims {
  /** @returns false when another label than this one led to the code before */
  claim(code: string, label: string): boolean
}

/**
 * Tells two places apart whose labels lose what differs on the way to a code: "Hòa An" and "Hóa An" are both `hoa-an`.
 * It knows one run alone, so that a place renamed since then still takes its old label.
 */
export function createLabelClaims(): LabelClaims {
  const firstLabels = new Map<string, string>()
  return {
    claim: (code, label) => {
      const folded = foldedLabel(label)
      const first = firstLabels.get(code)
      if (first === undefined) firstLabels.set(code, folded)
      return first === undefined || first === folded
    },
  }
}

/** What people write in two ways and mean as one: case, white space, and how Unicode composes a letter. */
const foldedLabel = (label: string): string => label.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim()
