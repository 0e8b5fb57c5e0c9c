/** One thing that was looked at. `note` can wait, `bad` cannot. */
export interface Finding {
  readonly name: string
  readonly state: 'good' | 'note' | 'bad'
  /** Vietnamese first; ends with what to do unless all is well. */
  readonly words: string
}

export const findingsOf = (name: string) => ({
  good: (words: string): Finding => ({ name, state: 'good', words }),
  note: (words: string): Finding => ({ name, state: 'note', words }),
  bad: (words: string): Finding => ({ name, state: 'bad', words }),
})
