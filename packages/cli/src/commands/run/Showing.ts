/** How a result is shown. */
export interface Showing {
  /** Rows of the board to print. */
  readonly top: number
  readonly json: boolean
  /** The name of the file of activities. */
  readonly activities: string
  /** The folder that was written. */
  readonly out?: string
}
