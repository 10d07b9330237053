import type { LiveEvent } from "@laurel/core/board"
import type { placesOf } from "./placesOf.ts"

/** What a subscriber is told, as one line of JSON; `beside` stands in it, too. */
export const eventLine = (
  { json }: ReturnType<typeof placesOf>,
  { change }: Pick<LiveEvent, "change">,
  beside: { readonly at?: string; readonly frozen?: true } = {}
): string => {
  const { tier } = change
  const event =
    change._tag === "Snapshot"
      ? { event: "snapshot", tier, version: change.version, rows: change.rows.map(json) }
      : {
          event: "difference",
          tier,
          from: change.from,
          version: change.to,
          entered: change.entered.map(json),
          left: change.left.map(({ participantId, rank, place }) => ({ participant: participantId, rank, place })),
          moved: change.moved.map(({ row, from }) => ({ ...json(row), from }))
        }
  return `${JSON.stringify({ _v: 1, ...beside, ...event })}\n`
}
