import { randomBytes } from "node:crypto"
import { circleBytes, createCircle } from "@laurel/core/community"
import { Schema } from "effect"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { actingUser, circleJson, readGiven } from "./circleJson.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ description: Schema.String, private: Schema.optionalKey(Schema.Boolean), members: Schema.String })
)

/** `laurel circle create`: whoever acts owns it, and is its first member. */
export const createCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const wanted = { name, ...readGiven({ name, ...readOptions(given) }) }
  await onStore(given, house, async (session) => {
    const circle = await session.change(createCircle(wanted, actingUser(session), randomBytes(circleBytes)))
    show(session, circleJson(circle), () => `${circle.id}\n`)
  })
}
