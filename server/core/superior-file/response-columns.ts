/** The columns of an export of responses before those of the criteria; `reasons` follows these. */
export const responseColumns = [
  'unit',
  'month',
  'area',
  'procedure',
  'stage',
  'channel',
  'questionnaire',
  'language',
  'assisted',
] as const
