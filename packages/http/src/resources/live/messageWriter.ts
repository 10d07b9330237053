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

/** What a message is known by: what whoever is told it has then, or a board that stands still. */
type Key = LiveEvent["have"] | Stands["page"]

/**
 * Writes what becomes of a board as messages; each change, and a board that stands still, is written once for all who are told it, and those who
 * have the same are told the same message.
 */
export const messageWriter = ({ placeOf, heading }: Shown) => {
  const messages = new WeakMap<Key, Message>()
  const texts = new WeakMap<LiveEvent["change"], string>()
  const once = (key: Key, written: () => Message): Message => {
    const message = messages.get(key) ?? written()
    messages.set(key, message)
    return message
  }
  const textOf = (change: LiveEvent["change"]): string => {
    const text = texts.get(change) ?? JSON.stringify(changeJson(change, placeOf))
    texts.set(change, text)
    return text
  }
  return (event: PublicEvent): Message => {
    if (event.isFrozen) {
      const { page } = event
      const data = () => JSON.stringify({ ...heading(page), data: page.rows.map(placeOf) })
      return once(page, () => ({ event: "frozen", data: data() }))
    }
    const { change, have } = event
    return once(have, () => ({
      id: eventId(have),
      event: change._tag === "Snapshot" ? "snapshot" : "difference",
      data: textOf(change)
    }))
  }
}
