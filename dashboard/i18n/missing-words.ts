import { uncapitalized } from '#core/text/capitals'

/** Labels that say what is done with what is typed, not what it is. */
const ofUse = /^(?:Cấp|Dùng|Chuyển) /

/** What to say at an empty field that is needed: `Mời nhập tên quầy.`; of a list, to choose from it. */
export function missingWords(label: string, isList: boolean): string {
  const name = label.replace(/ *\([^()]*\)$/, '')
  if (ofUse.test(name)) return `Mời nhập mục “${name}”.`
  const begun = uncapitalized(name)
  if (begun.startsWith('nhập ')) return `Mời ${begun}.`
  return `Mời ${isList ? 'chọn' : 'nhập'} ${begun}.`
}
