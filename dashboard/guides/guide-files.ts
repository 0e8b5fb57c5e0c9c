/** A guide for those who use the program. */
export interface Guide {
  /** The name of its file, without the ending. */
  readonly file: string
  readonly words: string
}

/** In the order in which they are offered. */
export const guides = [
  { file: 'can-bo-van-phong', words: 'Văn phòng' },
  { file: 'lanh-dao', words: 'Lãnh đạo' },
  { file: 'nguoi-quan-tri', words: 'Quản trị' },
] as const satisfies readonly Guide[]

/** The files as they were when this program was built: they are read without a network. */
const texts = import.meta.glob<string>('../../docs/huong-dan/*.md', { query: '?raw', import: 'default' })
const pictures = import.meta.glob<string>('../../docs/huong-dan/hinh/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
})

const FOLDER = '../../docs/huong-dan'

/** The text of a guide; null where it cannot be fetched. */
export async function readGuide(file: string): Promise<string | null> {
  const read = texts[`${FOLDER}/${file}.md`]
  return read === undefined ? null : read().catch(() => null)
}

export const pictureAddress = (file: string): string | null => pictures[`${FOLDER}/hinh/${file}`] ?? null

/** The guide that a link of another guide leads to; null for a file that is not shown here. */
export const guideOfLink = (target: string): Guide | null =>
  guides.find(({ file }) => target.replace(/#.*$/, '') === `${file}.md`) ?? null

/** What a role is likely to need first. */
export function guideFor(role: string): Guide {
  if (role === 'admin') return guides[2]
  return role === 'manager' ? guides[0] : guides[1]
}
