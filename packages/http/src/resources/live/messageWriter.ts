import { eventId, type LiveEvent, type Moved, type Stood } from "@laurel/core/board"
import type { PublicEvent } from "@laurel/core/challenge"
import type { shownOn } from "../boards/BoardJson.ts"
import type { Message } from "./Message.ts"

type Shown = ReturnType<typeof shownOn>
type Stands = Extract<PublicEvent, { readonly isFrozen: true }>

const stoodJson = ({ participantId, rank, place }: Stood) => ({ participant_id: participantId, rank, place })

const changeJson = (change: LiveEvent["change"], placeOf: Shown["placeOf"]) =>
  change._tag === "Snapshot"
    ? { tier: change.tier, version: change.version, data: change.rows.map(placeOf) }
    : {
        tier: change.tier,
        from: change.from,
        to: change.to,
        entered: change.entered.map(placeOf),
        left: change.left.map(stoodJson),
        moved: change.moved.map(({ row, from }: Moved) => ({ ...placeOf(row), from }))
      }

/** Writes what becomes of a board as messages; each change, and a board that stands still, is written once for all who are told it. */
export const messageWriter = ({ placeOf, heading }: Shown) => {
  const known = new WeakMap<LiveEvent["change"] | Stands["page"], string>()
  const once = (of: LiveEvent["change"] | Stands["page"], written: () => unknown): string => {
    const text = known.get(of) ?? JSON.stringify(written())
    known.set(of, text)
    return text
  }
  return (event: PublicEvent): Message => {
    if (event.isFrozen) {
      const { page } = event
      return { event: "frozen", data: once(page, () => ({ ...heading(page), data: page.rows.map(placeOf) })) }
    }
    const { change, have } = event
    return {
      id: eventId(have),
      event: change._tag === "Snapshot" ? "snapshot" : "difference",
      data: once(change, () => changeJson(change, placeOf))
    }
  }
}
