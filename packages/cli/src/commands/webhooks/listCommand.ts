import { WebhookStore } from "@laurel/core/webhook"
import { Schema } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { principalOf } from "../../session/principalOf.ts"
import { show } from "../../session/show.ts"
import { endpointJson } from "./webhookJson.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ owner: Schema.optionalKey(Schema.String) }))

/** `laurel webhooks list`: who is told of what. */
export const listCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const { owner } = readOptions(given)
  const whose = owner === undefined ? undefined : principalOf(owner, "--owner")
  await onStore(given, house, async (session) => {
    const endpoints = (await session.run(WebhookStore.use((store) => store.of(whose)))).map(endpointJson)
    show(session, { endpoints }, (style) =>
      endpoints.length === 0
        ? "There are no endpoints.\n"
        : renderTable(
            ["endpoint", "owner", "covers", "url", "label", "state"].map((head) => ({ head })),
            endpoints.map((one) => [one.endpoint, one.owner, one.covers, one.url, one.label, one.state]),
            style
          )
    )
  })
}
