/** The tables of files for the superior unit. */
export interface SuperiorFileTables {
  superior_file: { id: number; edition_id: number; made_at: string; made_by: string; says: string }
  superior_template: { id: number; unit_id: number; name: string; columns: string; retired: number }
}
