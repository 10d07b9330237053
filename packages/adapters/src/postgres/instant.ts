import type { Instant } from "@laurel/core/shared"
import { sql } from "kysely"

/** An instant as a statement compares it with others. */
export const instant = (at: Instant) => sql<number>`${new Date(at)}::timestamptz`
