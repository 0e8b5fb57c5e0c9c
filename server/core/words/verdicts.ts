/** What is said of a figure beside its target, in two or three words. */
export const verdictWords = {
  met: 'Đạt',
  metUnsure: 'Đạt, chưa chắc chắn',
  missed: 'Chưa đạt',
  metAsPublished: 'Đạt (theo số công bố)',
  missedAsPublished: 'Chưa đạt (theo số công bố)',
  missedUnsure: 'Thấp hơn chỉ tiêu, chưa đủ căn cứ',
  noAnswers: 'Chưa có lượt',
  tooFew: 'Chưa đủ lượt',
  awaitsRelease: 'Chờ hết ngày',
  partial: 'Chưa đủ ngày',
  undecided: 'Chưa có kết luận',
  noTarget: 'Chưa đặt chỉ tiêu',
  otherQuestion: 'Không xét chỉ tiêu',
} as const

/** In place of a verdict before the year by which a level is to be reached: `Hướng tới mốc 2030`. */
export const milestoneWords = (year: number | undefined): string => `Hướng tới mốc ${year ?? ''}`.trim()
