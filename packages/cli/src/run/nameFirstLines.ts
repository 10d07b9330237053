import { activityRows, type ReadingOptions } from "../input/activityRows.ts"
import type { ByteSource } from "../input/ByteSource.ts"
import type { Terms } from "../input/Terms.ts"
import { identityOf, type Tally } from "./Tally.ts"

/** A file up to this size is read once more to name the first line of a conflict: it takes a few seconds at most. */
const cheapBytes = 32_000_000

/** Adds to every reported conflict the line on which its key came first, where finding it is cheap. */
export const nameFirstLines = async (
  { again, ...source }: ByteSource,
  terms: Terms,
  reading: ReadingOptions,
  tally: Tally
): Promise<void> => {
  if (tally.conflicts.size === 0 || again === undefined || (source.size ?? 0) > cheapBytes) return
  for await (const { arrivals, lines } of activityRows({ ...source, chunks: again() }, terms, reading)) {
    for (const [at, { activity }] of arrivals.entries()) {
      const identity = identityOf(activity)
      if (tally.conflicts.has(identity)) tally.nameFirst(identity, lines[at] ?? 0)
    }
    if (tally.conflicts.size === 0) return
  }
}
