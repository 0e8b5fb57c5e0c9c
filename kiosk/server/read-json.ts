/** No reply of the server comes near to this many bytes; what is longer is not read to its end. */
const LONGEST_REPLY = 8_000_000

/** The reply's content. @throws for what is no JSON, is too long, or breaks off */
export async function readJson(response: Response): Promise<unknown> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done) break
    bytes += value.byteLength
    if (bytes > LONGEST_REPLY) {
      await reader?.cancel()
      throw new Error('the reply is too long')
    }
    text += decoder.decode(value, { stream: true })
  }
  return JSON.parse(text + decoder.decode())
}
