import type { BoardUpdate } from "@laurel/core/board"
import type { Client } from "./Client.ts"
import type { Layout } from "./Layout.ts"
import { textIn } from "./replies.ts"
import { rowArguments } from "./rowArguments.ts"
import { submitScript } from "./scripts/submit.ts"

/**
 * Takes the rows that are newer than what the board has; gives the version that it is at then, and nothing where it is not kept. What
 * is taken by a board under construction stays for `leaseMs`, unless something is heard of it again.
 */
export const takeRows = async (
  { run }: Client,
  key: string,
  layout: Layout,
  { version, rows }: BoardUpdate,
  leaseMs = 0
): Promise<number | undefined> => {
  const reply = await run(
    submitScript,
    [key],
    [layout.text, `${version}`, `${leaseMs}`, `${layout.links}`, ...rowArguments(layout, rows)]
  )
  return reply === null ? undefined : Number(textIn([reply], 0))
}
