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

/** Writes what becomes of a board as messages: one for all who are told the same. */
export const messageWriter = ({ placeOf, heading }: Shown) => {
  const texts = new WeakMap<LiveEvent["change"] | Stands["page"], string>()
  const textOf = (of: LiveEvent["change"] | Stands["page"], written: () => unknown): string => {
    const text = texts.get(of) ?? JSON.stringify(written())
    texts.set(of, text)
    return text
  }
  const told = new WeakMap<LiveEvent["change"] | Stands["page"], Message>()
  /** The message that was made last of it, where that one has the same id: what somebody has who is told differs for few. */
  const messageOf = (
    of: LiveEvent["change"] | Stands["page"],
    id: string | undefined,
    made: () => Message
  ): Message => {
    const last = told.get(of)
    if (last !== undefined && (id === undefined || ("id" in last && last.id === id))) return last
    const message = made()
    told.set(of, message)
    return message
  }
  return (event: PublicEvent): Message => {
    if (event.isFrozen) {
      const { page } = event
      const data = () => textOf(page, () => ({ ...heading(page), data: page.rows.map(placeOf) }))
      return messageOf(page, undefined, () => ({ event: "frozen", data: data() }))
    }
    const { change, have } = event
    const id = eventId(have)
    return messageOf(change, id, () => ({
      id,
      event: change._tag === "Snapshot" ? "snapshot" : "difference",
      data: textOf(change, () => changeJson(change, placeOf))
    }))
  }
}
