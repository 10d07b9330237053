import { amendCircle } from "@laurel/core/community"
import { Schema } from "effect"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { actingUser, circleIdOf, circleJson, readGiven } from "./circleJson.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    name: Schema.optionalKey(Schema.String),
    description: Schema.optionalKey(Schema.String),
    private: Schema.optionalKey(Schema.Boolean),
    members: Schema.optionalKey(Schema.String)
  })
)

/** `laurel circle amend`: what the owner of a circle decides is changed. */
export const amendCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const id = circleIdOf(name)
  const amendment = readGiven(readOptions(given))
  await onStore(given, house, async (session) => {
    const circle = await session.change(amendCircle(id, amendment, actingUser(session)))
    show(
      session,
      circleJson(circle),
      () =>
        `${circle.name} (${circle.id}) is ${circle.visibility}, with ${circle.memberCount} of ${circle.memberLimit} members.\n`
    )
  })
}
