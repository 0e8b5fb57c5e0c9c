const ownNames = ['localhost', '127.0.0.1', '[::1]']

/** Whether the link leads back to the machine that follows it: on any other device it opens nothing. */
export function opensOnlyHere(link: string): boolean {
  return URL.canParse(link) && ownNames.includes(new URL(link).hostname)
}
