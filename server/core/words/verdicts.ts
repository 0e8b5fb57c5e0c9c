/** What is said of a figure beside its target, in two or three words. */
export const verdictWords = {
  met: 'Đạt',
  metUnsure: 'Đạt, chưa chắc chắn',
  missed: 'Chưa đạt',
  missedUnsure: 'Chưa đạt, chưa chắc chắn',
  noAnswers: 'Chưa có lượt',
  tooFew: 'Chưa đủ lượt',
  undecided: 'Chưa có kết luận',
  noTarget: 'Chưa đặt chỉ tiêu',
  otherQuestion: 'Không xét chỉ tiêu',
} as const
