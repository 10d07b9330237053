import type { BoardState } from "@laurel/core/board"
import type { Client } from "./Client.ts"
import type { Layout } from "./Layout.ts"
import { listIn, numberIn, textIn } from "./replies.ts"
import { stateScript } from "./scripts/state.ts"

/** The state of a board; nothing where it is not kept. */
export const readState = async ({ run }: Client, key: string, layout: Layout): Promise<BoardState | undefined> => {
  const reply = await run(stateScript, [key], [layout.text])
  if (reply === null) return undefined
  const values = listIn(reply)
  return { version: Number(textIn(values, 0)), count: numberIn(values, 1) }
}
