const methods: Readonly<Record<string, string>> = {
  'hai-long': 'Câu hỏi 5 mức hài lòng',
}

/** Which question an answer came from: figures of different questions are never put together. */
export function methodWords(comparable: string): string {
  return methods[comparable] ?? `Bộ câu hỏi “${comparable}”`
}
