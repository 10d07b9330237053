import { type Trending, trending } from "@laurel/core/challenge"
import { carryWaiting } from "@laurel/core/work"
import { Effect, Schema } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import { countOf } from "../../session/countOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ limit: Schema.String }))

/** `laurel challenge trending`: the public challenges in which most went on in the last two days. */
export const trendingCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const limit = Math.max(1, countOf(readOptions(given).limit, "--limit"))
  await onStore(given, house, async (session) => {
    const { rows } = await session.run(Effect.andThen(carryWaiting(), trending(limit)))
    const shown = rows.map(rowOf)
    show(session, { challenges: shown }, (style) =>
      shown.length === 0
        ? "Nothing went on lately.\n"
        : renderTable(
            [{ head: "challenge" }, { head: "name" }, { head: "state" }, { head: "score", align: "right" }],
            shown.map(({ challenge, name, state, score }) => [challenge, name, wordsOf(state), `${score}`]),
            style
          )
    )
  })
}

const rowOf = ({ challenge: { id, definition, _tag }, score }: Trending) => ({
  challenge: id,
  name: definition.name,
  state: _tag,
  score
})
