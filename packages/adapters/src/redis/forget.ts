import type { Client } from "./Client.ts"
import { goneKeyOf } from "./keys.ts"
import { dropScript, forgetScript } from "./scripts/building.ts"

/** Redis answers nobody else while it goes through these: some milliseconds. */
export const keysAtATime = 1_000

/** Forgets the keys of a board that nobody reads any more, in small steps. */
export const forget = async ({ run }: Client, key: string): Promise<void> => {
  while ((await run(forgetScript, [key], [`${keysAtATime}`])) !== 0);
}

/** From the first step on the board is not kept. */
export const drop = async (client: Client, key: string): Promise<void> => {
  await forget(client, goneKeyOf(key))
  await client.run(dropScript, [key, goneKeyOf(key)], [])
  await forget(client, goneKeyOf(key))
}
