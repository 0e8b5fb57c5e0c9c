const ownNames = ['localhost', '127.0.0.1', '[::1]']

/** Whether the link leads back to the machine that follows it: on any other device it opens nothing. */
export function opensOnlyHere(link: string): boolean {
  return URL.canParse(link) && ownNames.includes(new URL(link).hostname)
}

/** What stands beside a link for other people that opens on no machine but this one. */
export const opensOnlyHereWords =
  'Liên kết này chỉ mở được trên máy này. Máy khác cần địa chỉ https (đặt TLS_CERT, TLS_KEY hoặc PUBLIC_URL).'
