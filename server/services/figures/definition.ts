/** What "tỷ lệ hài lòng" means here; a change of the text is a new version. */
export const definition = {
  measure: 'satisfaction',
  version: 1,
  text:
    'Tỷ lệ hài lòng = số lượt trả lời “Hài lòng” hoặc “Rất hài lòng” chia cho số lượt trả lời có chọn mức, ' +
    'ở câu hỏi chung với thang 5 mức. “Không có ý kiến” không nằm ở tử số lẫn mẫu số. ' +
    'Khoảng tin cậy 95% theo Wilson (1927), không hiệu chỉnh liên tục.',
} as const
