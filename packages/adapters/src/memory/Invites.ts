import {
  type Invite,
  type InviteId,
  type InvitePlace,
  Invites,
  isOpen,
  isOver,
  subjectKey
} from "@laurel/core/community"
import { compareIds } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

const byAge = (a: InvitePlace, b: InvitePlace): number => a.invitedAt - b.invitedAt || compareIds(a.id, b.id)

/** Invitations in the process's memory. */
export const layerInvites: Layer.Layer<Invites, never, World> = Layer.effect(
  Invites,
  Effect.gen(function* () {
    const { act } = yield* World
    const invites = new Map<InviteId, Invite>()
    const put = (id: InviteId, invite: Invite | undefined, onRollback: (undo: () => void) => void): void => {
      const before = invites.get(id)
      const set = (now: Invite | undefined): void => {
        if (now === undefined) invites.delete(id)
        else invites.set(id, now)
      }
      set(invite)
      onRollback(() => set(before))
    }
    const page = (isListed: (invite: Invite) => boolean, limit: number, after: InvitePlace | undefined) =>
      [...invites.values()]
        .filter(isListed)
        .filter((invite) => after === undefined || byAge(after, invite) < 0)
        .toSorted(byAge)
        .slice(0, limit)
    return Invites.of({
      add: (batch) =>
        act((onRollback) => {
          const seen = new Set<InviteId>()
          return batch.map((invite) => {
            if (seen.has(invite.id)) return false
            seen.add(invite.id)
            const before = invites.get(invite.id)
            const isNew = before === undefined || isOver(before, invite.invitedAt)
            if (isNew) put(invite.id, invite, onRollback)
            return isNew
          })
        }),
      find: (ids) => act(() => ids.map((id) => invites.get(id))),
      answer: (id, state, now) =>
        act((onRollback) => {
          const before = invites.get(id)
          if (before === undefined || !isOpen(before, now)) return Option.none()
          const after = { ...before, state }
          put(id, after, onRollback)
          return Option.some(after)
        }),
      revoke: (id) =>
        act((onRollback) => {
          const isThere = invites.has(id)
          put(id, undefined, onRollback)
          return isThere
        }),
      end: (subject) =>
        act((onRollback) => {
          const isEnded = ({ subject: to, state }: Invite) =>
            state === "Pending" && subjectKey(to) === subjectKey(subject)
          const ended = [...invites.values()].filter(isEnded)
          for (const { id } of ended) put(id, undefined, onRollback)
          return ended.length
        }),
      ofUser: (userId, now, limit, after) =>
        act(() => page((invite) => invite.userId === userId && isOpen(invite, now), limit, after)),
      ofSubject: (subject, limit, after) =>
        act(() => page((invite) => subjectKey(invite.subject) === subjectKey(subject), limit, after)),
      forget: (before, limit) =>
        act((onRollback) => {
          const old = [...invites.values()]
            .filter((invite) => isOver(invite, before))
            .toSorted((a, b) => a.expiresAt - b.expiresAt || compareIds(a.id, b.id))
            .slice(0, limit)
          for (const { id } of old) put(id, undefined, onRollback)
          return old.length
        })
    })
  })
)
