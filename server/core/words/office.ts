import { uncapitalized } from '../text/capitals.ts'

/** The name an office most likely has: "Trung tâm Phục vụ hành chính công phường Sài Gòn". */
export const proposedOfficeName = (unitName: string): string =>
  `Trung tâm Phục vụ hành chính công ${uncapitalized(unitName)}`
