import { Schema } from "effect"
import pg from "pg"
import type { Sent } from "./Traffic.ts"
import { challengeId } from "./world.ts"

/** What the tables and the board say, beside what was acknowledged: how many are not as they should be. */
export interface Held {
  readonly lost: number
  readonly twice: number
  readonly scores: number
  readonly wrong: number
}

/** Where to look. */
export interface Looking {
  readonly databaseUrl: string
  readonly serverUrl: string
  readonly key: string
  readonly acknowledged: ReadonlyMap<string, Sent>
}

const readBoard = Schema.decodeUnknownSync(
  Schema.Struct({ data: Schema.Array(Schema.Struct({ participant_id: Schema.String, score: Schema.String })) })
)

/** Looks for every activity that was acknowledged, and adds all of them up. */
export const look = async ({ databaseUrl, serverUrl, key, acknowledged }: Looking): Promise<Held> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ key: string; user: string; quantity: string }>(
    `select split_part(source_key, '|', 2) as key, user_id as user, quantity::text from laurel.activity
      where challenge_id = $1 and state = 'Counts'`,
    [challengeId]
  )
  await client.end()
  const counted = new Map<string, number>()
  const totals = new Map<string, number>()
  for (const { key: one, user, quantity } of rows) {
    counted.set(one, (counted.get(one) ?? 0) + 1)
    totals.set(user, (totals.get(user) ?? 0) + Number(quantity))
  }
  const board = await fetch(`${serverUrl}/v1/challenges/${challengeId}/leaderboard?limit=100`, {
    headers: { authorization: `Bearer ${key}` }
  })
  const { data } = readBoard(await board.json())
  return {
    lost: [...acknowledged.keys()].filter((one) => !counted.has(one)).length,
    twice: [...counted.values()].filter((times) => times > 1).length,
    scores: data.length,
    wrong: data.filter(({ participant_id: who, score }) => Number(score) !== (totals.get(who) ?? 0)).length
  }
}
