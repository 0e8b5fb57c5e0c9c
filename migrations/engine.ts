/**
 * What differs between the two database engines, supplied by the store. Types are text, 64-bit integer, real and bytes;
 * flags are integers 0/1, dates are ISO text.
 */
export interface Engine {
  readonly integer: string
  readonly real: string
  readonly bytes: string
  /** Follows the closing bracket of a table. */
  readonly tableEnd: string
  /** The same for a table whose rows are stored in the order of its primary key. */
  readonly clusteredEnd: string
  /** Statements that make the database refuse UPDATE and DELETE on a table of facts. */
  forbidChange(table: string): readonly string[]
}
