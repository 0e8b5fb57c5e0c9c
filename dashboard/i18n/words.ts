/** The forms that are shipped, in the words of a heading; the forms' own names are whole sentences. */
const methods: Readonly<Record<string, string>> = {
  'hai-long': 'Câu hỏi 5 mức hài lòng',
  'sipas-22': 'Phiếu 22 tiêu chí (lời rút gọn)',
  'sipas-22-day-du': 'Phiếu 22 tiêu chí',
  'sipas-dvhcc-16': 'Phiếu 16 nội dung',
  'phieu-9': 'Phiếu 9 nội dung',
}

/** Which question an answer came from: figures of different questions are never put together. */
export function methodWords(comparable: string): string {
  return methods[comparable] ?? `Bộ câu hỏi “${comparable}”`
}
