/** What a list says of a link or token that was given out. */
export interface GrantWords {
  readonly name: string
  /** What else is to be known, one line each. */
  readonly lines: readonly string[]
  /** Why it no longer opens anything; null while it does. */
  readonly over: string | null
}

/** A link or token as it is shown this once. */
export interface GrantSecret {
  readonly title: string
  readonly secret: string
  readonly note: string
}
