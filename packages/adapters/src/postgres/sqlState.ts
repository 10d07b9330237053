/** SQLSTATE of a failed serialisation, and of a deadlock: the same again may succeed. */
const retryable: ReadonlySet<unknown> = new Set(["40001", "40P01"])

/** The SQLSTATE of an error of the database; nothing for others. */
export const sqlStateOf = (cause: unknown): string | undefined =>
  typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : undefined

/** The keys of rows that are put in once it was seen that they are not there: another transaction was first. */
const keysOfNewRows: ReadonlySet<unknown> = new Set(["payout_line_pkey"])

/** Whether the transaction failed only because of others that ran at the same time. */
export const isRetryable = (cause: unknown): boolean =>
  retryable.has(sqlStateOf(cause)) || keysOfNewRows.has(constraintOf(cause))

/** SQLSTATE of a prepared statement whose tables were changed since, and of one that the session does not have. */
const outdated: ReadonlySet<unknown> = new Set(["0A000", "26000"])

/** Whether a statement failed only because it was prepared in this connection: on a new one it may succeed. */
export const isOutdated = (cause: unknown): boolean => outdated.has(sqlStateOf(cause))

/** Whether the server itself refused: neither a connection that broke (class 08) nor a server that went down (class 57P). */
export const isRefusal = (cause: unknown): boolean => {
  const state = sqlStateOf(cause)
  return state !== undefined && /^[0-9A-Z]{5}$/.test(state) && !state.startsWith("08") && !state.startsWith("57P")
}

/** The constraint that refused a statement; nothing for other errors. */
export const constraintOf = (cause: unknown): string | undefined =>
  typeof cause === "object" && cause !== null && "constraint" in cause && typeof cause.constraint === "string"
    ? cause.constraint
    : undefined

/** What a statement fails with that found somebody else to have been first: the transaction may be run again (40001). */
export const lostRace = (what: string): Error =>
  Object.assign(new Error(`another transaction was first: ${what}`), { code: "40001" })
